"""Options that several commands share, and what their texts mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from dashboard.authorities.authority import Authority
from dashboard.authorities.names import Names
from dashboard.errors import CallError
from dashboard.vocabulary import YearEnding

Snapshots = Annotated[
    Path, typer.Option("--snapshots", help="Folder of snapshots.", show_default=True)
]
SNAPSHOTS: Final = Path("snapshots")


def council_of(names: Names, text: str) -> Authority:
    """The council that a text means.

    Raises:
        CallError: it means none; with the names that are near.
    """
    found = names.resolve(text)
    if found.authority is None:
        near = "".join(f"\n  {name}" for name in found.suggestions)
        hint = f"; did you mean:{near}" if near else ""
        raise CallError(f"no council is called {text!r}{hint}")
    return found.authority


def year_of(text: str) -> YearEnding:
    """The year that a text means.

    Raises:
        CallError: it means none.
    """
    try:
        return YearEnding.parse(text)
    except ValueError as error:
        raise CallError(str(error)) from None


def day_of(text: str | None) -> date:
    """The day that a text means; today without one.

    Raises:
        CallError: it means none.
    """
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise CallError(f"{text!r} is not a date such as 2025-07-16") from None


def years_of(text: str) -> list[YearEnding]:
    """The years from a first to a last one.

    Raises:
        CallError: the text means none.
    """
    try:
        return YearEnding.span(text)
    except ValueError as error:
        raise CallError(str(error)) from None
