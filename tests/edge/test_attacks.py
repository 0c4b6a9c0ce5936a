"""What somebody tries who wants a file, another website's visitors or a standstill."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.site.asking import Ask

CLIMBS = (
    "../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/pyproject.toml",
    "....//....//pyproject.toml",
    "..%5c..%5cpyproject.toml",
    "%252e%252e%252fpyproject.toml",
    "..%c0%af..%c0%afetc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "css/../../pyproject.toml",
    "css%00.css",
    "__init__.py",
    "dash.py",
    "../app.py",
)
FOLDERS = (
    "/static/x/",
    "/downloads/",
    "/pictures/",
    "/assets/",
    "/_dash-component-suites/dash/",
    "/_dash-component-suites/dashboard/",
    "/_dash-component-suites/os/",
    "/letters/leeds/2024/",
    "/embed/",
    "/",
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_path_leads_to_a_file_that_is_not_public(ask: Ask, folder: str) -> None:
    answers = {climb: ask(folder + climb) for climb in CLIMBS}
    assert {climb: x.status for climb, x in answers.items() if not 400 <= x.status < 500} == {}
    for answer in answers.values():
        for content in (b"root:", b"[project]", b"import ", b"SQLite format", b"Traceback"):
            assert content not in answer.body


def test_no_file_of_the_program_is_sent_as_one_of_dash(ask: Ask) -> None:
    for package in ("dash", "dashboard", "plotly", "sys", "uvicorn", "..", ""):
        for name in ("__init__.py", "app.py", "version.py", "dash.py", ""):
            answer = ask(f"/_dash-component-suites/{package}/{name}")
            assert answer.status in (404, 405), (package, name)
            assert b"import" not in answer.body


BREAKS = (
    "\r\nX-Injected: yes",
    "\nX-Injected: yes",
    "%0d%0aX-Injected: yes",
    "\u560d\u560aX-Injected: yes",
)


@pytest.mark.parametrize("broken", BREAKS)
def test_no_header_is_added_by_what_is_typed(ask: Ask, broken: str) -> None:
    typed = f"Leeds{broken}"
    answers = (
        ask("/search", method="POST", body=urlencode({"q": typed})),
        ask(f"/search?{urlencode({'q': typed})}"),
        ask(f"/council/{quote(typed, safe='')}"),
        ask(f"/council/leeds?{urlencode({'year': typed})}"),
        ask(f"/compare.csv?{urlencode({'council': typed})}"),
        ask(f"/map.svg?{urlencode({'measure': typed, 'year': typed})}"),
        ask(f"/decisions/{quote(typed, safe='')}"),
    )
    for answer in answers:
        assert answer.status < 500
        assert "x-injected" not in answer.headers


ELSEWHERE = (
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "//evil.example/%2e%2e",
    "leeds//evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "@evil.example",
)


@pytest.mark.parametrize("goal", ELSEWHERE)
def test_nobody_is_sent_to_another_website(ask: Ask, goal: str) -> None:
    answers = (
        ask("/search", method="POST", body=urlencode({"q": goal})),
        ask(f"/search?{urlencode({'q': goal, 'next': goal, 'url': goal, 'place': goal})}"),
        ask(f"/council/{quote(goal, safe='')}"),
        ask(f"/decisions/{quote(goal, safe='')}"),
        ask(f"/{quote(goal, safe='/:@')}"),
        ask(f"/{quote(goal, safe='/:@')}/"),
        ask(f"/?{urlencode({'next': goal, 'council': goal})}"),
    )
    for answer in answers:
        assert answer.status < 500
        target = urlsplit(answer.headers.get("location", "/"))
        assert (target.scheme, target.netloc) == ("", "")
        assert not answer.headers.get("location", "/").startswith(("//", "/\\"))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "a b", "[", "x" * 300])
def test_the_name_that_a_visitor_calls_the_site_by_is_not_taken_up(ask: Ask, host: str) -> None:
    for path in ("/", "/council/leeds", "/search?q=leeds", "/robots.txt", "/feeds/all.atom"):
        answer = ask(path, host=host, x_forwarded_host=host, forwarded=f"host={host}")
        assert answer.status < 500
        assert host not in answer.text.replace(f"“{host}”", "") or host in ("a b", "[")
        assert "evil.example" not in answer.headers.get("location", "")


INJECTED = (
    "' OR '1'='1",
    "'; DROP TABLE decision; --",
    '" UNION SELECT sql FROM sqlite_master --',
    "1) UNION SELECT 1,2,3 --",
    "x' AND randomblob(1000000000) --",
    "{{7*191}}",
    "${7*191}",
    "#{7*191}",
    "<%= 7*191 %>",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "%(password)s %s %n",
)
ASKED = {
    "/decisions": ("q", "council", "category", "subcategory", "decision", "type", "sort"),
    "/decisions.csv": ("q", "council", "sort"),
    "/search": ("q", "place"),
    "/data": ("council", "year", "status", "page"),
    "/compare": ("council", "with", "group", "year"),
    "/trends": ("council", "type", "category", "measure"),
    "/signals": ("council", "kind", "type", "year"),
    "/letters": ("council",),
    "/recommendations": ("council", "category", "kind", "outcome", "page"),
    "/": ("council", "measure", "sort"),
}


@pytest.mark.parametrize("path", ASKED)
def test_what_is_typed_is_neither_a_query_nor_a_template(ask: Ask, path: str) -> None:
    for name in ASKED[path]:
        for typed in INJECTED:
            answer = ask(f"{path}?{urlencode({name: typed})}")
            assert answer.status in (200, 303, 404), (name, typed)
            for made in ("1337", "CREATE TABLE", "sqlite_master (", "class &#x27;", "Traceback"):
                assert made not in answer.text, (name, typed)
    assert ask("/decisions").status == 200


LONG = (
    "a" * 3_000,
    "1" * 3_000,
    " " * 3_000,
    "a " * 1_500,
    '"' * 2_900,
    '"a ' * 900,
    "“" * 300,
    "SG1 " * 700,
    "SG" + "1" * 2_000 + "A",
    "E" + "0" * 2_900,
    "-" * 3_000,
    "a-" * 1_500 + "!",
    "council of the " * 190,
    "st. " * 700,
    "'s" * 1_400,
    "1,2,3," * 480,
    "2024-" * 580,
    "(" * 2_900 + ")",
)


@pytest.mark.parametrize("path", ASKED)
def test_no_long_text_brings_the_site_to_a_standstill(ask: Ask, path: str) -> None:
    """Whoever asks waits a minute at most for each: an expression that backtracks takes years."""
    for name in ASKED[path]:
        for typed in LONG:
            answer = ask(f"{path}?{urlencode({name: typed})}")
            assert answer.status in (200, 303, 404, 414), (name, typed[:9])


def test_what_fails_shows_no_trace_and_no_path_of_the_server(ask: Ask) -> None:
    answers = (
        ask("/map/lower/x/y.json"),
        ask("/map/x/y.json?shade=z"),
        ask("/readyz?x=%00"),
        ask("/suggestions.json"),
        ask("/healthz", method="PUT", body="x"),
        ask("/_dash-update-component"),
        ask("/_dash-update-component", method="POST", body="{"),
        ask("/_dash-component-suites/dash/nothing.js"),
    )
    for answer in answers:
        assert answer.status < 500
        for told in ("Traceback", "site-packages", '.py"', "/home", "/work", "/root"):
            assert told not in answer.text
