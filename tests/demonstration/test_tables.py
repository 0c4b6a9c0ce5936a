from __future__ import annotations

import pytest

from dashboard.authorities.register import Register
from dashboard.demonstration.generator import ALL_YEARS
from dashboard.vocabulary import (
    ComplianceOutcome,
    DecisionCategory,
    DecisionOutcome,
    RecommendationKind,
    ServiceArea,
    YearEnding,
)

COLUMNS = {
    "received": "reference authority category received_on subcategory",
    "decided": "reference authority category decided_on decision subcategory received_on "
    "satisfactory_remedy remedy summary published report url",
    "compliance": "reference authority recorded_on outcome category recommendation kind "
    "agreed_on due_on achieved_on",
    "populations": "authority year population note",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_those_of_the_real_input(name: str, written) -> None:
    header = (written.folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(COLUMNS[name].split())


def test_the_labels_are_those_of_the_vocabulary(written) -> None:
    decided, compliance = written.decided, written.compliance
    assert set(written.received["category"]) == {area.value for area in ServiceArea}
    assert set(decided["category"]) == {category.value for category in DecisionCategory}
    assert set(decided["decision"]) == {outcome.value for outcome in DecisionOutcome}
    assert set(decided["published"]) == set(decided["report"]) == {"yes", "no"}
    assert set(compliance["outcome"]) == {outcome.value for outcome in ComplianceOutcome}
    assert set(compliance["kind"]) == {kind.value for kind in RecommendationKind}


def test_every_authority_is_written_as_in_the_register(written, register: Register) -> None:
    names = {authority.name for authority in register}
    for name in COLUMNS:
        assert set(getattr(written, name)["authority"]) <= names, name


def test_nothing_happens_out_of_order_or_after_the_last_year(written) -> None:
    decided, compliance = written.decided, written.compliance
    assert (decided["decided_on"] >= decided["received_on"]).all()
    assert (compliance["due_on"] >= compliance["agreed_on"]).all()
    done = compliance[compliance["achieved_on"] != ""]
    assert (done["achieved_on"] >= done["agreed_on"]).all()
    assert (done["achieved_on"] <= done["recorded_on"]).all()
    last_day = str(ALL_YEARS[-1].last_day)
    assert max(written.received["received_on"]) <= last_day
    assert max(decided["decided_on"]) <= last_day
    assert max(compliance["recorded_on"]) <= last_day


def test_references_are_unique_and_say_demonstration_and_year_of_receipt(written) -> None:
    for table in (written.received, written.decided):
        assert table["reference"].is_unique
        assert table["reference"].str.fullmatch(r"DEMO \d\d \d{3} \d{3}").all()
    year = YearEnding(2024)
    of_year = written.received[written.received["received_year"] == year.last]
    assert of_year["reference"].str.startswith("DEMO 23 ").all()
    assert written.compliance["reference"].str.startswith("DEMO ").all()


def test_a_case_is_the_same_in_every_table_but_the_sets_of_cases_differ(written) -> None:
    both = written.received.merge(
        written.decided, on="reference", how="outer", validate="one_to_one", indicator=True
    )
    counts = both["_merge"].value_counts()
    assert counts["both"] > 80_000
    assert counts["left_only"] > 1_000
    assert counts["right_only"] > 1_000
    shared = both[both["_merge"] == "both"]
    assert (shared["authority_x"] == shared["authority_y"]).all()
    assert (shared["received_on_x"] == shared["received_on_y"]).all()


def test_only_upheld_cases_have_a_remedy_and_all_of_them_say_whose(written) -> None:
    upheld = written.decided["decision"] == "Upheld"
    assert set(written.decided.loc[upheld, "satisfactory_remedy"]) == {"yes", "no"}
    assert (written.decided.loc[upheld, "remedy"] != "").all()
    assert set(written.decided.loc[~upheld, "satisfactory_remedy"]) == {""}
    assert set(written.decided.loc[~upheld, "remedy"]) == {""}


def test_populations_are_the_registers_and_say_of_which_year(written, register: Register) -> None:
    residents = {a.name: str(a.population_2020) for a in register if a.population_2020}
    assert (
        written.populations["population"] == written.populations["authority"].map(residents)
    ).all()
    assert set(written.populations["note"]) == {
        "Mid-2020 figure, used for every year of the demonstration"
    }
    assert set(written.populations["year"]) == {str(year) for year in range(2018, 2025)}
