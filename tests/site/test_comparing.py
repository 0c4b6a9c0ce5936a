"""Comparisons as the site serves them, against the demonstration's database."""

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


def peer_table(page: str) -> str:
    """The table of the compared measure, without that of all measures beneath it."""
    return page.split('id="table"')[1].split("Every count and measure")[0]


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
    assert peer_table(page).count('<th scope="row">') == 37
    assert "chosen by the reader" in page


def test_the_table_is_sorted_by_name_unless_asked(ask: Ask) -> None:
    def names(address: str) -> list[str]:
        return re.findall(r'<th scope="row"><a[^>]*>([^<]+)', peer_table(ask(address).text))

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
    funnel = page.split('id="table"')[0]
    assert peer_table(page).count('<th scope="row">') == 10
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
    assert book.sheetnames == ["Notes", "Councils", "All measures"]
    notes = {row[0].value: row[1].value for row in book["Notes"].rows}
    assert "DEMONSTRATION DATA" in notes["Data"]
    assert notes["Compared"] == "Leeds City Council with the other metropolitan boroughs"
    heading, *rows = book["Councils"].iter_rows(values_only=True)
    assert len(rows) == 36
    assert all(isinstance(row[heading.index("denominator")], int) for row in rows)


def test_a_profile_answers_whether_it_could_be_chance(ask: Ask) -> None:
    page = words(ask("/council/leeds?year=2024").text)
    assert "Uphold rate: could this be chance?" in page
    assert "The other metropolitan boroughs: " in page
    assert "For this mix of categories, the uphold rates of all of England would give" in page


def test_two_tables_hold_what_a_peer_table_made_by_hand_holds(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    """Residents, received and every measure, on the page and in the workbook."""
    chosen = "buckinghamshire,birmingham,liverpool,bath-and-north-east-somerset"
    address = f"councils={chosen}&year=2024&group=chosen"
    page = ask(f"/compare?{address}").text.split("Every count and measure")[-1]
    book = openpyxl.load_workbook(io.BytesIO(ask(f"/compare.xlsx?{address}").body))
    heading, *rows = book["All measures"].iter_rows(values_only=True)
    assert len(rows) == 4
    for row in rows:
        of_row = dict(zip(heading, row, strict=True))
        stored = made_up.execute(
            "SELECT * FROM yearly_count WHERE authority_code = ? AND year_ending = ?",
            (of_row["GSS code"], YEAR),
        ).fetchone()
        assert of_row["residents"] == stored["population"]
        assert of_row["received"] == stored["received"]
        assert of_row["upheld"] == stored["upheld"]
        assert of_row["satisfactory remedies"] == stored["satisfactory_remedies"]
        assert of_row["not complied"] == stored["not_complied"]
        assert f'<td class="number">{stored["population"]:,}</td>' in page
        assert f"({stored['upheld']} of {stored['investigated']})" in page


def test_a_set_chosen_by_hand_says_whose_ranges_meet(ask: Ask, made_up: sqlite3.Connection) -> None:
    found = {
        row["slug"]: row
        for row in made_up.execute(
            "SELECT slug, short_name, low, high FROM yearly_figure JOIN authority "
            "ON code = authority_code WHERE year_ending = ? AND measure = 'upheld_per_100k' "
            "AND slug IN ('leeds', 'bradford', 'luton', 'stevenage')",
            (YEAR,),
        )
    }
    page = words(ask(f"/compare?councils={','.join(found)}&year=2024&measure=upheld_per_100k").text)
    first, *others = found.values()
    apart = [o for o in others if o["low"] > first["high"] or o["high"] < first["low"]]
    if not apart:
        assert "meets each of theirs: such gaps are common by chance" in page
    for other in apart:
        assert re.search(rf"doesn’t meet that of [^:]*{other['short_name']} \(", page)
    assert "no council is named as different" in page


def test_rates_by_population_say_whether_the_others_lie_in_the_range(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    row = made_up.execute(
        "SELECT f.low, f.high, c.value FROM yearly_figure f JOIN comparison c "
        "USING (authority_code, year_ending, measure) JOIN authority ON code = authority_code "
        "WHERE slug = 'leeds' AND year_ending = ? AND measure = 'upheld_per_100k' "
        "AND peer_group = 'type'",
        (YEAR,),
    ).fetchone()
    page = words(ask("/compare?councils=leeds&year=2024&measure=upheld_per_100k").text)
    side = "within" if row["low"] <= row["value"] <= row["high"] else "outside"
    assert f"That lies {side} its range of {row['low']:.1f} to {row['high']:.1f}:" in page
