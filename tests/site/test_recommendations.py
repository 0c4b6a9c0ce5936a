"""What councils agreed to do: counted, listed, none that failed left out, and what came after."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from urllib.parse import urlencode

import pytest

from tests.site.asking import Ask


def entries(page: str, part: str = "list") -> list[str]:
    """The entries of a section of a page, which begins at an element with an id."""
    section = page[page.index(f'id="{part}"') :]
    return re.findall(r"<li>.*?</li>", section[: section.index("</section>")], re.DOTALL)


def numbers(page: str, caption: str) -> dict[str, list[tuple[int, str | None]]]:
    """The rows of a table: each number, and where it leads."""
    table = page[page.index(f'<caption class="quiet">{caption}') :]
    table = table[: table.index("</table>")]
    rows: dict[str, list[tuple[int, str | None]]] = {}
    for heading, cells in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL):
        found = re.findall(r'<td class="number">(?:<a href="([^"]*)">)?([\d,]+)', cells)
        rows[unescape(heading)] = [
            (int(number.replace(",", "")), unescape(address) or None) for address, number in found
        ]
    return rows


def counted(made_up: sqlite3.Connection, condition: str, *values: str) -> int:
    found = made_up.execute(
        "SELECT count(*) FROM recommendation JOIN authority ON code = authority_code "
        f"WHERE {condition}",
        values,
    )
    return int(found.fetchone()[0])


def test_every_number_leads_to_the_recommendations_that_it_counts(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    page = ask("/recommendations?council=leeds").text
    for caption in ("By year", "By kind", "By category"):
        rows = numbers(page, caption)
        assert rows
        assert sum(row[0][0] for row in rows.values()) == counted(made_up, "slug = 'leeds'")
        for every, *outcomes in rows.values():
            assert every[0] == sum(number for number, _ in outcomes)
    for number, address in numbers(page, "By kind")["Service improvement"]:
        if address is None:
            assert number == 0
            continue
        found = ask(address).text
        said = re.search(r'id="list">([\d,]+) recommendation', found)
        assert said
        assert int(said[1].replace(",", "")) == number
        assert len(entries(found)) == min(number, 20)


def test_a_year_is_that_in_which_the_outcome_was_recorded(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    rows = numbers(ask("/recommendations?council=leeds").text, "By year")
    known = counted(made_up, "slug = 'leeds' AND recorded_on BETWEEN '2023-04-01' AND '2024-03-31'")
    assert rows["2023-24"][0][0] == known


def test_the_profile_lists_every_failure_to_comply_of_whatever_year(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    slug, references = made_up.execute(
        "SELECT slug, group_concat(reference) FROM recommendation "
        "JOIN authority ON code = authority_code WHERE outcome = 'not complied' "
        "GROUP BY slug ORDER BY count(*) DESC, min(recorded_on)"
    ).fetchone()
    page = ask(f"/council/{slug}").text
    section = page[page.index('id="recommendations"') :]
    for reference in references.split(","):
        assert f'/decisions/{reference.replace(" ", "-")}"' in section


def test_those_not_complied_with_come_first_for_all_councils(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    failed = counted(made_up, "outcome = 'not complied'")
    page = ask("/recommendations").text
    assert f"{failed:,} not." in page
    found = entries(page)
    assert len(found) == 20
    assert all("Not complied" in entry for entry in found[: min(failed, 20)])


def test_cases_upheld_after_an_improvement_are_counted_and_lead_to_the_cases(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    row = made_up.execute(
        "SELECT slug, improvement.category, improvement.recorded_on, count(*) AS upheld "
        "FROM recommendation AS improvement "
        "JOIN authority ON code = improvement.authority_code "
        "JOIN decision USING (authority_code) WHERE improvement.kind = 'service improvement' "
        "AND decision.category = improvement.category AND decision.decision = 'Upheld' "
        "AND julianday(decided_on) - julianday(recorded_on) BETWEEN 1 AND 365 "
        "GROUP BY improvement.id ORDER BY recorded_on DESC, improvement.id"
    ).fetchone()
    asked = urlencode({"council": row["slug"], "category": row["category"]})
    page = ask(f"/recommendations?{asked}").text
    assert "a question to ask, no finding" in re.sub(r"\s+", " ", page)
    cases = "case" if row["upheld"] == 1 else "cases"
    link = re.search(
        rf'<a href="([^"]*)">{row["upheld"]} {cases} in the same category',
        "".join(entries(page, "again")),
    )
    assert link
    listed = ask(unescape(link[1])).text
    assert f'class="result-count">{row["upheld"]} decision' in listed


def test_the_same_category_elsewhere_is_of_councils_of_the_same_type(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    page = ask("/recommendations?" + urlencode({"council": "leeds", "category": "Housing"})).text
    found = entries(page, "elsewhere")
    slugs = [re.search(r"/council/([a-z-]+)", entry) for entry in found]
    assert len(found) == 10
    for slug in slugs:
        assert slug
        (kind,) = made_up.execute(
            "SELECT type FROM authority WHERE slug = ?", (slug[1],)
        ).fetchone()
        assert kind == "metropolitan"
        assert slug[1] != "leeds"


@pytest.mark.parametrize("asked", ["council=Nowhere", "page=99999", "kind=x&outcome=y&category=z"])
def test_what_means_nothing_is_said_or_left_out(ask: Ask, asked: str) -> None:
    page = ask(f"/recommendations?{asked}")
    assert page.status == 200
    assert ("There is no council “Nowhere”" in page.text) == ("Nowhere" in asked)
    assert entries(page.text)
