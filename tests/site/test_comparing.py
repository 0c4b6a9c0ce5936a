"""Compare, trends and signals as the site serves them, against the demonstration's database."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from html import unescape

import openpyxl

from tests.site.asking import Ask

YEAR = "2024-03-31"


def words(page: str) -> str:
    """A page's words in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_council_stands_beside_its_type_with_both_counts(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    row = made_up.execute(
        "SELECT f.numerator n, f.denominator d, c.numerator cn, c.denominator cd, c.councils "
        "FROM yearly_figure f JOIN comparison c USING (authority_code, year_ending, measure) "
        "JOIN authority ON code = authority_code WHERE slug = 'leeds' AND year_ending = ? "
        "AND measure = 'uphold_rate' AND peer_group = 'type'",
        (YEAR,),
    ).fetchone()
    page = words(ask("/compare?councils=leeds&year=2024").text)
    assert f"{row['n']} of {row['d']} complaints investigated" in page
    assert "the other metropolitan boroughs: " in page
    assert f"{row['cn']:,} of {row['cd']:,}" in page
    assert row["councils"] == 35, "Leeds itself is left out of 36"


def test_every_council_of_the_group_is_a_mark_and_a_row(ask: Ask) -> None:
    page = ask("/compare?councils=leeds,luton&group=type&year=2024").text
    distribution = page.split('class="marked"')[1]
    assert distribution.count('class="mark-link') == 37, "36 metropolitan boroughs and Luton"
    assert 'class="mark-link is-chosen is-2' in distribution
    assert page.count('<th scope="row">') == 37
    assert "chosen by the reader" in page


def test_the_table_is_sorted_by_name_unless_asked(ask: Ask) -> None:
    def names(address: str) -> list[str]:
        return re.findall(r'<th scope="row"><a[^>]*>([^<]+)', ask(address).text)

    by_name = names("/compare?councils=leeds&year=2024")
    assert by_name == sorted(by_name)
    highest = names("/compare?councils=leeds&year=2024&sort=-figure")
    assert highest != by_name
    assert sorted(highest) == by_name


def test_the_readers_own_set_has_no_verdict_and_at_most_ten(ask: Ask) -> None:
    eleven = "leeds,luton,york,dorset,camden,barnet,bexley,brent,bolton,bury,wigan"
    page = ask(f"/compare?councils={eleven}&year=2024&group=chosen").text
    assert "At most 10 councils are compared" in page
    assert "A set chosen by hand is no benchmark" in page
    funnel, peers = page.split('id="table"')
    assert peers.count('<th scope="row">') == 10
    assert "The 36 councils in the funnel as a table" in funnel
    assert funnel.count('<th scope="row">') == 36


def test_a_council_is_added_by_name_and_an_unknown_one_is_said(ask: Ask) -> None:
    added = ask("/compare?councils=leeds&add=Milton+Keynes&year=2024")
    assert "councils=leeds,milton-keynes" in added.text
    unknown = ask("/compare?councils=&add=Nowhere+%3Cb%3E")
    assert unknown.status == 200
    assert "There is no council “Nowhere &lt;b&gt;”." in unknown.text


def test_the_peer_table_goes_away_as_csv(ask: Ask, made_up: sqlite3.Connection) -> None:
    answer = ask("/compare.csv?councils=leeds&group=like&year=2024")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    peers = made_up.execute(
        "SELECT peer_code FROM peer JOIN authority ON code = authority_code "
        "WHERE slug = 'leeds' AND year_ending = ? AND peer_group = 'like'",
        (YEAR,),
    ).fetchall()
    assert {row["GSS code"] for row in rows} == {p["peer_code"] for p in peers} | {"E08000035"}
    leeds = next(row for row in rows if row["GSS code"] == "E08000035")
    stored = made_up.execute(
        "SELECT * FROM yearly_figure WHERE authority_code = 'E08000035' AND year_ending = ? "
        "AND measure = 'uphold_rate'",
        (YEAR,),
    ).fetchone()
    assert leeds["numerator"] == str(stored["numerator"])
    assert float(leeds["value"]) == stored["value"]
    assert {row["data"] for row in rows} == {"demonstration"}
    assert all("residents beside" in row["why in the group"] for row in rows if row != leeds)


def test_the_workbook_has_notes_first_and_numbers_as_numbers(ask: Ask) -> None:
    answer = ask("/compare.xlsx?councils=leeds&group=type&year=2024")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert book.sheetnames == ["Notes", "Councils"]
    notes = {row[0].value: row[1].value for row in book["Notes"].rows}
    assert "DEMONSTRATION DATA" in notes["Data"]
    assert notes["Compared"] == "Leeds City Council with the other metropolitan boroughs"
    heading, *rows = book["Councils"].iter_rows(values_only=True)
    assert len(rows) == 36
    assert all(isinstance(row[heading.index("denominator")], int) for row in rows)


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
    assert '/trends?of=mendip"' in page
    row = made_up.execute(
        "SELECT f.numerator, f.denominator FROM yearly_figure f "
        "JOIN authority ON code = authority_code WHERE slug = 'somerset' "
        "AND year_ending = ? AND measure = 'uphold_rate'",
        (YEAR,),
    ).fetchone()
    assert f'<td class="number">{row["numerator"]} of {row["denominator"]}</td>' in page


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


def test_signals_are_filtered_and_paged(ask: Ask) -> None:
    whole = ask("/signals?year=2024").text
    assert "Page 1 of " in whole
    assert 'href="/signals?year=2024&amp;page=2"' in whole
    council = ask("/signals?year=2024&council=Leeds").text
    assert "Page 1 of" not in council
    assert ask("/signals?year=2024&page=999999999999").status == 200


def test_a_profile_answers_whether_it_could_be_chance(ask: Ask) -> None:
    page = words(ask("/council/leeds?year=2024").text)
    assert "Uphold rate: could this be chance?" in page
    assert "The other metropolitan boroughs: " in page
    assert "For this mix of categories, the uphold rates of all of England would give" in page
