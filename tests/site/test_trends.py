"""Trends as the site serves them, against the demonstration's database."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from urllib.parse import quote_plus

import pytest

from tests.site.asking import Ask

YEAR = "2024-03-31"


def words(page: str) -> str:
    """A page's words in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def table(page: str, caption: str) -> list[list[str]]:
    """The cells of the table with that caption, row by row, its headings first."""
    found = page.split(f">{caption}</caption>")[1].split("</table>")[0]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", found)
    ]


def test_a_trend_stops_at_the_break_and_says_why(ask: Ask) -> None:
    page = ask("/trends?of=leeds").text
    lines = re.findall(r'<path d="([^"]+)" class="trend-line"', page)
    assert len(lines) == 2, "one before and one after 2022-23"
    assert "method changed" in page
    assert "In 2022-23 the Ombudsman became more selective" in page
    assert "a verdict on a trend takes 5" in words(page)


def test_predecessors_stand_on_the_trend_by_themselves(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    page = ask("/trends?of=somerset").text
    assert "their figures are not added up" in page
    assert "<title>Mendip 2021-22</title>" in page
    row = made_up.execute(
        "SELECT f.numerator, f.denominator FROM yearly_figure f "
        "JOIN authority ON code = authority_code WHERE slug = 'somerset' "
        "AND year_ending = ? AND measure = 'uphold_rate'",
        (YEAR,),
    ).fetchone()
    numbers = [f"<a [^>]*>{row[column]}</a>" for column in ("numerator", "denominator")]
    assert re.search(f'<td class="number">{" of ".join(numbers)}</td>', page)


def test_a_service_that_a_district_does_not_run_is_not_applicable(ask: Ask) -> None:
    page = words(ask("/trends?of=stevenage").text)
    assert "Not applicable, since Stevenage doesn’t run them: Adult care services" in page
    assert "Hertfordshire County Council runs them." in page


def test_the_trend_of_england_is_the_sum_of_all_types(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    upheld, investigated = made_up.execute(
        "SELECT SUM(upheld), SUM(investigated) FROM yearly_count WHERE year_ending = ?", (YEAR,)
    ).fetchone()
    assert f"{upheld:,} of {investigated:,}" in words(ask("/trends").text)


def counted(made_up: sqlite3.Connection, slug: str, category: str) -> dict[str, tuple[int, int]]:
    """Upheld and investigated by year, counted from the cases by category."""
    rows = made_up.execute(
        "SELECT year_ending, SUM(CASE WHEN outcome = 'Upheld' THEN cases ELSE 0 END) AS upheld, "
        "SUM(cases) AS investigated FROM category_count JOIN authority ON code = authority_code "
        "WHERE slug = ? AND kind = 'decided' AND category = ? "
        "AND outcome IN ('Upheld', 'Not upheld') GROUP BY year_ending",
        (slug, category),
    )
    return {row["year_ending"]: (row["upheld"], row["investigated"]) for row in rows}


@pytest.mark.parametrize("category", ["Housing", "Children's care services", "Planning"])
def test_a_category_has_its_own_chart_and_table(
    ask: Ask, made_up: sqlite3.Connection, category: str
) -> None:
    page = ask(f"/trends?of=birmingham&category={quote_plus(category)}").text
    counts = counted(made_up, "birmingham", category)
    assert counts
    rows = table(page, f"Uphold rate, {category}, year by year")
    by_year = {row[0]: row[2].split(" of ") for row in rows[1:]}
    for year, (upheld, investigated) in counts.items():
        label = f"{int(year[:4]) - 1}-{year[2:4]}"
        assert by_year[label][0] == str(upheld)
        assert by_year[label][1].split()[0] == str(investigated)
        assert f"{label}: " in page.split('class="marked"')[1], "each year is a mark of the chart"
    assert "Received" not in rows[0], "the numbers received are of all categories"
    assert f"Birmingham over the years: {category}" in words(page)


def test_the_form_and_every_link_keep_the_category(ask: Ask) -> None:
    page = ask("/trends?of=birmingham&category=Housing&measure=satisfactory_remedy_rate").text
    assert '<option value="Housing" selected>' in page
    assert (
        "/trends?of=birmingham&amp;measure=satisfactory_remedy_rate&amp;category=Planning" in page
    )
    assert "Birmingham over the years, Satisfactory remedy rate, Housing" in page


def test_a_category_keeps_the_breaks_and_marks_few_cases(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    page = ask("/trends?of=birmingham&category=Education").text
    assert "method changed" in page
    assert len(re.findall(r'class="trend-line"', page)) == 2
    slug = made_up.execute(
        "SELECT slug FROM category_figure JOIN authority ON code = authority_code "
        "WHERE category = 'Planning' AND measure = 'uphold_rate' AND year_ending = ? "
        "AND denominator BETWEEN 1 AND 4 ORDER BY slug LIMIT 1",
        (YEAR,),
    ).fetchone()["slug"]
    few = ask(f"/trends?of={slug}&category=Planning").text
    assert 'class="mark-link is-few"' in few
    assert "fewer than 5" in table(few, "Uphold rate, Planning, year by year")[-1][2]
    assert "With fewer than 5 cases, any gap could be chance." in words(few)


def test_a_gap_in_a_category_has_both_counts_and_leaves_the_council_out(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    own = counted(made_up, "leeds", "Education")[YEAR]
    upheld, investigated = made_up.execute(
        "SELECT SUM(CASE WHEN outcome = 'Upheld' THEN cases ELSE 0 END), SUM(cases) "
        "FROM category_count JOIN authority ON code = authority_code WHERE type = 'metropolitan' "
        "AND year_ending = ? AND kind = 'decided' AND category = 'Education' "
        "AND outcome IN ('Upheld', 'Not upheld')",
        (YEAR,),
    ).fetchone()
    page = words(ask("/trends?of=leeds&category=Education").text)
    assert f"{own[0]} of {own[1]} complaints investigated in 2023-24" in page
    assert f"{upheld - own[0]} of {investigated - own[1]}." in page


def test_a_type_and_england_have_their_categories_too(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    for of, condition in (("district", "type = 'district'"), ("england", "1")):
        upheld, investigated = made_up.execute(
            "SELECT SUM(CASE WHEN outcome = 'Upheld' THEN cases ELSE 0 END), SUM(cases) "
            f"FROM category_count JOIN authority ON code = authority_code WHERE {condition} "
            "AND year_ending = ? AND kind = 'decided' AND category = 'Planning' "
            "AND outcome IN ('Upheld', 'Not upheld')",
            (YEAR,),
        ).fetchone()
        rows = table(
            ask(f"/trends?of={of}&category=Planning").text, "Uphold rate, Planning, year by year"
        )
        assert rows[-1][0] == "2023-24"
        assert rows[-1][2] == f"{upheld:,} of {investigated:,}"


def test_a_category_that_a_council_does_not_run_is_not_applicable_and_leads_on(ask: Ask) -> None:
    page = ask("/trends?of=stevenage&category=Education").text
    assert "Not applicable: Stevenage doesn’t run the services of “Education”." in words(page)
    assert 'href="/trends?of=hertfordshire-county-council&amp;category=Education"' in page
    assert "year by year</caption>" not in page
    counties = words(ask("/trends?of=county&category=Housing").text)
    assert "Not applicable: county councils don’t run the services of “Housing”." in counties
    county = ask("/trends?of=hertfordshire-county-council&category=Housing").text
    assert 'href="/trends?of=stevenage&amp;category=Housing"' in county


def test_an_unknown_category_is_said_and_all_are_shown(ask: Ask) -> None:
    page = ask("/trends?of=leeds&category=Dragons%3Cb%3E")
    assert page.status == 200
    assert "There is no category “Dragons<b>”; all of them are shown." in words(page.text)


def test_without_cases_by_category_no_category_is_offered(ask_real: Ask) -> None:
    page = ask_real("/trends?of=leeds&category=Housing").text
    assert "no cases by category are loaded" in words(page)
    assert 'name="category"' not in page


def test_as_was_shows_each_predecessor_by_itself(ask: Ask, made_up: sqlite3.Connection) -> None:
    page = ask("/trends?of=somerset&lineage=was").text
    heading, *rows = table(page, "Uphold rate: each council’s own years")
    assert heading == [
        *("Year", "Mendip", "Sedgemoor", "Somerset County", "Somerset West and Taunton"),
        *("South Somerset", "Somerset"),
    ]
    figures = made_up.execute(
        "SELECT short_name, year_ending, display, numerator, denominator FROM yearly_figure "
        "JOIN authority ON code = authority_code WHERE measure = 'uphold_rate' "
        "AND display IS NOT NULL AND slug IN ('mendip', 'somerset-county-council', 'somerset')"
    ).fetchall()
    assert figures
    by_label = {row[0]: row for row in rows}
    for figure in figures:
        label = f"{int(figure['year_ending'][:4]) - 1}-{figure['year_ending'][2:4]}"
        cell = by_label[label][heading.index(figure["short_name"])]
        counts = f"({figure['numerator']} of {figure['denominator']})"
        assert cell == f"{figure['display']} {counts}"
    said = words(page)
    assert "Somerset began on 1 April 2023 in place of 5 councils." in said
    assert (
        "They ran different services, so a sum of their cases would compare with nothing." in said
    )


def test_the_switch_is_in_the_address_and_kept_by_every_link(ask: Ask) -> None:
    now = ask("/trends?of=somerset&category=Housing").text
    assert 'href="/trends?of=somerset&amp;category=Housing&amp;lineage=was"' in now
    was = ask("/trends?of=somerset&category=Housing&lineage=was").text
    assert '<input type="hidden" name="lineage" value="was">' in was
    assert "/trends?of=somerset&amp;category=Planning&amp;lineage=was" in was
    assert "Somerset over the years, Uphold rate, Housing, as was" in was
    assert 'class="trend-predecessor"' not in was


def test_an_abolished_council_is_shown_as_it_was_and_leads_to_its_successor(ask: Ask) -> None:
    page = ask("/trends?of=mendip").text
    switch = page.split('class="lineage-switch"')[1].split("</div>")[0]
    assert '<a href="/trends?of=somerset">As now: Somerset</a>' in switch
    assert re.search(r'aria-current="true"[^>]*>As was: Mendip<', switch)


def test_a_council_without_a_merger_has_no_switch(ask: Ask) -> None:
    assert "lineage-switch" not in ask("/trends?of=leeds").text
    assert "lineage-switch" not in ask("/trends?of=leeds&lineage=was").text


def test_the_profile_of_a_merged_council_leads_to_each_ones_own_years(ask: Ask) -> None:
    assert 'href="/trends?of=somerset&amp;lineage=was"' in ask("/council/somerset").text


def test_every_year_of_the_table_says_what_changed_since_the_year_before(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    rows = table(ask("/trends?of=leeds").text, "Uphold rate, year by year")
    since = rows[0].index("Since the year before")
    stored = {
        row["year_ending"]: row
        for row in made_up.execute(
            "SELECT * FROM figure_change JOIN authority ON code = authority_code "
            "WHERE slug = 'leeds' AND measure = 'uphold_rate'"
        )
    }
    assert [row[since] for row in rows[1:3]] == ["", "doesn’t compare"], "2022-23 is after a break"
    change = stored[YEAR]
    points = round(change["difference"] * 100)
    assert str(abs(points)) in rows[3][since]
    assert rows[3][since].endswith(change["verdict"])


def test_the_number_received_is_compared_with_the_year_before_and_the_others(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    found = {
        row["year_ending"]: row
        for row in made_up.execute(
            "SELECT y.year_ending, received, population FROM yearly_count y JOIN authority "
            "ON code = authority_code WHERE slug = 'leeds'"
        )
    }
    others = made_up.execute(
        "SELECT SUM(received) AS received, SUM(population) AS residents FROM yearly_count "
        "JOIN authority ON code = authority_code WHERE type = 'metropolitan' "
        "AND slug <> 'leeds' AND year_ending = ?",
        (YEAR,),
    ).fetchone()
    own, before = found[YEAR], found["2023-03-31"]
    for address in ("/trends?of=leeds", "/council/leeds?year=2024"):
        page = words(ask(address).text)
        assert f"Received: {before['received']} in 2022-23, {own['received']} in 2023-24:" in page
        assert f"The other metropolitan boroughs together: {others['received']:,} received" in page
        rate = others["received"] / others["residents"]
        assert f"its residents would give {rate * own['population']:.0f}," in page
    after_a_break = words(ask("/council/leeds?year=2022").text)
    assert "The number doesn’t compare with the year before. 2020-21 was short" in after_a_break
