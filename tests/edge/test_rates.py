"""How often one visitor may search and take files away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.edge.rates import pseudonym
from tests.edge.conftest import PROXY
from tests.site.asking import Answer, Ask, asking
from tests.site.serving import free_port, log_of, serving
from tests.store import running_store

SEARCHES, EXPORTS = 5, 3
FEW = {
    "COUNCIL_PERFORMANCE_SEARCHES_PER_MINUTE": str(SEARCHES),
    "COUNCIL_PERFORMANCE_EXPORTS_PER_MINUTE": str(EXPORTS),
    "COUNCIL_PERFORMANCE_TRUSTED_PROXIES": PROXY,
}


@pytest.fixture(scope="module")
def strict_site(four_councils_snapshots: Path) -> Iterator[str]:
    with serving(four_councils_snapshots, environment=FEW) as address:
        yield address


_sources = (f"127.0.1.{number}" for number in range(1, 255))


@pytest.fixture
def ask_anew(strict_site: str) -> Ask:
    """A visitor who has asked nothing in this minute."""
    return asking(strict_site, next(_sources))


def refused_one(ask: Ask, path: str, **asked: str) -> Answer:
    """The first refusal; a minute may end between two questions, so it comes in the next one."""
    answers = (ask(path, **asked) for _ in range(2 * SEARCHES + 2))
    return next(answer for answer in answers if answer.status == 429)


def statuses(ask: Ask, path: str, number: int, **headers: str) -> Counter[int]:
    return Counter(ask(path, **headers).status for _ in range(number))


@pytest.mark.parametrize(
    "path",
    [
        *("/search?q=x", "/suggestions.json?q=x", "/decisions", "/letters?q=x", "/decisions.csv"),
        *("/map.svg", "/api/v1/values?year=2024"),
    ],
)
def test_whoever_asks_too_often_is_told_so_and_when_to_ask_again(ask_anew: Ask, path: str) -> None:
    answer = refused_one(ask_anew, path)
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert f"Wait {answer.headers['retry-after']} seconds" in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_searches_that_are_sent_are_counted_with_those_in_addresses(ask_anew: Ask) -> None:
    for _ in range(SEARCHES):
        ask_anew("/suggestions.json?q=x")
    assert refused_one(ask_anew, "/search", method="POST", body="q=x").status == 429


def test_exports_are_counted_apart_from_searches(ask_anew: Ask) -> None:
    refused_one(ask_anew, "/decisions.csv")
    assert ask_anew("/search?q=x").status == 200


def test_pages_and_ready_made_files_are_never_refused(ask_anew: Ask) -> None:
    refused_one(ask_anew, "/decisions.csv")
    for path in ("/", "/methods", "/council/milton-keynes", "/downloads/yearly-figures.csv"):
        assert statuses(ask_anew, path, 12) == {200: 12}


def test_another_visitor_is_not_held_up(ask_anew: Ask, strict_site: str) -> None:
    refused_one(ask_anew, "/decisions.csv")
    assert asking(strict_site, "127.0.2.1")("/decisions.csv").status == 200


def test_behind_a_trusted_proxy_visitors_are_told_apart(strict_site: str) -> None:
    proxy = asking(strict_site, PROXY)
    refused_one(proxy, "/decisions.csv", x_forwarded_for="203.0.113.1")
    assert proxy("/decisions.csv", x_forwarded_for="203.0.113.2").status == 200
    # What the visitor wrote before the proxy added its own is not believed.
    chained = refused_one(proxy, "/decisions.csv", x_forwarded_for="198.51.100.9, 203.0.113.1")
    assert chained.status == 429


def test_a_stranger_does_not_become_another_by_saying_so(ask_anew: Ask) -> None:
    answers = [
        ask_anew(
            "/decisions.csv", x_forwarded_for=f"203.0.113.{number}", x_real_ip=f"203.0.113.{number}"
        ).status
        for number in range(2 * EXPORTS + 2)
    ]
    assert 429 in answers


def test_a_network_of_ipv6_is_one_visitor_and_no_address_is_kept() -> None:
    assert pseudonym("2001:db8:1:2:aaaa::1") == pseudonym("2001:db8:1:2:bbbb::2")
    assert pseudonym("2001:db8:1:2::1") != pseudonym("2001:db8:1:3::1")
    assert pseudonym("203.0.113.1") != pseudonym("203.0.113.2")
    assert re.fullmatch(r"[0-9a-f]{24}", pseudonym("203.0.113.1"))
    assert pseudonym("") == pseudonym("unix:") == pseudonym("0.0.0.0")


def test_a_limit_of_nought_is_none(four_councils_snapshots: Path) -> None:
    unlimited = {name: "0" for name in FEW if name.endswith("PER_MINUTE")}
    with serving(four_councils_snapshots, environment=unlimited) as address:
        assert statuses(asking(address), "/suggestions.json?q=x", 700) == {200: 700}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_store(tmp_path_factory.mktemp("store")) as address:
        yield address


@pytest.mark.xdist_group("store")
def test_sites_with_one_store_count_together(four_councils_snapshots: Path, store: str) -> None:
    shared = {**FEW, "COUNCIL_PERFORMANCE_RATE_LIMIT_STORE": store}
    with (
        serving(four_councils_snapshots, environment=shared) as one,
        serving(four_councils_snapshots, environment=shared) as other,
    ):
        # A minute may end between the two, but not each time; the other alone would allow as many.
        answers = []
        for _ in range(EXPORTS):
            refused_one(asking(one), "/decisions.csv")
            answers.append(asking(other)("/decisions.csv").status)
        assert 429 in answers
        log = log_of(one, four_councils_snapshots)
    assert "not counted" not in log


def test_a_store_that_is_away_stops_nobody_and_the_log_says_so(
    four_councils_snapshots: Path,
) -> None:
    password = "a-secret-of-the-store"
    away = f"valkey://:{password}@127.0.0.1:{free_port()}/0"
    settings = {**FEW, "COUNCIL_PERFORMANCE_RATE_LIMIT_STORE": away}
    with serving(four_councils_snapshots, environment=settings) as address:
        assert statuses(asking(address), "/decisions.csv", 8) == {200: 8}
        log = log_of(address, four_councils_snapshots)
    assert "rate limits are not counted: ConnectionError" in log
    assert password not in log
