from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vocabulary import (
    AuthorityType,
    DecisionCategory,
    DecisionOutcome,
    OutcomeGroup,
    ServiceArea,
    SourceKind,
    Tier,
    YearEnding,
)

YEAR = YearEnding(2020)


def test_the_ombudsmans_year_runs_from_april_to_march() -> None:
    assert (YEAR.first_day, YEAR.last_day) == (date(2019, 4, 1), date(2020, 3, 31))


def test_a_year_is_written_one_way_on_screen_and_one_way_in_data() -> None:
    assert (YEAR.label, str(YEAR)) == ("2019-20", "2020-03-31")
    assert YearEnding(2010).label == "2009-10"
    assert YearEnding(2000).label == "1999-00"


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2020, 3, 31), 2020), (date(2020, 4, 1), 2021), (date(2020, 12, 31), 2021)],
)
def test_a_day_falls_in_one_year(day: date, year: int) -> None:
    assert YearEnding.containing(day) == YearEnding(year)


@pytest.mark.parametrize(
    "text",
    ["2020", " 2020 ", "2020-03-31", "2019-20", "2019/20", "2019 - 20", "2019–20", "2019-2020"],
)
def test_every_usual_way_to_write_a_year_is_understood(text: str) -> None:
    assert YearEnding.parse(text) == YEAR


@pytest.mark.parametrize(
    "text", ["", "20", "2019-21", "2020-04-30", "2020-03-30", "2019-2021", "1999-2001", "twenty"]
)
def test_what_is_no_year_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not a year such as 2020, 2019-20 or 2020-03-31"):
        YearEnding.parse(text)


def test_a_span_has_both_its_ends() -> None:
    assert [y.label for y in YearEnding.span("2018-19..2020-21")] == [
        "2018-19",
        "2019-20",
        "2020-21",
    ]
    assert YearEnding.span("2020") == [YEAR]
    assert YearEnding.span("2021..2019") == []


def test_years_stand_in_their_order() -> None:
    assert sorted([YearEnding(2021), YearEnding(2019)]) == [YearEnding(2019), YearEnding(2021)]
    assert list(YearEnding(2019).until(YEAR)) == [YearEnding(2019), YEAR]


@given(st.dates(date(1974, 4, 1), date(2100, 1, 1)))
def test_each_day_lies_between_the_ends_of_its_year(day: date) -> None:
    year = YearEnding.containing(day)
    assert year.first_day <= day <= year.last_day
    assert YearEnding.containing(year.last_day + timedelta(days=1)) > year


@given(st.integers(1975, 2098))
def test_a_year_is_read_back_from_both_ways_of_writing_it(last: int) -> None:
    year = YearEnding(last)
    assert YearEnding.parse(str(year)) == YearEnding.parse(year.label) == year


def test_districts_and_counties_are_never_on_one_tier() -> None:
    assert AuthorityType.DISTRICT.tiers == (Tier.LOWER,)
    assert AuthorityType.COUNTY.tiers == (Tier.UPPER,)
    for kind in (
        AuthorityType.UNITARY,
        AuthorityType.METROPOLITAN,
        AuthorityType.LONDON_BOROUGH,
    ):
        assert set(kind.tiers) == set(Tier)


@pytest.mark.parametrize(
    ("kind", "words", "plural"),
    [
        (AuthorityType.UNITARY, "unitary authority", "unitary authorities"),
        (AuthorityType.COUNTY, "county council", "county councils"),
        (AuthorityType.DISTRICT, "district council", "district councils"),
        (AuthorityType.METROPOLITAN, "metropolitan borough", "metropolitan boroughs"),
        (AuthorityType.LONDON_BOROUGH, "London borough", "London boroughs"),
    ],
)
def test_a_type_is_said_in_words(kind: AuthorityType, words: str, plural: str) -> None:
    assert (kind.words, kind.plural) == (words, plural)


def test_tiers_are_said_in_words() -> None:
    assert Tier.LOWER.words == "Districts and single-tier councils"
    assert Tier.UPPER.words == "Counties and single-tier councils"


def test_every_outcome_belongs_to_one_of_the_newer_groups() -> None:
    groups = {
        group: [outcome for outcome in DecisionOutcome if outcome.group is group]
        for group in OutcomeGroup
    }
    assert groups == {
        OutcomeGroup.NOT_FOR_US_OR_NOT_READY: [
            DecisionOutcome.INVALID_OR_INCOMPLETE,
            DecisionOutcome.ADVICE_GIVEN,
            DecisionOutcome.REFERRED_BACK,
        ],
        OutcomeGroup.ASSESSED_AND_CLOSED: [DecisionOutcome.CLOSED_AFTER_INITIAL_ENQUIRIES],
        OutcomeGroup.INVESTIGATED: [DecisionOutcome.NOT_UPHELD, DecisionOutcome.UPHELD],
    }


def test_every_category_of_a_published_decision_has_its_nearest_group() -> None:
    assert {category.service_area for category in DecisionCategory} == (
        set(ServiceArea) - {ServiceArea.OTHER}
    )


def test_cases_win_over_the_ombudsmans_page_that_over_a_council_and_that_over_the_press() -> None:
    assert [str(kind) for kind in SourceKind] == ["cases", "ombudsman", "council", "press"]
