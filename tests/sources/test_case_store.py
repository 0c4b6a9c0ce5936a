from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from dashboard.sources.case_store import CaseStore
from dashboard.sources.recognition import FileKind
from dashboard.tallies import brought

RECEIVED = ["reference", "authority", "other_body", "category", "received_on"]


@pytest.fixture
def store() -> Iterator[CaseStore]:
    with CaseStore.temporary() as store:
        yield store


def add(
    store: CaseStore, *rows: tuple[str | None, ...], sound: bool = True, first: int = 2
) -> None:
    frame = pd.DataFrame(rows, columns=RECEIVED).assign(
        file="received.csv", sheet=None, row=range(first, first + len(rows)), is_sound=sound
    )
    frame["received_on"] = pd.to_datetime(frame["received_on"])
    store.add(FileKind.RECEIVED, frame)


def test_cases_come_back_as_they_were_added_batch_after_batch(store: CaseStore) -> None:
    add(store, ("20-000-563", "E08000035", None, "Housing", "2020-04-01"))
    add(store, ("20-000-564", "E08000035", None, None, "2020-04-02"), first=3)
    cases = store.cases(FileKind.RECEIVED)
    assert cases is not None
    rows = brought(cases.rows).sort_values("row")
    assert rows["reference"].tolist() == ["20-000-563", "20-000-564"]
    assert rows["received_on"].dt.day.tolist() == [1, 2]
    assert rows["category"].isna().tolist() == [False, True]
    assert cases.tally["cases"].sum() == 2


def test_unsound_rows_and_other_bodies_are_not_counted(store: CaseStore) -> None:
    add(store, ("20-000-563", None, "Transport for London", "Housing", "2020-04-01"))
    add(store, ("20-000-564", "E08000035", None, "Housing", None), sound=False)
    assert store.cases(FileKind.RECEIVED) is None
    others = store.about_other_bodies(FileKind.RECEIVED)
    assert others["body"].tolist() == ["Transport for London"]
    assert "row" not in others


def test_a_reference_that_stands_in_an_unsound_row_too_is_repeated(store: CaseStore) -> None:
    add(store, ("20-000-563A", "E08000035", None, "Housing", "2020-04-01"))
    add(store, ("20-000-563a", "E08000035", None, "Housing", None), sound=False, first=3)
    assert store.repeated_references(FileKind.RECEIVED)["row"].tolist() == [2, 3]


def test_a_kind_without_rows_has_neither_cases_nor_repeats(store: CaseStore) -> None:
    assert store.cases(FileKind.DECIDED) is None
    assert store.repeated_references(FileKind.DECIDED).empty
    assert store.about_other_bodies(FileKind.DECIDED).empty


def test_made_up_references_among_real_ones_are_found_once_a_file(store: CaseStore) -> None:
    add(store, ("20-000-563", "E08000035", None, "Housing", "2020-04-01"))
    add(
        store,
        ("DEMO-20-000-001", "E08000035", None, "Housing", "2020-04-01"),
        ("DEMO-20-000-002", "E08000035", None, "Housing", "2020-04-01"),
        first=3,
    )
    wrong = store.references_of_the_other_kind(is_demonstration=False)
    assert wrong[["reference", "row"]].to_numpy().tolist() == [["DEMO-20-000-001", 3]]
