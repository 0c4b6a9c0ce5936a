"""How fast the list of decisions answers with 300,000 of them, whatever is asked.

    python tests/bench/decisions_bench.py [--keep FOLDER]

Makes several demonstrations, publishes 300,000 of their decisions with their summaries by the real
command, serves them by the real command and asks several hundred different questions, one after
the other and each once, so that no answer was kept. Prints one table of the times from a request
to the last byte of its answer, and of the processor time that the server took for one (they differ
where the machine does something else meanwhile). Exit codes: 0 the target is met; 1 it is missed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import pandas as pd
from publishing import run_program
from servers import Command, Server, running

from dashboard.authorities.register import Register
from dashboard.vocabulary import DecisionCategory, DecisionOutcome, YearEnding

_DECISIONS = 300_000
_DEMONSTRATIONS = 7
_TARGET_MS = 100
_EACH_KIND = 60
_ROOT = Path(__file__).parents[2]
_WORDS = (
    *("bins", "fault", "council", "housing", "allocation", "records", "delay", "carer", "school"),
    *("tribunal", "apology", "damp", "noise", "planning", "permission", "tax", "benefit", "letter"),
    *("blue badge", "care home", "missed collections", "council tax support", "parking"),
    *("early years", "no fault", "injustice", "policy", "complaint procedure", "transport"),
)
_PHRASES = (
    *('"no fault"', '"the council"', '"care home"', '"put this right"', '"closed early"'),
    *('"fault was found"', '"bin collections"', '"did not follow"', '"council tax"'),
    *('"own policy"', '"found no fault"', '"too long ago"', '"keeping proper records"'),
)
_BEGINNINGS = (
    *("hous*", "alloc*", "inv*", "coun*", "fau*", "rec*", "plan*", "apolog*", "del*", "enforc*"),
    *("assess*", "pay*", "char*", "child*", "sch*", "trib*", "proc*", "info*", "com*", "res*"),
)


@dataclass(frozen=True)
class Asked:
    """A kind of question, and how long the answers took."""

    words: str
    milliseconds: list[float]
    processor_seconds: float
    """Of the server, for all of them."""

    def __str__(self) -> str:
        """A line of the table."""
        asked = len(self.milliseconds)
        times = [
            *(percentile(self.milliseconds, share) for share in (0.5, 0.95, 1.0)),
            1000 * self.processor_seconds / asked,
        ]
        return f"| {self.words:<34} | {asked:>9} |" + "".join(f" {ms:>13.1f} |" for ms in times)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so large a share of them does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def main() -> int:
    """Measures, prints the table and says whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder for the snapshot, used again if there")
    kept = parser.parse_args().keep
    with TemporaryDirectory(prefix="council-performance-bench-") as place:
        folder = kept or Path(place)
        snapshots = folder / "snapshots"
        if not snapshots.exists():
            _publish(folder, snapshots)
        asked = _measure(folder, snapshots)
    every = Asked(
        "all of them",
        [ms for kind in asked for ms in kind.milliseconds],
        sum(kind.processor_seconds for kind in asked),
    )
    headings = "".join(
        f" {name:>13} |" for name in ("p50, ms", "p95, ms", "max, ms", "processor, ms")
    )
    rows = [
        f"| {'asked for':<34} | questions |{headings}",
        *map(str, [*asked, every]),
    ]
    is_met = percentile(every.milliseconds, 0.95) <= _TARGET_MS
    verdict = "met" if is_met else "missed"
    rows.append(f"95 of 100 answers within {_TARGET_MS} ms: {verdict}")
    sys.stdout.write("\n".join(rows) + "\n")
    return 0 if is_met else 1


def _publish(folder: Path, snapshots: Path) -> None:
    """Many decisions of several demonstrations as one, with references that are all different."""
    source = folder / "input"
    source.mkdir(parents=True)
    parts: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for seed in range(_DEMONSTRATIONS):
        made = folder / f"demonstration-{seed}"
        run_program(
            ["demonstration", "--seed", str(seed + 1), "--to", str(made)],
            folder / "demonstration.log",
        )
        for name in ("decided", "compliance"):
            table = pd.read_csv(made / f"{name}.csv", dtype="str", keep_default_na=False)
            parts[name].append(table.assign(reference=_apart(table["reference"], seed)))
    decided = pd.concat(parts["decided"])
    published = decided[decided["published"] == "yes"].sample(_DECISIONS, random_state=1)
    published.to_csv(source / "decided.csv", index=False)
    pd.concat(parts["compliance"]).to_csv(source / "compliance.csv", index=False)
    note = (folder / "demonstration-0" / "manifest.json").read_text(encoding="utf-8")
    (source / "manifest.json").write_text(json.dumps(json.loads(note)), encoding="utf-8")
    seconds, megabytes = run_program(
        ["publish", str(source), "--to", str(snapshots)], folder / "publish.log"
    )
    sys.stdout.write(f"Published in {seconds:.0f} s and {megabytes:,.0f} MB.\n")


def _apart(references: pd.Series, seed: int) -> pd.Series:
    """ "DEMO 24 011 208" with another number in the middle for each demonstration."""
    middle = references.str[8:11].astype(int) + 100 * seed
    return references.str[:8] + middle.astype(str).str.zfill(3) + references.str[11:]


def _measure(folder: Path, snapshots: Path) -> list[Asked]:
    program = (sys.executable, "-m", "dashboard", "serve", "--snapshots", str(snapshots))
    command = Command((*program, "--port", "{port}"), _ROOT, {})
    dice = random.Random(1)
    with running(command, folder / "serve.log") as server:
        _milliseconds(server, {})
        return [_asked(server, kind, questions) for kind, questions in _questions(dice).items()]


def _asked(server: Server, kind: str, questions: list[dict[str, str]]) -> Asked:
    before = server.processor_seconds()
    milliseconds = [_milliseconds(server, question) for question in questions]
    return Asked(kind, milliseconds, server.processor_seconds() - before)


def _milliseconds(server: Server, question: dict[str, str]) -> float:
    address = f"{server.address}decisions?{urlencode(question)}"
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    begun = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        answer.read()
    return (time.perf_counter() - begun) * 1000


def _questions(dice: random.Random) -> dict[str, list[dict[str, str]]]:
    """Different questions of each kind."""
    kinds = {
        "filters": lambda: _filters(dice),
        "words, best match": lambda: {"q": _words(dice)},
        "words and filters, best match": lambda: {"q": _words(dice), **_filters(dice)},
        "words, newest or oldest first": lambda: {
            "q": _words(dice),
            "sort": dice.choice(("newest", "oldest")),
            **_filters(dice, at_most=1),
        },
        "phrases": lambda: {"q": dice.choice(_PHRASES), **_filters(dice, at_most=1)},
        "beginnings of words": lambda: {"q": dice.choice(_BEGINNINGS), **_filters(dice, at_most=1)},
        "a council's cases of a year": lambda: _cases(dice),
    }
    asked: dict[str, list[dict[str, str]]] = {}
    for kind, question in kinds.items():
        different: dict[str, dict[str, str]] = {}
        for _ in range(20 * _EACH_KIND):
            made = question()
            different.setdefault(urlencode(made), made)
        asked[kind] = list(different.values())[:_EACH_KIND]
    return asked


def _words(dice: random.Random) -> str:
    return " ".join(dice.sample(_WORDS, dice.choice((1, 1, 1, 2, 2, 3))))


def _filters(dice: random.Random, at_most: int = 3) -> dict[str, str]:
    return dict(
        pair
        for choice in dice.sample(range(5), dice.randint(0, at_most))
        for pair in _filter(dice, choice)
    )


def _filter(dice: random.Random, choice: int) -> Iterator[tuple[str, str]]:
    if choice == 0:
        yield "council", dice.choice(_COUNCILS)
    elif choice == 1:
        yield "category", str(dice.choice(list(DecisionCategory)))
    elif choice == 2:
        yield "decision", str(dice.choice([*DecisionOutcome][3:]))
    elif choice == 3:
        first = YearEnding(dice.randint(2019, 2025))
        yield "from", first.first_day.isoformat()
        yield "to", YearEnding(min(first.last + dice.randint(0, 3), 2025)).last_day.isoformat()
    else:
        yield dice.choice(("reports", "improvements", "remedy")), "yes"


def _cases(dice: random.Random) -> dict[str, str]:
    year = YearEnding(dice.randint(2019, 2025))
    return {
        "council": dice.choice(_COUNCILS),
        "decision": "Upheld",
        "from": year.first_day.isoformat(),
        "to": year.last_day.isoformat(),
    }


_COUNCILS = [council.slug for council in Register.load()]


if __name__ == "__main__":
    sys.exit(main())
