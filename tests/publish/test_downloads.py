"""The files of the whole data, as a publish leaves them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pandas as pd
from csvw import CSVW

from dashboard.dataset import Dataset


def test_the_csv_files_of_a_publish_are_valid_by_their_metadata(four_councils: Dataset) -> None:
    downloads = four_councils.folder / "downloads"
    described = json.loads((downloads / "csv-metadata.json").read_text())["tables"]
    assert {table["url"] for table in described} == {p.name for p in downloads.glob("*.csv")}
    assert CSVW(str(downloads / "csv-metadata.json"), validate=True).is_valid


def test_counts_that_are_known_are_there_and_those_that_are_not_are_empty(
    four_councils: Dataset,
) -> None:
    counts = pd.read_csv(
        four_councils.folder / "downloads" / "yearly-counts.csv", dtype=str, keep_default_na=False
    ).set_index(["authority", "year_ending"])
    known = counts.loc[("Milton Keynes City Council", "2024-03-31")]
    assert (known["upheld"], known["investigated"], known["decided_source"]) == ("5", "9", "cases")
    printed = counts.loc[("Hertfordshire County Council", "2021-03-31")]
    assert (printed["upheld"], printed["decided"]) == ("9", "")
    assert ("Leeds City Council", "2021-03-31") not in counts.index
    assert set(counts["data"]) == {"published"}


def test_every_council_is_listed_with_those_that_took_its_place(four_councils: Dataset) -> None:
    councils = pd.read_csv(
        four_councils.folder / "downloads" / "councils.csv", dtype=str, keep_default_na=False
    ).set_index("slug")
    assert len(councils) == len(four_councils.register)
    allerdale, cumberland = councils.loc["allerdale"], councils.loc["cumberland"]
    assert allerdale["successor_codes"] == cumberland["code"]
    assert (allerdale["last_day"], cumberland["last_day"]) == ("2023-03-31", "")


def test_the_database_says_whose_data_it_holds(four_councils: Dataset) -> None:
    database = four_councils.folder / "council-performance.sqlite"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        about = dict(connection.execute("SELECT name, words FROM about_the_data"))
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert about == {
        "Data": "published",
        "Description": "Worked out from the Ombudsman's case tables.",
    }
    said = json.loads((four_councils.folder / "downloads" / "datasette.json").read_text())
    assert set(said["databases"]["council-performance"]["tables"]) <= tables
