"""A table far larger than what a publish may take of memory, told by the process itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("council-performance")
KILOBYTE = 1 if sys.platform == "darwin" else 1024

MEASURE = """
import os, subprocess, sys
_, status, used = os.wait4(subprocess.Popen(sys.argv[1:]).pid, 0)
print(used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Says the most memory that a command had. A process of its own, since Linux counts what the
starting process had until then, and that of the tests is large."""

COUNCILS = ("Leeds City Council", "Kent County Council", "Cornwall Council", "LB Hackney")
DECISIONS = ("Upheld", "Not upheld", "Advice given", "Closed after initial enquiries")
YEARS = range(2019, 2024)
EACH = len(COUNCILS) * len(DECISIONS) * len(YEARS)
"""So many rows in turn have every council, decision and year once."""
SUMMARY = (
    "Demonstration: Mr X complained about how the council dealt with his request, and how long it "
    "took to answer him. We found fault, and the council agreed to apologise, to pay him a sum "
    "that stands for his trouble, and to look at how it answers such requests from now on."
)


def write_decided(path: Path, megabytes: int) -> int:
    """Writes a CSV file of so many megabytes; says how many times it has all of EACH."""
    times, at_once = 0, 200
    with path.open("w", encoding="utf-8") as file:
        file.write("reference,authority,category,decided_on,decision,summary\n")
        while path.stat().st_size < megabytes * 1_000_000:
            first = times * EACH
            file.write("".join(map(row, range(first, first + at_once * EACH))))
            file.flush()
            times += at_once
    return times


def row(number: int) -> str:
    reference = f"{number // 1_000_000:02d} {number // 1000 % 1000:03d} {number % 1000:03d}"
    council = COUNCILS[number % 4]
    decision = DECISIONS[number // 4 % 4]
    day = f"{YEARS[number // 16 % 5]}-06-{1 + number % 28:02d}"
    return f'{reference},{council},Housing,{day},{decision},"{SUMMARY}"\n'


def expect_counted(tmp_path: Path, *, megabytes: int, most_memory: int) -> None:
    """Publishes a file of so many megabytes for a trial; it may take so many of memory."""
    (tmp_path / "input").mkdir()
    table = tmp_path / "input" / "decided.csv"
    times = write_decided(table, megabytes)
    assert table.stat().st_size >= megabytes * 1_000_000
    command = [PROGRAM, "publish", tmp_path / "input", "--to", tmp_path / "snapshots"]
    with (tmp_path / "said").open("w") as said:
        measured = subprocess.run(
            [sys.executable, "-c", MEASURE, *command, "--dry-run", "--quiet", "--json"],
            stdout=said,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
    used = int(measured.stderr.splitlines()[-1])
    document = json.loads((tmp_path / "said").read_text())
    assert document["problems"] == []
    rates = [change for change in document["changes"]["added"] if "uphold" in change["measure"]]
    assert len({(change["authority_code"], change["year_ending"]) for change in rates}) == 20
    assert {change["after"] for change in rates} == {f"50% ({times:,} of {2 * times:,})"}
    assert used * KILOBYTE < most_memory * 1_000_000


def test_a_csv_of_150_mb_is_counted_in_900_mb_of_memory(tmp_path: Path) -> None:
    """Read whole, it takes some 1,200 MB; in batches 700; the program alone takes 400 MB."""
    expect_counted(tmp_path, megabytes=150, most_memory=900)


@pytest.mark.large
def test_a_csv_of_2_gb_is_counted_in_1200_mb_of_memory(tmp_path: Path) -> None:
    expect_counted(tmp_path, megabytes=2000, most_memory=1200)
