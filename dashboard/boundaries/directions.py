"""Which council lies left, right, above and below another, so that arrow keys reach them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple


class Direction(StrEnum):
    """The four arrow keys."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"

    @property
    def opposite(self) -> Direction:
        """The arrow that leads back."""
        return _OPPOSITES[self]


_OPPOSITES = {
    Direction.LEFT: Direction.RIGHT,
    Direction.RIGHT: Direction.LEFT,
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
}
_SIDEWAYS_COST = 2
"""How much dearer a unit to the side is than a unit ahead."""
_LONGEST_LEAP = 2
"""The dearest arrow, in terms of the dearest one that is needed to reach every place."""

Links = dict[str, dict[Direction, str]]


class _Pair(NamedTuple):
    """Two places; the cheaper pair comes first, then the one whose names do."""

    cost: float
    one: str
    other: str
    direction: Direction
    """Where the other lies, seen from the one."""


def arrow_links(points: Mapping[str, tuple[float, float]]) -> Links:
    """For each place, the places to which the four arrows lead.

    An arrow leads to a near place on its side, and the opposite arrow leads back wherever two
    places are each other's choice. Every place can be reached from every other one: the pairs
    that join them all are chosen first, nearest first, as in a least spanning tree. No arrow
    leaps much farther than the widest gap that had to be crossed for that.

    Args:
        points: a point for each place; y grows downwards.
    """
    pairs = sorted(_pairs(points))
    links: Links = {code: {} for code in points}
    widest = _join_all(links, pairs)
    near = [pair for pair in pairs if pair.cost <= _LONGEST_LEAP * widest]
    for pair in near:
        if _both_free(links, pair):
            _link(links, pair)
    for pair in near:
        links[pair.one].setdefault(pair.direction, pair.other)
        links[pair.other].setdefault(pair.direction.opposite, pair.one)
    return links


def _join_all(links: Links, pairs: Sequence[_Pair]) -> float:
    """Joins all places by the cheapest pairs, and says what the dearest of them cost."""
    groups = {code: {code} for code in links}
    widest = 0.0
    for pair in pairs:
        if groups[pair.one] is not groups[pair.other] and _both_free(links, pair):
            _link(links, pair)
            _join(groups, pair.one, pair.other)
            widest = pair.cost
    _join_the_rest(links, groups, pairs)
    return widest


def _pairs(points: Mapping[str, tuple[float, float]]) -> Iterator[_Pair]:
    for (one, (x, y)), (other, (to_x, to_y)) in combinations(sorted(points.items()), 2):
        dx, dy = to_x - x, to_y - y
        ahead, aside = max(abs(dx), abs(dy)), min(abs(dx), abs(dy))
        yield _Pair(ahead + _SIDEWAYS_COST * aside, one, other, _direction(dx, dy))


def _direction(dx: float, dy: float) -> Direction:
    if abs(dx) >= abs(dy):
        return Direction.RIGHT if dx >= 0 else Direction.LEFT
    return Direction.DOWN if dy >= 0 else Direction.UP


def _both_free(links: Links, pair: _Pair) -> bool:
    return (
        pair.direction not in links[pair.one] and pair.direction.opposite not in links[pair.other]
    )


def _link(links: Links, pair: _Pair) -> None:
    links[pair.one][pair.direction] = pair.other
    links[pair.other][pair.direction.opposite] = pair.one


def _join(groups: dict[str, set[str]], one: str, other: str) -> None:
    groups[one] |= groups[other]
    for code in groups[other]:
        groups[code] = groups[one]


def _join_the_rest(links: Links, groups: dict[str, set[str]], pairs: Sequence[_Pair]) -> None:
    """Joins groups that no pair of free arrows joins, by any arrows that are free.

    A group of n places joined as a tree has taken 2(n - 1) of its 4n arrows, so some are free.
    """
    for pair in pairs:
        if groups[pair.one] is groups[pair.other]:
            continue
        one, direction = _with_free_arrow(links, groups[pair.one])
        other, back = _with_free_arrow(links, groups[pair.other])
        links[one][direction], links[other][back] = pair.other, pair.one
        _join(groups, pair.one, pair.other)


def _with_free_arrow(links: Links, group: set[str]) -> tuple[str, Direction]:
    return next(
        (code, direction)
        for code in sorted(group)
        for direction in Direction
        if direction not in links[code]
    )
