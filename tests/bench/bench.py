"""The speed of this site beside stock Dash maps of the same councils, in one run.

    CHROMIUM=/usr/bin/chromium python tests/bench/bench.py [--write-docs] [--runs 5]

CHROMIUM names the browser to measure with. SNAPSHOT, a folder of snapshots, is snapshots instead of
a demonstration published for the purpose. The stock maps run in an environment of their own, made
in .bench-cache. Exit codes: 0 every judged target is met; 1 one is missed or couldn't be measured;
2 the call is wrong.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

import report
import surroundings
from browser import Visitor
from findings import Findings, Measured
from measuring import measure_maps, measure_throughput
from playwright.sync_api import sync_playwright
from publishing import PublishingError, publish_demonstration
from servers import ServerError
from targets import targets
from variants import ROOT, variants
from workshop import Workshop, WorkshopError

_CACHE = ROOT / ".bench-cache"
_DOCUMENT = ROOT / "docs" / "benchmark.md"


def main() -> int:
    """Runs the bench and returns its exit code."""
    # So that a bench that is told to stop stops its servers first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    asked = _arguments()
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        _say("CHROMIUM must name a browser; tests/browser/chromium.py finds one. Or: make bench")
        return 2
    snapshots = os.environ.get("SNAPSHOT")
    try:
        findings, version = _run(chromium, asked.runs, Path(snapshots) if snapshots else None)
    except (PublishingError, ServerError) as error:
        _say(str(error))
        return 1
    about = surroundings.sentences(version, asked.runs)
    sys.stdout.write(report.as_text(findings, about))
    if asked.write_docs:
        _DOCUMENT.write_text(report.as_document(findings, about), "utf-8")
    return 1 if any(target.is_failed for target in targets(findings)) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure this site beside stock Dash maps.")
    parser.add_argument("--write-docs", action="store_true", help=f"also write {_DOCUMENT.name}")
    parser.add_argument("--runs", type=int, default=5, help="visits counted for each map")
    return parser.parse_args()


def _run(chromium: str, runs: int, snapshots: Path | None) -> tuple[Findings, str]:
    """Everything that is measured, and the browser's version."""
    workshop = Workshop(_CACHE)
    workshop.clear()
    publishing = None
    if snapshots is None:
        _say("Publishing the demonstration")
        publishing = publish_demonstration(_CACHE / "demonstration")
        snapshots = publishing.snapshots
    shown = workshop.write_values(snapshots)
    why_not, notes = _prepare_stock(workshop)
    all_maps = variants(workshop, snapshots)
    possible = [one for one in all_maps if one.is_own or not why_not]
    _say("Visiting the maps")
    with sync_playwright() as playwright:
        visitor = Visitor(playwright, chromium)
        version = visitor.version
        measured = measure_maps(workshop, visitor, possible, shown, runs)
    left_out = [Measured(one, left_out=why_not) for one in all_maps if one not in possible]
    throughput = None
    if not why_not:
        _say("Counting answers")
        throughput = measure_throughput(workshop, snapshots)
    return Findings([*left_out, *measured], throughput, publishing, notes), version


def _prepare_stock(workshop: Workshop) -> tuple[str | None, list[str]]:
    """Why there can be no stock maps, if so, and what else a reader should know."""
    _say("Preparing the stock maps")
    try:
        workshop.prepare_environment()
        workshop.write_geometry()
    except WorkshopError as error:
        return str(error), []
    try:
        workshop.prepare_bundle()
    except WorkshopError as error:
        return None, [f"Tuned plotly has the full bundle instead of the one for maps: {error}."]
    return None, []


def _say(sentence: str) -> None:
    """Progress, apart from the result."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
