"""The targets of speed and size, and whether they are met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experience import Experience, Spread
from findings import SMALL_CALLBACK, Findings, Measured, Throughput
from publishing import Publishing
from variants import Drawing


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


def targets(findings: Findings) -> list[Target]:
    """Every target, judged by ratios and bytes; absolute times depend on the machine."""
    own, stock = findings.own, findings.stock
    leaflet = findings.of(Drawing.LEAFLET)
    return [
        *_byte_targets(own, leaflet.experience if leaflet else None),
        _sooner("map painted at least 3x sooner than the best stock map", 3, own, stock, _PAINTED),
        _sooner("recolour at least 2x faster than the best stock map", 2, own, stock, _RECOLOUR),
        *_callback_targets(findings.throughput),
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


def _callback_targets(throughput: Throughput | None) -> list[Target]:
    choice = "choosing a council at least 3x the rate of a small callback on Flask"
    stock = "small callbacks on FastAPI at least 3x Flask's rate"
    if throughput is None:
        return [Target(choice, "", None), Target(stock, "", None, is_judged=False)]
    ratio = throughput.ratio(SMALL_CALLBACK)
    return [
        Target(choice, f"{throughput.choice_ratio:.1f}x", throughput.choice_ratio >= 3),
        # Dash's own doing: no choice on the map asks a callback.
        Target(stock, f"{ratio:.1f}x", ratio >= 3, is_judged=False),
    ]


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
