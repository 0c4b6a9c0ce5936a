from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.postcodes.postcode import part_postcode, whole_postcode


@pytest.mark.parametrize(
    ("written", "sector", "unit"),
    [
        ("SG1 1AA", "SG1 1", "AA"),
        ("sg11aa", "SG1 1", "AA"),
        ("  sg1   1aa ", "SG1 1", "AA"),
        ("SG11 1AA", "SG11 1", "AA"),
        ("sg111aa", "SG11 1", "AA"),
        ("M1 1AE", "M1 1", "AE"),
        ("SW1A1AA", "SW1A 1", "AA"),
        ("EC1A 1BB", "EC1A 1", "BB"),
        ("CR0-2YR", "CR0 2", "YR"),
        ("E100AA", "E10 0", "AA"),
        ("GIR 0AA", "GIR 0", "AA"),
    ],
)
def test_a_whole_postcode_is_read_however_it_is_spaced(
    written: str, sector: str, unit: str
) -> None:
    postcode = whole_postcode(written)
    assert postcode is not None
    assert (postcode.sector, postcode.unit) == (sector, unit)
    assert part_postcode(written) is None


@pytest.mark.parametrize(
    ("written", "beginning"),
    [
        ("SG1", "SG1"),
        ("sg11", "SG11"),
        ("SG1 1", "SG1 1"),
        ("SG1 1A", "SG1 1"),
        ("sg11a", "SG1 1"),
        ("sw1a", "SW1A"),
        ("W1", "W1"),
    ],
)
def test_the_beginning_of_a_postcode_is_an_outward_code_or_a_sector(
    written: str, beginning: str
) -> None:
    part = part_postcode(written)
    assert part is not None
    assert part.written == beginning
    assert part.outward == beginning.split()[0]
    assert whole_postcode(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Leeds",
        "S",
        "SG",
        "1AA",
        "SG1 1AAA",
        "ABC1 1AA",
        "E06000042",
        "E06",
        "SG1 AA1",
        "٣",
        "11",
    ],
)
def test_anything_else_is_no_postcode(written: str) -> None:
    assert whole_postcode(written) is None
    assert part_postcode(written) is None


@given(st.from_regex(r"\A[A-Z]{1,2}[1-9][0-9]? [0-9][A-Z]{2}\Z"))
def test_a_postcode_is_written_as_it_was_read(written: str) -> None:
    assert str(whole_postcode(written)) == written


@given(st.text())
def test_no_text_is_a_whole_postcode_and_the_beginning_of_one(text: str) -> None:
    assert whole_postcode(text) is None or part_postcode(text) is None
