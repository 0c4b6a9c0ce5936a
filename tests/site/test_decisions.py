"""The list of decisions, its CSV, the page of one decision, and how pages are cited."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from dashboard import decision_table
from dashboard.components.decision_question import DecisionQuestion
from dashboard.components.markup import to_html
from dashboard.dataset import Dataset, DecisionFilter, DecisionQuery, read_words
from dashboard.decision_table import decisions_as_csv
from dashboard.pages import decision, decisions
from tests.dataset.test_decisions import CASES, written
from tests.site.asking import Ask


def table(text: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The notes before the empty line, and the rows after it."""
    before, after = text.split("\r\n\r\n", maxsplit=1)
    return dict(csv.reader(io.StringIO(before))), list(csv.DictReader(io.StringIO(after)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Five decisions, two of them of a joint case, one of which begins as a formula does."""
    formula = ("20-000-009", "A", "Housing", "=1+1", "Upheld", "2020-01-01", "@SUM(A1)", None)
    return written(tmp_path_factory.mktemp("few"), [*CASES, formula])


def test_the_csv_has_the_question_and_the_decisions_that_the_page_counts(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    asked = "council=leeds&decision=Upheld&from=2022-04-01&to=2024-03-31&sort=oldest"
    answer = ask(f"/decisions.csv?{asked}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    notes, rows = table(answer.text)
    assert notes["Question"] == "about Leeds City Council; Upheld; decided in 2022-23 to 2023-24"
    assert notes["Order"] == "oldest first"
    assert "made-up" in notes["Data"]
    assert notes["Data version"] in ask("/readyz").text
    assert ask(notes["Address"]).status == 200
    known = made_up.execute(
        "SELECT reference FROM decision JOIN authority ON code = authority_code "
        "WHERE slug = 'leeds' AND decision = 'Upheld' "
        "AND decided_on BETWEEN '2022-04-01' AND '2024-03-31' ORDER BY decision.id DESC"
    ).fetchall()
    assert [row["reference"] for row in rows] == [name for (name,) in known]
    assert notes["Decisions"] == f"{len(known):,}"
    assert f'class="result-count">{len(known)} decisions' in ask(f"/decisions?{asked}").text
    assert {row["data"] for row in rows} == {"demonstration"}


def test_no_cell_of_the_csv_is_a_formula(few: Dataset) -> None:
    question = DecisionQuestion(words=read_words("=cmd"), category="Housing")
    notes, _ = table("".join(decisions_as_csv(few, question)))
    assert notes["Question"].startswith("words: =cmd")
    _, rows = table("".join(decisions_as_csv(few, DecisionQuestion())))
    (row,) = (row for row in rows if row["reference"] == "20-000-009")
    assert (row["subcategory"], row["summary"]) == ("'=1+1", "'@SUM(A1)")


def test_the_csv_ends_after_so_many_rows_and_says_so(
    few: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision_table, "MOST_ROWS", 2)
    notes, rows = table("".join(decisions_as_csv(few, DecisionQuestion())))
    assert len(rows) == 2
    assert notes["Decisions"].startswith("The first 2 of 6")


def test_pages_by_cursor_list_each_decision_once(ask: Ask, made_up: sqlite3.Connection) -> None:
    address: str | None = "/decisions?council=leeds&q=council&sort=newest"
    listed: list[str] = []
    while address:
        page = ask(address).text
        listed += re.findall(r'<h3 class="decision-title"><a href="/decisions/([^"]+)"', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(following[1]) if following else None
        assert "page=" not in (address or "")
    (number,) = made_up.execute(
        "SELECT count(*) FROM decision JOIN authority ON code = authority_code WHERE slug = 'leeds'"
    ).fetchone()
    assert len(listed) == len(set(listed)) == number > 50


@pytest.mark.parametrize("at", ["x", "9" * 5000, "%00", "é", "../..", "AAAA"])
def test_a_cursor_that_was_changed_is_refused_in_words_with_the_first_page(
    ask: Ask, at: str
) -> None:
    answer = ask(f"/decisions?council=leeds&at={quote(at)}")
    assert answer.status == 400
    assert "was cut off or changed" in answer.text
    assert "decision-title" in answer.text


def test_every_count_beside_a_choice_is_the_number_that_it_lists(ask: Ask) -> None:
    page = ask("/decisions?q=council&category=Housing").text
    facets = page.split('class="decision-facets"')[1]
    choice = r'<a href="([^"]+)"(?: aria-current="true")?>[^<]+<span>([\d,]+)</span>'
    links = re.findall(choice, facets)
    assert len(links) > 100
    for address, number in [*links[:14], *links[14::40]]:
        if f'href="{address}" aria-current' in facets:
            continue
        found = ask(unescape(address)).text
        assert f'class="result-count">{number} decision' in found, address


def test_words_are_marked_and_best_match_is_the_default(ask: Ask) -> None:
    page = ask("/decisions?q=%22bin+collections%22").text
    assert page.count("<mark>bin collections</mark>") >= 25
    assert re.search(r'aria-current="true">best match|sort=best" aria-current="true"', page)


def test_predecessors_are_chosen_in_words_and_never_added_unasked(
    ask: Ask, made_up: sqlite3.Connection
) -> None:
    def number(*slugs: str) -> int:
        marks = ", ".join("?" * len(slugs))
        found = made_up.execute(
            "SELECT count(*) FROM decision JOIN authority ON code = authority_code "
            f"WHERE slug IN ({marks})",
            slugs,
        )
        return int(found.fetchone()[0])

    alone = ask("/decisions?council=cumberland").text
    assert f'class="result-count">{number("cumberland")} decision' in alone
    assert "With the decisions about Allerdale, Carlisle, Copeland" in unescape(alone)
    together = ask("/decisions?council=cumberland&predecessors=yes").text
    in_all = number("cumberland", "allerdale", "carlisle", "copeland", "cumbria-county-council")
    assert f'class="result-count">{in_all} decision' in together


def test_without_summaries_the_page_says_what_is_searched(ask_real: Ask) -> None:
    page = ask_real("/decisions?q=housing").text
    assert "supplies no summaries" in page
    assert "references, councils, categories and subcategories" in page
    assert 'class="result-count">0 ' not in page


def test_a_decisions_page_has_all_that_is_known(ask: Ask, made_up: sqlite3.Connection) -> None:
    row = made_up.execute(
        "SELECT decision.*, name FROM decision JOIN authority ON code = authority_code "
        "WHERE has_improvement AND remedy IS NOT NULL ORDER BY decision.id LIMIT 1"
    ).fetchone()
    page = unescape(ask(f"/decisions/{row['reference']}").text)
    for known in ("reference", "name", "category", "subcategory", "remedy", "summary"):
        assert row[known] in page
    agreed = made_up.execute(
        "SELECT recommendation FROM recommendation WHERE reference = ?", (row["reference"],)
    ).fetchall()
    assert agreed
    for (words,) in agreed:
        assert words in page
    assert "it stands on no other site" in page
    assert "lgo.org" not in page.split("</header>")[1].split("<footer")[0]


def test_a_real_decision_leads_to_its_official_address(
    ask_real: Ask, published: sqlite3.Connection
) -> None:
    row = published.execute("SELECT * FROM decision WHERE url IS NOT NULL LIMIT 1").fetchone()
    page = ask_real(f"/decisions/{row['reference']}").text
    assert f'href="{row["url"]}"' in page
    assert "supplies no summary of this decision" in page


@pytest.mark.parametrize("written_as", ["{} ", " {}", "{}"])
def test_another_spelling_leads_to_the_page(
    ask: Ask, made_up: sqlite3.Connection, written_as: str
) -> None:
    reference = made_up.execute("SELECT reference FROM decision LIMIT 1").fetchone()[0]
    spelt = written_as.format(reference.replace("-", " ").lower())
    answer = ask(f"/decisions/{quote(spelt)}")
    assert (answer.status, answer.headers["location"]) == (303, f"/decisions/{reference}")


@pytest.mark.parametrize("reference", ["DEMO-99-999-999", "20-000-563", "x", "%00", "é" * 300, "."])
def test_an_unknown_reference_is_not_found_in_words(ask: Ask, reference: str) -> None:
    answer = ask(f"/decisions/{quote(reference, safe='%')}")
    assert answer.status == 404
    assert "All published decisions" in answer.text or "no page at this address" in answer.text


def test_each_part_of_a_joint_case_names_the_others(few: Dataset) -> None:
    part = decision.layout(few, reference="20-000-003a")
    assert part.status == 200  # type: ignore[union-attr]
    html = to_html(part.body)  # type: ignore[union-attr]
    assert "B Council" in html
    assert 'href="/decisions/20-000-003b"' in html
    whole = decision.layout(few, reference="20-000-003")
    html = to_html(whole.body)  # type: ignore[union-attr]
    assert "B Council" in html
    assert "C Council" in html


def test_summaries_are_text_and_never_markup(tmp_path: Path) -> None:
    case = ("20-000-001", "A", "Housing", None, "Upheld", "2021-05-01", "<b>wall</b> & wall", None)
    dataset = written(tmp_path, [case])
    listed = to_html(decisions.layout(dataset, q="wall").body)
    assert "&lt;b&gt;<mark>wall</mark>&lt;/b&gt; &amp; <mark>wall</mark>" in listed
    assert dataset.decisions.page(DecisionQuery(DecisionFilter())).total == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/council/leeds?year=2024", "complaints investigated were upheld"),
        ("/compare?councils=leeds&year=2024", "Leeds"),
        ("/trends?of=leeds", "Uphold rate of Leeds City Council: 2021-22"),
        ("/trends?of=county", "Uphold rate of County councils: 2021-22"),
    ],
)
def test_a_page_is_cited_with_counts_source_version_and_address(
    ask: Ask, path: str, said: str
) -> None:
    page = ask(path).text
    quoted = re.search(r'id="citation-text">(.+?)</blockquote>', page)
    assert quoted
    sentence = unescape(re.sub("<[^>]+>", "", quoted[1]))
    version = re.search(r'"version":"([^"]+)"', ask("/readyz").text)[1]  # type: ignore[index]
    assert said in sentence
    assert sentence.startswith("Demonstration data, made up")
    assert re.search(r"\d+ of \d+", sentence)
    assert f"Data version {version}" in sentence
    address = re.search(r" (/[^ )]+)\)$", sentence)
    assert address
    assert address[1].endswith(f"v={version}")
    again = ask(address[1]).text
    assert "The link that you followed" not in again
    assert said in again


def test_a_link_of_another_data_version_is_told_apart(ask: Ask) -> None:
    page = ask("/council/leeds?year=2024&v=2020-01-01-120000-abcdef").text
    assert "made with data version 2020-01-01-120000-abcdef" in page
    assert "made with data version" not in ask("/council/leeds?year=2024&v=<script>").text
