from __future__ import annotations

import pytest

from dashboard.components import sentences
from dashboard.dataset import CouncilYear, Dataset, Figure, Similar
from dashboard.vocabulary import (
    AuthorityType,
    Measure,
    MissingReason,
    SourceKind,
    Verdict,
    YearEnding,
)
from tests.factories import council, figure, no_counts, similar

FOUR_OF_SIX = figure(4, 6, "67%", interval=(0.300, 0.903), similar=similar("56%", 0.56))
NONE_INVESTIGATED = figure(0, 0, None, missing=MissingReason.NO_CASES)
UNKNOWN = figure(None, None, None, missing=MissingReason.NOT_PUBLISHED)


def headline(dataset: Dataset, slug: str, year: int) -> str:
    authority = dataset.register.by_slug(slug)
    assert authority is not None
    return sentences.headline(dataset.council_year(authority, YearEnding(year)))


def headline_of(rate: Figure) -> str:
    year = CouncilYear(council("A"), rate.year, no_counts(), {Measure.UPHOLD_RATE: rate})
    return sentences.headline(year)


def test_the_headline_answers_with_counts_year_and_similar_councils() -> None:
    assert headline_of(FOUR_OF_SIX) == (
        "4 of 6 complaints investigated were upheld (67%) in 2019-20; similar councils 56%."
    )


def test_the_headline_says_when_only_some_councils_are_compared_with(
    four_councils: Dataset,
) -> None:
    assert headline(four_councils, "milton-keynes", 2024) == (
        "5 of 9 complaints investigated were upheld (56%) in 2023-24; similar councils 56%, from "
        "1 of 63 councils."
    )


def test_the_headline_of_a_true_nought_is_a_figure(four_councils: Dataset) -> None:
    assert headline(four_councils, "milton-keynes", 2023).startswith(
        "0 of 5 complaints investigated were upheld (0%) in 2022-23"
    )


def test_the_headline_of_a_printed_figure_is_as_printed(four_councils: Dataset) -> None:
    assert headline(four_councils, "hertfordshire-county-council", 2021) == (
        "9 of 10 complaints investigated were upheld (91%) in 2020-21."
    )
    without_counts = figure(None, None, "89%", value=0.89)
    assert headline_of(without_counts) == "89% of complaints investigated were upheld in 2019-20."
    with_base = figure(None, 1_047, "89%", value=0.89)
    assert headline_of(with_base) == (
        "89% of the 1,047 complaints investigated were upheld in 2019-20."
    )


@pytest.mark.parametrize(
    ("slug", "year", "words"),
    [
        (
            "stevenage",
            2023,
            "The Ombudsman looked into no complaint about Stevenage in depth in 2022-23. So "
            "there is no uphold rate.",
        ),
        (
            "cumberland",
            2022,
            "Cumberland did not exist in 2021-22, and no decision about it was made that year.",
        ),
        ("watford", 2024, "No published figure loaded for the uphold rate of Watford in 2023-24."),
    ],
)
def test_the_headline_says_why_there_is_no_figure(
    four_councils: Dataset, slug: str, year: int, words: str
) -> None:
    assert headline(four_councils, slug, year) == words


def test_counts_are_said_with_what_they_count() -> None:
    assert sentences.counts(FOUR_OF_SIX) == "4 of 6"
    assert sentences.counts_in_words(FOUR_OF_SIX) == "4 of 6 complaints investigated"
    by_population = figure(12, 300_000, "4.0", measure=Measure.UPHELD_PER_100K)
    assert sentences.counts_in_words(by_population) == "12 upheld, 300,000 residents"
    assert sentences.counts_in_words(figure(None, 40, "98%", value=0.98)) == (
        "of 40 complaints investigated"
    )
    assert sentences.counts_in_words(figure(None, None, "98%", value=0.98)) == "counts not printed"
    assert sentences.counts(UNKNOWN) is None
    assert sentences.counts_in_words(UNKNOWN) == ""


def test_an_absent_figure_says_why_in_the_words_of_its_measure() -> None:
    assert sentences.value(NONE_INVESTIGATED) == "no investigations"
    no_outcomes = figure(
        0, 0, None, measure=Measure.COMPLIANCE_RATE, missing=MissingReason.NO_CASES
    )
    assert sentences.value(no_outcomes) == "no compliance outcomes"
    assert sentences.value(UNKNOWN) == "no published figure loaded"
    assert sentences.value(FOUR_OF_SIX) == "67%"


def test_the_interval_is_said_where_there_is_one() -> None:
    assert sentences.interval(FOUR_OF_SIX) == "30% to 90%"
    assert sentences.interval(UNKNOWN) is None


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.TOO_FEW, "With so few cases, any gap"),
        (Verdict.CONSISTENT, "common by chance"),
        (Verdict.POSSIBLY_HIGHER, "Possibly higher than similar councils"),
        (Verdict.POSSIBLY_LOWER, "Possibly lower than similar councils"),
        (Verdict.HIGHER, "Higher than similar councils by more than chance would explain"),
        (Verdict.LOWER, "Lower than similar councils by more than chance would explain"),
        (Verdict.NO_BENCHMARK, "no full average of similar councils"),
    ],
)
def test_every_verdict_has_its_words(verdict: Verdict, words: str) -> None:
    said = sentences.chance(figure(4, 6, "67%", verdict=verdict))
    assert said is not None
    assert words in said


def test_nothing_is_said_of_chance_without_a_figure_or_without_counts() -> None:
    assert sentences.chance(UNKNOWN) is None
    assert sentences.chance(figure(None, None, "89%", value=0.89)) == (
        "The counts aren't printed, so nothing can be said about chance."
    )


def test_one_case_more_would_change_a_small_rate() -> None:
    assert sentences.one_case(figure(8, 10, "80%")) == (
        "One more case not upheld would make this 73%."
    )
    assert sentences.one_case(NONE_INVESTIGATED) is None
    assert sentences.one_case(UNKNOWN) is None
    compliance = figure(9, 10, "90%", measure=Measure.COMPLIANCE_RATE)
    assert sentences.one_case(compliance) is None


@pytest.mark.parametrize(
    ("investigated", "mark"),
    [(1, "fewer than 5"), (4, "fewer than 5"), (5, "low count"), (9, "low count"), (10, None)],
)
def test_few_cases_are_marked(investigated: int, mark: str | None) -> None:
    assert sentences.low_count(figure(1, investigated, "10%")) == mark


def test_residents_and_unknown_bases_are_never_marked_as_few() -> None:
    assert sentences.low_count(figure(1, 4, "9.9", measure=Measure.UPHELD_PER_100K)) is None
    assert sentences.low_count(figure(None, None, "89%", value=0.89)) is None


def test_every_figure_says_where_it_comes_from() -> None:
    assert sentences.source(FOUR_OF_SIX) == "worked out from the case tables"
    printed = figure(9, 10, "91%", source=SourceKind.OMBUDSMAN, is_printed=True)
    assert sentences.source(printed) == "as printed by the Ombudsman"
    from_counts = figure(9, 10, "90%", source=SourceKind.PRESS)
    assert sentences.source(from_counts) == "worked out from counts printed in the press"
    by_council = figure(9, 10, "90%", source=SourceKind.COUNCIL, is_printed=True)
    assert sentences.source(by_council) == "as printed by the council"
    assert sentences.source(UNKNOWN) is None


@pytest.mark.parametrize(
    ("kind", "file", "words"),
    [
        (
            SourceKind.OMBUDSMAN,
            "2020/decided.xlsx",
            "as printed in the Ombudsman’s table decided.xlsx",
        ),
        (SourceKind.OMBUDSMAN, "leeds.pdf", "as printed in the Ombudsman’s letter leeds.pdf"),
        (SourceKind.COUNCIL, "figures.csv", "as printed in figures.csv"),
    ],
)
def test_a_figure_without_an_address_names_its_file(
    kind: SourceKind, file: str, words: str
) -> None:
    printed = figure(9, 10, "90%", source=kind, source_file=file, is_printed=True)
    assert sentences.source(printed) == words


def test_the_similar_councils_value_says_whose_it_is() -> None:
    def words(beside: Similar) -> str | None:
        return sentences.similar(figure(4, 6, "67%", similar=beside))

    assert words(similar("56%", 0.56)) == "similar councils 56%"
    assert words(similar("56%", 0.56, source="publisher")) == "similar councils 56%, as printed"
    assert words(similar("56%", 0.56, councils=3)) == "similar councils 56%, from 3 of 62 councils"
    assert sentences.similar(UNKNOWN) is None


def test_a_council_is_introduced_by_its_type_and_region() -> None:
    assert sentences.kind_and_region(council("A", AuthorityType.LONDON_BOROUGH)) == (
        "London borough · South East"
    )
    assert sentences.kind_and_region(council("A")) == "Unitary authority · South East"


def test_the_cells_of_a_figure_never_show_an_absent_one_as_a_number() -> None:
    assert sentences.cells(FOUR_OF_SIX) == (
        *("q3", "67%", "4 of 6", "30% to 90%", "56%"),
        pytest.approx(4 / 6),
    )
    assert sentences.cells(NONE_INVESTIGATED) == (
        *("none", "no investigations", "", "", ""),
        None,
    )
    assert sentences.cells(UNKNOWN) == ("unknown", "no published figure loaded", "", "", "", None)


def test_the_cell_of_an_average_of_some_councils_says_of_how_many() -> None:
    some = Similar(0.56, "56%", "computed", None, 12, 59)
    every = Similar(0.56, "56%", "computed", None, 59, 59)
    assert sentences.cells(figure(4, 6, "67%", similar=some))[4] == "56%, from 12 of 59"
    assert sentences.cells(figure(4, 6, "67%", similar=every))[4] == "56%"
