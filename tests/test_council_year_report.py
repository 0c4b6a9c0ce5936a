from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.council_year_report import as_document, as_text
from dashboard.dataset import Dataset
from dashboard.vocabulary import YearEnding

URL = "https://example.org/h"


def document(dataset: Dataset, slug: str, year: int) -> dict[str, Any]:
    authority = dataset.register.by_slug(slug)
    assert authority is not None
    return as_document(dataset.council_year(authority, YearEnding(year)), dataset.manifest)


def text(dataset: Dataset, slug: str, year: int) -> list[str]:
    authority = dataset.register.by_slug(slug)
    assert authority is not None
    council_year = dataset.council_year(authority, YearEnding(year))
    return as_text(council_year, dataset.manifest).splitlines()


def test_a_document_has_every_key_of_a_council_year(four_councils: Dataset) -> None:
    found = document(four_councils, "milton-keynes", 2024)
    assert found["authority"] == {
        "code": "E06000042",
        "name": "Milton Keynes City Council",
        "slug": "milton-keynes",
        "type": "unitary",
    }
    assert (found["year_ending"], found["kind"]) == ("2024-03-31", "published")
    assert list(found["measures"]) == [
        "uphold_rate",
        "compliance_rate",
        "on_time_compliance_rate",
        "satisfactory_remedy_rate",
        "upheld_per_100k",
    ]
    keys = {"numerator", "denominator", "value", "display", "interval", "missing", "similar"}
    assert all(keys <= measure.keys() for measure in found["measures"].values())


def test_a_measure_has_its_counts_interval_and_the_similar_councils_value(
    four_councils: Dataset,
) -> None:
    rate = document(four_councils, "hertfordshire-county-council", 2024)["measures"]["uphold_rate"]
    low, high = rate.pop("interval")
    assert (round(low, 2), round(high, 2)) == (0.64, 0.89)
    assert rate == {
        "numerator": 31,
        "denominator": 39,
        "value": 31 / 39,
        "display": "79%",
        "missing": None,
        "source": "cases",
        "source_url": None,
        "source_file": None,
        "verdict": "consistent with chance",
        "similar": {
            "value": 0.85,
            "display": "85%",
            "source": "publisher",
            "councils": None,
            "councils_in_all": None,
        },
    }


@pytest.mark.parametrize(
    ("slug", "year", "why"),
    [
        ("stevenage", 2024, "no cases in the year"),
        ("watford", 2024, "no published figure loaded"),
        ("cumberland", 2022, "the council did not exist"),
    ],
)
def test_an_absent_figure_is_null_with_its_reason_and_never_nought(
    four_councils: Dataset, slug: str, year: int, why: str
) -> None:
    rate = document(four_councils, slug, year)["measures"]["uphold_rate"]
    assert rate["missing"] == why
    assert rate["value"] is rate["display"] is rate["interval"] is None


def test_counts_are_numbers_where_they_are_known_and_null_elsewhere(
    four_councils: Dataset,
) -> None:
    counts = document(four_councils, "milton-keynes", 2024)["counts"]
    assert (counts["received"], counts["decided"], counts["upheld"]) == (0, 13, 5)
    assert counts["sources"]["decided"] == "cases"
    unknown = document(four_councils, "watford", 2024)["counts"]
    assert unknown.pop("population") > 0
    assert unknown.pop("population_year") == 2020
    assert unknown.pop("sources") == {}
    assert set(unknown.values()) == {None}


def test_a_document_is_json(four_councils: Dataset) -> None:
    found = document(four_councils, "allerdale", 2024)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_the_text_says_each_measure_with_its_counts_and_range(four_councils: Dataset) -> None:
    lines = text(four_councils, "hertfordshire-county-council", 2024)
    assert lines[0] == "Hertfordshire County Council (E10000015, county council)"
    assert lines[1] == "Year ended 31 March 2024. Worked out from the Ombudsman's case tables."
    assert lines[3] == (
        "Uphold rate: 79%, 31 of 39, range 64% to 89%, similar councils 85%, as printed (publisher)"
    )
    assert "Compliance rate: 99.6%, 249 of 250, range 98% to 100%" in lines[4]


def test_the_text_says_when_an_average_is_of_some_councils_only(four_councils: Dataset) -> None:
    uphold_rate = text(four_councils, "milton-keynes", 2024)[3]
    assert uphold_rate.endswith("similar councils 56%, from 1 of 63 councils (computed)")


def test_the_text_says_what_is_printed_and_what_is_worked_out(four_councils: Dataset) -> None:
    lines = text(four_councils, "hertfordshire-county-council", 2021)
    assert lines[3] == f"Uphold rate: 91%, 9 of 10, range 60% to 98%, printed at {URL}"
    assert lines[7].startswith("Upheld per 100,000 residents: 0.8, 9 of ")
    assert lines[7].endswith(f"worked out from counts printed at {URL}")


def test_the_text_says_why_there_is_no_figure_and_which_counts_are_not_known(
    four_councils: Dataset,
) -> None:
    lines = text(four_councils, "watford", 2024)
    assert lines[3] == "Uphold rate: none (no published figure loaded)"
    assert "received: not known" in lines
    assert "received: 0" in text(four_councils, "milton-keynes", 2024)
