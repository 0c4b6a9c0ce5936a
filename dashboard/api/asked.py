"""The parameters of a question: typed, bounded, and read against the data that answer it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, ValidationInfo

from dashboard.api.refusal import NotThere, Refused, Wrong
from dashboard.authorities.register import Authority
from dashboard.dataset import Dataset
from dashboard.vocabulary import YearEnding

MOST_ROWS: Final = 1000
_LONGEST: Final = 200
_MOST_COUNCILS: Final = 50


class Format(StrEnum):
    """How an answer is written."""

    JSON = "json"
    CSV = "csv"


class Asked(BaseModel):
    """What every question may say; a parameter that it doesn't know is refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=False, use_attribute_docstrings=True
    )

    format: Format | None = None
    """`json` or `csv`; it goes before the header `Accept`. Without both it is JSON."""


class PageAsked(Asked):
    """What is asked for page by page."""

    limit: int = Field(100, ge=1, le=MOST_ROWS)
    """The most rows of one answer."""
    cursor: str | None = Field(None, max_length=400)
    """Where the page begins: from the `next` of the page before. It stays right when rows come
    or go."""


A = TypeVar("A", bound=Asked)


def read(
    kind: type[A], dataset: Dataset, given: Sequence[tuple[str, str]], path: Mapping[str, str]
) -> A:
    """A question as it was given in the address, path and all.

    Raises:
        Refused: with every parameter that is unknown, given twice or not to be followed.
        NotThere: the path names something that isn't in the data.
    """
    known = [name for name in names_of(kind) if name not in path]
    times = Counter(name for name, _ in given)
    wrong = [
        Wrong(
            parameter=name[:_LONGEST],
            value=None,
            problem=f"is given {number} times; give it once, several values with commas between",
        )
        for name, number in times.items()
        if number > 1
    ]
    wrong += [
        Wrong(
            parameter=name[:_LONGEST],
            value=dict(given)[name][:_LONGEST],
            problem=f"is no parameter here; there are {', '.join(known)}",
        )
        for name in times
        if name not in known
    ]
    once = {name: value for name, value in given if times[name] == 1 and name in known}
    try:
        asked = kind.model_validate({**once, **path}, context={"dataset": dataset})
    except ValidationError as error:
        found = [_said(e) for e in error.errors(include_url=False)]
        not_there = [w for w in found if w.parameter in path]
        # A parameter given twice is said once.
        wrong += [w for w in found if w not in not_there and times[w.parameter] < 2]
        if not_there and not wrong:
            raise NotThere(" ".join(f"{w.parameter}: {w.problem}." for w in not_there)) from None
        wrong += not_there
    if wrong:
        raise Refused(wrong)
    return asked


def names_of(kind: type[Asked]) -> list[str]:
    """The parameters as an address names them."""
    return [field.alias or name for name, field in kind.model_fields.items()]


def _said(error: Mapping[str, Any]) -> Wrong:
    expected = error.get("ctx", {}).get("expected")
    words = {
        "missing": "has to be given",
        "enum": f"should be {expected}",
        "literal_error": f"should be {expected}",
    }.get(error["type"], error["msg"].removeprefix("Value error, "))
    given = None if error["type"] == "missing" else str(error["input"])[:_LONGEST]
    plain = words.replace("Input should be", "should be").replace("String should", "should")
    return Wrong(parameter=str(error["loc"][0]), value=given, problem=plain)


def _text(value: Any) -> str:
    text = str(value)
    if len(text) > _LONGEST:
        raise ValueError(f"should have at most {_LONGEST} letters")
    return text


def _council(value: Any, info: ValidationInfo) -> Authority:
    text = _text(value)
    dataset: Dataset = (info.context or {})["dataset"]
    found = dataset.register.by_slug(text) or dataset.register.by_code(text.upper())
    if found is None:
        near = dataset.finder.find(text.replace("-", " ")).found[:3]
        perhaps = f"; perhaps {' or '.join(f.authority.slug for f in near)}" if near else ""
        raise ValueError(f"there is no council with this slug or GSS code{perhaps}")
    return found


def _councils(value: Any, info: ValidationInfo) -> tuple[Authority, ...]:
    texts = str(value).split(",")
    if len(texts) > _MOST_COUNCILS:
        raise ValueError(f"should name at most {_MOST_COUNCILS} councils")
    return tuple(dict.fromkeys(_council(text.strip(), info) for text in texts))


def _year(value: Any, info: ValidationInfo) -> YearEnding:
    dataset: Dataset = (info.context or {})["dataset"]
    year = dataset.year(_text(value))
    if year is None:
        first, last = dataset.years[0], dataset.years[-1]
        raise ValueError(
            f"should be a year of these data, {first.last} to {last.last}, each named by the year "
            "in which it ends"
        )
    return year


def _day(value: Any) -> date:
    text = _text(value)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError("should be a date such as 2024-03-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no date of the calendar") from None


def _written(check: Callable[..., Any], **schema: Any) -> PlainValidator:
    """How a text of an address is read, and what the OpenAPI document says of it."""
    text = Annotated[str, Field(max_length=_LONGEST, json_schema_extra=schema)]
    return PlainValidator(check, json_schema_input_type=text)


Council = Annotated[Authority, _written(_council, examples=["leeds"])]
"""A council by its slug or any GSS code that it has or had."""
Councils = Annotated[tuple[Authority, ...], _written(_councils, examples=["leeds,E08000032"])]
Year = Annotated[YearEnding, _written(_year, examples=["2024"])]
Day = Annotated[date, _written(_day, format="date", examples=["2024-03-31"])]
