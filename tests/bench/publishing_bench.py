"""How publishing takes more time and memory with more cases, from files and from a database.

    python tests/bench/publishing_bench.py

Prints one table. Exit codes: 0 the targets are met; 1 one is missed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import duckdb
from many_cases import write_cases
from publishing import run_program

_SIZES = (100_000, 200_000, 400_000)
_IN_A_DATABASE = 20_000_000
_SECONDS, _MEGABYTES, _DATABASE_SECONDS = 30, 1500, 60
_LINEAR = 2.5
"""Twice the cases may take at most this many times as long."""

_MANY = f"""
CREATE TABLE decided AS SELECT
    printf('%02d %03d %03d', i // 1000000, i // 1000 % 1000, i % 1000) AS reference,
    ['Leeds City Council', 'Birmingham City Council', 'Hackney', 'Kent', 'Cornwall']
        [1 + i * 7919 % 5] AS authority,
    ['Housing', 'Planning and Development', 'Highways and Transport'][1 + i * 31 % 3] AS category,
    DATE '2005-04-01' + (i * 104729 % 7300)::INTEGER AS decided_on,
    ['Upheld', 'Not upheld', 'Advice given', 'Closed after initial enquiries'][1 + i * 17 % 4]
        AS decision
FROM range({_IN_A_DATABASE}) cases(i)
"""


@dataclass(frozen=True)
class Row:
    """One publication."""

    words: str
    cases: int
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        """A line of the table."""
        return (
            f"| {self.words:<30} | {self.cases:>10,} | {self.seconds:>7.1f} | "
            f"{self.megabytes:>9,.0f} | {1e6 * self.seconds / self.cases:>20.1f} |"
        )


def main() -> int:
    """Publishes each size, prints the table and says whether the targets are met."""
    with TemporaryDirectory(prefix="council-performance-bench-") as place:
        folder = Path(place)
        files = [_from_files(folder, decided) for decided in _SIZES]
        database = _from_a_database(folder)
    heading = ("published from", "cases", "seconds", "megabytes", "seconds a million")
    rows = [
        f"| {heading[0]:<30} | {heading[1]:>10} | {heading[2]:>7} | {heading[3]:>9} | "
        f"{heading[4]:>20} |",
        *map(str, [*files, database]),
    ]
    largest, before = files[-1], files[-2]
    growth = largest.seconds / before.seconds
    verdicts = [
        (f"20 years of cases in {_SECONDS} s", largest.seconds <= _SECONDS),
        (f"and in {_MEGABYTES:,} MB", largest.megabytes <= _MEGABYTES),
        (f"twice the cases take {growth:.1f}x as long, at most {_LINEAR}x", growth <= _LINEAR),
        (f"20 million in {_DATABASE_SECONDS} s", database.seconds <= _DATABASE_SECONDS),
    ]
    rows += [f"{words}: {'met' if is_met else 'missed'}" for words, is_met in verdicts]
    sys.stdout.write("\n".join(rows) + "\n")
    return 0 if all(is_met for _, is_met in verdicts) else 1


def _from_files(folder: Path, decided: int) -> Row:
    written = folder / f"input-{decided}"
    compliance = decided // 4
    write_cases(written, received=decided, decided=decided, compliance=compliance)
    seconds, megabytes = _publish([str(written)], folder)
    return Row("Parquet files", 2 * decided + compliance, seconds, megabytes)


def _from_a_database(folder: Path) -> Row:
    file = folder / "cases.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(_MANY)
    seconds, megabytes = _publish([f"duckdb://{file}", "--tables", "decided=decided"], folder)
    return Row("a DuckDB database", _IN_A_DATABASE, seconds, megabytes)


def _publish(source: list[str], folder: Path) -> tuple[float, float]:
    snapshots = folder / "snapshots"
    rmtree(snapshots, ignore_errors=True)
    return run_program(["publish", *source, "--to", str(snapshots)], folder / "publish.log")


if __name__ == "__main__":
    sys.exit(main())
