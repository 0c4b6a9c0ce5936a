"""What counts as a miss in a report of Lighthouse; without Lighthouse."""

from __future__ import annotations

from typing import Any

from tests.browser.lighthouse.score import Score, read_score, table

SITE = "http://127.0.0.1:8050"


def report(**changes: Any) -> dict[str, Any]:
    """A report that misses nothing, with changes: points of a category, or `shift`, `urls`."""
    points = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
    points |= {k.replace("_", "-"): v for k, v in changes.items() if k not in ("shift", "urls")}
    urls = changes.get("urls", [f"{SITE}/", f"{SITE}/static/site.css", "data:image/svg+xml,"])
    return {
        "categories": {
            name: {"score": of_100 / 100, "auditRefs": [{"id": f"{name}-audit", "weight": 1}]}
            for name, of_100 in points.items()
        },
        "audits": {
            "network-requests": {"details": {"items": [{"url": url} for url in urls]}},
            "total-byte-weight": {"numericValue": 204_800},
            "cumulative-layout-shift": {"numericValue": changes.get("shift", 0.001)},
            **{
                f"{name}-audit": {"title": f"The audit of {name}", "score": of_100 / 100}
                for name, of_100 in points.items()
            },
        },
    }


def score(screen: str = "mobile", **changes: Any) -> Score:
    return read_score("map", screen, f"{SITE}/", report(**changes))


def test_a_page_that_has_all_that_is_asked_for_misses_nothing() -> None:
    found = score()
    assert found.misses == []
    assert found.kilobytes == 200
    assert found.requests == 2


def test_99_points_of_accessibility_are_a_miss_and_the_audit_is_named() -> None:
    found = score(accessibility=99)
    assert found.misses == ["accessibility 99, at least 100 is asked for"]
    assert "map, mobile: accessibility: The audit of accessibility" in table([found])


def test_a_desktop_has_to_be_quicker_than_a_phone() -> None:
    assert score("mobile", performance=90).misses == []
    assert score("desktop", performance=90).misses == ["performance 90, at least 95 is asked for"]


def test_only_speed_is_worth_another_look() -> None:
    assert score(performance=50).misses_only_performance
    assert not score(performance=50, seo=90).misses_only_performance
    assert not score().misses_only_performance


def test_a_page_that_moves_is_a_miss() -> None:
    assert score(shift=0.0199).misses == []
    assert score(shift=0.02).misses == ["layout shift 0.020, below 0.02 is due"]


def test_another_host_is_a_miss_whatever_the_points() -> None:
    asked = [f"{SITE}/", "https://cdn.example/x.js"]
    assert score(urls=asked).misses == ["asked another host: cdn.example"]
