"""The feeds: valid Atom, stable, about the data and not about the moment of asking."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from dashboard.dataset import Dataset
from dashboard.feeds import feed
from dashboard.publish.publication import publish
from dashboard.snapshot.shelf import Shelf
from tests.four_councils import TODAY, write_input
from tests.site.asking import Ask, asking
from tests.site.serving import serving

ATOM = "{http://www.w3.org/2005/Atom}"
RULES = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
FEEDS = (
    *("/feeds/all.atom", "/feeds/council/leeds.atom", "/feeds/council/allerdale.atom"),
    *("/feeds/category/housing.atom", "/feeds/category/childrens-care-services.atom"),
)
SITE = "https://performance.example.org"


def parsed(content: bytes) -> etree._Element:
    root = etree.fromstring(content)
    assert RULES.validate(root), RULES.error_log
    # The grammar can't say that each has one link of each kind, and no two the same id.
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert all(len(entry.findall(f"{ATOM}link")) == 1 for entry in root.iter(f"{ATOM}entry"))
    ids = texts(root, "id")
    assert len(set(ids)) == len(ids)
    return root


def texts(root: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter(f"{ATOM}{name}")]


def of_entries(root: etree._Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") or "" for entry in root.iter(f"{ATOM}entry")]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Dataset]:
    """The four councils, and again with a year, a decision and a correction more."""
    folder = tmp_path_factory.mktemp("feeds")
    source, shelf = write_input(folder / "input"), Shelf(folder / "snapshots")
    publish(source, shelf, today=TODAY)
    first = Dataset.open(shelf.current())
    table = source / "decided.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    # Milton Keynes' first case turns out to be upheld no longer, and a case is published.
    lines[1] = lines[1].replace("Upheld,yes", "Not upheld,")
    lines.append("24 000 001,Stevenage,Housing,2024-05-05,Upheld,no,A lift & a stair.,yes,no,")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    publish(source, shelf, today=date(2024, 10, 1), revise="A slip of the pen.")
    return first, Dataset.open(shelf.current())


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_keeps_the_rules_of_atom(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = parsed(answer.body)
    assert len(texts(root, "id")) > 5
    updated = of_entries(root, "updated")
    assert root.findtext(f"{ATOM}updated") == max(updated)
    assert updated == sorted(updated, reverse=True)
    own = root.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.get("href", "").endswith(path)


@pytest.mark.parametrize("path", FEEDS)
def test_demonstration_data_say_so_in_the_feed_and_in_each_entry(ask: Ask, path: str) -> None:
    root = parsed(ask(path).body)
    assert all("Demonstration data" in title for title in texts(root, "title"))
    assert all("Demonstration data" in words for words in texts(root, "content"))
    assert all("demonstration/" in name for name in texts(root, "id"))


@pytest.mark.parametrize("path", FEEDS)
def test_every_entry_leads_to_a_page_of_this_site(ask: Ask, path: str) -> None:
    for link in parsed(ask(path).body).findall(f"{ATOM}entry/{ATOM}link")[:12]:
        assert ask(link.get("href", "")).status == 200, link.get("href")


def test_a_feed_is_not_sent_again_to_who_has_it(ask: Ask) -> None:
    first = ask("/feeds/all.atom")
    again = ask("/feeds/all.atom", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        *("/feeds/council/nowhere.atom", "/feeds/category/nothing.atom", "/feeds/all", "/feeds"),
        *("/feeds/region/london.atom", "/feeds/council/..%2f..%2fetc.atom", "/feeds/x/%00.atom"),
    ],
)
def test_a_feed_of_nothing_is_not_found(ask: Ask, path: str) -> None:
    assert ask(path).status == 404


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("/", ["/feeds/all.atom"]),
        ("/council/leeds", ["/feeds/all.atom", "/feeds/council/leeds.atom"]),
        (
            "/decisions?council=leeds&category=Housing",
            ["/feeds/all.atom", "/feeds/council/leeds.atom", "/feeds/category/housing.atom"],
        ),
        ("/trends?of=leeds", ["/feeds/all.atom", "/feeds/council/leeds.atom"]),
    ],
)
def test_pages_name_their_feeds_to_the_browser(ask: Ask, page: str, feeds: list[str]) -> None:
    head = ask(page).text.split("</head>")[0]
    found = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', head
    )
    assert found == feeds


def test_the_same_data_give_the_same_feed(corrected: tuple[Dataset, Dataset]) -> None:
    dataset = corrected[1]
    assert feed(dataset, SITE) == feed(Dataset.open(dataset.folder), SITE)


def test_new_decisions_years_and_corrections_are_entries_and_old_ones_stay_as_they_were(
    corrected: tuple[Dataset, Dataset],
) -> None:
    before, after = (
        {
            entry.findtext(f"{ATOM}id"): etree.tostring(entry)
            for entry in parsed(feed(dataset, SITE)).iter(f"{ATOM}entry")
        }
        for dataset in corrected
    )
    tag = "tag:performance.example.org,2026:"
    new = set(after) - set(before)
    assert f"{tag}decision/24-000-001/E07000243" in new
    corrections = {name for name in new if name.startswith(f"{tag}correction/")}
    assert corrections
    assert f"{tag}year/2024-03-31" in before
    assert all(after[name] == before[name] for name in before)
    root = parsed(feed(corrected[1], SITE))
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in root.iter(f"{ATOM}entry")}
    decision = entries[f"{tag}decision/24-000-001/E07000243"]
    assert decision.findtext(f"{ATOM}updated") == "2024-10-01T00:00:00Z"
    assert decision.findtext(f"{ATOM}published") == "2024-05-05T00:00:00Z"
    assert "A lift & a stair." in (decision.findtext(f"{ATOM}content") or "")
    for name in corrections:
        assert "A slip of the pen." in (entries[name].findtext(f"{ATOM}content") or "")
        assert entries[name].findtext(f"{ATOM}updated") == "2024-10-01T00:00:00Z"


def test_a_councils_feed_has_what_is_about_it_only(corrected: tuple[Dataset, Dataset]) -> None:
    dataset = corrected[1]
    stevenage = dataset.register.by_slug("stevenage")
    root = parsed(feed(dataset, SITE, council=stevenage))
    titles = of_entries(root, "title")
    assert any(title.startswith("Stevenage Borough Council: Housing, upheld") for title in titles)
    assert all("Stevenage" in title for title in titles)
    milton_keynes = dataset.register.by_slug("milton-keynes")
    titles = of_entries(parsed(feed(dataset, SITE, council=milton_keynes)), "title")
    assert any(title.startswith("Correction: Milton Keynes") for title in titles)


def test_a_category_of_nothing_new_has_its_years(corrected: tuple[Dataset, Dataset]) -> None:
    root = parsed(feed(corrected[1], SITE, category="Health"))
    ids = of_entries(root, "id")
    assert ids
    assert all(":year/" in name for name in ids)


def test_what_xml_may_not_have_is_left_out(
    corrected: tuple[Dataset, Dataset], tmp_path: Path
) -> None:
    folder = tmp_path / "snapshot"
    shutil.copytree(corrected[1].folder, folder)
    with sqlite3.connect(folder / "council-performance.sqlite") as connection:
        connection.execute("UPDATE decision SET summary = ?", ("<b>&\x00\x0b\ufffe ]]> é",))
    connection.close()
    dataset = Dataset(folder, replace(corrected[1].manifest))
    assert "<b>& ]]> é" in " ".join(texts(parsed(feed(dataset, SITE)), "content"))


@pytest.fixture
def named_site(demonstration_snapshots: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    monkeypatch.setenv("COUNCIL_PERFORMANCE_PUBLIC_ADDRESS", f"{SITE}/")
    with serving(demonstration_snapshots) as address:
        yield asking(address)


def test_the_public_address_stands_in_feeds_and_citations(named_site: Ask) -> None:
    root = parsed(named_site("/feeds/all.atom").body)
    assert (root.findtext(f"{ATOM}id") or "").startswith("tag:performance.example.org,2026:")
    assert all(link.startswith(f"{SITE}/") for link in root.xpath("//@href"))
    page = named_site("/council/leeds?year=2024").text
    assert f"<span data-site>{SITE}</span>/council/leeds?year=2024&amp;v=" in page


def test_a_host_that_a_visitor_makes_up_is_in_no_answer(ask: Ask) -> None:
    for path in ("/feeds/all.atom", "/council/leeds?year=2023"):
        assert b"evil.example" not in ask(path, host="evil.example").body
