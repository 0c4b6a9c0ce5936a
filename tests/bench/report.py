"""What was measured as one table, and the targets with the figures they are judged by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from browser import Experience, Spread
from publishing import Publishing
from variants import Drawing, Variant

BACKENDS = ("flask", "fastapi")
SMALL_CALLBACK = "callback: a council's panel"

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
    "reading the colours of eight places. The year is chosen five times, a council five times in",
    "each visit. A warm reload is one with all caches full. A council counts as reachable by",
    "keyboard when Tab comes to something on the map and Enter then changes the panel.",
    "A cold start lasts from the start of the process to its first page; the memory is that of",
    "the process that serves, after the visits and, for this site, one page of each kind.",
    "Answers a second are counted with eight clients that each ask one thing at a time.",
]


@dataclass(frozen=True)
class Measured:
    """One variant's figures, or why it has none."""

    variant: Variant
    left_out: str | None = None
    experience: Experience | None = None
    start_seconds: Spread | None = None
    worker_megabytes: float | None = None


@dataclass(frozen=True)
class Throughput:
    """Answers a second with two server processes, on this machine's cores with the asker."""

    by_backend: Mapping[str, Mapping[str, Spread]]
    """What was asked in words, and for each Dash backend the rates of several rounds."""
    summaries: Spread
    """Of this site's own summary of a council."""


@dataclass(frozen=True)
class Findings:
    """Everything of one run of the bench."""

    measured: Sequence[Measured]
    throughput: Throughput | None
    publishing: Publishing | None
    notes: Sequence[str]
    """What differs from the full bench."""

    @property
    def remarks(self) -> list[str]:
        """The notes, and what was left out and why."""
        left_out = [
            f"Left out: {one.variant.title}: {one.left_out}."
            for one in self.measured
            if one.left_out
        ]
        return [*left_out, *self.notes]

    def of(self, drawing: Drawing) -> Measured | None:
        """A variant's figures, if it has any."""
        return next(
            (one for one in self.measured if one.variant.drawing is drawing and one.experience),
            None,
        )

    @property
    def own(self) -> Experience | None:
        """The project's own map."""
        found = self.of(Drawing.OWN)
        return found.experience if found else None

    @property
    def stock(self) -> list[Experience]:
        """The stock maps; empty unless all of them were measured, for the best may be missing."""
        others = [one for one in self.measured if not one.variant.is_own]
        found = [one.experience for one in others if one.experience]
        return found if len(found) == len(others) else []


@dataclass(frozen=True)
class Target:
    """A promise and what came of it."""

    words: str
    figures: str
    is_met: bool | None
    """None: it could not be measured."""
    is_judged: bool = True

    @property
    def is_failed(self) -> bool:
        """Whether the bench fails for it."""
        return self.is_judged and not self.is_met

    @property
    def verdict(self) -> str:
        """In a word or two."""
        if self.is_met is None:
            return "not measured"
        met = "met" if self.is_met else "missed"
        return met if self.is_judged else f"{met} (shown, not judged)"


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
    rows = [["answers a second, 2 processes", *BACKENDS, "ratio"]]
    for words, rates in throughput.by_backend.items():
        shown = [_spread(rates[backend]) for backend in BACKENDS]
        rows.append([words, *shown, f"{_ratio(rates):.1f}"])
    rows.append(["GET of a summary, this site", "", _spread(throughput.summaries), ""])
    return _markdown(rows)


def _target_table(judged: Sequence[Target]) -> str:
    heading = ["target", "measured", "verdict"]
    return _markdown([heading, *([one.words, one.figures, one.verdict] for one in judged)])


def targets(findings: Findings) -> list[Target]:
    """Every target, judged by ratios and bytes; absolute times depend on the machine."""
    own, stock = findings.own, findings.stock
    leaflet = findings.of(Drawing.LEAFLET)
    return [
        *_byte_targets(own, leaflet.experience if leaflet else None),
        _sooner("map painted at least 3x sooner than the best stock map", 3, own, stock, _PAINTED),
        _sooner("recolour at least 2x faster than the best stock map", 2, own, stock, _RECOLOUR),
        _callback_target(findings.throughput),
        *_process_targets(findings.of(Drawing.OWN)),
        *_publishing_targets(findings.publishing),
    ]


_PAINTED: Callable[[Experience], Spread] = lambda one: one.painted_ms  # noqa: E731
_RECOLOUR: Callable[[Experience], Spread] = lambda one: one.recolour_ms  # noqa: E731


def _byte_targets(own: Experience | None, leaflet: Experience | None) -> list[Target]:
    whole = "first load at most 250 kB"
    half = "first load at most half of dash-leaflet's"
    nothing = "recolour downloads nothing after the first"
    again = "warm reload at most 12 kB"
    if own is None:
        return [Target(words, "", None) for words in (whole, half, nothing, again)]
    first = own.first_load_bytes.median
    later = own.later_recolour_bytes.high
    reload_bytes = own.reload_bytes.median
    to_leaflet = first / leaflet.first_load_bytes.median if leaflet else None
    return [
        Target(whole, f"{first / 1000:.0f} kB", first <= 250_000),
        Target(half, f"{to_leaflet:.2f} of it", to_leaflet <= 0.5)
        if to_leaflet is not None
        else Target(half, "", None),
        Target(nothing, f"{later:,.0f} bytes", later == 0),
        Target(again, f"{reload_bytes / 1000:.1f} kB", reload_bytes <= 12_000),
    ]


def _sooner(
    words: str,
    times: float,
    own: Experience | None,
    stock: Sequence[Experience],
    part: Callable[[Experience], Spread],
) -> Target:
    if own is None or not stock:
        return Target(words, "", None)
    best = min(part(one).median for one in stock)
    mine = part(own).median
    ratio = best / mine
    return Target(words, f"{ratio:.1f}x: {mine:.0f} ms against {best:.0f} ms", ratio >= times)


def _callback_target(throughput: Throughput | None) -> Target:
    words = "small callbacks at least 3x Flask's rate"
    if throughput is None:
        return Target(words, "", None)
    ratio = _ratio(throughput.by_backend[SMALL_CALLBACK])
    return Target(words, f"{ratio:.1f}x", ratio >= 3)


def _process_targets(own: Measured | None) -> list[Target]:
    memory, start = "worker at most 100 MB", "cold start at most 1.5 s"
    if own is None or own.worker_megabytes is None or own.start_seconds is None:
        return [Target(memory, "", None), Target(start, "", None, is_judged=False)]
    seconds = own.start_seconds.median
    return [
        Target(memory, f"{own.worker_megabytes:.0f} MB", own.worker_megabytes <= 100),
        Target(start, f"{seconds:.2f} s", seconds <= 1.5, is_judged=False),
    ]


def _publishing_targets(publishing: Publishing | None) -> list[Target]:
    quick, small = "publishing the demonstration within 20 s", "and within 1 GB"
    if publishing is None:
        return [Target(words, "", None, is_judged=False) for words in (quick, small)]
    seconds, peak = publishing.seconds, publishing.peak_megabytes
    return [
        Target(quick, f"{seconds:.1f} s", seconds <= 20, is_judged=False),
        Target(small, f"{peak:.0f} MB", peak <= 1000, is_judged=False),
    ]


def _ratio(rates: Mapping[str, Spread]) -> float:
    return rates["fastapi"].median / rates["flask"].median


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
