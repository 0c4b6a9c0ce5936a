from __future__ import annotations

import sys

import pytest
from pydantic import ValidationError

from dashboard.settings import Settings, public_address


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://councils.example", "https://councils.example"),
        (" https://Councils.Example/ ", "https://councils.example"),
        ("http://127.0.0.1:8050", "http://127.0.0.1:8050"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
        ("https://xn--cuncil-0ya.example", "https://xn--cuncil-0ya.example"),
    ],
)
def test_a_public_address_is_scheme_and_host(written: str, meant: str) -> None:
    assert public_address(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "councils.example",
        "//councils.example",
        "ftp://councils.example",
        "https://",
        "https://councils.example/performance",
        "https://councils.example?a=b",
        "https://councils.example#top",
        "https://reader:word@councils.example",
        'https://councils.example"><script>',
        "https://cöuncils.example",
        "https://two words.example",
        "https://-.example:port",
        "javascript:alert(1)",
    ],
)
def test_anything_else_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"such as\s+https://councils\.example"):
        public_address(written)


def test_it_is_read_from_the_environment_and_may_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNCIL_PERFORMANCE_PUBLIC_ADDRESS", "https://councils.example/")
    assert Settings().public_address == "https://councils.example"
    monkeypatch.setenv("COUNCIL_PERFORMANCE_PUBLIC_ADDRESS", "")
    assert Settings().public_address is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ()),
        (" , ", ()),
        ("10.0.0.7", ("10.0.0.7",)),
        ("10.0.0.0/8, ::1,fd00::/8", ("10.0.0.0/8", "::1", "fd00::/8")),
    ],
)
def test_trusted_proxies_are_addresses_and_networks(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COUNCIL_PERFORMANCE_TRUSTED_PROXIES", written)
    assert Settings().trusted_proxies == meant


@pytest.mark.parametrize("written", ["*", "proxy.example", "10.0.0.1/8", "10.0.0.7:80", "1.2.3"])
def test_a_proxy_by_name_or_any_proxy_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("COUNCIL_PERFORMANCE_TRUSTED_PROXIES", f"::1, {written}")
    with pytest.raises(ValidationError, match=r"is no address or network of a proxy"):
        Settings()


@pytest.mark.parametrize("written", ["", "redis://127.0.0.1:6379", "127.0.0.1:6379", "Memory"])
def test_a_store_of_limits_is_memory_or_an_address(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("COUNCIL_PERFORMANCE_RATE_LIMIT_STORE", written)
    with pytest.raises(ValidationError, match=r"such as\s+valkey://127\.0\.0\.1:6379/0"):
        Settings()


def test_a_store_of_limits_that_nothing_installed_speaks_to_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "valkey", None)
    monkeypatch.setenv("COUNCIL_PERFORMANCE_RATE_LIMIT_STORE", "valkey://127.0.0.1:6379/0")
    with pytest.raises(ValidationError, match=r"council-performance\[shared-limits\]"):
        Settings()


def test_ordinary_readers_are_far_from_the_limits() -> None:
    assert (Settings().searches_per_minute, Settings().exports_per_minute) == (600, 300)
    assert Settings().rate_limit_store == "memory"
