from __future__ import annotations

import pytest

from dashboard.authorities.near_names import NearNames
from dashboard.authorities.register import Register


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("Milton Keyne Council", "Milton Keynes City Council"),
        ("Birmingam City Council", "Birmingham City Council"),
        ("Castlepoint", "Castle Point Borough Council"),
        ("Bath", "Bath and North East Somerset Council"),
        ("Chester", "Cheshire West and Chester Council"),
        ("Worcestshire", "Worcestershire County Council"),
        ("Shepaway District Council", "Folkestone and Hythe District Council"),
    ],
)
def test_the_council_that_was_meant_comes_first(
    register: Register, written: str, nearest: str
) -> None:
    assert NearNames(register).of(written)[0].name == nearest


def test_at_most_five_come_each_once(register: Register) -> None:
    near = NearNames(register).of("North Shire")
    assert len(near) == len({council.code for council in near}) <= 5


@pytest.mark.parametrize("written", ["", "Council", "Qzxv", "Cardiff Council"])
def test_nothing_is_near_to_what_is_far_from_all(register: Register, written: str) -> None:
    assert NearNames(register).of(written) == []
