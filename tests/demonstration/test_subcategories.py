from __future__ import annotations

from dashboard.demonstration.services import SERVICES, shares
from dashboard.demonstration.subcategories import subcategories
from dashboard.vocabulary import DecisionCategory


def test_every_category_is_a_service_with_subcategories() -> None:
    assert [service.category for service in SERVICES] == list(DecisionCategory)
    assert list(subcategories()) == list(DecisionCategory)
    for category, found in subcategories().items():
        names = [subcategory.name for subcategory in found]
        assert len(names) == len(set(names)) >= 2, category


def test_every_matter_completes_the_sentence_about_the_council() -> None:
    matters = [m for found in subcategories().values() for s in found for m in s.matters]
    assert len(matters) == len(set(matters)) > 90
    for matter in matters:
        assert matter[0].islower(), matter
        assert not matter.endswith("."), matter


def test_the_shares_of_each_type_and_year_are_a_whole_and_education_grows() -> None:
    table = shares()
    assert abs(table.sum(axis=2) - 1).max() < 1e-12
    education = list(DecisionCategory).index(DecisionCategory.EDUCATION)
    unitary = table[3, :, education]
    assert unitary[-1] > unitary[0] > 0
