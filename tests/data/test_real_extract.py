"""The committed real extract: every row has its source, and its figures agree with themselves."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.authorities.names import NameKind, Names
from dashboard.authorities.register import Register
from dashboard.resources import data_folder
from dashboard.vocabulary import AuthorityType, DecisionCategory, SourceKind, YearEnding

Row = dict[str, str]

ADDRESS_COLUMNS = {
    "published_figures.csv": "source_url",
    "national_averages.csv": "source_url",
    "decisions.csv": "url",
    "letters.csv": "url",
}
SHARES = (
    ("upheld_pct", "upheld_count", "investigations_count"),
    ("remedy_pct", "remedy_count", "upheld_count"),
)
CONTRADICTED = {("Leeds City Council", "2024-03-31", "upheld")}
"""Council, year and figure for which two sources differ; README.md tells of each."""


def rows(name: str) -> list[Row]:
    with (data_folder() / "real" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(Register.load())


def figures_with(*columns: str) -> list[Row]:
    return [row for row in rows("published_figures.csv") if all(row[column] for column in columns)]


def half_up(numerator: str, denominator: str) -> int:
    return (int(numerator) * 200 + int(denominator)) // (int(denominator) * 2)


@pytest.mark.parametrize(("name", "column"), ADDRESS_COLUMNS.items())
def test_every_row_has_the_address_of_its_source(name: str, column: str) -> None:
    addresses = [urlsplit(row[column]) for row in rows(name)]
    assert addresses
    assert [a for a in addresses if a.scheme not in ("http", "https") or "." not in a.netloc] == []


@pytest.mark.parametrize("name", ["decisions.csv", "letters.csv"])
def test_decisions_and_letters_lead_to_the_ombudsmans_own_site(name: str) -> None:
    assert {urlsplit(row["url"]).netloc.removeprefix("www.") for row in rows(name)} == {
        "lgo.org.uk"
    }


def test_no_row_stands_twice() -> None:
    for name in ADDRESS_COLUMNS:
        seen = [tuple(row.values()) for row in rows(name)]
        assert len(seen) == len(set(seen)), name
    references = [row["reference"] for row in rows("decisions.csv")]
    assert len(references) == len(set(references))


@pytest.mark.parametrize(("percentage", "numerator", "denominator"), SHARES)
def test_percentages_agree_with_their_counts(
    percentage: str, numerator: str, denominator: str
) -> None:
    printed = figures_with(percentage, numerator, denominator)
    assert len(printed) > 30
    differing = {
        (row["authority_as_written"], row["year_ending"])
        for row in printed
        if int(row[denominator]) > 0
        and half_up(row[numerator], row[denominator]) != int(row[percentage])
    }
    assert differing == set()


def test_no_percentage_is_printed_of_nothing() -> None:
    assert [r for p, _, base in SHARES for r in figures_with(p, base) if r[base] == "0"] == []


def test_numbers_have_no_empty_decimals_and_are_never_negative() -> None:
    for row in rows("published_figures.csv"):
        for column, text in list(row.items())[3:-2]:
            assert not text or (float(text) >= 0 and not text.endswith(".0")), (column, row)


def test_sources_contradict_each_other_only_where_the_readme_says_so(names: Names) -> None:
    printed: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows("published_figures.csv"):
        authority = names.resolve(row["authority_as_written"]).authority
        if authority is None:
            continue
        for column, text in list(row.items())[3:-2]:
            figure = "upheld" if column == "upheld_count" else column
            if text:
                printed[authority.name, row["year_ending"], figure].add(text)
    assert {key for key, texts in printed.items() if len(texts) > 1} == CONTRADICTED


def test_the_average_of_similar_authorities_is_the_same_wherever_it_is_printed() -> None:
    measures = {
        "similar_upheld_pct": "average_uphold_rate_by_type",
        "similar_compliance_pct": "average_compliance_rate_by_type",
        "similar_remedy_pct": "average_satisfactory_remedy_rate_by_type",
        "similar_upheld_per_100k": "average_upheld_per_100k_by_type",
    }
    national = {
        (row["year_ending"], row["measure"], row["breakdown"]): float(row["value"])
        for row in rows("national_averages.csv")
        if row["measure"] in measures.values()
    }
    beside = [
        (float(row[column]), national[row["year_ending"], measure, row["authority_type"]])
        for column, measure in measures.items()
        for row in figures_with(column)
    ]
    assert len(beside) > 150
    assert [pair for pair in beside if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("published_figures.csv", "authority_as_written"),
        ("decisions.csv", "authority_as_written"),
        ("letters.csv", "authority"),
    ],
)
def test_every_name_is_a_council_or_another_known_body(
    name: str, column: str, names: Names
) -> None:
    written = {row[column] for row in rows(name)}
    unknown = {n for n in written if names.resolve(n).kind is NameKind.UNKNOWN}
    assert unknown == set()


def test_the_type_written_beside_a_council_is_the_registers(names: Names) -> None:
    for row in rows("published_figures.csv"):
        authority = names.resolve(row["authority_as_written"]).authority
        written = row["authority_type"]
        assert (authority.type if authority else "") == written, row["authority_as_written"]


def test_labels_are_those_of_the_vocabulary() -> None:
    figures = rows("published_figures.csv")
    assert {row["source_kind"] for row in figures} <= {kind.value for kind in SourceKind}
    assert {row["authority_type"] for row in figures} - {""} == {t.value for t in AuthorityType}
    decisions = rows("decisions.csv")
    assert {row["category"] for row in decisions} <= {c.value for c in DecisionCategory}
    assert {row["decision"] for row in decisions} == {
        "Upheld",
        "Not upheld",
        "Closed after initial enquiries",
        "",
    }


def test_every_year_is_a_whole_ombudsmans_year() -> None:
    for name in ("published_figures.csv", "national_averages.csv", "letters.csv"):
        years = {row["year_ending"] for row in rows(name)}
        assert {str(YearEnding.parse(year)) for year in years} == years


def test_the_rows_are_in_order_of_year_within_each_name() -> None:
    for name, column in (
        ("published_figures.csv", "authority_as_written"),
        ("letters.csv", "authority"),
    ):
        years: dict[str, list[str]] = defaultdict(list)
        for row in rows(name):
            years[row[column]].append(row["year_ending"])
        assert all(found == sorted(found) for found in years.values()), name


def test_remarks_stand_in_the_note_and_not_in_the_label() -> None:
    national = rows("national_averages.csv")
    assert [row["breakdown"] for row in national if "(" in row["breakdown"]] == []
    assert sum(bool(row["note"]) for row in national) > 5


def test_the_figures_are_those_of_the_reference(request: pytest.FixtureRequest) -> None:
    reference = Path(request.config.rootpath) / "../shared/reference/letters.csv"
    if not reference.is_file():
        pytest.skip("../shared is not here: nothing to compare the extract with")
    with reference.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    figures = list(expected[0])[3:-2]
    assert sorted(_facts(row, figures) for row in rows("published_figures.csv")) == sorted(
        _facts(row, figures) for row in expected
    )


def _facts(row: Row, figures: list[str]) -> tuple[str, ...]:
    numbers = (f"{float(row[f]):g}" if row[f] else "" for f in figures)
    return (row["authority_as_written"], row["year_ending"], row["source_url"], *numbers)
