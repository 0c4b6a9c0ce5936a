from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.authorities.authority import CodePeriod
from dashboard.authorities.register_file import read_authorities
from dashboard.errors import InputError

Rows = list[dict[str, str]]
Edited = Callable[[Callable[[Rows], None]], Path]


def _row(rows: Rows, slug: str) -> dict[str, str]:
    return next(row for row in rows if row["slug"] == slug)


def test_earlier_codes_become_periods_that_follow_each_other(edited_register: Edited) -> None:
    def edit(rows: Rows) -> None:
        barnsley = _row(rows, "barnsley")
        barnsley["earlier_codes"] = "E08000099 to 2015-03-31; E08000016 to 2025-03-31"

    councils = {council.slug: council for council in read_authorities(edited_register(edit))}

    assert councils["barnsley"].codes == (
        CodePeriod("E08000099", None, date(2015, 3, 31)),
        CodePeriod("E08000016", date(2015, 4, 1), date(2025, 3, 31)),
        CodePeriod("E08000038", date(2025, 4, 1), None),
    )


def test_every_bad_cell_of_every_row_is_reported_at_once(edited_register: Edited) -> None:
    def edit(rows: Rows) -> None:
        rows[0]["code"] = "Adur"
        rows[0]["type"] = "parish"
        rows[0]["latitude"] = "north"
        rows[4]["last_day"] = "31/03/2023"
        rows[9]["slug"] = "st.-helens"
        rows[9]["name"] = " "

    with pytest.raises(InputError) as raised:
        read_authorities(edited_register(edit))

    assert [(p.row, p.column, p.value) for p in raised.value.problems] == [
        (2, "code", "Adur"),
        (2, "type", "parish"),
        (2, "latitude", "north"),
        (6, "last_day", "31/03/2023"),
        (11, "name", " "),
        (11, "slug", "st.-helens"),
    ]
    assert {p.file for p in raised.value.problems} == {"authorities.csv"}
    assert "unitary" in raised.value.problems[1].expected


def test_a_successor_or_county_that_is_not_in_the_file_is_reported(
    edited_register: Edited,
) -> None:
    def edit(rows: Rows) -> None:
        _row(rows, "allerdale")["successors"] = "E06999999"
        _row(rows, "ashford")["county"] = "E06000035"

    with pytest.raises(InputError) as raised:
        read_authorities(edited_register(edit))

    assert [(p.column, p.value) for p in raised.value.problems] == [
        ("successors", "E06999999"),
        ("county", "E06000035"),
    ]


def test_a_code_name_or_slug_used_twice_is_reported(edited_register: Edited) -> None:
    def edit(rows: Rows) -> None:
        _row(rows, "arun").update(code="E08000016", slug="adur", name="Adur District Council")

    with pytest.raises(InputError) as raised:
        read_authorities(edited_register(edit))

    assert [(p.column, p.value) for p in raised.value.problems] == [
        ("code", "E08000016"),
        ("name", "Adur District Council"),
        ("slug", "adur"),
    ]


def test_absent_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "authorities.csv"
    path.write_text("code,name\nE06000042,Milton Keynes City Council\n", encoding="utf-8")

    with pytest.raises(InputError) as raised:
        read_authorities(path)

    assert len(raised.value.problems) == 15
    assert raised.value.problems[0].expected == "a column short_name"


def test_a_row_that_is_cut_short_is_reported_not_a_crash(
    edited_register: Edited, tmp_path: Path
) -> None:
    whole = edited_register(list.clear).read_text(encoding="utf-8").splitlines()
    path = tmp_path / "cut.csv"
    path.write_text(f"{whole[0]}\nE07000224,Arun District Council\n", encoding="utf-8")

    with pytest.raises(InputError) as raised:
        read_authorities(path)

    assert {p.row for p in raised.value.problems} == {2}
    assert "type" in {p.column for p in raised.value.problems}
