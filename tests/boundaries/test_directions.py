from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.boundaries.directions import Direction, Links, arrow_links

LEFT, RIGHT, UP, DOWN = Direction.LEFT, Direction.RIGHT, Direction.UP, Direction.DOWN


def reached(links: Links, start: str) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        for code in links[ahead.pop()].values():
            if code not in found:
                found.add(code)
                ahead.append(code)
    return found


def test_the_arrows_of_a_cross_lead_to_its_arms_and_back() -> None:
    links = arrow_links({"mid": (5, 5), "w": (0, 5), "e": (10, 5), "n": (5, 0), "s": (5, 10)})
    assert links["mid"] == {LEFT: "w", RIGHT: "e", UP: "n", DOWN: "s"}
    assert links["w"][RIGHT] == "mid"
    assert links["n"][DOWN] == "mid"


def test_no_arrow_leads_beyond_the_edge() -> None:
    links = arrow_links({"a": (0, 0), "b": (10, 0), "c": (20, 0)})
    assert links == {"a": {RIGHT: "b"}, "b": {LEFT: "a", RIGHT: "c"}, "c": {LEFT: "b"}}


def test_the_nearer_of_two_places_is_the_one_that_an_arrow_leads_to() -> None:
    links = arrow_links({"a": (0, 0), "near": (10, 1), "far": (30, 0)})
    assert links["a"][RIGHT] == "near"


def test_a_far_island_is_reached_but_is_not_where_every_arrow_leads() -> None:
    coast = {f"coast {n}": (100.0, 10.0 * n) for n in range(20)}
    links = arrow_links({**coast, "isle": (0.0, 190.0)})
    assert "isle" in reached(links, "coast 0")
    leading_there = [code for code in coast if links[code].get(LEFT) == "isle"]
    assert "coast 19" in leading_there
    assert "coast 0" not in leading_there


def test_one_place_alone_has_no_arrows_and_none_have_none() -> None:
    assert arrow_links({"a": (0, 0)}) == {"a": {}}
    assert arrow_links({}) == {}


places = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=40).map(
    lambda points: {f"place {n}": (float(x), float(y)) for n, (x, y) in enumerate(points)}
)


@given(places)
@example({"a": (1, 1), "b": (1, 1), "c": (0, 0), "d": (2, 0)})  # no two free arrows join them
def test_every_place_is_reached_from_every_other_however_they_lie(
    points: dict[str, tuple[float, float]],
) -> None:
    links = arrow_links(points)
    assert all(reached(links, start) == set(points) for start in points)


@given(places)
def test_no_arrow_leads_to_its_own_place(points: dict[str, tuple[float, float]]) -> None:
    assert all(code not in arrows.values() for code, arrows in arrow_links(points).items())
