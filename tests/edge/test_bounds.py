"""How much a request may bring along, and what becomes of more."""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.edge.conftest import Site
from tests.site.asking import Answer, Ask

CALLBACK = "/_dash-update-component"
CALL: dict[str, Any] = {
    "output": "charts.children",
    "outputs": {"id": "charts", "property": "children"},
    "inputs": [
        {"id": "address", "property": "pathname", "value": "/council/milton-keynes"},
        {"id": "address", "property": "search", "value": "?year=2024"},
    ],
    "changedPropIds": ["address.pathname"],
    "parsedChangedPropsIds": ["address.pathname"],
}
PATHNAME, SEARCH = CALL["inputs"]


def called(ask: Ask, body: str, content_type: str = "application/json") -> Answer:
    return ask(CALLBACK, method="POST", body=body, content_type=content_type)


def in_words(answer: Answer) -> bool:
    """Whether a refusal is a plain sentence, and neither a page nor a trace."""
    return (
        answer.headers["content-type"] == "text/plain; charset=utf-8"
        and answer.text.strip().endswith(".")
        and "Traceback" not in answer.text
        and "dashboard" not in answer.text
    )


@pytest.mark.parametrize("path", ["/", "/search", "/decisions", "/decisions.csv", "/map.svg"])
def test_a_query_that_is_too_long_is_refused_in_words(ask: Ask, path: str) -> None:
    assert "6,000 bytes" not in ask(f"{path}?q={'x' * 5_900}").text
    answer = ask(f"{path}?q={'x' * 6_100}")
    assert answer.status == 414
    assert in_words(answer)
    assert "6,000 bytes" in answer.text


def test_a_path_that_is_too_long_is_refused_in_words(ask: Ask) -> None:
    assert ask(f"/council/{'x' * 5_900}").status == 404
    answer = ask(f"/council/{'x' * 6_100}")
    assert answer.status == 414
    assert in_words(answer)


def test_too_many_parameters_are_refused_in_words(ask: Ask) -> None:
    assert ask("/decisions?" + "&".join(["q=a"] * 60)).status == 200
    answer = ask("/decisions?" + "&".join(["q=a"] * 61))
    assert answer.status == 400
    assert in_words(answer)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"x" * 50_000_000,
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 50_000_000,
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X-Many: x\r\n" * 5_000_000,
    ],
    ids=["an address", "a header", "headers"],
)
def test_a_head_without_end_is_refused_before_it_is_all_there(site: Site, head: bytes) -> None:
    host, port = urlsplit(site.address).hostname, urlsplit(site.address).port
    sent = 0
    with socket.create_connection((host or "", port or 0), timeout=60) as connection:
        with suppress(ConnectionError):
            while sent < len(head):
                sent += connection.send(head[sent : sent + 65_536])
        assert sent < len(head)


def test_a_second_request_of_a_connection_has_bounds_of_its_own(site: Site) -> None:
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    for _ in range(8):
        connection.request("POST", "/suggestions.json", b"q=" + b"x" * 3_000, {"X-A": "x" * 9_000})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    connection.close()


@pytest.mark.parametrize("path", ["/search", "/suggestions.json", CALLBACK, "/", "/nowhere"])
def test_a_body_that_is_too_long_is_refused_in_words(ask: Ask, path: str) -> None:
    answer = ask(path, method="POST", body="q=" + "x" * 40_000)
    assert answer.status == 413
    assert in_words(answer)


def test_a_body_that_does_not_say_how_long_it_is_is_bounded_too(site: Site) -> None:
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    pieces = (b"x" * 1000 for _ in range(100))
    connection.request("POST", "/suggestions.json", pieces, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("length", ["-1", "abc", "9" * 40, "1e9", "0x10", "٣"])
def test_a_length_that_is_none_is_refused(site: Site, length: str) -> None:
    host, port = urlsplit(site.address).hostname, urlsplit(site.address).port
    with socket.create_connection((host or "", port or 0), timeout=60) as connection:
        head = f"POST /search HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\nq=a"
        connection.sendall(head.encode())
        assert b" 4" in connection.recv(4096).splitlines()[0][:14]


def test_a_web_socket_is_refused(ask: Ask) -> None:
    answer = ask(
        "/_dash-ws-callback",
        connection="Upgrade",
        upgrade="websocket",
        sec_websocket_key="dGhlIHNhbXBsZSBub25jZQ==",
        sec_websocket_version="13",
        origin="http://evil.example",
    )
    assert answer.status == 404


def test_the_call_of_the_charts_is_answered(ask: Ask) -> None:
    answer = called(ask, json.dumps(CALL))
    assert answer.status == 200
    assert '"charts":{"children":[{' in answer.text


def test_what_a_call_says_beside_is_left_out(ask: Ask) -> None:
    extra = {"state": {"a": [[[]]]}, "cookies": 7, "long": {"running": True}, "outputs_list": "x"}
    assert called(ask, json.dumps({**CALL, **extra})).text == called(ask, json.dumps(CALL)).text


@pytest.mark.parametrize(
    ("said", "body"),
    {
        "nothing": "",
        "no JSON": "{",
        "a text": '"charts"',
        "null": "null",
        "a list": "[]",
        "nothing in it": "{}",
        "not text": "\x00\xff",
        "very deep": "[" * 15_000 + "]" * 15_000,
        "deep in a value": json.dumps(CALL).replace('"?year=2024"', "[" * 9_000 + "]" * 9_000),
        "NaN": json.dumps({**CALL, "inputs": [float("nan")]}),
        "no output": json.dumps({x: y for x, y in CALL.items() if x != "output"}),
        "another output": json.dumps({**CALL, "output": "main.children"}),
        "several outputs": json.dumps({**CALL, "output": "..charts.children...a.b.."}),
        "an output of the language": json.dumps({**CALL, "output": "__class__.__init__"}),
        "an output that contradicts": json.dumps(
            {**CALL, "outputs": {"id": "main", "property": "children"}}
        ),
        "no inputs": json.dumps({**CALL, "inputs": []}),
        "inputs the other way": json.dumps({**CALL, "inputs": [SEARCH, PATHNAME]}),
        "an input more": json.dumps({**CALL, "inputs": [PATHNAME, SEARCH, SEARCH]}),
        "a number": json.dumps({**CALL, "inputs": [{**PATHNAME, "value": 7}, SEARCH]}),
        "null for a value": json.dumps({**CALL, "inputs": [{**PATHNAME, "value": None}, SEARCH]}),
        "a long value": json.dumps({**CALL, "inputs": [{**PATHNAME, "value": "x" * 7000}, SEARCH]}),
        "a pattern for an id": json.dumps(
            {**CALL, "inputs": [{**PATHNAME, "id": {"index": "ALL"}}, SEARCH]}
        ),
        "a change of something else": json.dumps({**CALL, "changedPropIds": ["a.b"]}),
        "changes that are no list": json.dumps({**CALL, "changedPropIds": {"a": 1}}),
    }.items(),
)
def test_a_call_that_is_none_of_the_site_is_refused_in_words(
    ask: Ask, said: str, body: str
) -> None:
    answer = called(ask, body)
    assert answer.status == 400, said
    assert in_words(answer)


def test_what_kind_of_body_it_says_it_is_makes_no_difference(ask: Ask) -> None:
    for content_type in ("text/plain", "multipart/form-data", "application/json; charset=utf-7"):
        assert called(ask, json.dumps(CALL), content_type).status == 200


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
PLACES = (
    ("output",),
    ("outputs",),
    ("outputs", "id"),
    ("inputs",),
    ("inputs", 0),
    ("inputs", 0, "id"),
    ("inputs", 0, "value"),
    ("inputs", 1, "property"),
    ("inputs", 1, "value"),
    ("changedPropIds",),
    ("changedPropIds", 0),
    ("state",),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), value=JSON_VALUES)
def test_a_call_with_anything_in_any_place_is_no_fault_of_the_site(
    ask: Ask, place: tuple[str | int, ...], value: Any
) -> None:
    call = json.loads(json.dumps(CALL))
    inner: Any = call
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    answer = called(ask, json.dumps(call))
    assert answer.status in (200, 204, 400)
    assert answer.status == 200 or in_words(answer)


@settings(max_examples=100)
@given(body=st.text(max_size=200) | JSON_VALUES.map(json.dumps))
def test_a_body_of_anything_is_refused(ask: Ask, body: str) -> None:
    assert called(ask, body).status == 400


@settings(max_examples=100)
@given(pathname=st.text(max_size=60), search=st.text(max_size=60))
def test_an_address_of_anything_has_no_charts_or_has_some(
    ask: Ask, pathname: str, search: str
) -> None:
    inputs = [{**PATHNAME, "value": pathname}, {**SEARCH, "value": search}]
    for start in ("", "/council/milton-keynes?"):
        inputs[0]["value"] = start + pathname
        assert called(ask, json.dumps({**CALL, "inputs": inputs})).status == 200
