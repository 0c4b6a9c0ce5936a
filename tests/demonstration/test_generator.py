from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard.demonstration.generator import write_demonstration
from dashboard.errors import CallError
from dashboard.vocabulary import YearEnding


def silent(_line: str) -> None:
    pass


def write(to: Path, *years: int, seed: int = 1) -> Path:
    write_demonstration(to, seed=seed, years=[YearEnding(y) for y in years], report=silent)
    return to


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_manifest_says_what_the_folder_is(written) -> None:
    manifest = json.loads((written.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kind"] == "demonstration"
    assert manifest["seed"] == 1
    assert manifest["years"] == [f"{year}-03-31" for year in range(2019, 2026)]
    assert "made-up" in manifest["description"]
    assert "not the Ombudsman's figures" in manifest["description"]
    assert manifest["rows"]["decided"] == len(written.decided)
    assert manifest["distributions"]["uphold_rate"]["county"]["2024-03-31"] == 0.85


def test_progress_tells_the_cases_of_each_year(written) -> None:
    table = [line.split() for line in written.progress if line.startswith("20")]
    decided = written.decided["decided_year"].value_counts()
    assert [(int(row[0]), int(row[2])) for row in table] == sorted(decided.items())


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first = files(write(tmp_path / "first", 2020, 2021, seed=7))
    assert files(write(tmp_path / "second", 2021, 2020, 2020, seed=7)) == first
    other = files(write(tmp_path / "other", 2020, 2021, seed=8))
    assert other["decided.csv"] != first["decided.csv"]


def test_a_single_year_holds_that_year_only(tmp_path: Path) -> None:
    folder = write(tmp_path / "one", 2020)
    decided = pd.read_csv(folder / "decided.csv")
    received = pd.read_csv(folder / "received.csv")
    assert decided["decided_on"].between("2019-04-01", "2020-03-31").all()
    assert received["received_on"].between("2019-04-01", "2020-03-31").all()
    assert {path.stem.rsplit("-", 1)[1] for path in (folder / "letters").iterdir()} == {"2020"}
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".one.unfinished"
    left.mkdir()
    (left / "decided.csv").write_text("half a ta", encoding="utf-8")
    write(tmp_path / "one", 2020)
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda to: (to.mkdir(), (to / "mine.txt").write_text("keep me", encoding="utf-8")),
        lambda to: to.write_text("keep me", encoding="utf-8"),
    ],
)
def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    to = tmp_path / "taken"
    spoil(to)
    with pytest.raises(CallError, match="not an empty folder"):
        write(to, 2020)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_years_without_averages_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=r"2018-19 to 2024-25; asked for: 2015-16, 2029-30"):
        write(tmp_path / "never", 2016, 2020, 2030)
    with pytest.raises(CallError, match="asked for: none"):
        write(tmp_path / "never")
    assert list(tmp_path.iterdir()) == []
