"""Addresses that mean nothing: never a fault of the site, never markup handed back alive."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from tests.site.asking import Ask

MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
WRITTEN = (
    "abc",
    "",
    "-1",
    "0",
    "99999999999999999999",
    "٣",
    "²",
    MARKUP,
    "' OR 1=1 --",
    '"',
    "NEAR(a b",
    "a AND NOT",
    "category:*",
    "^ - + ( ) { } :",
    "\x00",
    "leeds\x00",
    "😀 👩‍👩‍👧",
    "{{7*7}} ${7*7} %s {0}",
    "../../etc/passwd",
)
PARAMETERS = {
    "/": ("year", "tier", "measure", "council", "sort"),
    "/council/leeds": ("year", "measure"),
    "/council/leeds/summary": ("year",),
    "/council/leeds/pack": ("year",),
    "/decisions": (
        *("q", "council", "category", "subcategory", "decision", "type", "from", "to", "sort", "v"),
        *("reports", "improvements", "remedy", "predecessors"),
    ),
    "/decisions.csv": ("q", "from"),
    "/recommendations": ("council", "year", "category", "kind", "outcome", "page"),
    "/letters": ("council", "q"),
    "/search": ("q", "place", "postcode", "ended"),
    "/methods": ("q",),
    "/data": ("status", "council", "year", "page"),
}
CASES = [(path, name) for path, names in PARAMETERS.items() for name in names]


@pytest.mark.parametrize(("path", "name"), CASES)
def test_a_parameter_of_nonsense_is_no_fault_of_the_site(ask: Ask, path: str, name: str) -> None:
    failed = {
        written: answer.status
        for written in WRITTEN
        if (answer := ask(f"{path}?{urlencode({name: written})}")).status not in (200, 303, 404)
    }
    assert failed == {}


@pytest.mark.parametrize(("path", "name"), CASES)
def test_markup_in_a_parameter_is_never_handed_back_alive(ask: Ask, path: str, name: str) -> None:
    answer = ask(f"{path}?{urlencode({name: MARKUP})}")
    if answer.headers.get("content-type", "").startswith("text/csv"):
        assert answer.headers["x-content-type-options"] == "nosniff"
        return
    assert "<script>alert(1)" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize(
    "year", ["0000", "0001", "1900", "9999", "2023-24", "2024-03-31", "2023/24", "10000"]
)
@pytest.mark.parametrize("path", ["/", "/council/leeds", "/council/leeds/summary"])
def test_a_year_outside_the_data_is_no_fault_of_the_site(ask: Ask, path: str, year: str) -> None:
    assert ask(f"{path}?{urlencode({'year': year})}").status in (200, 404)


@pytest.mark.parametrize("year", ["1900", "2050"])
def test_a_year_outside_the_data_is_not_shown_as_a_year_of_the_council(ask: Ask, year: str) -> None:
    answer = ask(f"/council/leeds?year={year}")
    label = f"{int(year) - 1}-{year[2:]}"
    assert answer.status in (200, 303, 404)
    assert label not in answer.text


@pytest.mark.parametrize("path", [*PARAMETERS, "/letters/leeds/2024", "/nowhere"])
def test_a_parameter_with_a_name_that_the_program_uses_is_passed_over(ask: Ask, path: str) -> None:
    names = ("dataset", "self", "asked", "request", "slug", "path", "_")
    failed = [name for name in names if ask(f"{path}?{name}=1").status not in (200, 303, 404)]
    assert failed == []


@pytest.mark.parametrize("words", [["housing"] * 4000, ["x" * 30_000], ["a", "b"] * 2000])
def test_very_many_or_very_long_words_are_searched_or_refused(ask: Ask, words: list[str]) -> None:
    for path in ("/decisions", "/decisions.csv", "/search"):
        assert ask(f"{path}?q={'+'.join(words)}").status in (200, 303, 404, 414)


@pytest.mark.parametrize("pattern", ["/council/{}", "/council/{}/summary", "/letters/{}/2024"])
def test_a_council_of_nonsense_is_not_found_or_leads_to_the_one_that_is_meant(
    ask: Ask, pattern: str
) -> None:
    for written in (*WRITTEN, "x" * 5000, "leeds/../bradford", "Leeds%"):
        answer = ask(pattern.format(quote(written or "-", safe="")))
        assert answer.status in (303, 404), written
        assert "<script>alert(1)" not in answer.text
        assert "<img src=x" not in answer.text


@pytest.mark.parametrize(
    "path", ["/%ff%fe", "/council/%ff", "/decisions?q=%ff%00", "/?council=%ff"]
)
def test_bytes_that_are_no_text_are_no_fault_of_the_site(ask: Ask, path: str) -> None:
    assert ask(path).status in (200, 404)


@pytest.mark.parametrize("path", ["/map/lower/nothing.json", "/map/nothing/uphold_rate.json"])
def test_map_data_of_an_unknown_measure_or_tier_are_not_found(ask: Ask, path: str) -> None:
    assert ask(path).status in (404, 422)


@pytest.mark.parametrize(
    ("folder", "ending"), [("/downloads/", ""), ("/letters/milton-keynes/2024/file/", "")]
)
@pytest.mark.parametrize(
    "name",
    [
        "../manifest.json",
        "%2e%2e/manifest.json",
        "..%2fmanifest.json",
        "%2e%2e%2fmanifest.json",
        "..%2f..%2fcurrent%2fcouncil-performance.sqlite",
        "....//manifest.json",
        "%2fetc%2fpasswd",
        "..%5cmanifest.json",
        "..",
        ".",
        "a%00b",
        "yearly-figures.csv%00",
        "x" * 300,
    ],
)
def test_no_path_leads_out_of_the_folder_of_downloads(
    ask: Ask, folder: str, ending: str, name: str
) -> None:
    answer = ask(f"{folder}{name}{ending}")
    assert answer.status == 404
    assert b"SQLite format" not in answer.body
    assert b"root:" not in answer.body
    assert b"schema_version" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/letters/..%2f..%2f/2024/file",
        "/letters/milton-keynes/..%2f2024/file",
        "/letters/milton-keynes/2024%00/file",
        "/letters/milton-keynes/1066/file",
        "/letters/nowhere/2024/file",
    ],
)
def test_no_path_leads_from_a_letter_to_another_file(ask: Ask, path: str) -> None:
    assert ask(path).status == 404


def test_a_chart_is_asked_for_with_nonsense_and_answers_without_charts(ask: Ask) -> None:
    body = (
        '{"output":"charts.children","outputs":{"id":"charts","property":"children"},"inputs":['
        '{"id":"address","property":"pathname","value":"/council/%s"},'
        '{"id":"address","property":"search","value":"?year=%s&measure=abc"}],'
        '"changedPropIds":["address.pathname"]}'
    )
    for council, year in (("nowhere", "abc"), ("leeds", "0000"), ("leeds", "9999")):
        answer = ask(
            "/_dash-update-component",
            method="POST",
            body=body % (council, year),
            content_type="application/json",
        )
        assert answer.status in (200, 204), (council, year, answer.text)
