"""The installed program, without a checkout around it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked into an empty folder."""
    built = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    unpacked = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(unpacked)
    return unpacked


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the installed program from a folder that has nothing of the checkout."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_the_site_s_files_and_the_data(installed: Path) -> None:
    package = installed / "dashboard"
    for name in (
        "assets/css/1-base.css",
        "assets/vendor/plotly-basic.min.js",
        "data/authorities.csv",
        "data/boundaries/england-2025.topo.json",
        "demonstration/matters.csv",
    ):
        assert (package / name).is_file(), name


def test_the_installed_program_publishes_and_shows_a_council(installed: Path) -> None:
    real = installed / "dashboard" / "data" / "real"
    published = run(installed, "publish", str(real), "--to", "snapshots")
    assert published.returncode == 0, published.stderr
    shown = run(installed, "show", "Kent", "--year", "2025")
    assert "Uphold rate: 83%, 63 of 76" in shown.stdout
