from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.register import Authority
from dashboard.dataset import (
    Cursor,
    Dataset,
    DecisionFilter,
    DecisionPage,
    DecisionQuery,
    Flag,
    Order,
    read_words,
)
from dashboard.dataset import decisions as of_decisions
from dashboard.publish.listings import listings_of
from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.write import authority_tables, write_database
from dashboard.vocabulary import AuthorityType, DecisionOutcome, SnapshotKind, YearEnding
from tests.factories import council, intake, register

UPHELD, NOT_UPHELD = DecisionOutcome.UPHELD, DecisionOutcome.NOT_UPHELD
CASES = (
    ("20-000-001", "A", "Housing", "Allocations", "Upheld", "2021-05-01", "A damp flat.", False),
    ("20-000-002", "A", "Planning", "Enforcement", "Not upheld", "2021-04-01", "A wall.", False),
    ("20-000-003a", "B", "Housing", "Repairs", "Upheld", "2021-03-31", "Mould & damp.", True),
    ("20-000-003b", "C", "Housing", "Other", "Upheld", "2021-03-31", None, False),
    ("20-000-004", "B", None, None, None, None, None, None),
)
COLUMNS = [
    *("reference", "authority", "category", "subcategory", "decision", "decision_date"),
    *("summary", "is_public_report"),
]
IMPROVED = pd.DataFrame(
    {
        "reference": ["20-000-001", "20-000-003b"],
        "authority_code": ["A", "C"],
        "recorded_on": "2022-01-10",
        "outcome": "complied",
        "kind": ["service improvement", "personal remedy"],
    }
)


def written(folder: Path, cases: Any = CASES) -> Dataset:
    """A snapshot's database of some listed decisions, and a dataset on it."""
    listed = pd.DataFrame(cases, columns=COLUMNS).assign(url="https://www.lgo.org.uk/decisions/x")
    listed["decision_date"] = pd.to_datetime(listed["decision_date"])
    councils = register("A", "B", council("C", AuthorityType.COUNTY))
    listings = listings_of(intake(published_decisions=listed))
    write_database(
        folder / DATABASE,
        {**authority_tables(councils), "recommendation": IMPROVED},
        {"decision": listings["decision"]},
    )
    return Dataset(
        folder, Manifest("v", SnapshotKind.PUBLISHED, "", "", (), None, "", {}, (), (), {})
    )


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Three councils with five published decisions, of which little is known of the last."""
    return written(tmp_path_factory.mktemp("decisions"))


def query(words: str = "", order: Order = Order.NEWEST, **asked: Any) -> DecisionQuery:
    return DecisionQuery(DecisionFilter(**asked), read_words(words), order)


def found(dataset: Dataset, words: str = "", **asked: Any) -> DecisionPage:
    return dataset.decisions.page(query(words, **asked))


def references(page: DecisionPage) -> list[str]:
    """The end of each reference found, in order: "1", "3a" ..."""
    return [decision.reference[8:].lstrip("0") for decision in page.decisions]


def of(dataset: Dataset, code: str) -> Authority:
    authority = dataset.register.by_code(code)
    assert authority is not None
    return authority


def test_all_decisions_are_the_newest_first_and_undated_ones_last(dataset: Dataset) -> None:
    assert references(found(dataset)) == ["1", "2", "3a", "3b", "4"]


def test_the_oldest_first_is_the_other_way_round(dataset: Dataset) -> None:
    assert references(found(dataset, order=Order.OLDEST)) == ["4", "3b", "3a", "2", "1"]


def test_a_decision_has_what_is_known_and_none_for_the_rest(dataset: Dataset) -> None:
    first, *_, last = found(dataset).decisions
    assert (first.authority.code, first.category, first.decision) == ("A", "Housing", "Upheld")
    assert (first.decided_on, first.is_report) == (date(2021, 5, 1), False)
    assert (last.category, last.decision, last.decided_on, last.is_report) == (None,) * 4


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"category": "Housing"}, ["1", "3a", "3b"]),
        ({"category": "Housing", "subcategory": "Repairs"}, ["3a"]),
        ({"category": "Planning", "subcategory": "Repairs"}, []),
        ({"category": "Health"}, []),
        ({"outcomes": (UPHELD,)}, ["1", "3a", "3b"]),
        ({"outcomes": (UPHELD, NOT_UPHELD)}, ["1", "2", "3a", "3b"]),
        ({"first_day": date(2021, 4, 1)}, ["1", "2"]),
        ({"last_day": date(2021, 3, 31)}, ["3a", "3b"]),
        ({"first_day": date(2021, 4, 1), "last_day": date(2021, 4, 1)}, ["2"]),
        ({"first_day": date(2021, 4, 2), "last_day": date(2021, 4, 1)}, []),
        ({"first_day": date.min, "last_day": date.max}, ["1", "2", "3a", "3b"]),
        ({"flags": frozenset({Flag.REPORT})}, ["3a"]),
        ({"flags": frozenset({Flag.IMPROVEMENT})}, ["1"]),
        ({"type": AuthorityType.COUNTY}, ["3b"]),
        ({"words": "damp"}, ["1", "3a"]),
        ({"words": "DAMP mould"}, ["3a"]),
        ({"words": "walls"}, ["2"]),
        ({"words": "repaired"}, ["3a"]),
        ({"words": '"walls"'}, []),
        ({"words": '"damp flat"'}, ["1"]),
        ({"words": '"flat damp"'}, []),
        ({"words": "enforcem*"}, ["2"]),
        ({"words": "enforcement"}, ["2"]),
        ({"words": "20-000-002"}, ["2"]),
        ({"words": "20000002"}, ["2"]),
        ({"words": "20 000 003"}, ["3a", "3b"]),
        ({"words": "20 000 003B"}, ["3b"]),
        ({"words": "wall", "category": "Housing"}, []),
        ({"words": "no such word"}, []),
    ],
    ids=str,
)
def test_filters_and_words_narrow_what_is_found(
    dataset: Dataset, asked: dict[str, Any], expected: list[str]
) -> None:
    assert references(found(dataset, **asked)) == expected


def test_a_councils_decisions_are_its_own_and_several_councils_can_be_asked_for(
    dataset: Dataset,
) -> None:
    a, b, c = (of(dataset, code) for code in "ABC")
    assert references(found(dataset, councils=(b,))) == ["3a", "4"]
    assert references(found(dataset, councils=(a, c))) == ["1", "2", "3b"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text('"*^()-+:{}“”ANDORNEAR damp\0', max_size=30))
def test_nothing_that_a_reader_writes_is_an_error(dataset: Dataset, words: str) -> None:
    for order in Order:
        page = found(dataset, words, order=order)
        assert page.total == len(page.decisions) <= 5
        for decision in page.decisions:
            parts = page.marks.parts(decision.summary or "")
            assert "".join(part.text for part in parts) == (decision.summary or "")


def test_no_words_ask_for_everything_and_signs_alone_for_nothing(dataset: Dataset) -> None:
    assert found(dataset, " ").total == 5
    assert found(dataset, "?!").total == 0


def test_a_common_word_is_found_as_a_rare_one_is(tmp_path: Path) -> None:
    cases = [
        (f"20-000-{n:03d}", "A", "Housing", None, "Upheld", "2021-05-01", summary, False)
        for n, summary in enumerate(["Rain and snow."] * 60 + ["A heron in the rain."])
    ]
    dataset = written(tmp_path, cases)
    (common,) = dataset.rows("SELECT decision_ids FROM decision_word WHERE word = 'rain'")
    (rare,) = dataset.rows("SELECT decision_ids FROM decision_word WHERE word = 'heron'")
    assert common["decision_ids"] is not None
    assert rare["decision_ids"] is None
    assert found(dataset, "rain").total == 61
    assert found(dataset, "rains heron").total == 1
    assert found(dataset, "hero* rai*").total == 1


def test_the_best_match_has_the_word_more_often_in_fewer_words(tmp_path: Path) -> None:
    cases = [
        (
            "20-000-001",
            "A",
            "Housing",
            None,
            "Upheld",
            "2021-05-03",
            "Rain. " + "Word " * 30,
            False,
        ),
        ("20-000-002", "A", "Housing", None, "Upheld", "2021-05-02", "Rain, rain, rain.", False),
        ("20-000-003", "A", "Housing", None, "Upheld", "2021-05-01", "Snow.", False),
    ]
    dataset = written(tmp_path, cases)
    assert references(found(dataset, "rain", order=Order.BEST)) == ["2", "1"]
    assert references(found(dataset, "rain", order=Order.NEWEST)) == ["1", "2"]


def test_more_matches_than_can_be_ranked_are_listed_newest_first_and_it_is_said(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_decisions, "MOST_RANKED", 1)
    page = found(dataset, "damp", order=Order.BEST)
    assert page.order is Order.NEWEST
    assert references(page) == ["1", "3a"]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("words", ["", "housing"])
def test_pages_one_after_the_other_list_everything_once(
    dataset: Dataset, order: Order, words: str
) -> None:
    asked = query(words, order)
    whole = dataset.decisions.page(asked)
    listed, cursor, page = [], None, None
    while page is None or cursor:
        page = dataset.decisions.page(asked, cursor, size=2)
        assert page.first == len(listed)
        listed += page.decisions
        cursor = page.after
    assert listed == list(whole.decisions)
    assert len(listed) == whole.total


def test_the_page_before_is_where_the_reader_came_from(dataset: Dataset) -> None:
    first = dataset.decisions.page(query(), size=2)
    second = dataset.decisions.page(query(), first.after, size=2)
    third = dataset.decisions.page(query(), second.after, size=2)
    assert (first.before, second.before) == (None, None)
    assert dataset.decisions.page(query(), third.before, size=2) == second


def test_a_cursor_keeps_its_place_in_a_list_that_has_grown_or_lost_its_decision(
    dataset: Dataset, tmp_path: Path
) -> None:
    cursor = dataset.decisions.page(query(), size=2).after
    newer = ("21-000-009", "A", "Housing", None, "Upheld", "2022-05-01", None, False)
    grown = written(tmp_path, [newer, *CASES])
    assert references(grown.decisions.page(query(), cursor, size=2)) == ["3a", "3b"]
    shrunk_folder = tmp_path / "shrunk"
    shrunk_folder.mkdir()
    shrunk = written(shrunk_folder, [newer, *CASES[:2], *CASES[3:]])
    assert references(shrunk.decisions.page(query(), cursor, size=2)) == ["3b", "4"]


@pytest.mark.parametrize("change", ["", "x", "!", "é", "A" * 40, "==="])
def test_a_cursor_that_was_changed_is_none(dataset: Dataset, change: str) -> None:
    cursor = dataset.decisions.page(query(), size=2).after
    assert cursor is not None
    text = cursor.text()
    assert Cursor.read(text) == cursor
    assert Cursor.read(text[:-3] + change + "A") is None
    assert Cursor.read(change) is None


def test_nothing_found_is_one_empty_page(dataset: Dataset) -> None:
    nothing = found(dataset, "nothing")
    assert (nothing.decisions, nothing.total, nothing.after) == ((), 0, None)


def test_each_count_beside_a_choice_is_what_the_choice_finds(dataset: Dataset) -> None:
    for words in ("", "damp"):
        for asked in ({}, {"category": "Housing"}, {"outcomes": (UPHELD,), "councils": ()}):
            facets = dataset.decisions.facets(query(words, **asked))
            for code, number in facets.councils.items():
                chosen = {**asked, "councils": (of(dataset, code),)}
                assert found(dataset, words, **chosen).total == number
            for category, number in facets.categories.items():
                assert found(dataset, words, **{**asked, "category": category}).total == number
            for name, number in facets.subcategories.items():
                assert found(dataset, words, **{**asked, "subcategory": name}).total == number
            for outcome, number in facets.outcomes.items():
                assert found(dataset, words, **{**asked, "outcomes": (outcome,)}).total == number
            for year, number in facets.years.items():
                days = {"first_day": year.first_day, "last_day": year.last_day}
                assert found(dataset, words, **asked, **days).total == number
            for flag, number in facets.flags.items():
                assert found(dataset, words, **asked, flags=frozenset({flag})).total == number


def test_choices_are_those_with_a_decision(dataset: Dataset) -> None:
    facets = dataset.decisions.facets(query())
    assert facets.councils == {"A": 2, "B": 2, "C": 1}
    assert facets.categories == {"Housing": 3, "Planning": 1}
    assert facets.outcomes == {UPHELD: 3, NOT_UPHELD: 1}
    assert facets.years == {YearEnding(2022): 2, YearEnding(2021): 2}
    assert facets.flags == {Flag.REPORT: 1, Flag.IMPROVEMENT: 1}


def test_decisions_that_do_not_state_what_is_asked_for_may_belong(dataset: Dataset) -> None:
    asked = DecisionFilter(
        councils=(of(dataset, "B"),),
        outcomes=(UPHELD,),
        first_day=date(2020, 4, 1),
        last_day=date(2021, 3, 31),
    )
    sets = dataset.decisions.sets
    assert len(sets.found(asked)) == 1
    assert len(sets.possible(asked)) == 2


def test_all_parts_of_a_joint_case_are_found_by_any_of_its_references(dataset: Dataset) -> None:
    for reference in ("20-000-003a", "20-000-003A", "20-000-003", "20-000-003b"):
        of_case = dataset.decisions.of_case(reference)
        assert [d.reference for d in of_case] == ["20-000-003a", "20-000-003b"]
    assert dataset.decisions.of_case("20-000-999") == []


def test_the_latest_decisions_of_a_council_come_with_their_number(dataset: Dataset) -> None:
    latest, number = dataset.decisions.latest(of(dataset, "A"), 1)
    assert [d.reference for d in latest] == ["20-000-001"]
    assert number == 2


def test_every_decision_can_be_read_up_to_a_limit(dataset: Dataset) -> None:
    each = dataset.decisions.each(query(order=Order.OLDEST), 3)
    assert [d.reference for d in each] == ["20-000-004", "20-000-003b", "20-000-003a"]
