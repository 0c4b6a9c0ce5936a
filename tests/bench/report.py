"""What was measured as one table, and the targets with the figures they are judged by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from experience import Experience, Spread
from findings import BACKENDS, Findings, Measured, Throughput
from targets import Target, targets

_HEADING = [
    "# How fast the map is",
    "",
    "Written by `tests/bench/bench.py --write-docs`; `make bench` measures anew and prints the",
    "same tables. The stock maps show the same councils, boundaries and rates as this site.",
    "",
]
_METHOD = [
    "## What is compared",
    "",
    "- **plotly choropleth_map, whole figure**: each callback answers with the whole figure, the",
    "  boundaries in it, as most Dash apps have it. Flask on gunicorn, as are the next two.",
    "- **plotly choropleth, tuned**: boundaries by address and compressed beforehand, a `Patch` of",
    "  the values, the partial bundle of plotly.js for maps, nothing from other hosts.",
    "- **dash-leaflet, tuned**: boundaries by address as Geobuf, compressed beforehand, the values",
    "  in `hideout`.",
    "- **this site**: `council-performance serve` as it is.",
    "",
    "A map is painted, or recoloured, when the frame after the one with its new colours begins,",
    "counted from the start of the navigation or from the choice of the year; the page is looked",
    "at once a frame, in the same way for every map, and for the one that is drawn on a canvas by",
    "reading the colours of eight places. The year is chosen five times, a council three times in",
    "each visit. A warm reload is one with all caches full. A council counts as reachable by",
    "keyboard when Tab comes to a named council on the map and Enter then changes the panel.",
    "A cold start lasts from the start of the process to its first page; the memory is that of",
    "the process that serves, after the visits and, for this site, one page of each kind.",
    "Answers are counted with eight clients that each ask one thing at a time of a server with",
    "two processes, to a second of the processes' time: the clients share the cores with them.",
]


def as_text(findings: Findings, about: Sequence[str]) -> str:
    """All of it as it is printed: one table, the rates of answers, the targets."""
    return "\n".join([*about, "", *_tables(findings)]) + "\n"


def as_document(findings: Findings, about: Sequence[str]) -> str:
    """All of it as the page of the documentation."""
    return "\n".join([*_HEADING, *about, "", *_tables(findings), "", *_METHOD]) + "\n"


def _tables(findings: Findings) -> list[str]:
    throughput = findings.throughput
    return [
        _variant_table(findings),
        "",
        *([_throughput_table(throughput), ""] if throughput else []),
        _target_table(targets(findings)),
        *([""] if findings.remarks else []),
        *findings.remarks,
    ]


def _variant_table(findings: Findings) -> str:
    rows = [["", *(one.variant.title for one in findings.measured)]]
    for words, shown in _ROWS:
        rows.append([words, *(shown(one) if one.experience else "" for one in findings.measured)])
    return _markdown(rows)


def _throughput_table(throughput: Throughput) -> str:
    rows = [["answers to a second of processor time", *BACKENDS, "ratio"]]
    for words, rates in throughput.by_backend.items():
        shown = [_spread(rates[backend]) for backend in BACKENDS]
        rows.append([words, *shown, f"{throughput.ratio(words):.1f}"])
    rows.append(["GET of a summary, this site", "", _spread(throughput.summaries), ""])
    return _markdown(rows)


def _target_table(judged: Sequence[Target]) -> str:
    heading = ["target", "measured", "verdict"]
    return _markdown([heading, *([one.words, one.figures, one.verdict] for one in judged)])


def _row(shown: Callable[[Experience], str]) -> Callable[[Measured], str]:
    return lambda one: shown(one.experience) if one.experience else ""


_ROWS: Sequence[tuple[str, Callable[[Measured], str]]] = (
    ("first load, kB", _row(lambda one: _kilobytes(one.first_load_bytes))),
    ("of it scripts, kB", _row(lambda one: _kilobytes(one.script_bytes))),
    ("map painted, ms", _row(lambda one: _spread(one.painted_ms))),
    ("warm reload, kB", _row(lambda one: _kilobytes(one.reload_bytes))),
    ("map painted after a reload, ms", _row(lambda one: _spread(one.reload_painted_ms))),
    ("recolour, ms", _row(lambda one: _spread(one.recolour_ms))),
    ("recolour, bytes: first", _row(lambda one: _bytes(one.first_recolour_bytes))),
    ("recolour, bytes: each later", _row(lambda one: _bytes(one.later_recolour_bytes))),
    ("choose to panel, ms", _row(lambda one: _spread(one.panel_ms))),
    ("works without WebGL", _row(lambda one: _yes(one.works_without_webgl))),
    ("council by keyboard", _row(lambda one: _yes(one.reachable_by_keyboard))),
    ("cold start, s", lambda one: _spread(one.start_seconds, 2) if one.start_seconds else ""),
    ("worker, MB", lambda one: f"{one.worker_megabytes:.0f}" if one.worker_megabytes else ""),
)


def _bytes(spread: Spread) -> str:
    return f"{spread.median:,.0f}"


def _kilobytes(spread: Spread) -> str:
    return f"{spread.median / 1000:,.1f}"


def _spread(spread: Spread, digits: int = 0) -> str:
    if not spread.values:
        return "none"
    low, middle, high = (
        f"{value:,.{digits}f}" for value in (spread.low, spread.median, spread.high)
    )
    return f"{middle} ({low}–{high})"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns line up, so that it is read as it stands too."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
