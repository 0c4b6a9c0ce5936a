from __future__ import annotations

import gc
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.authorities.register import Authority, Register
from dashboard.dataset import CategoryCount, Dataset, Figure
from dashboard.errors import SnapshotError
from dashboard.snapshot.schema import DATABASE
from dashboard.vocabulary import (
    AuthorityType,
    DecisionOutcome,
    Measure,
    MissingReason,
    SourceKind,
    Tier,
    Verdict,
    YearEnding,
)

MILTON_KEYNES, HERTFORDSHIRE = "milton-keynes", "hertfordshire-county-council"
STEVENAGE, ALLERDALE = "stevenage", "allerdale"


def council(dataset: Dataset, slug: str) -> Authority:
    authority = dataset.register.by_slug(slug)
    assert authority is not None
    return authority


def figure(
    dataset: Dataset, slug: str, year: int, measure: Measure = Measure.UPHOLD_RATE
) -> Figure:
    found = dataset.council_year(council(dataset, slug), YearEnding(year))
    return found.figures[measure]


def test_the_years_are_those_with_a_figure(four_councils: Dataset) -> None:
    assert [year.last for year in four_councils.years] == [2021, 2022, 2023, 2024]
    assert four_councils.latest_year == YearEnding(2024)


def test_the_register_comes_back_as_it_was_published(four_councils: Dataset) -> None:
    def by_code(register: Register) -> dict[str, Authority]:
        return {authority.code: authority for authority in register}

    published, committed = by_code(four_councils.register), by_code(Register.load())
    assert published.keys() == committed.keys()
    for code, authority in committed.items():
        found = published[code]
        assert (found.name, found.slug, found.type) == (
            authority.name,
            authority.slug,
            authority.type,
        )
        assert found.codes == authority.codes
        assert (found.first_day, found.last_day) == (authority.first_day, authority.last_day)
        assert set(found.successors) == set(authority.successors)
        assert set(found.all_names) == set(authority.all_names)


def test_a_figure_has_its_counts_its_interval_and_its_source(four_councils: Dataset) -> None:
    rate = figure(four_councils, MILTON_KEYNES, 2024)
    assert (rate.numerator, rate.denominator, rate.display) == (5, 9, "56%")
    assert rate.low == pytest.approx(0.2667, abs=1e-4)
    assert rate.high == pytest.approx(0.8112, abs=1e-4)
    assert (rate.missing, rate.source, rate.is_printed) == (None, SourceKind.CASES, False)


@pytest.mark.parametrize(
    ("measure", "display"),
    [
        (Measure.UPHOLD_RATE, "56%"),
        (Measure.COMPLIANCE_RATE, "75%"),
        (Measure.ON_TIME_COMPLIANCE_RATE, "50%"),
        (Measure.SATISFACTORY_REMEDY_RATE, "40%"),
        (Measure.UPHELD_PER_100K, "1.7"),
    ],
)
def test_the_five_measures_of_milton_keynes(
    four_councils: Dataset, measure: Measure, display: str
) -> None:
    assert figure(four_councils, MILTON_KEYNES, 2024, measure).display == display


def test_one_outcome_of_250_not_complied_with_is_not_100_percent(four_councils: Dataset) -> None:
    rate = figure(four_councils, HERTFORDSHIRE, 2024, Measure.COMPLIANCE_RATE)
    assert (rate.numerator, rate.denominator, rate.display) == (249, 250, "99.6%")


def test_a_true_nought_is_a_figure(four_councils: Dataset) -> None:
    rate = figure(four_councils, MILTON_KEYNES, 2023)
    assert (rate.numerator, rate.denominator, rate.display, rate.value) == (0, 5, "0%", 0.0)


def test_no_investigations_are_no_rate(four_councils: Dataset) -> None:
    rate = figure(four_councils, STEVENAGE, 2023)
    assert (rate.value, rate.display, rate.missing) == (None, None, MissingReason.NO_CASES)


def test_a_council_in_no_table_has_no_published_figure_and_not_a_nought(
    four_councils: Dataset,
) -> None:
    rate = figure(four_councils, "watford", 2024)
    assert (rate.value, rate.missing) == (None, MissingReason.NOT_PUBLISHED)
    assert str(rate.missing) == "no published figure loaded"
    counts = four_councils.council_year(council(four_councils, "watford"), YearEnding(2024)).counts
    assert counts.received is counts.decided is counts.investigated is None
    assert counts.sources == {}


@pytest.mark.parametrize(
    ("slug", "year", "reason"),
    [
        (MILTON_KEYNES, 1999, MissingReason.NOT_PUBLISHED),
        ("cumberland", 2015, MissingReason.DID_NOT_EXIST),
        (ALLERDALE, 2030, MissingReason.DID_NOT_EXIST),
    ],
)
def test_a_year_outside_the_data_has_only_reasons(
    four_councils: Dataset, slug: str, year: int, reason: MissingReason
) -> None:
    found = four_councils.council_year(council(four_councils, slug), YearEnding(year))
    assert {f.missing for f in found.figures.values()} == {reason}
    assert {f.value for f in found.figures.values()} == {None}
    assert list(found.figures) == list(Measure)


def test_a_late_decision_counts_for_the_abolished_council(four_councils: Dataset) -> None:
    late = figure(four_councils, ALLERDALE, 2024)
    assert (late.numerator, late.denominator) == (1, 1)
    assert figure(four_councils, "cumberland", 2024).value is None


def test_printed_figures_are_shown_as_printed_only_where_there_are_no_cases(
    four_councils: Dataset,
) -> None:
    printed = figure(four_councils, HERTFORDSHIRE, 2021)
    assert (printed.display, printed.numerator, printed.denominator) == ("91%", 9, 10)
    assert (printed.is_printed, printed.source_url) == (True, "https://example.org/h")
    computed = figure(four_councils, MILTON_KEYNES, 2024)
    assert (computed.display, computed.is_printed) == ("56%", False)
    beside = four_councils.printed(council(four_councils, MILTON_KEYNES), YearEnding(2024))
    assert {(f.figure, f.value) for f in beside} == {
        ("upheld_pct", 60.0),
        ("upheld_count", 6.0),
        ("investigations_count", 10.0),
    }


def test_nought_percent_printed_for_no_outcomes_is_no_cases(four_councils: Dataset) -> None:
    rate = figure(four_councils, HERTFORDSHIRE, 2021, Measure.COMPLIANCE_RATE)
    assert (rate.value, rate.missing) == (None, MissingReason.NO_CASES)


def test_the_publishers_average_wins_over_ours(four_councils: Dataset) -> None:
    similar = figure(four_councils, HERTFORDSHIRE, 2024).similar
    assert similar is not None
    assert (similar.display, similar.source, similar.is_partial) == ("85%", "publisher", False)
    averages = {
        (average.type, average.measure): average
        for average in four_councils.type_averages(YearEnding(2024))
    }
    both = averages[("county", Measure.UPHOLD_RATE)]
    assert (both.display, both.printed_display) == ("79%", "85%")
    assert both.printed_url == "https://example.org/averages"


def test_an_average_of_some_councils_says_so_and_gives_no_verdict(four_councils: Dataset) -> None:
    rate = figure(four_councils, MILTON_KEYNES, 2024)
    assert rate.similar is not None
    assert (rate.similar.source, rate.similar.councils) == ("computed", 1)
    assert rate.similar.is_partial
    assert rate.verdict is Verdict.NO_BENCHMARK


def test_a_verdict_against_the_publishers_average(four_councils: Dataset) -> None:
    assert figure(four_councils, HERTFORDSHIRE, 2024).verdict is Verdict.CONSISTENT


def test_counts_of_a_year_are_the_whole_of_each_table(four_councils: Dataset) -> None:
    counts = four_councils.council_year(
        council(four_councils, MILTON_KEYNES), YearEnding(2024)
    ).counts
    assert {outcome.name: count for outcome, count in counts.outcomes.items()} == {
        "INVALID_OR_INCOMPLETE": 1,
        "ADVICE_GIVEN": 1,
        "REFERRED_BACK": 1,
        "CLOSED_AFTER_INITIAL_ENQUIRIES": 1,
        "NOT_UPHELD": 4,
        "UPHELD": 5,
    }
    assert (counts.decided, counts.investigated) == (13, 9)
    assert (counts.not_for_us_or_not_ready, counts.assessed_and_closed) == (3, 1)
    assert (counts.satisfactory_remedies, counts.compliance_outcomes) == (2, 4)
    assert (counts.complied, counts.complied_late, counts.not_complied) == (2, 1, 1)
    assert counts.received == 0
    assert (counts.population, counts.population_year) == (300_000, 2023)
    assert counts.sources == {"received": "cases", "decided": "cases", "compliance": "cases"}


def test_31_march_and_1_april_are_received_in_different_years(four_councils: Dataset) -> None:
    by_year = four_councils.counts_by_year(council(four_councils, MILTON_KEYNES))
    assert {year.last: counts.received for year, counts in by_year.items()} == {
        2021: None,
        2022: 2,
        2023: 1,
        2024: 0,
    }


def test_a_history_has_every_year_with_its_gaps(four_councils: Dataset) -> None:
    history = four_councils.history(council(four_councils, STEVENAGE), Measure.UPHOLD_RATE)
    assert [(f.year.last, f.display) for f in history] == [
        (2021, None),
        (2022, "100%"),
        (2023, None),
        (2024, None),
    ]


def test_a_type_has_its_history_too(four_councils: Dataset) -> None:
    history = four_councils.type_history(AuthorityType.COUNTY, Measure.UPHOLD_RATE)
    assert [(a.year.last, a.display) for a in history] == [
        (2022, "80%"),
        (2023, "100%"),
        (2024, "79%"),
    ]


def test_the_map_has_the_councils_of_its_tier_and_year(four_councils: Dataset) -> None:
    def on_map(tier: Tier, year: int) -> dict[str, str | None]:
        values = four_councils.map_values(Measure.UPHOLD_RATE, YearEnding(year), tier)
        return {authority.slug: f.display for authority, f in values}

    lower, upper = on_map(Tier.LOWER, 2023), on_map(Tier.UPPER, 2023)
    assert lower[MILTON_KEYNES] == upper[MILTON_KEYNES] == "0%"
    assert HERTFORDSHIRE not in lower
    assert upper[HERTFORDSHIRE] == "100%"
    assert lower[ALLERDALE] == "50%"
    assert ALLERDALE not in upper
    assert "cumberland" not in lower
    # In 2023-24 Allerdale was gone, but a decision about it was made.
    later = on_map(Tier.LOWER, 2024)
    assert (later[ALLERDALE], later["cumberland"]) == ("100%", None)
    assert "copeland" not in later


def test_peers_are_of_one_type_and_in_the_order_of_their_names(four_councils: Dataset) -> None:
    peers = four_councils.peers(AuthorityType.COUNTY, Measure.UPHOLD_RATE, YearEnding(2024))
    assert {authority.type for authority, _ in peers} == {AuthorityType.COUNTY}
    names = [authority.short_name for authority, _ in peers]
    assert names == sorted(names)
    assert [a.slug for a, f in peers if f.value is not None] == [HERTFORDSHIRE]


def test_categories_of_received_and_decided_cases_stay_apart(four_councils: Dataset) -> None:
    found = four_councils.categories(council(four_councils, MILTON_KEYNES), YearEnding(2022))
    assert found.received == (CategoryCount("Housing", 2, 0, 0),)
    assert found.decided[0].cases == 6
    assert (found.decided[0].upheld, found.decided[0].not_upheld) == (4, 2)
    nothing = four_councils.categories(council(four_councils, "watford"), YearEnding(2022))
    assert (nothing.received, nothing.decided) == ((), ())


def test_letters_are_files_or_addresses(four_councils: Dataset) -> None:
    letters = four_councils.letters.of()
    assert [(x.authority.slug, x.year.last, x.file, x.url) for x in letters] == [
        (MILTON_KEYNES, 2024, "letters/E06000042-2024.txt", None),
        (STEVENAGE, 2024, None, "https://example.org/stevenage-letter"),
    ]
    of_one = four_councils.letters.of(council(four_councils, MILTON_KEYNES))
    assert of_one == letters[:1]
    assert of_one[0].file is not None
    text = (four_councils.folder / of_one[0].file).read_text(encoding="utf-8")
    assert "Annual Review letter 2023-24" in text


def test_recommendations_are_the_newest_first_and_of_a_year_if_asked(
    four_councils: Dataset,
) -> None:
    authority = council(four_councils, MILTON_KEYNES)
    every = four_councils.recommendations.of_council(authority)
    assert [r.recorded_on for r in every] == sorted((r.recorded_on for r in every), reverse=True)
    of_2023 = four_councils.recommendations.of_council(authority, YearEnding(2023))
    assert {r.outcome for r in of_2023} == {"complied", "complied late"}
    assert len(of_2023) == 5
    assert of_2023[0].recorded_on == date(2023, 1, 11)
    assert len(four_councils.recommendations.of_council(authority, most=2)) == 2


def test_the_source_files_are_listed_without_the_letters(four_councils: Dataset) -> None:
    names = [file.name for file in four_councils.source_files()]
    assert names == [
        "compliance.csv",
        "decided.csv",
        "letters.csv",
        "national.csv",
        "populations.csv",
        "printed.csv",
        "received.csv",
    ]


@pytest.mark.parametrize("tier", list(Tier))
def test_each_year_has_a_drawing_and_a_year_without_one_the_nearest(
    four_councils: Dataset, tier: Tier
) -> None:
    drawing = four_councils.drawing(tier, YearEnding(2024))
    assert drawing is not None
    codes = {area.code for area in drawing.areas}
    assert (council(four_councils, HERTFORDSHIRE).code in codes) is (tier is Tier.UPPER)
    assert four_councils.drawing(tier, YearEnding(2040)) == drawing


def test_names_find_councils_of_the_snapshot(four_councils: Dataset) -> None:
    found = four_councils.names.resolve("MILTON KEYNES BOROUGH COUNCIL")
    assert found.authority == council(four_councils, MILTON_KEYNES)


def test_a_snapshot_can_not_be_changed(four_councils: Dataset) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        four_councils.rows("DELETE FROM authority")


def test_any_number_of_threads_may_ask(four_councils: Dataset) -> None:
    authority = council(four_councils, MILTON_KEYNES)
    with ThreadPoolExecutor(8) as threads:
        found = list(
            threads.map(
                lambda year: four_councils.council_year(authority, YearEnding(year)),
                [2022, 2023, 2024] * 10,
            )
        )
    shown = [council_year.figures[Measure.UPHOLD_RATE].display for council_year in found]
    assert shown == ["67%", "0%", "56%"] * 10


@pytest.fixture
def copy(tmp_path: Path, four_councils: Dataset) -> Path:
    """A snapshot to be spoilt."""
    return shutil.copytree(four_councils.folder, tmp_path / "copy")


def test_a_damaged_database_is_refused(copy: Path) -> None:
    with (copy / DATABASE).open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"\xff")
    with pytest.raises(SnapshotError, match=f"{DATABASE} differs from its checksum"):
        Dataset.open(copy)


def test_a_missing_map_is_refused(copy: Path) -> None:
    (copy / "map" / "lower-2024.json").unlink()
    with pytest.raises(SnapshotError, match=r"map/lower-2024\.json is missing; publish again"):
        Dataset.open(copy)


def test_a_sound_copy_is_a_snapshot_too(copy: Path, four_councils: Dataset) -> None:
    assert Dataset.open(copy).manifest == four_councils.manifest


def test_decision_outcomes_are_the_columns_of_the_counts(four_councils: Dataset) -> None:
    columns = {row["name"] for row in four_councils.rows("PRAGMA table_info(yearly_count)")}
    assert {outcome.name.lower() for outcome in DecisionOutcome} <= columns


def test_a_dataset_that_nobody_uses_any_more_has_no_file_open(copy: Path) -> None:
    def open_databases() -> list[str]:
        links = [path.readlink() for path in Path("/proc/self/fd").iterdir() if path.exists()]
        return [str(link) for link in links if link.is_relative_to(copy)]

    dataset = Dataset.open(copy)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(dataset.rows, "SELECT 1").result()
        assert len(open_databases()) == 2
        del dataset
        gc.collect()
        assert open_databases() == []


@pytest.mark.parametrize(
    ("slug", "year"),
    [
        (MILTON_KEYNES, 2024),
        (STEVENAGE, 2024),  # It was asked about, and nothing was investigated.
        (ALLERDALE, 2024),  # A case was decided after it was abolished.
        ("leeds", 2024),  # It has no figure, and exists.
        ("aylesbury-vale", 2024),  # Nor has it; it ended before the data begin.
    ],
)
def test_the_year_shown_unasked_is_the_newest_with_an_answer(
    four_councils: Dataset, slug: str, year: int
) -> None:
    assert four_councils.newest_year(council(four_councils, slug)) == YearEnding(year)


def test_an_unfinished_year_is_not_shown_unasked(four_councils: Dataset) -> None:
    manifest = replace(four_councils.manifest, unfinished_year=YearEnding(2024))
    unfinished = Dataset(four_councils.folder, manifest)
    assert unfinished.newest_year(council(unfinished, MILTON_KEYNES)) == YearEnding(2023)


def test_a_council_that_ended_is_shown_in_a_year_in_which_it_existed(
    four_councils: Dataset,
) -> None:
    gone = council(four_councils, "carlisle")
    assert four_councils.newest_year(gone) == YearEnding(2023)


def test_councils_with_figures_are_those_of_which_something_is_known(
    four_councils: Dataset,
) -> None:
    found = {
        authority.slug
        for authority in four_councils.register
        if authority.code in four_councils.councils_with_figures
    }
    assert found == {MILTON_KEYNES, HERTFORDSHIRE, STEVENAGE, ALLERDALE}
    assert four_councils.councils_counted(Measure.UPHOLD_RATE, YearEnding(2021)) == 1
