"""What one cell means: a truth value, a number, a year to 31 March."""

from __future__ import annotations

import re
from typing import Final

from dashboard.sources.days import read_day
from dashboard.vocabulary import YearEnding

_NUMBER: Final = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?) ?%?")
_YES_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}


def read_truth(text: str) -> bool:
    """Whether "yes", "no", or their like, is meant.

    Raises:
        ValueError: it is neither.
    """
    truth = _YES_NO.get(text.casefold())
    if truth is None:
        raise ValueError("write yes or no")
    return truth


def read_number(text: str, *, is_whole: bool) -> float:
    """A number of nought or more, such as "1,234", "4.5" or "67%".

    Raises:
        ValueError: it is none, or not whole where it has to be.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError("write figures only, such as 12 or 4.5; leave the cell empty if unknown")
    number = float(match[1].replace(",", ""))
    if is_whole and not number.is_integer():
        raise ValueError("write a whole number: it counts cases or people")
    return number


def read_year_ending(text: str) -> int:
    """The calendar year in which the year to 31 March ends: "2019-20", "31/03/2020", "2020".

    Raises:
        ValueError: it is no such year, or a day other than 31 March.
    """
    try:
        return YearEnding.parse(text).last
    except ValueError:
        day = read_day(text)
    if (day.month, day.day) != (3, 31):
        raise ValueError("write the last day of the year, a 31 March")
    return day.year
