"""The page about the data: what was read, and how it compares with print."""

from __future__ import annotations

import re
import sqlite3

from tests.site.asking import Ask


def test_the_real_extract_reproduces_every_printed_rate_that_has_its_counts(ask_real: Ask) -> None:
    page = ask_real("/data?status=equal")
    assert page.status == 200
    assert "equal to its printed counts" in page.text
    assert "Differs: 0 figures" in ask_real("/data").text


def test_the_summary_counts_what_the_snapshot_has(ask: Ask, made_up: sqlite3.Connection) -> None:
    (number,) = made_up.execute(
        "SELECT count(*) FROM reconciliation WHERE figure = 'upheld_pct' "
        "AND status = 'no published figure'"
    ).fetchone()
    page = ask("/data").text
    row = re.search(r"<tr><th[^>]*>Uphold rate</th>(.*?)</tr>", page)
    assert row is not None
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", row[1])
    assert cells[2] == f"{number:,}"


def test_the_address_chooses_council_year_and_result(ask: Ask) -> None:
    page = ask("/data?council=leeds&year=2023&status=no+published+figure").text
    assert "Leeds City Council, 2022-23, no published figure" in page
    assert 'href="/council/leeds?year=2023"' in page
    assert "Birmingham" not in page.split("England</h2>")[0].split("Computed and printed")[1]


def test_long_lists_have_pages(ask: Ask) -> None:
    first = ask("/data?status=no+published+figure").text
    assert "Page 1 of " in first
    second = re.search(r'href="([^"]*page=2[^"]*)"', first)
    assert second is not None
    assert "Page 2 of " in ask(second[1].replace("&amp;", "&").split("#")[0]).text


def test_every_file_is_named_with_its_checksum(ask: Ask, made_up: sqlite3.Connection) -> None:
    page = ask("/data").text
    for name, sha256 in made_up.execute(
        "SELECT name, sha256 FROM source_file WHERE kind <> 'annual review letter'"
    ):
        assert name in page
        assert sha256 in page


def test_demonstration_data_are_called_that(ask: Ask) -> None:
    assert "Demonstration data: made-up cases" in ask("/data").text


def test_the_filters_keep_what_was_asked_for(ask: Ask) -> None:
    page = ask("/data?council=leeds&year=2023&status=no+published+figure").text
    form = page.split('aria-label="Computed and printed figures"')[1].split("</form>")[0]
    assert 'value="Leeds City Council"' in form
    assert re.search(r'<option value="2023"[^>]* selected', form)
    assert re.search(r'<option value="no published figure"[^>]* selected', form)


def test_a_filter_that_means_nothing_is_said(ask: Ask) -> None:
    page = ask("/data?council=Atlantis&year=1999&status=perhaps").text
    assert "There is no council “Atlantis”; figures of all are shown." in page
    assert "There is no year “1999” in these data; all years are shown." in page
    assert "There is no result “perhaps”; all are shown." in page


def test_printed_averages_stand_without_a_computed_one_where_there_are_no_cases(
    ask_real: Ask,
) -> None:
    page = ask_real("/data").text
    row = re.search(r"<tr><th[^>]*>2023-24</th><td>county councils</td>(.*?)</tr>", page)
    assert row is not None
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row[1])
    assert "%" in cells[2]
    assert cells[1] == ""
    assert cells[4] == "no computed figure"
