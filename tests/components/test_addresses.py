from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from dashboard.boundaries.drawing import Frame
from dashboard.components import addresses
from dashboard.components.addresses import MapState
from dashboard.vocabulary import MapView, Measure, Tier, YearEnding
from tests.factories import council

A = council("A")
YEAR = YearEnding(2024)
STATE = MapState(Measure.UPHOLD_RATE, YEAR, Tier.LOWER)


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_the_address_of_the_map_holds_its_whole_state() -> None:
    assert STATE.address() == "/?measure=uphold_rate&year=2024&tier=lower"
    chosen = MapState(Measure.COMPLIANCE_RATE, YearEnding(2020), Tier.UPPER, A, "value")
    assert query(chosen.address()) == {
        "measure": ["compliance_rate"],
        "year": ["2020"],
        "tier": ["upper"],
        "council": ["a"],
        "sort": ["value"],
    }


def test_a_view_a_class_and_a_part_of_the_map_are_in_its_address() -> None:
    shown = replace(STATE, view=MapView.TILES, only="q5", region="south-west")
    assert query(shown.address()) == {
        **query(STATE.address()),
        "view": ["tiles"],
        "only": ["q5"],
        "region": ["south-west"],
    }
    assert shown.address("/map.svg").startswith("/map.svg?measure=")
    part = replace(STATE, frame=Frame(10, 20, 300, 400))
    assert part.address().endswith("&frame=10,20,300,400")


def test_a_part_of_the_map_is_read_as_it_is_written() -> None:
    frame = Frame(10, 0, 300, 400)
    assert addresses.frame_of_text(addresses.frame_text(frame)) == frame
    for nonsense in ("", "1,2,3", "1,2,0,4", "-1,2,3,4", "1,2,3,4,5", "a,b,c,d", "1,2,3,99999"):
        assert addresses.frame_of_text(nonsense) is None


def test_a_change_of_the_state_keeps_the_rest() -> None:
    chosen = STATE.address(council=A)
    assert query(chosen) == {**query(STATE.address()), "council": ["a"]}
    assert STATE.council is None
    assert query(STATE.address(year=YearEnding(2019)))["year"] == ["2019"]


def test_councils_and_letters_have_plain_addresses() -> None:
    assert addresses.council(A) == "/council/a"
    assert addresses.council(A, YEAR) == "/council/a?year=2024"
    assert addresses.profile(A, YEAR, Measure.COMPLIANCE_RATE) == (
        "/council/a?year=2024&measure=compliance_rate"
    )
    assert addresses.letter(A, YEAR) == "/letters/a/2024"
    assert addresses.letter_file(A, YEAR) == "/letters/a/2024/file"
    assert addresses.letters() == "/letters"
    assert addresses.letters(A) == "/letters?council=a"
    assert addresses.methods() == "/methods"
    assert addresses.methods("breaks") == "/methods#breaks"


def test_filters_that_are_not_set_are_not_in_the_address() -> None:
    assert addresses.decisions(council=None, q="", reports=False) == "/decisions"
    assert addresses.decisions(council="a", page=2) == "/decisions?council=a&page=2"


def test_a_readers_words_are_safe_in_an_address() -> None:
    address = addresses.decisions(q='bins & "drains" #1 <b>é')
    assert query(address) == {"q": ['bins & "drains" #1 <b>é']}
    assert not set('"<># ') & set(address)
