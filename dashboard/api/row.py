"""What answers are made of: rows whose fields are described, as JSON or as lines of a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from dashboard.decision_table import safe


class Row(BaseModel):
    """One thing of an answer."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)


def as_csv(kind: type[Row], rows: Iterable[Row], every: Mapping[str, object]) -> str:
    """A line a row under a line of headings; what is true of `every` one stands at the end."""
    headings = list(_headings(kind))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*headings, *every])
    for row in rows:
        cells = dict(_cells(row.model_dump(mode="json")))
        writer.writerow(
            [*(safe(cells.get(heading)) for heading in headings), *map(safe, every.values())]
        )
    return out.getvalue()


def _headings(kind: type[Row], before: str = "") -> Iterator[str]:
    """The columns of a row; a row within it has its own, named after both."""
    for name, field in kind.model_fields.items():
        inner = _row_in(field.annotation)
        if inner is None:
            yield f"{before}{name}"
        else:
            yield from _headings(inner, f"{before}{name}_")


def _row_in(annotation: Any) -> type[Row] | None:
    """The row that a field is or may be; None for a list of them."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Row):
            return None if getattr(annotation, "__origin__", None) is list else kind
    return None


def _cells(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{before}{name}_")
        elif isinstance(value, list):
            yield f"{before}{name}", "; ".join(map(_words, value))
        elif isinstance(value, bool):
            # As JSON and CSVW write it; Python's own would be "True".
            yield f"{before}{name}", str(value).lower()
        else:
            yield f"{before}{name}", value


def _words(item: object) -> str:
    """An item of a list in one cell; of a row in it, what it says, in order."""
    if isinstance(item, dict):
        return " ".join(str(value) for value in item.values() if value is not None)
    return str(item)
