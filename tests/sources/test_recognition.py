from __future__ import annotations

import pytest

from dashboard.sources.grid import Grid, text_grid
from dashboard.sources.recognition import FileKind, Recognised, recognise


def _recognise(*rows: str, name: str = "table.csv") -> Recognised | None:
    """Recognises rows whose cells stand between bars."""
    cells = text_grid([[cell.strip() for cell in row.split("|")] for row in rows], first_row=1)
    return recognise(Grid(None, cells), name)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("reference | authority | category | received_on", FileKind.RECEIVED),
        ("REFERENCE | Authority | Category: | Received On | sub-category", FileKind.RECEIVED),
        ("reference | authority | category | decided_on | decision", FileKind.DECIDED),
        (
            "reference | authority | category | received_on | decided_on | decision | report",
            FileKind.DECIDED,
        ),
        ("reference | authority | recorded on | outcome | category", FileKind.COMPLIANCE),
        (
            "authority_as_written | year_ending | upheld | source_url | source_kind",
            FileKind.PUBLISHED_FIGURES,
        ),
        (
            "year_ending | measure | breakdown | value | unit | source_url",
            FileKind.NATIONAL_FIGURES,
        ),
        (
            "reference | authority_as_written | category | decision | decision_date",
            FileKind.PUBLISHED_DECISIONS,
        ),
        ("authority | year_ending | url", FileKind.LETTER_ADDRESSES),
        ("Authority | Year | Population", FileKind.POPULATIONS),
    ],
)
def test_a_table_is_what_its_headings_say_whatever_its_name(headings: str, kind: FileKind) -> None:
    recognised = _recognise(headings, name="received decided letters.csv")
    assert recognised is not None
    assert (recognised.layout.kind, recognised.missing) == (kind, ())


def test_headings_are_found_below_titles() -> None:
    recognised = _recognise(
        "Complaints received",
        "",
        "Year to 31 March 2020",
        "Reference | Authority | Category | Received on",
        "20 000 563 | Leeds | Housing | 2020-04-01",
    )
    assert recognised is not None
    assert recognised.heading_row == 4
    assert recognised.positions["received_on"] == 3


def test_a_table_of_received_cases_with_columns_of_decided_ones_is_still_that() -> None:
    recognised = _recognise(
        "reference | authority | category | received_on | summary | url | published | report"
    )
    assert recognised is not None
    assert recognised.layout.kind is FileKind.RECEIVED
    assert recognised.unread == ("summary", "url", "published", "report")


@pytest.mark.parametrize(
    ("headings", "kind", "missing"),
    [
        ("reference | authority | category | decision | received_on", "decided", "decided_on"),
        ("reference | authority | category | decided_on | received_on", "decided", "decision"),
        ("reference | authority | received_on", "received", "category"),
        ("reference | authority | outcome | category", "compliance", "recorded_on"),
    ],
)
def test_a_table_without_a_required_column_is_recognised_all_the_same(
    headings: str, kind: str, missing: str
) -> None:
    recognised = _recognise(headings, name="export.csv")
    assert recognised is not None
    assert recognised.layout.kind.startswith(kind)
    assert recognised.missing == (missing,)


def test_the_name_of_the_file_breaks_a_tie_and_no_more() -> None:
    kinds = {}
    for name in ("compliance 2020.csv", "received 2020.csv", "table.csv"):
        recognised = _recognise("reference | authority | name | note", name=name)
        kinds[name] = recognised and recognised.layout.kind
    assert kinds == {
        "compliance 2020.csv": FileKind.COMPLIANCE,
        "received 2020.csv": FileKind.RECEIVED,
        "table.csv": None,
    }


@pytest.mark.parametrize(
    "headings",
    [
        "gss_code | name | short_name | slug | authority_type | region | population_2020",
        "authority_as_written | gss_code | kind",
        "authority | year_ending",
        "name | address | telephone",
        "",
    ],
)
def test_other_headings_are_not_recognised(headings: str) -> None:
    assert _recognise(headings, "a | b | c") is None


def test_a_heading_that_stands_twice_is_said() -> None:
    recognised = _recognise("reference | authority | category | decided_on | decision | Decision")
    assert recognised is not None
    assert recognised.repeated == ("Decision",)
