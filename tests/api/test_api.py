"""What the API answers, and how: figures, pages, formats, mistakes, kept answers."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote

import pytest

from dashboard.api.application import ENDPOINTS
from dashboard.dataset import Dataset
from tests.site.asking import Answer, Ask

V1 = "/api/v1"


def asked(ask: Ask, path: str) -> Any:
    answer = ask(f"{V1}{path}")
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.text)


def lines(answer: Answer) -> list[dict[str, str]]:
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def every(ask: Ask, path: str) -> list[Any]:
    """The items of every page."""
    found, following = [], f"{V1}{path}"
    while following:
        page = json.loads(ask(following).text)
        found += page["items"]
        following = page["next"]
    assert len(found) == page["total"]
    return found


EXAMPLES = [e.example for e in ENDPOINTS if e.example]


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_example_is_answered_and_says_whose_data_it_is(
    ask: Ask, four_councils: Dataset, path: str
) -> None:
    about = asked(ask, path)["about"]
    manifest = four_councils.manifest
    assert about == {
        "kind": "published",
        "data_version": manifest.version,
        "source": manifest.description,
        "publisher": None,
        "licence": None,
    }
    answer = ask(f"{V1}{path}{'&' if '?' in path else '?'}format=csv")
    for line in lines(answer):
        assert (line["data"], line["data_version"]) == ("published", manifest.version)
        assert line["data_source"] == manifest.description


def test_a_figure_travels_with_its_counts(ask: Ask) -> None:
    found = asked(ask, "/values?council=milton-keynes&year=2024&measure=uphold_rate")
    (value,) = found["items"]
    assert found["total"] == 1
    assert (value["numerator"], value["denominator"], value["display"]) == (5, 9, "56%")
    assert value["value"] == pytest.approx(5 / 9)
    assert (round(value["low"], 2), round(value["high"], 2)) == (0.27, 0.81)
    assert value["missing"] is None
    assert value["council"]["code"] == "E06000042"
    assert value["year_ending"] == "2024-03-31"


def test_a_true_nought_is_nought_and_an_absent_figure_is_null_with_its_reason(ask: Ask) -> None:
    nought = asked(ask, "/values?council=milton-keynes&year=2023&measure=uphold_rate")["items"][0]
    assert (nought["value"], nought["display"], nought["missing"]) == (0.0, "0%", None)
    absent = asked(ask, "/values?council=stevenage&year=2023&measure=uphold_rate")["items"][0]
    assert absent["value"] is absent["display"] is absent["low"] is None
    assert absent["denominator"] == 0
    assert absent["missing"] == "no cases in the year"
    unknown = asked(ask, "/values?council=leeds&year=2021&measure=uphold_rate")["items"][0]
    assert unknown["numerator"] is unknown["denominator"] is unknown["value"] is None
    assert unknown["missing"] == "no published figure loaded"


def test_an_absent_figure_is_an_empty_cell_with_its_reason_in_csv(ask: Ask) -> None:
    path = f"{V1}/values?council=stevenage,milton-keynes&year=2023&measure=uphold_rate&format=csv"
    by_council = {line["council_slug"]: line for line in lines(ask(path))}
    assert by_council["stevenage"]["value"] == ""
    assert by_council["stevenage"]["missing"] == "no cases in the year"
    assert by_council["milton-keynes"]["value"] == "0.0"
    assert by_council["milton-keynes"]["is_printed"] == "false"


def test_counts_that_are_not_known_are_null(ask: Ask) -> None:
    known = asked(ask, "/counts?council=milton-keynes&year=2024")["items"][0]
    assert (known["upheld"], known["not_upheld"], known["investigated"]) == (5, 4, 9)
    assert (known["complied"], known["complied_late"], known["not_complied"]) == (2, 1, 1)
    unknown = asked(ask, "/counts?council=leeds&year=2021")["items"][0]
    assert unknown["upheld"] is unknown["received"] is None


@pytest.mark.parametrize(
    "path",
    [
        "/councils?limit=100",
        "/values?year=2024&limit=500",
        "/counts?year=2024&limit=150",
        "/signals?limit=1",
        "/letters?limit=1",
    ],
)
def test_pages_one_after_the_other_have_every_row_once(ask: Ask, path: str) -> None:
    found = every(ask, path)
    whole = asked(ask, path.partition("?")[0] + "?limit=1000")
    rows = [json.dumps(row) for row in found]
    assert len(set(rows)) == len(rows)
    if whole["next"] is None:
        assert found == whole["items"]


def test_the_filters_of_values_leave_what_they_say(ask: Ask, four_councils: Dataset) -> None:
    found = every(ask, "/values?type=county&year=2024&measure=uphold_rate&limit=20")
    counties = {a.slug for a in four_councils.register if a.type == "county"}
    assert {row["council"]["slug"] for row in found} == counties
    lower = every(ask, "/values?tier=lower&year=2024&measure=uphold_rate&limit=200")
    assert not {row["council"]["slug"] for row in lower} & counties
    assert {row["measure"] for row in lower} == {"uphold_rate"}
    assert {row["year_ending"] for row in lower} == {"2024-03-31"}


def test_a_council_is_found_by_its_slug_and_by_any_code_it_ever_had(
    ask: Ask, four_councils: Dataset
) -> None:
    changed = next(a for a in four_councils.register if len(a.codes) > 1)
    assert changed.codes[0].code != changed.code
    for name in (changed.slug, changed.code, changed.codes[0].code, changed.code.lower()):
        assert asked(ask, f"/councils/{name}")["item"]["slug"] == changed.slug


def test_a_search_says_how_what_was_written_fits(ask: Ask) -> None:
    found = asked(ask, "/councils/search?q=bright+hov")["items"]
    assert [row["council"]["slug"] for row in found] == ["brighton-and-hove"]
    near = asked(ask, "/councils/search?q=stevenige")["items"]
    assert ("near", "stevenage") in {(row["fit"], row["council"]["slug"]) for row in near}


def test_a_whole_postcode_is_not_taken_and_not_repeated(ask: Ask) -> None:
    answer = ask(f"{V1}/councils/search?q=SG1+1XX")
    assert answer.status == 400
    assert "postcode" in answer.text
    assert "1XX" not in answer.text


def test_lineage_goes_both_ways(ask: Ask) -> None:
    after = asked(ask, "/councils/allerdale/lineage")["items"]
    assert ("successor", "cumberland") in [(r["relation"], r["council"]["slug"]) for r in after]
    before = asked(ask, "/councils/cumberland/lineage")["items"]
    assert ("predecessor", "allerdale") in [(r["relation"], r["council"]["slug"]) for r in before]
    county = asked(ask, "/councils/stevenage/lineage")["items"]
    assert ("county", "hertfordshire-county-council") in [
        (r["relation"], r["council"]["slug"]) for r in county
    ]


def test_peers_hold_the_council_and_the_others_of_its_group(
    ask: Ask, four_councils: Dataset
) -> None:
    path = "/peers?council=milton-keynes&year=2024&group=type"
    found = asked(ask, path)["items"]
    compared = [row for row in found if row["is_compared"]]
    assert [row["figure"]["council"]["slug"] for row in compared] == ["milton-keynes"]
    others = [a for a in four_councils.register if a.type == "unitary" and a.last_day is None]
    assert len(found) >= len(others) > 50
    assert {row["figure"]["type"] for row in found} == {"unitary"}


def test_neighbours_that_nobody_loaded_are_said_to_be_missing(ask: Ask) -> None:
    found = asked(ask, "/councils/milton-keynes/neighbours")
    assert found["items"] == []
    assert found["remarks"] == ["No statistical neighbours are loaded in these data."]


def test_decisions_are_searched_and_a_case_has_its_own_address(ask: Ask) -> None:
    found = asked(ask, "/decisions?q=boxes&report=yes&from=2021-04-01&to=2022-03-31")
    assert [row["reference"] for row in found["items"]] == ["22-900-001"]
    assert "<script>" in found["items"][0]["summary"]
    (one,) = asked(ask, "/decisions/22%20900%20001")["items"]
    assert one["reference"] == "22-900-001"
    assert one["recommendations"] == []
    assert asked(ask, "/decisions?q=walrus")["total"] == 0


def test_letters_have_their_file_or_their_address(ask: Ask) -> None:
    found = every(ask, "/letters")
    by_council = {row["council"]["slug"]: row for row in found}
    assert by_council["milton-keynes"]["file"] == "/letters/milton-keynes/2024/file"
    assert ask(by_council["milton-keynes"]["file"]).status == 200
    assert by_council["stevenage"]["file"] is None
    assert by_council["stevenage"]["url"] == "https://example.org/stevenage-letter"


def test_breaks_are_those_of_the_measure(ask: Ask) -> None:
    found = asked(ask, "/breaks?measure=uphold_rate")["items"]
    assert [row["first_year_after"] for row in found] == ["2015-03-31", "2023-03-31"]
    assert asked(ask, "/breaks?measure=compliance_rate")["items"] == []


def test_every_wrong_parameter_is_named_at_once(ask: Ask) -> None:
    path = "/values?council=atlantis&year=1999&limit=0&limit=5&colour=red&measure=height"
    answer = ask(f"{V1}{path}")
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.text)
    assert problem["status"] == 400
    assert problem["about"]["kind"] == "published"
    said = {wrong["parameter"]: wrong for wrong in problem["errors"]}
    assert list(said) == ["limit", "colour", "council", "year", "measure"]
    assert said["limit"]["problem"].startswith("is given 2 times")
    assert said["colour"]["problem"].startswith("is no parameter here; there are format, limit")
    assert said["council"]["value"] == "atlantis"
    assert "2021 to 2024" in said["year"]["problem"]
    assert "'uphold_rate'" in said["measure"]["problem"]


def test_a_council_by_its_name_alone_is_refused_with_the_slugs_that_it_may_mean(ask: Ask) -> None:
    said = json.loads(ask(f"{V1}/values?council=kent").text)["errors"][0]["problem"]
    assert said == "there is no council with this slug or GSS code; perhaps kent-county-council"
    missing = json.loads(ask(f"{V1}/councils/hertfordshir").text)
    assert "perhaps hertfordshire-county-council" in missing["detail"]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/peers", "council"),
        ("/councils/search", "q"),
        ("/councils/leeds?council=york", "council"),
        ("/councils?region=Atlantis", "region"),
        ("/decisions?from=20240331", "from"),
        ("/decisions?from=2024-02-30", "from"),
        ("/decisions?from=2024-03-31&to=2023-03-31", "from"),
        ("/decisions?subcategory=Refuse", "subcategory"),
        ("/decisions?category=Walruses", "category"),
        ("/decisions?report=perhaps", "report"),
        ("/values?cursor=nonsense", "cursor"),
        ("/councils?limit=1001", "limit"),
        ("/values?format=xml", "format"),
        (f"/values?council={'leeds,' * 50}leeds", "council"),
        (f"/decisions?q={'a' * 201}", "q"),
    ],
)
def test_a_question_that_can_not_be_followed_is_refused_by_name(
    ask: Ask, path: str, parameter: str
) -> None:
    answer = ask(f"{V1}{path}")
    assert answer.status == 400
    assert [w["parameter"] for w in json.loads(answer.text)["errors"]] == [parameter]


def test_a_cursor_of_another_list_or_one_cut_off_is_refused(ask: Ask) -> None:
    following = asked(ask, "/councils?limit=1")["next"]
    cursor = following.partition("cursor=")[2]
    for path in ("/values", "/decisions", "/signals"):
        assert ask(f"{V1}{path}?cursor={cursor}").status == 400, path
    assert ask(f"{V1}/councils?cursor={cursor[:-3]}").status == 400
    assert ask(f"{V1}/councils?cursor={cursor}").status == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/councils/atlantis", "/councils/at%0Alantis", "/decisions/99-999-999"]
)
def test_what_is_not_there_is_a_404_in_the_same_form(ask: Ask, path: str) -> None:
    answer = ask(f"{V1}{path}")
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["status"] == 404


def test_a_method_that_changes_things_is_refused(ask: Ask) -> None:
    answer = ask(f"{V1}/councils", method="DELETE")
    assert answer.status == 405
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("*/*", "application/json"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("application/json, text/csv;q=0.9", "application/json"),
        ("text/csv;q=0", "application/json"),
        ("text/csv;q=lots", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_the_reader_prefers(
    ask: Ask, accept: str, expected: str
) -> None:
    for _ in ("written", "kept"):
        answer = ask(f"{V1}/measures", accept=accept)
        assert answer.headers["content-type"] == expected
        assert "Accept" in answer.headers["vary"].split(", ")


def test_the_format_of_the_address_goes_before_the_header(ask: Ask) -> None:
    answer = ask(f"{V1}/measures?format=json", accept="text/csv")
    assert answer.headers["content-type"] == "application/json"


def test_an_answer_that_the_reader_has_is_not_sent_again(ask: Ask) -> None:
    path = f"{V1}/values?council=leeds"
    as_json, as_csv = ask(path), ask(path, accept="text/csv")
    assert as_json.headers["etag"] != as_csv.headers["etag"]
    again = ask(path, if_none_match=as_json.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask(path, accept="text/csv", if_none_match=as_json.headers["etag"]).status == 200
    head = ask(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == as_json.headers["etag"]


def test_the_next_page_stands_in_a_header_too(ask: Ask) -> None:
    answer = ask(f"{V1}/councils?limit=1&format=csv")
    following = answer.headers["link"].partition(">")[0].removeprefix("<")
    assert answer.headers["link"].endswith('rel="next"')
    (first,), (second,) = lines(answer), lines(ask(following))
    assert first["slug"] < second["slug"]


def test_other_websites_may_read_the_answers(ask: Ask) -> None:
    assert ask(f"{V1}/measures").headers["access-control-allow-origin"] == "*"


def test_the_whole_api_leads_to_its_reference(ask: Ask) -> None:
    for path in (V1, f"{V1}/"):
        answer = ask(path)
        assert (answer.status, answer.headers["location"]) == (303, "/api")


def test_the_reference_tells_every_address_parameter_and_field_and_loads_nothing_foreign(
    ask: Ask,
) -> None:
    document = json.loads(ask(f"{V1}/openapi.json").text)
    page = ask("/api").text
    assert 'src="http' not in page
    for path, methods in document["paths"].items():
        assert f"<code>{V1}{path}</code>" in page
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page
    assert "<code>numerator</code>" in page
    assert "twelve months" in page
    assert "<title>Open data for programs" in page
    assert "<strong>Demonstration data" not in page


def test_a_download_is_listed_with_its_checksum(ask: Ask) -> None:
    found = {row["name"]: row for row in asked(ask, "/downloads")["items"]}
    assert {"yearly-figures.csv", "csv-metadata.json", "council-performance.sqlite"} <= set(found)
    page = ask("/data").text
    for name, row in found.items():
        assert f'href="{row["address"]}"' in page, name
        assert row["sha256"] in page
        assert ask(row["address"], method="HEAD").headers["content-length"] == str(row["bytes"])


def test_nothing_but_what_is_to_be_taken_away_can_be(ask: Ask) -> None:
    for name in ("manifest.json", "../manifest.json", "..%2fmanifest.json", quote("map")):
        assert ask(f"/downloads/{name}").status == 404, name
