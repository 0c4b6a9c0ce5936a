from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.authorities.names import Names
from dashboard.errors import InputError
from dashboard.sources.findings import Findings
from dashboard.sources.intake import Intake
from dashboard.sources.page_records import read_page_records
from dashboard.sources.recognition import FileKind
from tests.sources.saved_pages import (
    PATH,
    SITE,
    SUMMARY,
    decision_page,
    list_page,
    list_row,
    report_page,
)

Read = Callable[[], Intake]
Write = Callable[..., Path]

LEEDS = list_row(
    "Leeds City Council (20 000 564)",
    "Report",
    "Closed after initial enquiries",
    "Noise",
    "02 Jan 2021",
    "A neighbour's dog.",
    f"{SITE}/decisions/environment-and-regulation/noise/20-000-564",
)
THE_DECISION = {
    "reference": "20-000-563",
    "authority": "E06000042",
    "category": "Other Categories",
    "subcategory": "Councillor conduct and standards",
    "decision": "Upheld",
    "decision_date": pd.Timestamp("2020-12-17"),
    "is_public_report": None,
    "url": SITE + PATH,
    "summary": SUMMARY,
}


def decisions(intake: Intake) -> list[dict[str, Any]]:
    frame = intake.published_decisions
    assert frame is not None
    frame = frame.astype("object")
    return frame.where(frame.notna(), None).to_dict("records")


def the_decision(intake: Intake) -> dict[str, Any]:
    (decision,) = decisions(intake)
    return decision


def test_a_decisions_own_page_is_read_whole(read: Read, write_text: Write) -> None:
    write_text("saved.html", decision_page())
    intake = read()
    assert intake.problems == ()
    assert the_decision(intake) == THE_DECISION
    (file,) = intake.files
    assert (file.kind, file.rows_taken) == (FileKind.PUBLISHED_DECISIONS, 1)


def test_a_public_report_has_its_own_day_and_not_that_of_the_response(
    read: Read, write_text: Write
) -> None:
    write_text("report.htm", report_page())
    assert the_decision(read()) == {
        "reference": "19-001-440",
        "authority": "E08000035",
        "category": "Education",
        "subcategory": "School transport",
        "decision": "Upheld",
        "decision_date": pd.Timestamp("2020-02-06"),
        "is_public_report": True,
        "url": f"{SITE}/decisions/education/school-transport/19-001-440",
        "summary": None,
    }


def test_a_list_has_a_row_for_each_decision(read: Read, write_text: Write) -> None:
    write_text(
        "list.html",
        list_page(list_row(), LEEDS),
    )
    intake = read()
    assert intake.problems == ()
    first, second = decisions(intake)
    summary = "A resident told us that a request ..."
    assert first == {**THE_DECISION, "is_public_report": False, "summary": summary}
    assert second == {
        "reference": "20-000-564",
        "authority": "E08000035",
        "category": "Environment and regulation",
        "subcategory": "Noise",
        "decision": "Closed after initial enquiries",
        "decision_date": pd.Timestamp("2021-01-02"),
        "is_public_report": True,
        "url": f"{SITE}/decisions/environment-and-regulation/noise/20-000-564",
        "summary": "A neighbour's dog.",
    }


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>Leeds City Council (20 000 564)<td>Statement<td>Not upheld<td>Housing > Repairs"
        "<td>02-Jan-2021<td>Summary: A roof.</tr>",
        "<p>Leeds City Council (20 000 564)<br>Statement | Not upheld | Housing &gt; Repairs | "
        "2 January 2021<br>Summary: A roof.</p>",
        "<p>Leeds City Council (20-000-564)<br>Statement Not upheld Housing &gt; Repairs 2 Jan 2021"
        "<br>Summary:<p>A roof.</p>",
        "<dl><dt><a>Leeds City Council</a> <b>(20 000 564)</b></dt><dd>Type: Statement</dd>"
        "<dd>Category: Housing &rsaquo; Repairs</dd><dd>Decision:</dd><dd>Not upheld</dd>"
        "<dd>Date: 2/1/2021</dd><dd>Summary: A roof.</dd></dl>",
        "<li><a>Leeds City Council (20&nbsp;000&nbsp;564)</a> <i>Statement</i> <i>Not upheld</i> "
        "<i>Housing</i> <i>Repairs</i> <i>02 Jan 2021</i><div>Summary: A roof.</div></li>",
    ],
)
def test_a_row_is_read_however_it_is_marked_up(read: Read, write_text: Write, row: str) -> None:
    write_text("list.html", row if "<tr>" not in row else f"<table>{row}</table>")
    assert the_decision(read()) == {
        "reference": "20-000-564",
        "authority": "E08000035",
        "category": "Housing",
        "subcategory": "Repairs",
        "decision": "Not upheld",
        "decision_date": pd.Timestamp("2021-01-02"),
        "is_public_report": False,
        "url": None,
        "summary": "A roof.",
    }


def test_a_decision_on_a_list_and_on_its_own_page_is_one_and_the_fuller_words_win(
    read: Read, write_text: Write
) -> None:
    write_text("a-list.html", list_page(list_row(), LEEDS))
    write_text("own.html", decision_page())
    intake = read()
    assert intake.problems == ()
    # The list knows that it is a statement, the page has the whole summary.
    assert decisions(intake)[1] == {**THE_DECISION, "is_public_report": False}
    assert len(decisions(intake)) == 2


def test_a_decision_in_a_table_and_on_its_own_page_is_one(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    headings = "reference authority_as_written category decision decision_date is_public_report"
    case = ("20-000-563", "Milton Keynes", "Other Categories", "Upheld", "2020-12-17", "no")
    write_csv("list.csv", headings, case)
    write_text("own.html", decision_page())
    intake = read()
    assert intake.problems == ()
    assert the_decision(intake) == {**THE_DECISION, "is_public_report": False}


def test_two_accounts_that_contradict_each_other_are_reported(
    read: Read, write_text: Write
) -> None:
    write_text("a-list.html", list_page(list_row(decision="Not upheld", day="18 Dec 2020")))
    write_text("own.html", decision_page())
    intake = read()
    assert [(p.kind, p.place, p.value, p.is_warning) for p in intake.problems] == [
        ("decision-contradicted", "a-list.html, row 1, column decision", "Not upheld", True),
        (
            "decision-contradicted",
            "a-list.html, row 1, column decision_date",
            "18 December 2020",
            True,
        ),
    ]
    assert the_decision(intake)["decision"] == "Upheld"


def test_a_page_that_contradicts_the_case_table_is_reported(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    headings = "reference authority category decided_on decision"
    write_csv(
        "decided.csv",
        headings,
        ("20 000 563", "Milton Keynes", "Housing", "2020-12-17", "Not upheld"),
        ("20 000 564", "Leeds", "Housing", "2021-01-02", "Closed after initial enquiries"),
    )
    write_text("own.html", decision_page())
    write_text("list.html", list_page(LEEDS))
    (problem,) = read().problems
    assert (problem.kind, problem.place) == (
        "decision-contradicted",
        "own.html, row 1, column decision",
    )
    assert problem.expected == "Not upheld, as decided.csv, row 2 says of 20-000-563"


def test_a_reference_of_two_councils_is_an_error_unless_a_page_names_both(
    read: Read, write_text: Write
) -> None:
    write_text("own.html", decision_page())
    write_text("list.html", list_page(list_row("Leeds City Council (20 000 563)")))
    (problem,) = read().errors
    assert (problem.kind, problem.value) == ("duplicate-reference", "20-000-563")
    write_text("list.html", list_page(list_row()))
    write_text(
        "own.html", decision_page("Milton Keynes Council and Leeds City Council (20 000 563)")
    )
    intake = read()
    assert intake.problems == ()
    assert {d["authority"] for d in decisions(intake)} == {"E06000042", "E08000035"}


def test_a_joint_case_has_a_row_for_each_body_and_bodies_that_are_no_councils_stay_apart(
    read: Read, write_text: Write
) -> None:
    write_text(
        "joint.html",
        decision_page(
            "Bath and North East Somerset Council (19 012 290) and Somerset NHS Foundation Trust "
            "(19 012 290a)",
            canonical=f"{SITE}/decisions/health/other/19-012-290",
        ),
    )
    write_text("suffix.html", decision_page("Leeds City Council (19 018 519c)", canonical=""))
    write_text("two.html", decision_page("Leeds City Council (19 018 520 &amp; 19 018 521)"))
    write_text("tfl.html", decision_page("Transport for London (19 018 522)", canonical="/"))
    write_text("school.html", decision_page("Example Academy Trust (19 018 523)", canonical="/"))
    intake = read()
    assert intake.errors == ()
    assert sorted((d["reference"], d["authority"]) for d in decisions(intake)) == [
        ("19-012-290", "E06000022"),
        ("19-018-519c", "E08000035"),
        ("19-018-520", "E08000035"),
        ("19-018-521", "E08000035"),
    ]
    others = intake.other_bodies[FileKind.PUBLISHED_DECISIONS]
    assert sorted(zip(others["reference"], others["body"], strict=True)) == [
        ("19-012-290a", "Somerset NHS Foundation Trust"),
        ("19-018-522", "Transport for London"),
        ("19-018-523", "Example Academy Trust"),
    ]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (PATH, SITE + PATH),
        (f"http://lgo.org.uk{PATH}/?displaypref=2#top", SITE + PATH),
        (f"//www.lgo.org.uk{PATH}", SITE + PATH),
        (f"https://www.lgo.org.uk.example.org{PATH}", None),
        (f"https://www.lgo.org.uk@example.org{PATH}", None),
        (f"file:///C:/pages{PATH}", None),
        ("javascript:open('20-000-563')", None),
        ("https://[broken", None),
        ("/decisions/20-000-563", None),
        ("", None),
    ],
)
def test_an_address_is_taken_from_the_page_or_left_absent(
    read: Read, write_text: Write, link: str, address: str | None
) -> None:
    write_text("own.html", decision_page(canonical=link))
    write_text("list.html", list_page(list_row("Leeds City Council (20 000 563a)", link=link)))
    urls = {d["reference"]: d["url"] for d in decisions(read())}
    assert urls["20-000-563"] == address
    assert urls["20-000-563a"] is None


def test_an_address_of_another_case_is_not_taken_and_said(read: Read, write_text: Write) -> None:
    write_text("own.html", decision_page("Milton Keynes Council (20 000 999)"))
    intake = read()
    (problem,) = intake.problems
    assert (problem.kind, problem.is_warning) == ("address-of-another-case", True)
    assert problem.expected == "the address of 20 000 999"
    assert the_decision(intake)["url"] is None


def test_what_a_page_says_wrong_is_said_with_its_words(read: Read, write_text: Write) -> None:
    write_text("a.html", decision_page(decision="Remedied"))
    write_text("b.html", decision_page("Leads City Council (20 000 564)", canonical="/"))
    write_text("c.html", decision_page("Leeds City Council (20 00 565)", canonical="/"))
    write_text("d.html", decision_page("Leeds City Council (20 000 566)", day="31 Feb 2020"))
    write_text("e.html", decision_page("Leeds City Council (20 000 567)", day="17 Dec 2030"))
    write_text("f.html", decision_page("Leeds City Council (20 000 568)", category="Weather"))
    write_text("g.html", decision_page("Leeds City Council (20 000 569)", summary="a" * 5001))
    write_text("h.html", list_page(list_row("Leeds (20 000 570)", decision="Sustained", link="")))
    assert [(p.file, p.kind, p.value) for p in read().errors] == [
        ("a.html", "unknown-decision", "Remedied"),
        ("b.html", "unknown-authority", "Leads City Council"),
        ("c.html", "bad-reference", "20 00 565"),
        ("d.html", "unreadable-date", "31 Feb 2020"),
        ("e.html", "date-in-future", "17 Dec 2030"),
        ("f.html", "unknown-category", "Weather"),
        ("g.html", "summary-too-long", "a" * 200 + "... (5,001 characters)"),
        ("h.html", "unknown-decision", "Sustained"),
    ]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<p>Minutes of a meeting</p>", "not-recognised"),
        ("", "not-recognised"),
        ("\x00\x00", "unreadable-file"),
        (decision_page("No heading"), "decision-page-not-read"),
        (f'<link rel="canonical" href="{PATH}">', "decision-page-not-read"),
        ("<h1>Leeds City Council (20 000 564)</h1>", "decision-page-not-read"),
        ("From: <Saved by Blink>\nMIME-Version: 1.0\n", "unreadable-file"),
    ],
)
def test_a_page_without_a_decision_is_listed_with_what_was_expected(
    read: Read, write_text: Write, page: str, kind: str
) -> None:
    write_text("page.html", page)
    intake = read()
    (problem,) = intake.problems
    assert problem.kind == kind
    assert intake.published_decisions is None
    assert [file.kind for file in intake.files] == [FileKind.NOT_RECOGNISED]
    if kind == "decision-page-not-read":
        assert 'expected a heading such as "Milton Keynes Council (20 000 563)"' in str(problem)


def test_a_page_of_a_hundred_megabytes_is_refused_in_words(read: Read, folder: Path) -> None:
    with (folder / "huge.html").open("wb") as file:
        file.truncate(100_000_000)
    (problem,) = read().problems
    assert str(problem).startswith(
        "huge.html: error [page-too-large]: found '100 MB'; expected a saved page of at most 10 MB"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15"])
def test_a_page_is_read_in_the_encoding_that_it_names(
    read: Read, write_text: Write, encoding: str
) -> None:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    page = decision_page(summary="A café was promised £50.").replace('"utf-8"', f'"{name}"')
    write_text("own.html", page, encoding)
    intake = read()
    assert the_decision(intake)["summary"] == "A café was promised £50."
    assert {p.kind for p in intake.problems} == (
        {"windows-1252"} if encoding == "cp1252" else set()
    )


def test_a_wrong_mark_of_encoding_is_not_believed_and_an_unfit_one_is_said(
    read: Read, write_text: Write, folder: Path
) -> None:
    page = decision_page(summary="A café.")
    write_text("own.html", page.replace('"utf-8"', '"windows-1251"'))
    assert the_decision(read())["summary"] == "A café."
    (folder / "own.html").write_bytes(page.replace('"utf-8"', '"shift_jis"').encode("cp1252"))
    (problem,) = read().problems
    assert (problem.kind, problem.expected) == (
        "unreadable-file",
        "text in shift_jis, as the page says",
    )


def test_what_a_browser_saves_beside_a_page_is_left_aside_in_one_line(
    read: Read, write_text: Write, write_csv: Write
) -> None:
    write_text("own.html", decision_page())
    for part in ("style.css", "script.js", "frame.html", "pictures/logo.svg"):
        write_text(f"own_files/{part}", "<h1>Leeds City Council (20 000 999)</h1>")
    write_csv("own_files/populations.csv", "authority year population", ("Leeds", 2020, 798_786))
    write_text("lost_files/style.css", "p { }")
    intake = read()
    assert [(p.kind, p.file, p.value, p.is_warning) for p in intake.problems] == [
        ("not-recognised", "lost_files/style.css", None, True),
        ("parts-of-page", "own.html", "4 files", True),
    ]
    assert the_decision(intake)["reference"] == "20-000-563"
    assert intake.populations is not None


def test_a_page_with_scripts_and_signs_that_nobody_sees_gives_plain_words(
    read: Read, write_text: Write
) -> None:
    summary = (
        "A <script>alert(1)</script><b>bold</b> wo\u00adrd &lt;img&gt;\u202e&#1; &amp;amp; more"
    )
    heading = "Milton\u200b Keynes <style>x</style>Council (20&nbsp;000&#8209;563)"
    write_text("own.html", decision_page(heading, summary=summary))
    assert the_decision(read())["summary"] == "A bold word <img> &amp; more"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + decision_page(),
        decision_page() + "<table>" * 50_000,
        "<p " * 100_000 + decision_page(),
        "<" * 500_000,
        "(20 000 563 " * 50_000,
        "Leeds (20 000 563 and " * 10_000 + ")",
        '<?xml version="1.0" encoding="utf-16"?>' + decision_page(),
        "<!DOCTYPE x [<!ENTITY a '" + "b" * 1000 + "'><!ENTITY c '&a;&a;'>]>&c;" + decision_page(),
        "<a href='" + "x" * 1_000_000 + "'>" + decision_page(),
    ],
)
def test_hostile_markup_is_read_or_listed_and_never_breaks_anything(
    read: Read, write_text: Write, page: str
) -> None:
    write_text("page.html", page)
    intake = read()
    assert intake.errors == ()
    if intake.published_decisions is not None:
        assert the_decision(intake)["decision"] == "Upheld"


PIECES = st.sampled_from(
    [
        *("<div>", "</p>", "<td>", "<!--", "-->", "<script>", "&#0;", "&", "(", ")", ":", " "),
        *("Summary:", "Decision :", "Statement", "Not upheld", "20 000 563", "17 Dec 2020", ">"),
    ]
)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 2000), cut=st.integers(0, 300), put=st.lists(PIECES, max_size=6))
def test_a_damaged_page_gives_its_own_decision_or_none(
    names: Names, at: int, cut: int, put: list[str]
) -> None:
    page = decision_page()
    damaged = page[:at] + "".join(put) + page[at + cut :]
    records = None
    with contextlib.suppress(InputError):
        records = read_page_records("x.html", damaged.encode(), names, Findings())
    if records is not None:
        assert 1 <= len(records.cells) <= 3
        assert records.cells["reference"].str.contains(r"\d").all()
