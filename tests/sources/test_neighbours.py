"""Statistical neighbours in the layouts in which they are published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.authorities.register import Register
from dashboard.sources.intake import Intake
from dashboard.statistics.peers import statistical_neighbours
from tests.factories import write_csv

Read = Callable[[], Intake]
LEEDS, LUTON, ADUR = "E08000035", "E06000032", "E07000223"


def pairs(intake: Intake) -> list[tuple[str, str, int]]:
    assert intake.neighbours is not None
    columns = ["authority", "neighbour", "position"]
    return [tuple(row) for row in intake.neighbours[columns].to_numpy().tolist()]


def test_a_row_an_area_with_its_neighbours_under_numbers(folder: Path, read: Read) -> None:
    (folder / "global-neighbours.csv").write_text(
        f"AREACD,1,2,3\n{LEEDS},{LUTON},W06000015,{ADUR}\nS12000033,{LEEDS},{LUTON},{ADUR}\n"
    )
    intake = read()
    assert intake.errors == ()
    assert pairs(intake) == [(LEEDS, LUTON, 1), (LEEDS, ADUR, 3)]
    (record,) = intake.files
    assert (record.rows_taken, record.rows_skipped) == (2, 4)


def test_a_row_a_pair(folder: Path, read: Read) -> None:
    write_csv(
        folder / "nearest.csv",
        "Authority Neighbour Position",
        ("Leeds", "Luton", 1),
        ("Leeds", "Adur", 2),
    )
    assert pairs(read()) == [(LEEDS, LUTON, 1), (LEEDS, ADUR, 2)]


def test_two_neighbours_at_one_place_are_an_error(folder: Path, read: Read) -> None:
    write_csv(
        folder / "nearest.csv",
        "authority neighbour position",
        ("Leeds", "Luton", 1),
        ("Leeds", "Adur", 1),
    )
    (problem,) = read().errors
    assert str(problem).startswith("nearest.csv, row 3, column position: error")
    assert "one neighbour a council and position" in str(problem)


def test_an_unknown_neighbour_is_named_with_its_pair(folder: Path, read: Read) -> None:
    (folder / "n.csv").write_text(f"areacd,1,2,3\n{LEEDS},{LUTON},{ADUR},E08999999\n")
    (problem,) = read().errors
    assert (problem.row, problem.column, problem.value) == (3, "neighbour", "E08999999")


@pytest.mark.parametrize("year", [2020, 2024])
def test_only_neighbours_with_the_same_services_that_exist_are_peers(
    folder: Path, read: Read, year: int
) -> None:
    (folder / "n.csv").write_text(f"areacd,1,2,3\n{LEEDS},{LUTON},{ADUR},E10000006\n")
    intake = read()
    assert intake.neighbours is not None
    found = statistical_neighbours(intake.neighbours, [year], Register.load())
    assert found[["authority", "peer", "position"]].to_numpy().tolist() == [[LEEDS, LUTON, 1]]


def test_a_council_is_no_neighbour_of_its_own_and_places_begin_at_1(
    folder: Path, read: Read
) -> None:
    rows = f"{LEEDS},{LEEDS},1\n{LEEDS},{LUTON},0\n"
    (folder / "n.csv").write_text(f"authority,neighbour,position\n{rows}")
    assert [(p.kind, p.row, p.column, p.value) for p in read().errors] == [
        ("own-neighbour", 2, "neighbour", LEEDS),
        ("bad-number", 3, "position", "0"),
    ]
