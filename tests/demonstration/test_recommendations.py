from __future__ import annotations

import pytest


def test_compliance_is_nearly_complete_and_often_late(written) -> None:
    shares = written.compliance["outcome"].value_counts(normalize=True)
    assert shares["not complied"] == pytest.approx(0.005, abs=0.002)
    assert shares["complied late"] == pytest.approx(0.18, abs=0.02)
    missed = written.compliance["outcome"] == "not complied"
    assert (missed == (written.compliance["achieved_on"] == "")).all()
    late = written.compliance["outcome"] == "complied late"
    done_late = written.compliance["achieved_on"] > written.compliance["due_on"]
    assert (late == done_late).all()


def test_some_cases_have_several_recommendations(written) -> None:
    rows = written.compliance["reference"].value_counts()
    assert set(rows) == {1, 2, 3}
