from __future__ import annotations
from dashboard.dataset import Dataset
def test_a(four_councils: Dataset) -> None:
    print(four_councils.manifest)
    assert 0
