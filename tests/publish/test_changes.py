from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.publish.changes import ChangeReport, FigureChange, compare
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.write import authority_tables, write_database
from dashboard.vocabulary import YearEnding
from tests.factories import register

COUNCILS = register("A", "B")


def rates(*rows: tuple[str, int, str | None, int | None, int | None]) -> pd.DataFrame:
    """Uphold rates as in `yearly_figure`: council, year, display and both counts."""
    return pd.DataFrame(
        [
            {
                "authority_code": authority,
                "year_ending": f"{year}-03-31",
                "measure": "uphold_rate",
                "numerator": numerator,
                "denominator": denominator,
                "value": None if display is None else float(display.rstrip("%")) / 100,
                "display": display,
                "source": "cases",
                "source_url": None,
                "source_file": None,
                "is_printed": False,
            }
            for authority, year, display, numerator, denominator in rows
        ]
    ).astype({"numerator": "Int64", "denominator": "Int64", "value": "float64"})


def counts(*rows: tuple[str, int, dict[str, int]]) -> pd.DataFrame:
    """Counts as in `yearly_count`: council, year and what is known."""
    frame = pd.DataFrame(
        [{"authority_code": code, "year_ending": f"{year}-03-31", **n} for code, year, n in rows]
    )
    return frame.astype(dict.fromkeys(frame.columns[2:], "Int64"))


def averages(*rows: tuple[str, int, str]) -> pd.DataFrame:
    """Averages of the uphold rate as in `type_average`: type, year, as printed."""
    return pd.DataFrame(
        [(kind, f"{year}-03-31", "uphold_rate", None, said) for kind, year, said in rows],
        columns=["type", "year_ending", "measure", "display", "printed_display"],
    )


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A snapshot with a figure of A in two years and none of B."""
    before = rates(("A", 2020, "67%", 4, 6), ("A", 2021, "50%", 1, 2), ("B", 2020, None, 0, 0))
    tables = {
        **authority_tables(COUNCILS),
        "yearly_figure": before,
        "yearly_count": counts(("A", 2020, {"received": 5, "decided": 9, "upheld": 4})),
        "type_average": averages(("unitary", 2020, "60%"), ("county", 2020, "70%")),
    }
    write_database(tmp_path / DATABASE, tables)
    return tmp_path


def test_the_first_snapshot_adds_every_figure_that_there_is() -> None:
    report = compare(None, rates(("A", 2020, "67%", 4, 6), ("B", 2020, None, 0, 0)))
    assert report.is_first
    assert report.added == (FigureChange("A", "2020-03-31", "uphold_rate", None, "67% (4 of 6)"),)
    assert report.lines({}) == ["First snapshot here: 1 figures."]


def test_figures_added_changed_and_gone_have_their_old_and_new_values(published: Path) -> None:
    after = rates(
        ("A", 2020, "71%", 5, 7),
        ("B", 2020, "0%", 0, 5),
        ("A", 2022, "100%", 1, 1),
    )
    report = compare(published, after)
    assert report.changed == (
        FigureChange("A", "2020-03-31", "uphold_rate", "67% (4 of 6)", "71% (5 of 7)"),
    )
    assert report.gone == (FigureChange("A", "2021-03-31", "uphold_rate", "50% (1 of 2)", None),)
    assert {change.after for change in report.added} == {"0% (0 of 5)", "100% (1 of 1)"}
    assert {change.before for change in report.added} == {None}
    assert (report.years_added, report.years_gone) == (("2022-03-31",), ("2021-03-31",))


def test_the_report_names_the_councils_and_both_values(published: Path) -> None:
    after = rates(("A", 2020, "71%", 5, 7), ("B", 2020, "0%", 0, 5))
    assert compare(published, after).lines({"A": "A Council"}) == [
        "Against the snapshot published before: 1 figures added, 1 changed, 1 gone.",
        "Years gone: 2021-03-31.",
        "Councils added: B.",
        "  A Council, year ending 2020-03-31, uphold_rate: 67% (4 of 6) -> 71% (5 of 7)",
        "  A Council, year ending 2021-03-31, uphold_rate: 50% (1 of 2) -> no figure",
    ]


def test_a_rate_that_stays_the_same_with_other_counts_has_changed(published: Path) -> None:
    after = rates(("A", 2020, "67%", 8, 12), ("A", 2021, "50%", 1, 2))
    assert [change.after for change in compare(published, after).changed] == ["67% (8 of 12)"]


def test_the_same_figures_again_are_no_change(published: Path) -> None:
    same = rates(("A", 2020, "67%", 4, 6), ("A", 2021, "50%", 1, 2), ("B", 2020, None, 0, 0))
    assert compare(published, same) == ChangeReport(False, (), (), (), (), ())


def test_a_printed_figure_without_counts_says_so(published: Path) -> None:
    report = compare(published, rates(("A", 2020, "67%", None, None), ("A", 2021, "50%", 1, 2)))
    assert [change.after for change in report.changed] == ["67% (not known of not known)"]


def test_a_long_report_is_cut_and_says_how_many_more(published: Path) -> None:
    report = compare(published, rates(("A", 2020, "71%", 5, 7), ("A", 2022, "0%", 0, 1)))
    assert report.lines({}, most=1)[-1] == "  and 1 more"


def test_a_figure_that_comes_from_another_source_is_told_apart_from_a_changed_one(
    published: Path,
) -> None:
    printed = rates(("A", 2020, "67%", 4, 6), ("A", 2021, "50%", 1, 2)).assign(
        source=["ombudsman", "cases"], source_url=["https://example.org/a", None]
    )
    report = compare(published, printed)
    assert report.changed == ()
    assert report.resourced == (
        FigureChange("A", "2020-03-31", "uphold_rate", "cases", "https://example.org/a"),
    )
    assert report.lines({})[-1] == "1 figures stay the same and come from another source."


def test_a_changed_average_is_named_with_both_values(tmp_path: Path) -> None:
    def averages(display: str) -> pd.DataFrame:
        columns = ["type", "year_ending", "measure", "display", "printed_display"]
        rows = [("county", "2020-03-31", "uphold_rate", "66%", display)]
        return pd.DataFrame(rows, columns=columns)

    figures = rates(("A", 2020, "67%", 4, 6))
    tables = {
        **authority_tables(COUNCILS),
        "yearly_figure": figures,
        "type_average": averages("65%"),
    }
    write_database(tmp_path / DATABASE, tables)
    assert compare(tmp_path, figures, averages("65%")).averages == ()
    assert compare(tmp_path, figures, averages("64%")).lines({})[-1] == (
        "  average of county councils, year ending 2020-03-31, uphold_rate: 65% -> 64%"
    )


def test_only_whole_years_are_revised(published: Path) -> None:
    report = compare(published, rates(("A", 2020, "71%", 5, 7)))
    assert len(report.revised(None)) == 2
    assert [c.year_ending for c in report.revised(YearEnding(2021))] == ["2020-03-31"]


SAME = rates(("A", 2020, "67%", 4, 6), ("A", 2021, "50%", 1, 2))


def test_a_count_that_stands_in_no_rate_is_told_when_it_changes_or_goes(published: Path) -> None:
    known = {"received": 6, "upheld": 4, "satisfactory_remedies": 1}
    report = compare(published, SAME, counts=counts(("A", 2020, known)))
    assert report.changed == (FigureChange("A", "2020-03-31", "received", "5", "6"),)
    assert report.gone == (FigureChange("A", "2020-03-31", "decided", "9", None),)
    assert report.revised(None) == (*report.changed, *report.gone)
    assert report.revised(YearEnding(2020)) == ()


def test_a_count_that_a_changed_rate_shows_is_told_once(published: Path) -> None:
    after = rates(("A", 2020, "71%", 5, 7), ("A", 2021, "50%", 1, 2))
    known = {"received": 5, "decided": 9, "upheld": 5, "not_upheld": 2}
    report = compare(published, after, counts=counts(("A", 2020, known)))
    assert [change.measure for change in report.changed] == ["uphold_rate"]


def test_averages_added_changed_and_gone_are_told(published: Path) -> None:
    after = averages(("unitary", 2020, "61%"), ("district", 2020, "50%"))
    report = compare(published, SAME, after)
    assert {(c.type, c.before, c.after) for c in report.averages} == {
        ("unitary", "60%", "61%"),
        ("county", "70%", None),
        ("district", None, "50%"),
    }
    assert report.lines({})[1:] == [
        "1 averages of similar councils added.",
        "  average of county councils, year ending 2020-03-31, uphold_rate: 70% -> no average",
        "  average of unitary councils, year ending 2020-03-31, uphold_rate: 60% -> 61%",
    ]


def test_a_whole_report_names_the_sources_too(published: Path) -> None:
    report = compare(published, SAME.assign(source=["ombudsman", "cases"]))
    short, whole = report.lines({}), report.lines({}, most=None)
    assert short[-1] == "1 figures stay the same and come from another source."
    assert whole == [*short, "  A, year ending 2020-03-31, uphold_rate: cases -> ombudsman"]


def test_councils_without_any_figure_left_are_named(published: Path) -> None:
    report = compare(published, rates(("B", 2020, "0%", 0, 5), ("B", 2021, "0%", 0, 5)))
    assert (report.authorities_added, report.authorities_gone) == (("B",), ("A",))
    assert "Councils gone: A Council." in report.lines({"A": "A Council"})
