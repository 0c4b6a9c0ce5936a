from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.authorities.register import Authority
from dashboard.dataset import Dataset, DecisionPage, DecisionQuery
from dashboard.publish.listings import listings_of
from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.write import authority_tables, write_database
from dashboard.vocabulary import SnapshotKind
from tests.factories import intake, register

CASES = (
    ("20-000-001", "A", "Housing", "Allocations", "Upheld", "2021-05-01", "A damp flat.", False),
    ("20-000-002", "A", "Planning", "Enforcement", "Not upheld", "2021-04-01", "A wall.", False),
    ("20-000-003", "B", "Housing", "Repairs", "Upheld", "2021-03-31", "Mould & damp.", True),
    ("20-000-004", "B", None, None, None, None, None, None),
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Two councils with four published decisions, of which little is known of the last."""
    folder: Path = tmp_path_factory.mktemp("decisions")
    listed = pd.DataFrame(
        CASES,
        columns=[
            *("reference", "authority", "category", "subcategory", "decision", "decision_date"),
            *("summary", "is_public_report"),
        ],
    ).assign(url="https://www.lgo.org.uk/decisions/x")
    listed["decision_date"] = pd.to_datetime(listed["decision_date"])
    councils = register("A", "B")
    listings = listings_of(intake(published_decisions=listed))
    write_database(folder / DATABASE, authority_tables(councils), listings)
    return Dataset(
        folder, Manifest("v", SnapshotKind.PUBLISHED, "", "", (), None, "", {}, (), (), {})
    )


def found(dataset: Dataset, **asked: Any) -> DecisionPage:
    return dataset.decisions(DecisionQuery(**asked))


def references(dataset: Dataset, **asked: Any) -> list[int]:
    """The last figure of each reference found, in order."""
    return [int(decision.reference[-1]) for decision in found(dataset, **asked).decisions]


def council(dataset: Dataset, code: str) -> Authority:
    authority = dataset.register.by_code(code)
    assert authority is not None
    return authority


def test_all_decisions_are_the_newest_first_and_undated_ones_last(dataset: Dataset) -> None:
    assert references(dataset) == [1, 2, 3, 4]


def test_a_decision_has_what_is_known_and_none_for_the_rest(dataset: Dataset) -> None:
    first, *_, last = found(dataset).decisions
    assert (first.authority.code, first.category, first.decision) == ("A", "Housing", "Upheld")
    assert (first.decided_on, first.is_report) == (date(2021, 5, 1), False)
    assert (last.category, last.decision, last.decided_on, last.is_report) == (None,) * 4


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"category": "Housing"}, [1, 3]),
        ({"decision": "Upheld"}, [1, 3]),
        ({"first_day": date(2021, 4, 1)}, [1, 2]),
        ({"last_day": date(2021, 3, 31)}, [3]),
        ({"first_day": date(2021, 4, 1), "last_day": date(2021, 4, 1)}, [2]),
        ({"reports_only": True}, [3]),
        ({"words": "damp"}, [1, 3]),
        ({"words": "damp mould"}, [3]),
        ({"words": "walls"}, [2]),
        ({"words": "enforcement"}, [2]),
        ({"words": "20-000-003"}, [3]),
        ({"words": "wall", "category": "Housing"}, []),
        ({"words": "no such word"}, []),
    ],
    ids=str,
)
def test_filters_narrow_what_is_found(
    dataset: Dataset, asked: dict[str, Any], expected: list[int]
) -> None:
    assert references(dataset, **asked) == expected


def test_a_councils_decisions_are_its_own(dataset: Dataset) -> None:
    assert references(dataset, council=council(dataset, "B")) == [3, 4]


@pytest.mark.parametrize(
    "words", ['"', "damp AND", "NEAR(", "a*", "-damp", "^", "'; DROP TABLE decision", "_", "é"]
)
def test_a_readers_punctuation_is_never_an_error(dataset: Dataset, words: str) -> None:
    assert found(dataset, words=words).total <= 4


def test_no_words_ask_for_everything_and_signs_alone_for_nothing(dataset: Dataset) -> None:
    assert found(dataset, words="").total == 4
    assert found(dataset, words="?!").total == 0


def test_pages_hold_what_they_are_asked_to(dataset: Dataset) -> None:
    first, second = (found(dataset, page=page, page_size=3) for page in (1, 2))
    assert [len(page.decisions) for page in (first, second)] == [3, 1]
    assert (first.total, first.page, first.pages) == (4, 1, 2)
    assert not set(first.decisions) & set(second.decisions)


def test_a_page_beyond_the_last_is_the_last(dataset: Dataset) -> None:
    assert found(dataset, page=9, page_size=3).page == 2
    assert found(dataset, page=-1, page_size=3).page == 1


def test_nothing_found_is_one_empty_page(dataset: Dataset) -> None:
    nothing = found(dataset, words="nothing")
    assert (nothing.decisions, nothing.total, nothing.page, nothing.pages) == ((), 0, 1, 1)
