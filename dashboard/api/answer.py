"""What every answer carries beside its rows, and how it is written as JSON or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from dashboard.api.about import About
from dashboard.api.asked import Format
from dashboard.api.row import Row, as_csv

R = TypeVar("R", bound=Row)

MEDIA_TYPES: Final = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
}


class Listing(BaseModel, Generic[R]):
    """Some of the rows that were asked for."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    about: About
    items: list[R]
    total: int
    """How many there are on all pages."""
    next: str | None
    """The address of the next page; null on the last one."""
    remarks: list[str]
    """What to know of these rows, such as why there are none."""


class Single(BaseModel, Generic[R]):
    """The one thing that was asked for."""

    about: About
    item: R


@dataclass(frozen=True)
class Found(Generic[R]):
    """Rows as a noun finds them."""

    rows: Sequence[R]
    total: int
    after: str | None = None
    """The cursor with which the rest begins."""
    remarks: tuple[str, ...] = ()


def written(
    kind: type[R], found: Found[R] | R, about: About, form: Format, following: str | None
) -> str:
    """An answer as text; `following` is the address of the next page."""
    if form is Format.CSV:
        rows = found.rows if isinstance(found, Found) else [found]
        every = {
            "data": str(about.kind),
            "data_version": about.data_version,
            "data_source": about.source,
            "publisher": about.publisher,
            "licence": about.licence,
        }
        return as_csv(kind, rows, every)
    if isinstance(found, Found):
        return Listing[R](
            about=about,
            items=list(found.rows),
            total=found.total,
            next=following,
            remarks=list(found.remarks),
        ).model_dump_json()
    return Single[R](about=about, item=found).model_dump_json()
