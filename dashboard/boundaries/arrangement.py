"""Councils arranged on a grid of hexagons, each in one of its own, neighbours side by side.

First the councils are spread until all have room, neighbours at arm's length in the direction
in which they lie on the ground. Then each takes a hexagon, so that all together move least (an
assignment problem). Then councils change places with each other or move into free hexagons, as
in simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983, doi 10.1126/science.220.4598.671):
worse steps are taken too, ever more seldom. What is sought is many neighbours that touch, few
holes, and nobody far from where the spreading had put them. If a part has come off the rest, as
the far south-west may, it is done again with other chances. The same input always gives the same
arrangement.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import exp
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from dashboard.boundaries.borders import Pair
from dashboard.boundaries.hexagons import Cell, around, cells_within, centre

Points: TypeAlias = npt.NDArray[np.float64]
"""One row for each council: x to the right, y down."""

SPREADING_STEPS: Final = 150
STEADINESS: Final = 0.55
"""How much a neighbour's direction is that on the ground, rather than where it is by now."""
STRAYING_COST: Final = 0.12
"""Of the square of a hexagon's width away from the spread place, in pairs that touch."""
HOLE_COST: Final = 0.25
"""Of one side of a hexagon less beside other hexagons, in pairs that touch."""
STEPS_EACH: Final = 1_200
"""Proposed moves for each council: twice as many bring one pair in a hundred more."""
HOT: Final = 0.7
"""The loss, in pairs that touch, that is taken about one time in three at first."""
COLD: Final = 0.06
"""And at last."""
TRIES: Final = 6
"""How often it is tried at most until all hang together."""
_MARGIN: Final = 4
"""Free hexagons on each side of the first assignment, into which councils may move."""


def arranged(points: Points, pairs: Sequence[Pair]) -> list[Cell]:
    """A hexagon for each council.

    Args:
        points: where the councils lie, in any unit.
        pairs: those that should touch; with them all councils hang together.
    """
    if len(points) < 2:
        return [(0, 0)] * len(points)
    places = spread(points, pairs)
    start = assigned(places)
    best: list[Cell] = []
    for seed in range(TRIES):
        found = _annealed(start, places, pairs, seed)
        if not best or parts(found) < parts(best):
            best = found
        if parts(best) == 1:
            break
    return best


def parts(cells: Sequence[Cell]) -> int:
    """Into how many parts hexagons fall that touch."""
    left, number = set(cells), 0
    while left:
        ahead = [left.pop()]
        number += 1
        while ahead:
            near = left.intersection(around(ahead.pop()))
            left -= near
            ahead += near
    return number


def spread(points: Points, pairs: Sequence[Pair]) -> Points:
    """The points moved apart until each has room for a hexagon of width 1."""
    one, other = np.array(pairs).T
    apart = points[other] - points[one]
    scale = np.median(np.linalg.norm(apart, axis=1))
    directions = _unit(apart)
    number = np.bincount(np.concatenate([one, other]), minlength=len(points))[:, None]
    places = (points - points.mean(axis=0)) / scale
    for _ in range(SPREADING_STEPS):
        apart = places[other] - places[one]
        wanted = _unit((1 - STEADINESS) * _unit(apart) + STEADINESS * directions)
        pull = np.zeros_like(places)
        np.add.at(pull, one, (apart - wanted) / 2)
        np.add.at(pull, other, (wanted - apart) / 2)
        places = places + _push(places) + 0.6 * pull / np.maximum(number, 1)
    rounded: Points = np.round(places, 6)
    return rounded


def _push(places: Points) -> Points:
    """How far each place gives way to those that lie nearer than a hexagon's width."""
    near = cKDTree(places).query_pairs(1.0, output_type="ndarray")
    apart = places[near[:, 0]] - places[near[:, 1]]
    lacking = np.clip(1 - np.linalg.norm(apart, axis=1, keepdims=True), 0, None)
    step = 0.3 * lacking * _unit(apart)
    push: Points = np.zeros_like(places)
    np.add.at(push, near[:, 0], step)
    np.add.at(push, near[:, 1], -step)
    return push


def _unit(vectors: Points) -> Points:
    lengths: Points = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vectors / lengths


def assigned(places: Points) -> list[Cell]:
    """A hexagon of width 1 for each place, so that the squares of all moves add up to least."""
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    side = len(places) ** 0.5 / 2  # Room for all, however close together they lie.
    cells = cells_within(left - side, right + side, top - side, bottom + side)
    _, chosen = linear_sum_assignment(_strays(places, cells))
    return [cells[index] for index in chosen]


def _strays(places: Points, cells: Sequence[Cell]) -> Points:
    squares: Points = cdist(places, np.array([centre(cell) for cell in cells]), "sqeuclidean")
    return squares


def _annealed(start: list[Cell], places: Points, pairs: Sequence[Pair], seed: int) -> list[Cell]:
    """The arrangement after many small moves that were good, or not too bad for their time."""
    board = _Board(start, places, pairs)
    chance = random.Random(seed).random  # noqa: S311  It is no secret, and has to come out again.
    steps = STEPS_EACH * len(start)
    cooling = (COLD / HOT) ** (1 / steps)
    heat = HOT
    for _ in range(steps):
        heat *= cooling
        council, cell = board.proposal(chance)
        if not board.is_open(council, cell):
            continue
        cost = board.cost(council, cell)
        if cost <= 0 or chance() < exp(-cost / heat):
            board.move(council, cell)
    return board.arrangement()


_NOBODY: Final = -1


class _Board:
    """Hexagons by number, and who stands where. Written for speed: it is asked a million times."""

    def __init__(self, start: list[Cell], places: Points, pairs: Sequence[Pair]) -> None:
        columns, rows = zip(*start, strict=True)
        cells = [
            (column, row)
            for row in range(min(rows) - _MARGIN, max(rows) + _MARGIN + 1)
            for column in range(min(columns) - _MARGIN, max(columns) + _MARGIN + 1)
        ]
        number = {cell: index for index, cell in enumerate(cells)}
        self._cells = cells
        self._around = [[number[c] for c in around(cell) if c in number] for cell in cells]
        self._touching = [frozenset(near) for near in self._around]
        self._straying: list[list[float]] = (STRAYING_COST * _strays(places, cells)).tolist()
        self._at = [number[cell] for cell in start]
        self._who = [_NOBODY] * len(cells)
        for council, cell in enumerate(self._at):
            self._who[cell] = council
        self._neighbours: list[list[int]] = [[] for _ in start]
        for one, other in pairs:
            self._neighbours[one].append(other)
            self._neighbours[other].append(one)

    def proposal(self, chance: Callable[[], float]) -> tuple[int, int]:
        """Any council, and a hexagon beside one of its neighbours or beside itself."""
        council = int(chance() * len(self._at))
        neighbours = self._neighbours[council]
        beside = neighbours[int(chance() * len(neighbours))] if chance() < 0.7 else council
        ring = self._around[self._at[beside]]
        return council, ring[int(chance() * len(ring))]

    def is_open(self, council: int, cell: int) -> bool:
        """Whether a move there would be one; the rim of the board stays free."""
        return cell != self._at[council] and len(self._around[cell]) == 6

    def cost(self, council: int, cell: int) -> float:
        """What the move would lose, less what it would gain, in pairs that touch."""
        here, occupant = self._at[council], self._who[cell]
        cost: float = self._pairs_lost(council, here, cell, occupant)
        cost += self._straying[council][cell] - self._straying[council][here]
        if occupant == _NOBODY:
            return cost + HOLE_COST * (self._company(here) - self._company(cell, leaving=here))
        cost += self._straying[occupant][here] - self._straying[occupant][cell]
        return cost + self._pairs_lost(occupant, cell, here, council)

    def _pairs_lost(self, council: int, here: int, there: int, partner: int) -> int:
        """How many of its pairs touch here but not there; the one it changes with is no matter."""
        before, after = self._touching[here], self._touching[there]
        lost = 0
        for neighbour in self._neighbours[council]:
            if neighbour != partner:
                at = self._at[neighbour]
                lost += (at in before) - (at in after)
        return lost

    def _company(self, cell: int, leaving: int = _NOBODY) -> int:
        """How many councils stand beside a hexagon, besides one who leaves."""
        return sum(self._who[near] != _NOBODY and near != leaving for near in self._around[cell])

    def move(self, council: int, cell: int) -> None:
        """Moves a council; whoever stands there changes places with it."""
        here, occupant = self._at[council], self._who[cell]
        self._at[council], self._who[cell], self._who[here] = cell, council, occupant
        if occupant != _NOBODY:
            self._at[occupant] = here

    def arrangement(self) -> list[Cell]:
        return [self._cells[cell] for cell in self._at]
