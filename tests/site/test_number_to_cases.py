"""Every count of decisions leads to exactly its cases, and the page says what of the others."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest

from dashboard.components.markup import to_html
from dashboard.components.summary import summary
from dashboard.dataset import Dataset
from dashboard.pages import compare, council, decisions, signals, trends
from dashboard.publish.publication import publish
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import DecisionOutcome, Measure
from tests.four_councils import TODAY, write_input

SLUGS = ("milton-keynes", "hertfordshire-county-council", "stevenage", "allerdale")
YEARS = (2021, 2022, 2023, 2024)
GROUPS = {
    "Investigated": ("Upheld", "Not upheld"),
    "Assessed and closed": ("Closed after initial enquiries",),
    "Not for us or not ready for us": (
        *("Invalid or incomplete", "Advice given", "Referred back for local resolution"),
    ),
}
LINK = re.compile(r'<a href="(/decisions\?[^"]*from=[^"]*)"[^>]*>([\d,]+)</a>')


@dataclass(frozen=True)
class Cases:
    """The four councils' decided cases, two of three of them published."""

    dataset: Dataset
    rows: tuple[dict[str, str], ...]

    def of(self, asked: dict[str, str]) -> list[dict[str, str]]:
        """The rows of the table that an address asks for, read without the program."""
        register = self.dataset.register
        outcomes = GROUPS.get(asked.get("decision", ""), (asked.get("decision"),))
        found = []
        for row in self.rows:
            authority = self.dataset.names.resolve(row["authority"]).authority
            assert authority
            if "council" in asked and authority != register.by_slug(asked["council"]):
                continue
            if "type" in asked and authority.type != asked["type"]:
                continue
            if asked.get("category") not in (None, row["category"]):
                continue
            if "decision" in asked and row["decision"] not in outcomes:
                continue
            if "remedy" in asked and row["satisfactory_remedy"] != "yes":
                continue
            if asked["from"] <= row["decided_on"] <= asked["to"]:
                found.append(row)
        return found


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    folder = tmp_path_factory.mktemp("number-to-cases")
    table = write_input(folder / "input") / "decided.csv"
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row["published"] = "no" if number % 3 == 0 else "yes"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    shelf = Shelf(folder / "snapshots")
    publish(folder / "input", shelf, today=TODAY)
    return Cases(Dataset.open(shelf.current()), tuple(rows))


def written(page: Any) -> str:
    return to_html(page.body)


def counts(html: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each count that is a link, and what its address asks for."""
    for address, number in LINK.findall(html):
        yield int(number.replace(",", "")), dict(parse_qsl(unescape(address).partition("?")[2]))


def listed(html: str) -> int:
    found = re.search(r'class="result-count">([\d,]+) decision', html)
    assert found
    return int(found[1].replace(",", ""))


def gap(html: str) -> tuple[int, int]:
    """How many the page says are counted, and how many of them it says are absent."""
    found = re.search(r'class="decision-gap">([^<]*)<', html)
    assert found, "the page says nothing of the count"
    words = unescape(found[1])
    if told := re.match(r"All ([\d,]+) ", words):
        return int(told[1]), 0
    if words.startswith("The one "):
        return 1, 0
    told = re.match(r"([\d,]+) of ([\d,]+) .*; ([\d,]+) (?:was|were) not published\.", words)
    assert told, words
    assert int(told[1]) + int(told[3]) == int(told[2])
    return int(told[2]), int(told[3])


def pages(dataset: Dataset) -> Iterator[str]:
    for slug in SLUGS:
        authority = dataset.register.by_slug(slug)
        assert authority
        for year in YEARS:
            yield written(council.layout(dataset, slug=slug, year=str(year)))
            known = dataset.year(str(year))
            assert known
            yield to_html(summary(dataset, authority, known))
        for measure in Measure:
            yield written(trends.layout(dataset, of=slug, measure=measure))
    for year in YEARS:
        for measure in (Measure.UPHOLD_RATE, Measure.SATISFACTORY_REMEDY_RATE):
            yield written(
                compare.layout(dataset, councils=",".join(SLUGS), year=str(year), measure=measure)
            )
        yield written(signals.layout(dataset, year=str(year)))
    for about in ("county", "district", "england"):
        yield written(trends.layout(dataset, of=about))


def test_every_count_of_decisions_leads_to_its_cases_and_the_gap_is_explained(
    cases: Cases,
) -> None:
    asked: dict[tuple[tuple[str, str], ...], set[int]] = {}
    for page in pages(cases.dataset):
        for number, query in counts(page):
            asked.setdefault(tuple(sorted(query.items())), set()).add(number)
    of_printed = 0
    for query, numbers in asked.items():
        question = dict(query)
        (number,) = numbers  # The same count everywhere.
        page = written(decisions.layout(cases.dataset, **question))
        found = cases.of(question)
        assert listed(page) == sum(row["published"] == "yes" for row in found), question
        if question["to"] == "2021-03-31":
            of_printed += 1
            assert "in no list of published decisions that was loaded" in page
            continue
        assert number == len(found), question
        in_all, absent = gap(page)
        assert in_all == number, question
        assert listed(page) + absent == number, question
    assert of_printed == 2  # Hertfordshire's printed 9 of 10.
    council_years = {(question.get("council"), question["to"][:4]) for question in map(dict, asked)}
    assert council_years >= {
        *((slug, year) for slug in SLUGS[:2] for year in ("2022", "2023", "2024")),
        *(("stevenage", year) for year in ("2022", "2023", "2024")),
        *(("allerdale", year) for year in ("2022", "2023", "2024")),
    }
    kinds = {question.get("decision", "all") for question in map(dict, asked)}
    assert kinds >= {"all", "Investigated", *(str(outcome) for outcome in DecisionOutcome)}
    assert any("category" in question for question in map(dict, asked))
    assert any("remedy" in question for question in map(dict, asked))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            {"council": "milton-keynes", "decision": "Upheld"},
            "3 of 5 upheld decisions of 2023-24 are listed; 2 were not published.",
        ),
        (
            {"council": "allerdale", "decision": "Upheld"},
            "The one upheld decision of 2023-24 is listed.",
        ),
        ({"council": "stevenage", "decision": "Upheld"}, "No upheld decision of 2023-24 was"),
        (
            {"council": "hertfordshire", "decision": "Investigated", "category": "Planning"},
            "26 of 39 investigated decisions in Planning of 2023-24 are listed; 13 were not",
        ),
    ],
    ids=str,
)
def test_the_gap_is_said_in_words(cases: Cases, asked: dict[str, str], words: str) -> None:
    days = {"from": "2023-04-01", "to": "2024-03-31"}
    assert words in unescape(written(decisions.layout(cases.dataset, **asked, **days)))


def test_of_several_years_the_counts_are_added(cases: Cases) -> None:
    page = written(
        decisions.layout(
            *(cases.dataset,),
            **{"council": "hertfordshire", "from": "2021-04-01", "to": "2024-03-31"},
        )
    )
    assert gap(page)[0] == 10 + 3 + 39


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2023-04-02", "to": "2024-03-31"},
        {"from": "2023-04-01"},
        {},
        {"from": "2023-04-01", "to": "2024-03-31", "q": "planning"},
        {"from": "2023-04-01", "to": "2024-03-31", "reports": "yes"},
        {"from": "2020-04-01", "to": "2024-03-31"},
    ],
    ids=str,
)
def test_nothing_is_said_where_the_figures_count_no_such_thing(
    cases: Cases, asked: dict[str, str]
) -> None:
    page = written(decisions.layout(cases.dataset, **{"council": "stevenage", **asked}))
    assert "decision-gap" not in page
