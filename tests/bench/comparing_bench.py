"""How long the server takes to compare councils, to show their years and to list signals.

    python tests/bench/comparing_bench.py

Every address is asked for the first time, so nothing comes from what was answered before. Prints
one table. Exit codes: 0 the target is met; 1 it is missed.
"""

from __future__ import annotations

import csv
import http.client
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote_plus

from publishing import publish_demonstration
from servers import HOST, Command, Server, running

_ASKED = 40
_TARGET = 50
"""Milliseconds of the server's processor in which ten councils are compared."""

_ROOT = Path(__file__).parents[2]
_CATEGORIES = ("Housing", "Planning", "Education", "Adult care services", "Benefits and tax")
_YEARS = (2022, 2023, 2024, 2025)


@dataclass(frozen=True)
class Timed:
    """One kind of page."""

    words: str
    processor: float
    """Milliseconds of the server's processor for each answer, on average."""
    median: float
    """Milliseconds from the question to the end of the answer."""
    slowest: float
    """Of all but one in twenty."""
    kilobytes: float
    """As sent, compressed."""

    def __str__(self) -> str:
        """A line of the table."""
        return (
            f"| {self.words:<44} | {self.processor:>13.1f} | {self.median:>10.1f} | "
            f"{self.slowest:>9.1f} | {self.kilobytes:>6.1f} |"
        )


def main() -> int:
    """Publishes the demonstration, asks for each kind of page and prints the table."""
    with TemporaryDirectory(prefix="council-performance-bench-") as place:
        folder = Path(place)
        published = publish_demonstration(folder)
        words = ("-m", "dashboard", "serve", "--snapshots", str(published.snapshots))
        command = Command((sys.executable, *words, "--port", "{port}"), _ROOT, {})
        with running(command, folder / "serve.log") as server:
            rows = [_timed(server, name, asked) for name, asked in _pages().items()]
    heading = ("page", "processor, ms", "median, ms", "95%, ms", "kB")
    lines = [
        f"| {heading[0]:<44} | {heading[1]:>13} | {heading[2]:>10} | {heading[3]:>9} | "
        f"{heading[4]:>6} |",
        *map(str, rows),
    ]
    ten = rows[0]
    is_met = ten.processor <= _TARGET
    lines.append(
        f"ten councils within {_TARGET} ms of the server's time: {'met' if is_met else 'missed'}"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if is_met else 1


def _pages() -> dict[str, Callable[[random.Random], str]]:
    """What is asked for: an address that chance chooses."""
    with (_ROOT / "data" / "authorities.csv").open(encoding="utf-8") as file:
        present = [row for row in csv.DictReader(file) if not row["last_day"]]
    slugs = [row["slug"] for row in present]
    regions, kinds = ([*{row[column]: 1 for row in present}] for column in ("region", "type"))
    districts = [row["slug"] for row in present if row["type"] == "district"]

    def ten(chance: random.Random, among: list[str] = slugs) -> str:
        return ",".join(chance.sample(among, 10))

    def year(chance: random.Random) -> int:
        return chance.choice(_YEARS)

    return {
        "ten councils of one's own": (
            lambda c: f"/compare?councils={ten(c)}&year={year(c)}&group=chosen"
        ),
        "ten councils and all of like population": (
            lambda c: f"/compare?councils={ten(c)}&year={year(c)}&group=like"
        ),
        "ten districts and all of their type": (
            lambda c: f"/compare?councils={ten(c, districts)}&year={year(c)}&group=type"
        ),
        "ten councils and all of England": (
            lambda c: f"/compare?councils={ten(c)}&year={year(c)}&group=england"
        ),
        "the peer table of ten as a workbook": (
            lambda c: f"/compare.xlsx?councils={ten(c)}&year={year(c)}&group=chosen"
        ),
        "a council over the years": lambda c: f"/trends?of={c.choice(slugs)}",
        "a category over the years": (
            lambda c: f"/trends?of={c.choice(slugs)}&category={quote_plus(c.choice(_CATEGORIES))}"
        ),
        "signals of a region and type": (
            lambda c: (
                f"/signals?year={year(c)}&region={quote_plus(c.choice(regions))}"
                f"&type={quote_plus(c.choice(kinds))}"
            )
        ),
        "a council's profile": lambda c: f"/council/{c.choice(slugs)}?year={year(c)}",
    }


def _timed(server: Server, words: str, page: Callable[[random.Random], str]) -> Timed:
    # The same addresses each time the bench runs, each of them once.
    chance = random.Random(words)
    addresses: list[str] = []
    while len(addresses) < _ASKED + 1:
        address = page(chance)
        if address not in addresses:
            addresses.append(address)
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    _ask(connection, addresses[0])
    before = server.processor_seconds()
    taken, sizes = zip(*(_ask(connection, address) for address in addresses[1:]), strict=True)
    processor = (server.processor_seconds() - before) / _ASKED
    connection.close()
    return Timed(
        words,
        processor * 1000,
        statistics.median(taken) * 1000,
        sorted(taken)[int(0.95 * _ASKED)] * 1000,
        statistics.mean(sizes) / 1000,
    )


def _ask(connection: http.client.HTTPConnection, address: str) -> tuple[float, int]:
    """Seconds and bytes of an answer, which must be a page."""
    started = time.perf_counter()
    connection.request("GET", address, headers={"accept-encoding": "br"})
    answer = connection.getresponse()
    size = len(answer.read())
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return time.perf_counter() - started, size


if __name__ == "__main__":
    sys.exit(main())
