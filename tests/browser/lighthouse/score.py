"""What Lighthouse says of a page, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

MOST_LAYOUT_SHIFT: Final = 0.02
LEAST: Final = {"accessibility": 100, "best-practices": 100, "seo": 100}
LEAST_PERFORMANCE: Final = {"desktop": 95, "mobile": 85}


@dataclass(frozen=True)
class Score:
    """One page on one kind of screen."""

    page: str
    screen: str
    """"desktop" or "mobile"."""
    points: dict[str, int]
    """Of 100, by category."""
    kilobytes: float
    """Over the wire."""
    requests: int
    layout_shift: float
    other_hosts: tuple[str, ...]
    faults: tuple[str, ...]
    """Audits that cost points, those of performance left out."""

    @property
    def misses(self) -> list[str]:
        """What is asked for and missed, in words."""
        least = {**LEAST, "performance": LEAST_PERFORMANCE[self.screen]}
        missed = [
            f"{category} {self.points[category]}, at least {points} is asked for"
            for category, points in least.items()
            if self.points[category] < points
        ]
        if self.layout_shift >= MOST_LAYOUT_SHIFT:
            missed.append(f"layout shift {self.layout_shift:.3f}, below {MOST_LAYOUT_SHIFT} is due")
        missed += [f"asked another host: {host}" for host in self.other_hosts]
        return missed

    @property
    def misses_only_performance(self) -> bool:
        """Whether nothing but speed is missed, which another look may put right."""
        return bool(self.misses) and all(m.startswith("performance") for m in self.misses)


def read_score(page: str, screen: str, address: str, report: dict[str, Any]) -> Score:
    """The score in a report of Lighthouse.

    Raises:
        KeyError: the report lacks something, as after an error in the page.
    """
    audits, categories = report["audits"], report["categories"]
    asked = [item["url"] for item in audits["network-requests"]["details"]["items"]]
    fetched = [url for url in asked if urlsplit(url).scheme in ("http", "https")]
    host = urlsplit(address).netloc
    return Score(
        page=page,
        screen=screen,
        points={name: round((found["score"] or 0) * 100) for name, found in categories.items()},
        kilobytes=audits["total-byte-weight"]["numericValue"] / 1024,
        requests=len(fetched),
        layout_shift=audits["cumulative-layout-shift"]["numericValue"],
        other_hosts=tuple(sorted({urlsplit(u).netloc for u in fetched} - {host})),
        faults=tuple(
            f"{name}: {audits[ref['id']]['title']}"
            for name, found in categories.items()
            if name != "performance"
            for ref in found["auditRefs"]
            if ref["weight"] and audits[ref["id"]]["score"] not in (None, 1)
        ),
    )


def table(scores: list[Score]) -> str:
    """All scores as lines of text, with what is missed below them."""
    head = (
        f"{'page':<14}{'screen':<9}{'speed':>6}{'access':>8}{'practice':>10}{'SEO':>5}"
        f"{'KB':>8}{'requests':>10}{'shift':>8}"
    )
    lines = [head, "-" * len(head)]
    for score in scores:
        points = score.points
        lines.append(
            f"{score.page:<14}{score.screen:<9}{points['performance']:>6}"
            f"{points['accessibility']:>8}{points['best-practices']:>10}{points['seo']:>5}"
            f"{score.kilobytes:>8.0f}{score.requests:>10}{score.layout_shift:>8.3f}"
        )
    for score in scores:
        lines += [f"{score.page}, {score.screen}: {words}" for words in score.misses]
        lines += [f"{score.page}, {score.screen}: {words}" for words in score.faults]
    return "\n".join(lines)
