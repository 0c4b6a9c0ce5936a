"""The same yearly table in every layout that a year may have had: the figures stay the same."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.names import Names
from dashboard.sources.case_store import CaseStore
from dashboard.sources.folder import read_folder
from dashboard.sources.intake import Intake

TODAY = date(2025, 9, 1)
HEADINGS = {
    "invalid_incomplete": ("Invalid or Incomplete", "invalid/incomplete", "Invalid & Incomplete"),
    "advice_given": ("Advice Given", "ADVICE GIVEN", "Advice"),
    "referred_back": ("Referred back for Local Resolution", "Referred Back"),
    "closed_after_initial": ("Closed after Initial Enquiries", "Closed after initial inquiries"),
    "not_upheld": ("Not Upheld", "Complaints not upheld", "not_upheld"),
    "upheld": ("Upheld", "Complaints upheld", "No. upheld"),
    "decided_total": ("Total", "Total decided", "Complaints and enquiries decided"),
    "upheld_pct": ("Uphold rate", "Uphold Rate (%)", "% upheld", "Percentage upheld"),
}
COUNCILS = {
    # Bury and Calderdale 2019-20, Birmingham with a rate as the press printed it.
    "E08000002": ("Bury", (4, 2, 24, 27, 9, 6, 72, 40)),
    "E08000033": ("Calderdale MBC", (3, 0, 10, 17, 5, 14, 49, 74)),
    "E08000025": ("Birmingham City Council", (21, 34, 221, 93, 29, 43, 441, 60)),
    "E07000103": ("Watford", (1, 0, 0, 2, 0, 0, 3, None)),
}
FIGURES = {
    (code, figure): value
    for code, (_, values) in COUNCILS.items()
    for figure, value in zip(HEADINGS, values, strict=True)
    if value is not None
}


@dataclass(frozen=True)
class Layout:
    headings: dict[str, str]
    authority: str
    columns: list[str]
    titles: list[str]
    absent: str
    percent: str
    separator: str
    has_total: bool
    has_groups: bool

    def cell(self, figure: str, value: int | None) -> str:
        if value is None:
            return self.absent
        if figure != "upheld_pct":
            return f"{value:,}"
        return {"whole": f"{value}", "sign": f"{value}%", "parts": f"{value / 100}"}[self.percent]

    def text(self) -> str:
        rows = [[title] for title in self.titles]
        if self.has_groups:
            rows.append(["", *("Decisions" for _ in self.columns)])
        rows.append([self.authority, *(self.headings[figure] for figure in self.columns)])
        for name, values in COUNCILS.values():
            of_figure = dict(zip(HEADINGS, values, strict=True))
            rows.append([name, *(self.cell(f, of_figure[f]) for f in self.columns)])
        if self.has_total:
            totals = [
                "" if f == "upheld_pct" else str(sum(v for (_, g), v in FIGURES.items() if g == f))
                for f in self.columns
            ]
            rows.append(["Total", *totals])
        written = io.StringIO()
        csv.writer(written, delimiter=self.separator).writerows(rows)
        return written.getvalue()


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    return Layout(
        headings={figure: draw(st.sampled_from(all_)) for figure, all_ in HEADINGS.items()},
        authority=draw(st.sampled_from(["Authority", "Council name", "LOCAL AUTHORITY"])),
        columns=draw(st.permutations(list(HEADINGS))),
        titles=draw(
            st.sampled_from(
                [["Year ended 31 March 2020"], ["Ombudsman", "Decisions 2019/20", ""], ["2019-20"]]
            )
        ),
        absent=draw(st.sampled_from(["", "-", "n/a", "N/A"])),
        percent=draw(st.sampled_from(["whole", "sign", "parts"])),
        separator=draw(st.sampled_from([",", ";", "\t"])),
        has_total=draw(st.booleans()),
        has_groups=draw(st.booleans()),
    )


def read(names: Names, text: str) -> Intake:
    with TemporaryDirectory() as folder:
        (Path(folder) / "table.csv").write_text(text, encoding="utf-8")
        with CaseStore.temporary() as store:
            return read_folder(Path(folder), store, names=names, today=TODAY, report=lambda _: None)


@settings(max_examples=30)
@given(layout=layouts())
def test_no_layout_changes_a_figure(names: Names, layout: Layout) -> None:
    intake = read(names, layout.text())
    assert intake.problems == ()
    assert intake.published_figures is not None
    found = intake.published_figures[["authority", "figure", "value"]].itertuples(index=False)
    assert {(code, figure): value for code, figure, value in found} == FIGURES


@settings(max_examples=30)
@given(layout=layouts(), at=st.integers(0, 7), instead=st.sampled_from(["Rate", "Change", "2018"]))
def test_a_heading_that_is_lost_loses_its_column_and_changes_no_other(
    names: Names, layout: Layout, at: int, instead: str
) -> None:
    lost = list(HEADINGS)[at]
    layout.headings[lost] = instead
    intake = read(names, layout.text())
    assert [(p.kind, p.is_warning) for p in intake.problems] == [("heading-not-read", True)]
    assert intake.published_figures is not None
    found = intake.published_figures[["authority", "figure", "value"]].itertuples(index=False)
    kept = {key: value for key, value in FIGURES.items() if key[1] != lost}
    assert {(code, figure): value for code, figure, value in found} == kept
