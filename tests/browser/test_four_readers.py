"""Each of four committees' questions is answered in words, with counts, where it is asked.

On the profile, beside other councils, over the years and among the signals; from figures in print,
as the committees had them, and from made-up cases; on a wide screen and on a phone.
"""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.four_readers import write_what_they_had
from tests.browser.visitor import PHONE, WIDE, Visitor
from tests.site.serving import run, serving

pytestmark = pytest.mark.xdist_group("browser-readers")


@pytest.fixture(scope="module")
def readers_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("readers")
    run("publish", str(write_what_they_had(folder / "input")), "--to", str(folder / "snapshots"))
    with serving(folder / "snapshots") as address:
        yield address


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def reader(visitor: Visitor, readers_site: str, request: pytest.FixtureRequest) -> Page:
    """Somebody on a screen of either width."""
    return visitor.page(readers_site, viewport=request.param)


def says(page: Page, address: str) -> str:
    """The words of a page, which is no wider than the screen."""
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return " ".join(page.get_by_role("main").inner_text().split())


def row(page: Page, caption: str, heading: str) -> list[str]:
    """The cells of a row, in a table with that caption."""
    table = page.locator("table", has=page.locator("caption", has_text=caption)).first
    found = table.locator("tr", has=page.get_by_role("rowheader", name=heading, exact=True))
    return found.first.locator("td").all_inner_texts()


def test_watford_reads_that_5_of_9_is_not_high(reader: Page) -> None:
    profile = says(reader, "/council/watford?year=2020")
    assert "5 of 9 complaints investigated were upheld (56%) in 2019-20; similar councils 45%" in (
        profile
    )
    assert "A gap of this size from similar councils is common by chance." in profile
    assert "One more case not upheld would make this 50%." in profile
    assert "Range 27% to 81%." in profile
    change = (
        "From 50% (3 of 6) in 2018-19 to 56% (5 of 9) in 2019-20: no clear change; chance alone "
        "often gives a difference of this size."
    )
    assert change in profile
    beside = says(reader, "/compare?councils=watford&year=2020")
    assert "Watford: 56%, 5 of 9 complaints investigated in 2019-20; similar councils 45%" in beside
    assert "A gap of this size from similar councils is common by chance." in beside
    assert change in beside
    years = says(reader, "/trends?of=watford")
    assert "Watford: 56%, 5 of 9 complaints investigated in 2019-20; similar councils 45%" in years
    assert change in years
    signals = says(reader, "/signals?year=2020&council=Watford")
    assert "0 signals in 2019-20" in signals
    assert "a council without one may have too few cases to tell" in signals


def test_cotswold_reads_what_1_of_1_is_and_finds_the_years_in_one_table(reader: Page) -> None:
    profile = says(reader, "/council/cotswold?year=2023")
    assert "1 of 1 complaints investigated were upheld (100%) in 2022-23; similar councils 59%" in (
        profile
    )
    assert "With so few cases, any gap to similar councils could be chance." in profile
    assert "One more case not upheld would make this 50%." in profile
    for address in ("/council/cotswold?year=2023", "/trends?of=cotswold"):
        says(reader, address)
        of_2022 = row(reader, "Uphold rate, year by year", "2021-22")
        assert (of_2022[0], of_2022[2], of_2022[-1]) == ("0%", "0% to 66%", "9")
        of_2023 = row(reader, "Uphold rate, year by year", "2022-23")
        assert of_2023[0] == "100%"
        assert of_2023[1].split() == ["1", "of", "1", "fewer", "than", "5"]
        assert of_2023[2:] == ["21% to 100%", "59%", "doesn’t compare", "10"]
        of_2024 = row(reader, "Uphold rate, year by year", "2023-24")
        assert of_2024[0] == "no published figure loaded"
        assert of_2024[-1] == "10"
    compared = says(reader, "/compare?councils=cotswold&year=2023")
    assert "Cotswold: 100%, 1 of 1 complaints investigated in 2022-23" in compared
    assert "With so few cases, any gap to similar councils could be chance." in compared


def test_epsom_reads_whether_24_complaints_are_significant(reader: Page) -> None:
    change = (
        "Received: 15 in 2022-23, 24 in 2023-24: no clear change; chance alone often gives a "
        "difference of this size."
    )
    reach = (
        "Epsom and Ewell: 24 complaints and enquiries received in 2023-24, range 15 to 36 if such "
        "a year came again."
    )
    profile = says(reader, "/council/epsom-and-ewell?year=2024")
    assert "24 complaints and enquiries about it were received." in profile
    assert change in profile
    assert reach in profile
    years = says(reader, "/trends?of=epsom-and-ewell")
    assert change in years
    assert reach in years
    assert change in says(reader, "/compare?councils=epsom-and-ewell&year=2024")
    before = says(reader, "/council/epsom-and-ewell?year=2023")
    assert "No number that compares is known for 2021-22, so nothing can be said of a change." in (
        before
    )


def test_buckinghamshire_builds_its_peer_table_and_takes_it_away(reader: Page) -> None:
    reader.goto("/compare?councils=buckinghamshire&year=2024")
    for name in ("Birmingham", "Liverpool", "Bath and North East Somerset"):
        reader.get_by_label("Add a council").fill(name)
        reader.get_by_label("Beside").select_option("chosen")
        reader.get_by_role("button", name="Compare").click()
        expect(reader.get_by_role("link", name=f"Remove {name}")).to_be_visible()
    said = " ".join(reader.get_by_role("main").inner_text().split())
    assert (
        "Buckinghamshire: 79%, 31 of 39 complaints investigated in 2023-24; the 3 others you "
        "chose together: 143 of 168. Its range of 64% to 89% meets each of theirs: such gaps are "
        "common by chance. A set chosen by hand is no benchmark, so no council is named as "
        "different."
    ) in said
    assert row(reader, "Uphold rate, 2023-24", "Birmingham")[:3] == [
        *("87%", "115 of 132", "80% to 92%")
    ]
    every = row(reader, "Every count and measure", "Liverpool")
    assert every[1] == "170"
    assert every[5] == "80% (24 of 30)"
    with reader.expect_download() as started:
        reader.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8"))))
    assert {(r["council"], r["numerator"], r["denominator"], r["received"]) for r in rows} == {
        ("Buckinghamshire Council", "31", "39", "160"),
        ("Birmingham City Council", "115", "132", "526"),
        ("Liverpool City Council", "24", "30", "170"),
        ("Bath and North East Somerset Council", "4", "6", "41"),
    }
    with reader.expect_download() as started:
        reader.get_by_role("link", name="XLSX with notes").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes()))
    assert book.sheetnames == ["Notes", "Councils", "All measures"]


def test_the_peer_table_is_built_without_script(visitor: Visitor, readers_site: str) -> None:
    page = visitor.page(readers_site, java_script_enabled=False)
    page.goto("/compare?councils=buckinghamshire&year=2024")
    page.get_by_label("Add a council").fill("Birmingham")
    page.get_by_label("Beside").select_option("chosen")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile("councils=buckinghamshire&add=Birmingham|add=Birmingham"))
    assert "Birmingham, which you chose: 115 of 132." in page.get_by_role("main").inner_text()


@pytest.mark.parametrize("name", ["watford", "cotswold", "epsom-and-ewell", "buckinghamshire"])
def test_the_same_questions_are_answered_from_cases(
    page: Page, made_up: sqlite3.Connection, name: str
) -> None:
    """On the demonstration: every gap and change of the last year with both counts."""
    found = made_up.execute(
        "SELECT f.*, c.numerator cn, c.denominator cd, y.received, o.received before, "
        "r.others_received, short_name FROM yearly_figure f JOIN authority ON code = "
        "f.authority_code JOIN yearly_count y USING (authority_code, year_ending) "
        "JOIN yearly_count o ON o.authority_code = f.authority_code AND "
        "o.year_ending = '2023-03-31' JOIN received_beside r ON r.authority_code = "
        "f.authority_code AND r.year_ending = f.year_ending LEFT JOIN comparison c ON "
        "c.authority_code = f.authority_code AND c.year_ending = f.year_ending AND "
        "c.measure = f.measure AND c.peer_group = 'type' WHERE slug = ? "
        "AND f.year_ending = '2024-03-31' AND f.measure = 'uphold_rate'",
        (name,),
    ).fetchone()
    profile = says(page, f"/council/{name}?year=2024")
    assert f"Received: {found['before']} in 2022-23, {found['received']} in 2023-24:" in profile
    assert f"together: {found['others_received']:,} received" in profile
    if found["denominator"]:
        counts = f"{found['numerator']} of {found['denominator']}"
        assert f"{counts} complaints investigated were upheld" in profile
        compared = says(page, f"/compare?councils={name}&year=2024")
        assert f"{counts} complaints investigated in 2023-24" in compared
        assert f"{found['cn']:,} of {found['cd']:,}. " in compared
        assert re.search("chance", compared)
    else:
        assert "So there is no uphold rate" in profile
    says(page, f"/trends?of={name}")
    last = row(page, "Uphold rate, year by year", "2023-24")
    assert last[-1] == f"{found['received']:,}"
