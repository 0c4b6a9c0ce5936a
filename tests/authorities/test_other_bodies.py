from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.authorities.other_bodies import OtherBodies
from dashboard.authorities.register import Register
from dashboard.authorities.written_name import WrittenName


@pytest.fixture(scope="module")
def bodies() -> OtherBodies:
    return OtherBodies.load()


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("The Broads Authority", "Broads Authority"),
        ("Lake District National Park", None),
        ("GLA", "Greater London Authority"),
        ("Mayor\u2019s Office for Policing & Crime", "Mayor's Office for Policing and Crime"),
        ("Transport For London", "Transport for London"),
        ("Lichfield City Council", "Lichfield City Council"),
        ("Lichfield District Council", None),
    ],
)
def test_a_listed_body_is_known_in_any_of_its_spellings(
    bodies: OtherBodies, written: str, listed: str | None
) -> None:
    assert bodies.known_as(WrittenName.of(written)) == listed


@pytest.mark.parametrize(
    "written",
    [
        "Kent and Medway Fire and Rescue Authority",
        "West Yorkshire Police and Crime Commissioner",
        "East London NHS Foundation Trust",
        "NHS Sussex Integrated Care Board",
        "St. Georges Primary School",
        "Harris Academy Bromley",
        "Clarion Housing Association Limited",
        "Campbell Park Parish Council",
        "Bishop's Stortford Town Council",
        "Tyne and Wear Integrated Transport Authority",
        "North London Waste Authority",
        "Lower Severn Internal Drainage Board",
        "Somewhere and Elsewhere Combined Authority",
    ],
)
def test_a_body_is_recognised_by_its_institutional_words(bodies: OtherBodies, written: str) -> None:
    assert bodies.described_by(written) == written


@pytest.mark.parametrize(
    "written", ["Leeds City Council Housing", "Cornwall Council Fire and Rescue", "Firebrook"]
)
def test_a_councils_service_and_a_look_alike_word_are_no_body(
    bodies: OtherBodies, written: str
) -> None:
    assert bodies.described_by(written) is None


def test_no_council_is_taken_for_another_body(bodies: OtherBodies, register: Register) -> None:
    for council in register:
        for name in council.all_names:
            assert bodies.described_by(name) is None, name
            assert bodies.known_as(WrittenName.of(name)) is None, name


def test_a_body_named_in_another_file_is_known_too(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text("name,kind,other_names\nThe Wash Board,board,TWB;Wash\n", encoding="utf-8")

    bodies = OtherBodies.load(path)

    assert bodies.known_as(WrittenName.of("twb")) == "The Wash Board"
    assert bodies.known_as(WrittenName.of("Wash")) == "The Wash Board"
