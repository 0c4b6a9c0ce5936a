from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from dashboard.sources.assembly import assemble
from dashboard.sources.case_store import CaseStore
from dashboard.sources.findings import Findings
from dashboard.sources.manifest import Manifest
from dashboard.sources.recognition import FileKind


@pytest.fixture
def store() -> Iterator[CaseStore]:
    with CaseStore.temporary() as store:
        yield store


def test_a_folder_without_tables_has_no_frames(store: CaseStore) -> None:
    manifest = Manifest(is_demonstration=False, description="")
    intake = assemble(store, {}, [], [], manifest, Findings())
    assert intake.received is None
    assert intake.published_figures is None
    assert intake.letters is None
    assert dict(intake.other_bodies) == {}


def test_where_a_row_stood_is_no_part_of_the_frames(store: CaseStore) -> None:
    part = pd.DataFrame(
        {
            "authority": pd.Series(["E08000035", None], dtype="str"),
            "other_body": pd.Series([None, "Transport for London"], dtype="str"),
            "year": [2020, 2020],
            "population": [1, 2],
            "file": "populations.csv",
            "sheet": None,
            "row": [2, 3],
        }
    )
    manifest = Manifest(is_demonstration=False, description="")
    intake = assemble(store, {FileKind.POPULATIONS: [part]}, [], [], manifest, Findings())
    assert intake.populations is not None
    assert intake.populations.to_dict("records") == [
        {"authority": "E08000035", "year": 2020, "population": 1}
    ]
    assert intake.other_bodies[FileKind.POPULATIONS].to_dict("records") == [
        {"body": "Transport for London", "year": 2020, "population": 2}
    ]
