"""Whatever happens to the real figures, they are refused in words or shown as they then stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.publish.publication import stops
from dashboard.sources.case_store import CaseStore
from dashboard.sources.folder import read_folder
from dashboard.sources.intake import Intake

REAL = Path(__file__).parents[2] / "data" / "real"
TODAY = date(2026, 9, 1)
NAMES = Names(Register.load())
ODD_CELLS = [
    *("", " ", "-", "n/a", "0", "-1", "0.5", "101", "850", "1e3", "1,234", "12%", "forty", "=A1"),
    *("#REF!", "Leeds", "E08000035", "Narnia", "2024-03-31", "2019-20", "31/03/2099", "press"),
    *("ombudsman", "https://example.org/a", "javascript:x", "Upheld", "20-000-563", '"', "a,b"),
]


def real(name: str) -> list[list[str]]:
    """The rows of a real table, its headings first."""
    with (REAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


FIGURES = real("published_figures.csv")
DECISIONS = real("decisions.csv")


@st.composite
def mutated(draw: st.DrawFn, table: Sequence[Sequence[str]]) -> list[list[str]]:
    """Some rows of a table in which cells, rows and columns were changed, swapped or taken out."""
    first = draw(st.integers(1, len(table) - 10))
    rows = [list(table[0]), *map(list, table[first : first + 10])]
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.integers(0, len(rows) - 1))
        at, other = (draw(st.integers(0, len(rows[0]) - 1)) for _ in range(2))
        change = draw(st.sampled_from(["cell", "cell", "cell", "swap", "columns", "row", "cut"]))
        if change == "cell":
            rows[row][at:] = [draw(st.sampled_from(ODD_CELLS)), *rows[row][at + 1 :]]
        elif change == "swap":
            swapped = draw(st.integers(0, len(rows) - 1))
            rows[row], rows[swapped] = rows[swapped], rows[row]
        elif change == "columns":
            for cells in rows[1:]:
                if max(at, other) < len(cells):
                    cells[at], cells[other] = cells[other], cells[at]
        elif change == "row":
            rows.insert(row, list(rows[row]))
        else:
            del rows[row][at:]
    return rows


def taken_in(name: str, rows: list[list[str]]) -> Intake | None:
    """What a folder with this table gives; None if a publish of it is refused, in words."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    with TemporaryDirectory() as place, CaseStore.temporary() as store:
        (Path(place) / name).write_text(text.getvalue(), encoding="utf-8", newline="")
        intake = read_folder(Path(place), store, names=NAMES, today=TODAY, report=lambda _: None)
    for problem in intake.problems:
        assert problem.kind
        assert problem.expected
        assert problem.remedy
        assert "Traceback" not in str(problem)
    return None if stops(intake.problems) else intake


def named(rows: list[list[str]], headings_of: Sequence[str]) -> list[dict[str, str]]:
    """The rows by their headings, which are those of the first row that has most of the table's."""
    headings = max(rows, key=lambda row: len(set(headings_of) & set(row)))
    return [dict(zip(headings, row, strict=False)) for row in rows if row is not headings]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rows=mutated(FIGURES))
def test_mutated_figures_are_refused_or_shown_as_they_stand(rows: list[list[str]]) -> None:
    intake = taken_in("figures.csv", rows)
    if intake is None or intake.published_figures is None:
        return
    written = {
        (council.code, heading, number(cell))
        for row in named(rows, FIGURES[0])
        if (council := NAMES.resolve(row.get("authority_as_written", "")).authority)
        for heading, cell in row.items()
    }
    for figure in intake.published_figures.itertuples():
        assert (figure.authority, figure.figure, figure.value) in written
        if figure.figure.endswith("_pct"):
            assert 0 <= figure.value <= 100


def number(cell: str) -> float | None:
    text = cell.strip().removesuffix("%").strip().replace(",", "")
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rows=mutated(DECISIONS))
def test_mutated_decisions_are_refused_or_shown_as_they_stand(rows: list[list[str]]) -> None:
    intake = taken_in("decisions.csv", rows)
    if intake is None or intake.published_decisions is None:
        return
    written = {
        (council.code, row.get("reference", "").strip())
        for row in named(rows, DECISIONS[0])
        if (council := NAMES.resolve(row.get("authority_as_written", "")).authority)
    }
    for decision in intake.published_decisions.itertuples():
        assert (decision.authority, decision.reference) in written


def test_the_real_tables_themselves_are_taken() -> None:
    """Else the properties above would hold for a program that refuses everything."""
    for name, rows in (("figures.csv", FIGURES), ("decisions.csv", DECISIONS)):
        assert taken_in(name, rows) is not None
