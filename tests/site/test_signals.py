"""Early warnings as the site serves them, against the demonstration's database."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from urllib.parse import quote_plus

import pytest

from tests.site.asking import Ask

YEAR = "2024-03-31"
LABELS = {
    "outside-funnel": "Uphold rate outside the funnel",
    "rise": "Uphold rate rose",
    "not-complied": "Not complied with",
    "late": "Late compliance",
    "category-share": "Category stands out",
    "upheld-again": "Upheld again after an improvement",
}


def words(page: str) -> str:
    """A page's words in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def stored(made_up: sqlite3.Connection, condition: str = "1") -> dict[str, int]:
    """How many signals there are of each kind."""
    rows = made_up.execute(
        "SELECT kind, COUNT(*) AS many FROM signal JOIN authority ON code = authority_code "
        f"WHERE year_ending = ? AND {condition} GROUP BY kind",
        (YEAR,),
    )
    return {row["kind"]: row["many"] for row in rows}


def test_each_signal_has_counts_a_test_and_its_cases(ask: Ask, made_up: sqlite3.Connection) -> None:
    signals = made_up.execute(
        "SELECT name, count, base FROM signal JOIN authority ON code = authority_code "
        "WHERE year_ending = ? AND kind = 'not-complied'",
        (YEAR,),
    ).fetchall()
    page = ask("/signals?year=2024&kind=not-complied").text
    assert f"<h2>{len(signals)} signals in 2023-24</h2>" in page
    for signal in signals:
        assert f"{signal['count']} of {signal['base']} compliance outcomes were not" in page
    assert page.count("A fact, not a test.") == len(signals)
    assert page.count("#recommendations") == len(signals)


def test_each_kind_has_its_count_and_tested_ones_come_before_upheld_again(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    page = ask("/signals?year=2024").text
    counts = stored(made_up)
    for kind, label in LABELS.items():
        assert f">{label}: {counts.get(kind, 0):,}</a>" in page
    headings = re.findall(r"<h3>([^<:]+): ", page)
    assert headings == [label for kind, label in LABELS.items() if kind in counts]
    assert headings[-1] == "Upheld again after an improvement"


def test_no_kind_crowds_out_the_others(ask: Ask, made_up: sqlite3.Connection) -> None:
    """The demonstration has hundreds of cases upheld again; eight of them stand on the page."""
    counts = stored(made_up)
    assert counts["upheld-again"] > 100
    page = ask("/signals?year=2024").text
    lists = page.split('class="signal-list"')[1:]
    entries = [of_kind.split("</ul>")[0].count("<li>") for of_kind in lists]
    assert entries == [min(8, counts[kind]) for kind in LABELS if kind in counts]
    assert f"All {counts['upheld-again']} of this kind" in page


@pytest.mark.parametrize(
    ("asked", "condition"),
    [
        ({"region": "South West"}, "region = 'South West'"),
        ({"type": "county"}, "type = 'county'"),
        ({"kind": "late", "type": "unitary"}, "kind = 'late' AND type = 'unitary'"),
        (
            {"region": "North West", "type": "district", "kind": "upheld-again"},
            "region = 'North West' AND type = 'district' AND kind = 'upheld-again'",
        ),
    ],
)
def test_region_type_and_kind_filter_the_list(
    ask: Ask, made_up: sqlite3.Connection, asked: dict[str, str], condition: str
) -> None:
    query = "&".join(f"{name}={quote_plus(value)}" for name, value in asked.items())
    page = ask(f"/signals?year=2024&{query}").text
    many = sum(stored(made_up, condition).values())
    assert f"<h2>{many:,} {'signal' if many == 1 else 'signals'} in 2023-24</h2>" in page
    for name, value in asked.items():
        options = page.split(f'name="{name}"')[1].split("</select>")[0]
        assert re.search(rf'value="{value}" selected', options)


def test_one_kind_is_paged_and_the_pages_keep_the_filter(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    many = stored(made_up)["upheld-again"]
    first = ask("/signals?year=2024&kind=upheld-again").text
    assert f"Page 1 of {-(-many // 40)}" in first
    assert 'href="/signals?year=2024&amp;kind=upheld-again&amp;page=2"' in first
    names = re.findall(r"<li><p><a[^>]*>([^<]+)</a>", first)
    assert names == sorted(names), "by name, which is no league table"
    assert ask("/signals?year=2024&kind=upheld-again&page=999999999999").status == 200


def test_a_printed_rate_below_all_is_a_signal_with_what_is_printed(ask_real: Ask) -> None:
    """98% of 63 outcomes, as the Ombudsman prints it for Kent: how many aren't is not made up."""
    page = ask_real("/signals?year=2024&kind=not-complied").text
    kent = words(page.split(">Kent</a>")[1].split("</li>")[0])
    assert "Compliance is printed as 98% of 63 outcomes" in kent
    assert "how many were not complied with isn’t printed" in kent
    assert 'href="/council/kent-county-council?year=2024">The printed figure</a>' in page
