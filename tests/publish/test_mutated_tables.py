"""Whatever has happened to a table, it is refused in words or every count of it is right.

What is right is counted here anew, by other means than the program's.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import dateutil.parser
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.publish.publication import stops
from dashboard.sources.case_store import CaseStore
from dashboard.sources.folder import read_folder
from dashboard.statistics.counts import yearly_counts

Count = Counter[tuple[str, int, str]]
"""Cases by council, year and decision."""

REGISTER = Register.load()
NAMES = Names(REGISTER)
TODAY = date(2025, 9, 1)

HEADINGS = ["reference", "authority", "category", "decided_on", "decision", "summary"]
DECISIONS = {
    "invalidorincomplete": "invalid_or_incomplete",
    "advicegiven": "advice_given",
    "referredbackforlocalresolution": "referred_back",
    "closedafterinitialenquiries": "closed_after_initial_enquiries",
    "notupheld": "not_upheld",
    "upheld": "upheld",
}
CASES = [
    ("Leeds City Council", "Housing", "2023-06-01", "Upheld", "Repairs were late."),
    ("Leeds City Council", "Planning", "31/03/2023", "Not upheld", "One, two, and three."),
    ("Bristol, City of", "Education", "1 April 2023", "Upheld", ""),
    ("E09000007", "Housing", "2024-02-29", "Advice given", "He said “no”."),
    ("LB Hackney", "Benefits and tax", "2022-10-10", "Upheld", "In two\nlines, or more."),
    ("Derbyshire Dales", "Highways and Transport", "2023-12-31", "Not upheld", "A fee of £10."),
    ("York", "Other", "2021-04-01", "Invalid or incomplete", "-"),
    ("The Housing Ombudsman", "Housing", "2023-05-05", "Upheld", ""),
]
REFERENCE = r"\d\d[\s-]+\d{3}[\s-]+\d{3}"
UNSEEN = '["\\s\u00ad\u200b-\u200f\ufeff]*'
ODD_TEXTS = [
    *("", " ", '"', ",", "\n", "\r\n", '"\n', '","', "\0", "\ufeff", "\u200b", "\u00a0", "\ud83d"),
    *("=A1", "#REF!", "n/a", "-", "0", "Total", "Note: one", "20 000 563", "20-000-001", "1e999"),
    *("31/02/2023", "1899-12-30", "2099-01-01", "45000", "Leeds", "Upheld", "Sustained", "Housing"),
    *("reference", "decided_on", "reference,authority,category,decided_on,decision,summary"),
]
ODD_VALUES: list[Any] = [
    *(text for text in ODD_TEXTS if text.isprintable() and "\ud83d" not in text),
    *(None, True, 0, 1, -1, 45000, 45000.5, 1e300, date(1900, 1, 1), date(2099, 1, 1)),
    *(date(2023, 6, 1), datetime(2023, 6, 1, 12, 30), "two\nlines", 0.5, 7, "1,234", "12%", "7 "),
]


@st.composite
def mutated_texts(draw: st.DrawFn) -> bytes:
    """A CSV file of some cases in which bytes were put, taken out, repeated or changed."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(
        [HEADINGS, *draw(tables())]
    )
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
    content = lines.getvalue().encode(encoding)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.sampled_from([0, 0, 1, 2, 10, 60, 200]))
        put = draw(
            st.one_of(
                st.sampled_from(ODD_TEXTS).map(lambda t: t.encode("utf-8", "surrogatepass")),
                st.binary(max_size=2),
                st.just(content[start:end] * 2),
            )
        )
        content = content[:start] + put + content[end:]
    return content


@st.composite
def mutated_sheets(draw: st.DrawFn) -> list[list[Any]]:
    """The rows of a sheet of some cases, mutated."""
    return draw(mutated([list(HEADINGS), *map(list, draw(tables()))]))


@st.composite
def mutated(draw: st.DrawFn, rows: list[list[Any]]) -> list[list[Any]]:
    """Rows in which cells, rows and columns were changed."""
    rows = [list(row) for row in rows]
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.integers(0, len(rows) - 1))
        change = draw(st.sampled_from(["cell", "cell", "cell", "row", "twice", "swap", "shift"]))
        column = draw(st.integers(0, 7))
        if change == "cell":
            rows[row][column:] = [draw(st.sampled_from(ODD_VALUES)), *rows[row][column + 1 :]]
        elif change == "row":
            rows.insert(row, [draw(st.sampled_from(ODD_VALUES)) for _ in range(column)])
        elif change == "twice":
            rows.insert(row, list(rows[row]))
        elif change == "swap":
            other = draw(st.integers(0, len(rows) - 1))
            rows[row], rows[other] = rows[other], rows[row]
        else:
            rows[row].insert(column, None)
    return rows


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Rows of sound cases, each with a reference of its own."""
    cases = draw(st.lists(st.sampled_from(CASES), min_size=1, max_size=8))
    return [(f"20 000 {number:03d}", *case) for number, case in enumerate(cases, start=1)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(content=mutated_texts())
def test_a_mutated_text_is_refused_or_counted_right(content: bytes) -> None:
    published = counted("decided.csv", content)
    if published is not None:
        assert published == recounted(case_by_case(content))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=mutated_sheets())
def test_a_mutated_sheet_is_refused_or_counted_right(rows: list[list[Any]]) -> None:
    published = counted("decided.xlsx", sheet_of(rows))
    if published is not None:
        assert published == recounted(rows)


def sheet_of(rows: list[list[Any]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def counted(name: str, content: bytes) -> Count | None:
    """The counts as they would be published; None if the file is refused, in words."""
    with TemporaryDirectory() as place, CaseStore.temporary() as store:
        (Path(place) / name).write_bytes(content)
        intake = read_folder(Path(place), store, names=NAMES, today=TODAY, report=lambda _: None)
        if stops(intake.problems) or intake.decided is None:
            return None
        counts = yearly_counts(
            REGISTER, received=None, decided=intake.decided.tally, compliance=None
        )
    known = counts[counts["decided"].fillna(0) > 0]
    return Counter(
        {
            (row["authority"], int(row["year"]), decision): int(row[decision])
            for _, row in known.iterrows()
            for decision in DECISIONS.values()
            if row[decision] > 0
        }
    )


def case_by_case(content: bytes) -> Iterator[list[str]]:
    """The rows of a text; none goes on past a line that begins with a reference.

    So a quotation mark that is left open swallows nothing here.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    for part in re.split(rf"[\r\n]+(?={UNSEEN}{REFERENCE})", text):
        yield from csv.reader(io.StringIO(part, newline=""))


def recounted(rows: Iterable[Sequence[Any]]) -> Count:
    """The cases in rows, each of which has a reference, by council, year and decision."""
    count: Count = Counter()
    texts = [[as_text(value) for value in row] for row in rows]
    headings = max(texts, key=lambda cells: len(set(HEADINGS) & set(map(str.casefold, cells))))
    places = {letters(cell): place for place, cell in enumerate(headings) if cell}
    for cells in texts:
        if is_reference(at(cells, places["reference"])):
            council = NAMES.resolve(at(cells, places["authority"])).authority
            day = day_of(at(cells, places["decidedon"]))
            decision = DECISIONS[letters(at(cells, places["decision"]))]
            if council:
                count[council.code, day.year + (day.month > 3), decision] += 1
    return count


def at(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def as_text(value: Any) -> str:
    text = "" if value is None else str(value)
    return re.sub("[\u00ad\u200b-\u200f\ufeff]", "", text).strip()


def letters(text: str) -> str:
    return re.sub("[^a-z]", "", text.casefold())


def is_reference(text: str) -> bool:
    return re.fullmatch(REFERENCE + "[\\s-]?[a-zA-Z]?", text) is not None


def day_of(text: str) -> date:
    is_year_first = text[:4].isdigit()
    return dateutil.parser.parse(text, dayfirst=not is_year_first, yearfirst=is_year_first).date()


YEARLY_HEADINGS = {
    "Invalid or Incomplete": "invalid_incomplete",
    "Advice Given": "advice_given",
    "Referred back for Local Resolution": "referred_back",
    "Closed after Initial Enquiries": "closed_after_initial",
    "Not Upheld": "not_upheld",
    "Upheld": "upheld",
    "Total": "decided_total",
}
YEARLY_ROWS = [
    ("Bury Metropolitan Borough Council", 4, 2, 24, 27, 9, 6, 72),
    ("Calderdale", 3, 0, 10, 17, 5, 14, 49),
    ("Birmingham City Council", 21, 34, 221, 93, 29, 43, 441),
    ("London Borough of Hackney", "1", "-", None, "n/a", 0, 2, 3),
]


YEARLY_TABLE = [["Authority", *YEARLY_HEADINGS], *map(list, YEARLY_ROWS)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows=mutated(YEARLY_TABLE))
def test_a_mutated_yearly_table_is_refused_or_read_right(rows: list[list[Any]]) -> None:
    published, is_said = figures_of("complaints decided 2019-20.xlsx", sheet_of(rows))
    if published is not None:
        right = read_again(rows)
        assert published.items() <= right.items()
        # A column whose heading isn't known is left aside with a notice.
        assert published == right or is_said


def figures_of(name: str, content: bytes) -> tuple[dict[tuple[str, str], float] | None, bool]:
    """The figures as they would be published, None if the file is refused; if anything is said."""
    with TemporaryDirectory() as place, CaseStore.temporary() as store:
        (Path(place) / name).write_bytes(content)
        intake = read_folder(Path(place), store, names=NAMES, today=TODAY, report=lambda _: None)
    frame = intake.published_figures
    if stops(intake.problems) or frame is None:
        return None, True
    assert set(frame["year"]) == {2020}
    figures = {(row.authority, row.figure): row.value for row in frame.itertuples()}
    return figures, bool(intake.problems)


def read_again(rows: list[list[Any]]) -> dict[tuple[str, str], float]:
    """The numbers in the rows of councils, by council and figure."""
    found: dict[tuple[str, str], float] = {}
    headings = max(
        rows, key=lambda row: len({"Authority", *YEARLY_HEADINGS} & set(map(as_text, row)))
    )
    for row in rows:
        named = dict(zip(map(as_text, headings), row, strict=False))
        council = NAMES.resolve(as_text(named.get("Authority"))).authority
        for heading, figure in YEARLY_HEADINGS.items():
            text = as_text(named.get(heading)).replace(",", "")
            if council and text not in ("", "-", "n/a"):
                found[council.code, figure] = float(text)
    return found


@pytest.mark.parametrize("number", range(len(CASES) - 1))
def test_a_sound_case_is_counted(number: int) -> None:
    """Else the property above would hold for a program that refuses everything."""
    lines = io.StringIO()
    csv.writer(lines).writerows([HEADINGS, ("20 000 563", *CASES[number])])
    published = counted("decided.csv", lines.getvalue().encode())
    assert published == recounted(case_by_case(lines.getvalue().encode()))
    assert published is not None
    assert sum(published.values()) == 1


def test_a_sound_yearly_table_is_read() -> None:
    published, is_said = figures_of("complaints decided 2019-20.xlsx", sheet_of(YEARLY_TABLE))
    assert published == read_again(YEARLY_TABLE)
    assert (len(published), is_said) == (25, False)
