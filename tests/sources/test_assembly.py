from __future__ import annotations

import pandas as pd

from dashboard.sources.assembly import assemble
from dashboard.sources.findings import Findings
from dashboard.sources.manifest import Manifest
from dashboard.sources.recognition import FileKind


def test_a_folder_without_tables_has_no_frames() -> None:
    intake = assemble({}, [], [], Manifest(is_demonstration=False, description=""), Findings())
    assert intake.received is None
    assert intake.published_figures is None
    assert intake.letters is None
    assert dict(intake.other_bodies) == {}


def test_where_a_row_stood_is_no_part_of_the_frames() -> None:
    part = pd.DataFrame(
        {
            "reference": ["20-000-563", "20-000-564"],
            "authority": pd.Series(["E08000035", None], dtype="str"),
            "other_body": pd.Series([None, "Transport for London"], dtype="str"),
            "file": "compliance.csv",
            "sheet": None,
            "row": [2, 3],
        }
    )
    manifest = Manifest(is_demonstration=False, description="")
    intake = assemble({FileKind.COMPLIANCE: [part]}, [], [], manifest, Findings())
    assert intake.compliance is not None
    assert intake.compliance.to_dict("records") == [
        {"reference": "20-000-563", "authority": "E08000035"}
    ]
    assert intake.other_bodies[FileKind.COMPLIANCE].to_dict("records") == [
        {"reference": "20-000-564", "body": "Transport for London"}
    ]
