from __future__ import annotations

import pytest

from dashboard.authorities.register import Register
from dashboard.authorities.styles import Style
from dashboard.authorities.written_name import Status


@pytest.mark.parametrize(
    ("slug", "answered", "contradicted"),
    [
        ("kent-county-council", {Status.COUNTY}, {Status.CITY, Status.BOROUGH, Status.DISTRICT}),
        ("mansfield", {Status.BOROUGH, Status.DISTRICT}, {Status.COUNTY, Status.METROPOLITAN}),
        ("oldham", {Status.METROPOLITAN, Status.CITY}, {Status.COUNTY, Status.LONDON}),
        ("camden", {Status.LONDON, Status.BOROUGH}, {Status.ROYAL, Status.COUNTY}),
        ("greenwich", {Status.LONDON, Status.ROYAL}, {Status.METROPOLITAN}),
        ("derby", {Status.CITY, Status.UNITARY, Status.BOROUGH}, {Status.COUNTY, Status.LONDON}),
        ("county-durham", {Status.COUNTY, Status.UNITARY}, {Status.CITY, Status.DISTRICT}),
        ("cornwall", {Status.COUNTY}, {Status.DISTRICT, Status.CITY}),
        ("buckinghamshire", {Status.UNITARY}, {Status.COUNTY, Status.DISTRICT}),
        ("rutland", {Status.COUNTY, Status.DISTRICT}, {Status.CITY}),
    ],
)
def test_a_council_answers_to_what_its_type_and_its_own_names_allow(
    register: Register, slug: str, answered: set[Status], contradicted: set[Status]
) -> None:
    council = register.by_slug(slug)
    assert council is not None
    style = Style.of(council, register)
    for status in answered:
        assert style.answers_to(frozenset({status})), status
    for status in contradicted:
        assert not style.answers_to(frozenset({status})), status


@pytest.mark.parametrize(
    ("slug", "answers"),
    [("city-of-london", False), ("dorset-county-council", False), ("dorset-council", True)],
)
def test_a_council_all_of_whose_names_say_its_kind_is_not_meant_by_the_place_alone(
    register: Register, slug: str, answers: bool
) -> None:
    council = register.by_slug(slug)
    assert council is not None
    assert Style.of(council, register).answers_to(frozenset()) is answers
