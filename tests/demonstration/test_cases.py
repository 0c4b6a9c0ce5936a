from __future__ import annotations

import pandas as pd
import pytest

from dashboard.authorities.register import Register
from dashboard.demonstration.averages import STATED_UPHOLD_RATE, TYPES, YEARS, uphold_rates
from dashboard.demonstration.generator import ALL_YEARS
from dashboard.vocabulary import AuthorityType, DecisionCategory


def with_type(table: pd.DataFrame, register: Register) -> pd.DataFrame:
    types = {authority.name: authority.type.value for authority in register}
    return table.assign(type=table["authority"].map(types))


def test_every_council_receives_a_case_in_every_year_that_it_existed(
    written, register: Register
) -> None:
    found = set(zip(written.received["authority"], written.received["received_year"], strict=True))
    existing = {(a.name, year.last) for year in ALL_YEARS for a in register.in_year(year)}
    assert found == existing


def test_cases_about_abolished_councils_are_still_decided_and_complied_with(
    written, register: Register
) -> None:
    last_days = {a.name: str(a.last_day) for a in register if a.last_day is not None}
    for table, day in ((written.decided, "decided_on"), (written.compliance, "recorded_on")):
        last_day = table["authority"].map(last_days)
        late = table[last_day.notna() & (table[day] > last_day.fillna(""))]
        assert len(late) > 50
        assert {"Cumbria County Council", "Northamptonshire County Council"} <= set(
            late["authority"]
        )
    upheld = written.decided[written.decided["decision"] == "Upheld"]
    cumbria = upheld[upheld["authority"] == "Cumbria County Council"]
    assert (cumbria["decided_year"] == 2024).any()


def test_no_case_is_received_before_its_council_existed(written, register: Register) -> None:
    first_days = {a.name: str(a.first_day) for a in register if a.first_day is not None}
    for table in (written.received, written.decided):
        first_day = table["authority"].map(first_days).fillna("")
        assert (table["received_on"] >= first_day).all()


def test_nothing_is_received_while_the_ombudsman_paused(written) -> None:
    days = written.received["received_on"]
    assert not ((days >= "2020-03-26") & (days <= "2020-06-28")).any()


def test_categories_keep_to_the_powers_of_each_type(written, register: Register) -> None:
    decided = with_type(written.decided, register).groupby("type")["category"].unique()
    received = with_type(written.received, register).groupby("type")["category"].unique()
    assert {"Adult care services", "Children's care services", "Education", "Health"}.isdisjoint(
        decided["district"]
    )
    assert "Transport and highways" not in decided["district"]
    assert {"Housing", "Benefits and tax"}.isdisjoint(decided["county"])
    assert {
        "Adult Social Care",
        "Education and Children's Services",
        "Highways and Transport",
    }.isdisjoint(received["district"])
    assert {"Housing", "Benefits and Tax"}.isdisjoint(received["county"])
    for single_tier in ("metropolitan", "unitary", "london borough"):
        assert set(decided[single_tier]) == {category.value for category in DecisionCategory}


def test_a_county_is_seldom_asked_about_planning(written, register: Register) -> None:
    decided = with_type(written.decided, register)
    county = decided[decided["type"] == "county"]
    assert 0 < (county["category"] == "Planning").mean() < 0.05


def test_the_uphold_rate_of_each_type_is_near_its_average(written, register: Register) -> None:
    decided = with_type(written.decided, register)
    investigated = decided[decided["decision"].isin(["Upheld", "Not upheld"])]
    rates = investigated.groupby(["type", "decided_year"])["decision"].agg(
        lambda decisions: (decisions == "Upheld").mean()
    )
    averages = uphold_rates()
    for (of_type, year), rate in rates.items():
        average = averages[TYPES.index(AuthorityType(of_type)), YEARS.index(year)]
        assert rate == pytest.approx(average, abs=0.005), (of_type, year)


def test_the_national_uphold_rate_is_near_the_published_one(written) -> None:
    decided = written.decided
    investigated = decided[decided["decision"].isin(["Upheld", "Not upheld"])]
    rates = investigated.groupby("decided_year")["decision"].agg(lambda d: (d == "Upheld").mean())
    for year, rate in rates.items():
        assert rate == pytest.approx(STATED_UPHOLD_RATE[year] / 100, abs=0.04), year


def test_councils_differ_by_more_than_chance(written, register: Register) -> None:
    decided = with_type(written.decided, register)
    london = decided[
        (decided["type"] == "london borough") & decided["decision"].isin(["Upheld", "Not upheld"])
    ]
    counts = pd.crosstab(london["authority"], london["decision"])
    total = counts.sum(axis=1)
    expected = total * counts["Upheld"].sum() / total.sum()
    variance = expected * (1 - expected / total)
    dispersion = ((counts["Upheld"] - expected) ** 2 / variance).sum() / (len(counts) - 1)
    assert dispersion > 1.5


def test_most_districts_have_fewer_than_five_investigations_and_others_have_tens(
    written, register: Register
) -> None:
    decided = with_type(written.decided, register)
    counts = (
        decided.assign(investigated=decided["decision"].isin(["Upheld", "Not upheld"]))
        .groupby(["type", "authority", "decided_year"])["investigated"]
        .sum()
    )
    assert (counts["district"] < 5).mean() > 0.8
    for upper in ("county", "london borough"):
        assert 15 < counts[upper].median() < 60


def test_the_caseload_is_about_a_hundred_thousand_and_lowest_in_the_pandemic(written) -> None:
    received = written.received["received_year"].value_counts()
    assert 100_000 < len(written.decided) < 115_000
    assert received.idxmin() == 2021
    assert received[2021] == pytest.approx(11_830 * 0.96, rel=0.05)
    assert received[2024] == pytest.approx(17_937 * 0.96, rel=0.05)


def test_three_quarters_of_decisions_on_fault_or_closure_are_published(written) -> None:
    decided = written.decided
    ended = decided["decision"].isin(["Closed after initial enquiries", "Not upheld", "Upheld"])
    assert (decided.loc[ended, "published"] == "yes").mean() == pytest.approx(0.75, abs=0.03)
    assert set(decided.loc[~ended, "published"]) == {"no"}
    assert ((decided["summary"] != "") == (decided["published"] == "yes")).all()


def test_public_reports_are_rare_upheld_and_published(written) -> None:
    reports = written.decided[written.decided["report"] == "yes"]
    assert set(reports["decision"]) == {"Upheld"}
    assert set(reports["published"]) == {"yes"}
    assert (reports["decided_year"].value_counts() > 10).all()
    assert (reports["decided_year"].value_counts() < 70).all()
