from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.sources.intake import Intake

Read = Callable[[], Intake]
WriteText = Callable[..., Path]


def found(read: Read, write_text: WriteText, headings: str, *rows: str) -> list[tuple[str, str]]:
    """The totals that differ in a table of 2022-23: kind and what was expected."""
    write_text("2022-23.csv", "\n".join([f"Authority,{headings}", *rows, ""]))
    return [(p.kind, p.expected) for p in read().problems]


@pytest.mark.parametrize(
    ("headings", "numbers", "difference"),
    [
        ("Not for us,Not ready for us,Assessed and closed,Investigated,Total", "6,2,4,3,15", None),
        ("Not for us,Not ready for us,Assessed and closed,Investigated,Total", "6,2,4,3,16", "15"),
        ("Not for us or not ready,Assessed and closed,Not upheld,Upheld,Total", "8,4,1,2,15", None),
        ("Not for us or not ready,Assessed and closed,Not upheld,Upheld,Total", "8,4,1,2,9", "15"),
        ("Investigated,Not upheld,Upheld", "3,1,2", None),
        ("Investigated,Not upheld,Upheld", "4,1,2", "3"),
        # A part that the table doesn't have may be the rest of the total, and no more than that.
        ("Advice given,Not upheld,Upheld,Total", "8,1,2,15", None),
        ("Housing,Benefits and Tax,Other,Total", "1,2,3,7", None),
        ("Housing,Benefits and Tax,Other,Total", "1,2,3,5", "6"),
        ("Compliance outcomes,Complied on time,Complied late,Not complied", "10,7,2,1", None),
        ("Compliance outcomes,Complied on time,Complied late,Not complied", "10,7,2,2", "11"),
        ("Compliance outcomes,Complied,Not complied", "10,9,2", "11"),
        # A blank is no nought, but what adds up without it is right.
        ("Not for us or not ready,Assessed and closed,Investigated,Total", "8,,3,11", None),
        ("Not for us or not ready,Assessed and closed,Investigated,Total", "8,-,3,15", "11"),
    ],
)
def test_a_rows_total_is_that_of_its_parts(
    read: Read, write_text: WriteText, headings: str, numbers: str, difference: str | None
) -> None:
    problems = found(read, write_text, headings, f"Bury,{numbers}")
    assert [(kind, expected.split(",")[0]) for kind, expected in problems] == (
        [("row-total-differs", difference)] if difference else []
    )


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("Total", True),
        ("GRAND TOTAL:", True),
        ("England", True),
        ("Total (all authorities)", True),
        ("County councils total", False),
        ("Sub-total", False),
        ("Average", False),
    ],
)
def test_only_a_total_of_the_whole_is_compared_with_the_whole(
    read: Read, write_text: WriteText, name: str, differs: bool
) -> None:
    rows = ("Bury,9,6", f"{name},10,6", "Leeds,1,2")
    problems = found(read, write_text, "Not upheld,Upheld", *rows)
    expected = "8, the sum of the 2 numbers in this column"
    assert problems == ([("table-total-differs", expected)] if differs else [])


def test_noughts_and_one_number_alone_are_compared_too(read: Read, write_text: WriteText) -> None:
    problems = found(read, write_text, "Not upheld,Upheld", "Bury,0,6", "Leeds,,6", "Total,1,12")
    assert problems == [("table-total-differs", "0, the sum of the 1 numbers in this column")]
