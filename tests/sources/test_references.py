from __future__ import annotations

import pandas as pd
import pytest

from dashboard.references import canonical_reference
from dashboard.sources.references import canonical_references


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("20 000 563", "20-000-563"),
        ("20-000-563", "20-000-563"),
        ("20\u00a0000\u00a0563", "20-000-563"),
        ("20\u2011000\u2011563", "20-000-563"),
        ("20  000  563", "20-000-563"),
        ("19 018 564a", "19-018-564a"),
        ("19-018-564A", "19-018-564A"),
        ("19 018 564 a", "19-018-564a"),
        ("DEMO 24 011 208", "DEMO-24-011-208"),
        ("demo-24-011-208", "DEMO-24-011-208"),
    ],
)
def test_a_reference_has_one_form_however_it_is_written(written: str, canonical: str) -> None:
    assert canonical_reference(written) == canonical
    assert canonical_references(pd.Series([written], dtype="str")).tolist() == [canonical]


@pytest.mark.parametrize(
    "written",
    ["20000563", "20 000", "20 000 5633", "2020 000 563", "20/000/563", "abc", "20 000 563ab"],
)
def test_what_has_another_form_is_no_reference(written: str) -> None:
    assert canonical_reference(written) is None
    assert canonical_references(pd.Series([written], dtype="str")).isna().all()


def test_an_empty_cell_stays_empty_among_references() -> None:
    written = pd.Series(["20 000 563", None, "x", "20-000-564"], dtype="str", index=[2, 3, 4, 5])
    canonical = canonical_references(written)
    assert canonical.dropna().to_dict() == {2: "20-000-563", 5: "20-000-564"}
