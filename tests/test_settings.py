from __future__ import annotations

import pytest

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
