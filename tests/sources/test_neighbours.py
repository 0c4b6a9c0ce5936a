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


@pytest.mark.parametrize(
    "heading",
    [
        "Local Authority,Neighbour 1,Neighbour 2,Neighbour 3",
        "Authority,Nearest Neighbour 1,Nearest Neighbour 2,Nearest Neighbour 3",
        "LA name,NN1,NN2,NN3",
        "Council,1st nearest neighbour,2nd nearest neighbour,3rd nearest neighbour",
        "LAD23NM,CIPFA nearest neighbour 01,CIPFA nearest neighbour 02,CIPFA nearest neighbour 03",
        "Name,SN1 name,SN2 name,SN3 name",
    ],
)
def test_a_row_a_council_with_its_neighbours_by_name(
    folder: Path, read: Read, heading: str
) -> None:
    (folder / "cipfa.csv").write_text(f"{heading}\nLeeds,Luton,Adur,Bury\n")
    assert pairs(read()) == [(LEEDS, LUTON, 1), (LEEDS, ADUR, 2), (LEEDS, "E08000002", 3)]


def test_fifteen_neighbours_with_codes_names_and_distances(folder: Path, read: Read) -> None:
    """The code stands for the council where both are given; a distance beside it isn't read."""
    codes = [f"E060000{number:02d}" for number in range(1, 16)]
    columns = [
        f"Neighbour {n} code,Neighbour {n} name,Neighbour {n} distance" for n in range(1, 16)
    ]
    cells = [f"{code},whatever it is called,0.{n:02d}" for n, code in enumerate(codes)]
    (folder / "model.csv").write_text(
        "Nearest Neighbours Model 2024\n\n"
        f"LA code,Authority,{','.join(columns)}\n"
        f"{LEEDS},Leeds City Council,{','.join(cells)}\n"
    )
    assert pairs(read()) == [(LEEDS, code, n) for n, code in enumerate(codes, start=1)]


def test_a_number_of_another_office_is_not_taken_for_the_council(folder: Path, read: Read) -> None:
    (folder / "sn.csv").write_text("LA code,LA name,SN1,SN2,SN3\n383,Leeds,Luton,Bury,Adur\n")
    assert [authority for authority, *_ in pairs(read())] == [LEEDS] * 3


def test_a_row_a_pair_with_its_rank_and_distance(folder: Path, read: Read) -> None:
    (folder / "long.csv").write_text(
        "Area Code,Area Name,Neighbour Area Code,Neighbour Area Name,Neighbour Rank,Distance\n"
        f"{LEEDS},Leeds,{ADUR},Adur,2,0.31\n"
        f"{LEEDS},Leeds,{LUTON},Luton,1,0.12\n"
    )
    assert sorted(pairs(read()), key=lambda pair: pair[2]) == [(LEEDS, LUTON, 1), (LEEDS, ADUR, 2)]


def test_without_a_rank_the_smallest_distance_is_the_nearest(folder: Path, read: Read) -> None:
    (folder / "long.csv").write_text(
        "authority,nearest neighbour,statistical distance\n"
        "Leeds,Adur,0.31\nLuton,Leeds,0.5\nLeeds,Luton,0.12\nLuton,Adur,0.4\n"
    )
    found = sorted(pairs(read()), key=lambda pair: (pair[0] != LEEDS, pair[2]))
    assert found == [(LEEDS, LUTON, 1), (LEEDS, ADUR, 2), (LUTON, ADUR, 1), (LUTON, LEEDS, 2)]


def test_a_pair_without_rank_or_distance_is_an_error_in_words(folder: Path, read: Read) -> None:
    (folder / "neighbours.csv").write_text("authority,neighbour\nLeeds,Luton\n")
    problems = " ".join(str(problem) for problem in read().errors)
    assert "neighbours.csv" in problems
    assert "position" in problems


def test_a_council_is_never_its_own_neighbour(folder: Path, read: Read) -> None:
    """Some lists give the council itself first; it would then be part of its own benchmark."""
    (folder / "own.csv").write_text(
        f"code,nn1,nn2,nn3\n{LEEDS},{LEEDS},{LUTON},{ADUR}\nLuton,{LUTON},{LEEDS},{ADUR}\n"
    )
    intake = read()
    assert pairs(intake) == [
        (LEEDS, LUTON, 2),
        (LEEDS, ADUR, 3),
        (LUTON, LEEDS, 2),
        (LUTON, ADUR, 3),
    ]
    (record,) = intake.files
    assert "list a council as its own neighbour" in " ".join(record.remarks)
