"""The commands that take postcodes in and serve them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.postcodes.directories import onspd_csv


def council_performance(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_directory_is_taken_in_with_progress_and_a_result(tmp_path: Path) -> None:
    onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")
    done = council_performance("postcodes", "import", "ONSPD_NOV_2025_UK.csv", folder=tmp_path)
    assert (done.returncode, done.stdout) == (
        0,
        "Written postcodes.sqlite: 13 postcodes, edition 2025-11\n",
    )
    assert "reading ONSPD_NOV_2025_UK.csv" in done.stderr
    assert "13 postcodes in use and 1 that have ended taken in" in done.stderr


def test_a_file_of_something_else_is_refused_with_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("reference\n1\n", encoding="utf-8")
    done = council_performance("postcodes", "import", "cases.csv", folder=tmp_path)
    assert done.returncode == 2
    assert "[no-postcodes]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("edition", ["2025", "November", "2025-13"])
def test_an_edition_that_is_no_month_is_refused(tmp_path: Path, edition: str) -> None:
    onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")
    done = council_performance(
        *("postcodes", "import", "ONSPD_NOV_2025_UK.csv", "--edition", edition), folder=tmp_path
    )
    assert done.returncode == 2
    assert f"--edition {edition} is no month" in done.stderr


def test_serving_with_a_file_of_postcodes_that_isnt_there_is_refused_at_once(
    four_councils_snapshots: Path, tmp_path: Path
) -> None:
    done = council_performance(
        *("serve", "--snapshots", str(four_councils_snapshots), "--port", "1"),
        *("--postcodes", "nothing.sqlite"),
        folder=tmp_path,
    )
    assert done.returncode == 2
    assert "there is no file of postcodes at nothing.sqlite" in done.stderr
    assert "postcodes import SOURCE --to FILE" in done.stderr
