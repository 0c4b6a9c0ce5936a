"""What an annual review letter says of itself: that it is one, for which council, which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.authorities.names import NameKind, Names, Resolution
from dashboard.sources.days import read_day
from dashboard.vocabulary import YearEnding

_ANNUAL_LETTER: Final = re.compile(r"\bannual\s+(?:review\s+)?letter\b", re.IGNORECASE)
_YEAR: Final = r"(20\d\d(?:\s*[-/\u2013]\s*(?:20)?\d\d)?)(?![\d/-])"
_DAY: Final = r"(\d{1,2}(?:st)?\s+March\s+20\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d)"
_HEADING_YEAR: Final = re.compile(
    rf"^\W*(?:(?:re|subject)\s*:\s*)?annual\s+(?:review\s+)?letter\W+(?:for\s+)?{_YEAR}",
    re.IGNORECASE | re.MULTILINE,
)
_PERIOD: Final = re.compile(rf"\bfor\s+the\s+period\s+ending\W*{_DAY}", re.IGNORECASE)
_YEAR_ENDING: Final = re.compile(rf"\byear\s+(?:ending|ended|to)\W*{_DAY}", re.IGNORECASE)
_SALUTATION: Final = re.compile(r"(?:^|\s)Dear\s+[A-Z]")
_LABELLED: Final = re.compile(
    r"^\s*(?:to|council|authority|name of (?:council|authority))\s*:\s*(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_JOB: Final = re.compile(
    r"^.*\b(?:Chief Executive(?: Officer)?|Paid Service|Managing Director|Clerk|Director|Officer)\b"
    r"[\s,:]*"
)
_BODY: Final = re.compile(r"\b(?:council|borough|city of|corporation|authority)\b", re.IGNORECASE)
_NAME_WORD: Final = re.compile(r"[A-Z0-9(][\w'\u2019.()-]*,?|of|the|and|upon|in|with|on|le|&")
_YEAR_IN_NAME: Final = re.compile(r"(?<!\d)20\d\d(?:[-_](?:20)?\d\d)?(?!\d)")
_GENERIC_WORDS: Final = re.compile(
    r"\b(?:annual|review|letter|lgsco|lgo|ombudsman|final|to|for)\b", re.IGNORECASE
)
_TOP: Final = 15
"""So many lines are looked at for the addressee."""
_NAME_WORDS: Final = 12


@dataclass(frozen=True)
class LetterStatement:
    """Who a letter is to and which year it is about, by its own words."""

    recipient: Resolution
    """A council or another body."""
    year: YearEnding


class LetterNotReadError(Exception):
    """A letter that does not say clearly who it is to or which year it is about."""


def is_letter(text: str) -> bool:
    """Whether a text is an annual review letter, and not another paper."""
    return bool(_ANNUAL_LETTER.search(text)) and "ombudsman" in text.casefold()


def read_statement(text: str, names: Names) -> LetterStatement:
    """The council and the year that a letter names.

    Raises:
        LetterNotReadError: it names none or more than one; the message is the reason.
    """
    lines = re.sub(r"<[^<>\n]*>", "", text)
    return LetterStatement(_recipient(lines, names), _year(lines))


def check_file_name(stem: str, statement: LetterStatement, names: Names) -> None:
    """Compares a letter with the name of its file, as far as that names a council or a year.

    Raises:
        LetterNotReadError: the file's name has another council or other years.
    """
    years = {year.last for year in _years_in_name(stem)}
    if years and statement.year.last not in years:
        raise LetterNotReadError(
            f"its words say the year {statement.year.label}, its file name another"
        )
    words = re.sub(r"[-_\s]+", " ", _YEAR_IN_NAME.sub(" ", stem))
    named = names.resolve(" ".join(_GENERIC_WORDS.sub(" ", words).split()))
    if named.kind is NameKind.COUNCIL and named.authority != statement.recipient.authority:
        raise LetterNotReadError(
            f"its words name {statement.recipient.name}, its file name {named.name}"
        )


def _recipient(text: str, names: Names) -> Resolution:
    written = [*_labelled(text), *_before_the_period(text)]
    resolved = [names.resolve(name) for name in written]
    unknown: list[Resolution] = [r for r in resolved if r.kind is NameKind.UNKNOWN]
    resolved += _addressees(_opening(text), names, unknown)
    found = {r.name: r for r in resolved if r.kind is not NameKind.UNKNOWN}
    if len(found) > 1:
        raise LetterNotReadError(f"it names more than one council: {' and '.join(sorted(found))}")
    if not found:
        raise LetterNotReadError(_no_council(unknown))
    return next(iter(found.values()))


def _labelled(text: str) -> list[str]:
    """Names after "To:" or "Council:" near the top."""
    return [match[1].strip() for match in _LABELLED.finditer("\n".join(_lines(text)[:_TOP]))]


def _before_the_period(text: str) -> Iterator[str]:
    """The name above or before "For the period ending", where a page of figures begins."""
    for match in _PERIOD.finditer(text):
        line = text[: match.start()].rstrip().rpartition("\n")[2].strip()
        if _is_body_name(line):
            yield line


def _opening(text: str) -> list[str]:
    """The lines before the salutation, in which the addressee stands.

    None without a salutation: a committee's report about a letter has a council at its top too.
    """
    salutation = _SALUTATION.search(text)
    lines = _lines(text[: salutation.start()])[-_TOP:] if salutation else []
    return [line for line in lines if not _LABELLED.match(line)]


def _lines(text: str) -> list[str]:
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def _addressees(lines: list[str], names: Names, unknown: list[Resolution]) -> Iterator[Resolution]:
    """Councils and bodies named in the lines, a name over several lines before a part of it.

    Names that mean nothing known are added to `unknown`.
    """
    start = 0
    while start < len(lines):
        for span in (3, 2, 1):
            resolution = _named_in(lines[start : start + span], names, unknown)
            if resolution is not None:
                yield resolution
                start += span
                break
        else:
            start += 1


def _named_in(lines: list[str], names: Names, unknown: list[Resolution]) -> Resolution | None:
    written = " ".join(lines)
    after_job = _JOB.sub("", written)
    parts = re.split(r",\s|\s[-\u2013]\s|:\s", after_job) if len(lines) == 1 else []
    for candidate in dict.fromkeys((written, after_job, *parts)):
        if _is_body_name(candidate):
            resolution = names.resolve(candidate)
            if resolution.kind is not NameKind.UNKNOWN:
                return resolution
            if len(lines) == 1:
                unknown.append(resolution)
    return None


def _is_body_name(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= _NAME_WORDS
        and _BODY.search(text) is not None
        and all(_NAME_WORD.fullmatch(word) for word in words)
    )


def _no_council(unknown: list[Resolution]) -> str:
    for resolution in unknown:
        if resolution.suggestions:
            near = "; ".join(resolution.suggestions)
            return f'"{resolution.written}" is no council that is known (near names: {near})'
    return "no council is named as the one it is to"


def _year(text: str) -> YearEnding:
    stated = _years_in_headings(text) | _years_ending(_PERIOD, text)
    mentioned = _years_ending(_YEAR_ENDING, text)
    if stated and mentioned and not stated & mentioned:
        raise LetterNotReadError(_several_years(stated | mentioned))
    years = stated or mentioned
    if len(years) > 1:
        raise LetterNotReadError(_several_years(years))
    if not years:
        raise LetterNotReadError("it does not say which year it is about")
    return next(iter(years))


def _years_ending(pattern: re.Pattern[str], text: str) -> set[YearEnding]:
    """The years whose last day stands where the pattern has one; other days say nothing."""
    years = set()
    for match in pattern.finditer(text):
        try:
            day = read_day(match[1])
        except ValueError:
            continue
        if (day.month, day.day) == (3, 31):
            years.add(YearEnding.containing(day))
    return years


def _several_years(years: set[YearEnding]) -> str:
    return f"it names more than one year: {' and '.join(y.label for y in sorted(years))}"


def _years_in_name(stem: str) -> set[YearEnding]:
    """Years such as 2020, 2019-20 or 2019_2020 in a file's name."""
    years = set()
    for match in _YEAR_IN_NAME.finditer(stem):
        try:
            years.add(YearEnding.parse(match[0].replace("_", "-")))
        except ValueError:
            # Two numbers that are no pair of years, as in 2020-07: the first is the year.
            years.add(YearEnding.parse(match[0][:4]))
    return years


def _years_in_headings(text: str) -> set[YearEnding]:
    """The years in headings such as "Annual Review letter 2019-20"."""
    years = set()
    for match in _HEADING_YEAR.finditer(text):
        try:
            years.add(YearEnding.parse(match[1]))
        except ValueError as error:
            raise LetterNotReadError(f'its heading has "{match[1]}", which is no year') from error
    return years
