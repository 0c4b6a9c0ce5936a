"""Structured data against what Google's documentation of dataset search requires.

Required: name, and description of 50 to 5,000 characters; a download needs contentUrl.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.components import structured_data
from dashboard.dataset import Dataset
from dashboard.vocabulary import Measure, SnapshotKind, YearEnding


def holds(node: Any) -> None:
    """What every data set has to have."""
    assert node["@type"] == "Dataset"
    assert node["name"]
    assert 50 <= len(node["description"]) <= 5_000
    assert node["url"].startswith("/")
    first, last = node["temporalCoverage"].split("/")
    assert first < last
    assert node["spatialCoverage"]["@type"] == "Place"
    assert node["version"]
    for download in node.get("distribution", []):
        assert download["@type"] == "DataDownload"
        assert download["contentUrl"].startswith("/downloads/")
        assert "/" in download["encodingFormat"]
        assert int(download["contentSize"].removesuffix(" B")) > 0


def of_council(dataset: Dataset, slug: str, year: int) -> Any:
    authority = dataset.register.by_slug(slug)
    assert authority is not None
    council_year = dataset.council_year(authority, YearEnding(year))
    history = dataset.history(authority, Measure.UPHOLD_RATE)
    return structured_data.figures_of(dataset, council_year, history)


def with_manifest(dataset: Dataset, **changed: Any) -> Dataset:
    return Dataset(dataset.folder, replace(dataset.manifest, **changed))


def test_all_figures_are_a_data_set_with_its_downloads(four_councils: Dataset) -> None:
    node: Any = structured_data.every_figure(four_councils)
    holds(node)
    assert node["temporalCoverage"] == "2020-04-01/2024-03-31"
    assert [download["encodingFormat"] for download in node["distribution"]] == [
        "text/csv",
        "application/vnd.apache.parquet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    sizes = {download["name"]: download["contentSize"] for download in node["distribution"]}
    for name, size in sizes.items():
        assert size == f"{(four_councils.folder / 'downloads' / name).stat().st_size} B"
    assert {"decided.csv", "printed.csv"} <= {source["name"] for source in node["isBasedOn"]}


def test_a_council_is_a_data_set_of_its_years_and_place(four_councils: Dataset) -> None:
    node = of_council(four_councils, "milton-keynes", 2024)
    holds(node)
    assert node["temporalCoverage"] == "2021-04-01/2024-03-31"
    assert node["spatialCoverage"]["identifier"]["value"] == "E06000042"
    assert "5 of 9 complaints investigated were upheld (56%) in 2023-24" in node["description"]
    assert node["isPartOf"]["@id"] == "/data#dataset"


def test_printed_figures_name_the_page_that_prints_them(four_councils: Dataset) -> None:
    printed = of_council(four_councils, "hertfordshire-county-council", 2024)
    assert printed["isBasedOn"] == ["https://example.org/h"]
    assert "isBasedOn" not in of_council(four_councils, "milton-keynes", 2024)


def test_a_council_without_figures_is_no_data_set(four_councils: Dataset) -> None:
    assert of_council(four_councils, "leeds", 2024) is None


def test_publisher_and_licence_are_named_only_if_they_are_known(four_councils: Dataset) -> None:
    unknown: Any = structured_data.every_figure(four_councils)
    assert "creator" not in unknown
    assert "license" not in unknown
    known: Any = structured_data.every_figure(
        with_manifest(four_councils, publisher="A group", licence="https://example.org/licence")
    )
    assert known["creator"] == {"@type": "Organization", "name": "A group"}
    assert known["license"] == "https://example.org/licence"


def test_made_up_figures_are_named_and_described_as_that(four_councils: Dataset) -> None:
    made_up = with_manifest(
        four_councils, kind=SnapshotKind.DEMONSTRATION, description="Made-up cases."
    )
    for node in (
        structured_data.every_figure(made_up),
        of_council(made_up, "milton-keynes", 2024),
    ):
        assert node["name"].startswith("Demonstration data: ")
        assert "Made-up cases." in node["description"]


@pytest.mark.parametrize("steps", [1, 2])
def test_the_way_to_a_page_begins_at_the_map_and_is_numbered(steps: int) -> None:
    given = [("Letters", "/letters"), ("2023-24", "/letters/leeds/2024")][:steps]
    node = structured_data.breadcrumbs(*given)
    items = node["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, steps + 2))
    assert [item["item"] for item in items] == ["/", *(address for _, address in given)]
