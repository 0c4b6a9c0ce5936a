"""Days as documents write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_TIME: Final = r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}")
_DAY_FIRST: Final = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_WITH_WORDS: Final = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})\.?,?[- ](\d{4}|\d{2})"
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_SPREADSHEET_DAY: Final = re.compile(r"[2-6]\d{4}")
_SPREADSHEET_EPOCH: Final = date(1899, 12, 30)


def read_day(text: str) -> date:
    """The day meant by "2020-12-17", "17/12/2020", "17.12.20" or "17 Dec 2020"; never month first.

    Raises:
        ValueError: it is none of these, with what to do about it.
    """
    text = re.sub(r"\s+", " ", text.strip())
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _day(_year(match[4]), int(match[3]), int(match[1]))
    if match := _WITH_WORDS.fullmatch(text):
        return _day(_year(match[3]), _month(match[2]), int(match[1]))
    if _SPREADSHEET_DAY.fullmatch(text):
        day = _SPREADSHEET_EPOCH + timedelta(days=int(text))
        raise ValueError(
            f"format the column as dates in the spreadsheet; this number may stand for {day}"
        )
    raise ValueError("write the day as 2020-12-17, 17/12/2020 or 17 Dec 2020")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        if month > 12 >= day:
            raise ValueError("write the day before the month, as in 17/12/2020") from error
        raise ValueError("there is no such day in the calendar: correct it") from error


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(word: str) -> int:
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(word.casefold()):
            return number
    raise ValueError(f'write the month in English or as a number; "{word}" is none')
