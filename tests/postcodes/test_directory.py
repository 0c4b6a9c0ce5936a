from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import CallError
from dashboard.postcodes.directory import Entry, PostcodeDirectory
from dashboard.postcodes.intake import import_postcodes
from dashboard.postcodes.postcode import part_postcode, whole_postcode
from tests.postcodes.directories import (
    CHESTER,
    NORTH_HERTFORDSHIRE,
    STEVENAGE,
    onspd_csv,
)


def entry(directory: PostcodeDirectory, written: str) -> Entry | None:
    postcode = whole_postcode(written)
    assert postcode
    return directory.find(postcode)


def areas(directory: PostcodeDirectory, beginning: str) -> dict[str, int]:
    part = part_postcode(beginning)
    assert part
    return dict(directory.areas(part))


def test_a_postcode_has_the_code_of_its_council(directory: PostcodeDirectory) -> None:
    assert entry(directory, "sg1 1ab") == Entry(STEVENAGE, None)


def test_a_postcode_that_ended_has_its_month(directory: PostcodeDirectory) -> None:
    assert entry(directory, "SG1 1ZZ") == Entry(STEVENAGE, "2015-06")


@pytest.mark.parametrize("written", ["SG1 1AC", "SG1 1BA", "ZZ9 9ZZ", "SG1 9AA"])
def test_a_postcode_that_isnt_there_is_not_guessed_from_its_neighbours(
    directory: PostcodeDirectory, written: str
) -> None:
    assert entry(directory, written) is None


def test_an_outward_code_counts_its_postcodes_in_use_and_no_other_codes(
    directory: PostcodeDirectory,
) -> None:
    assert areas(directory, "SG1") == {STEVENAGE: 3, NORTH_HERTFORDSHIRE: 1}
    assert areas(directory, "SG11") == {"E07000242": 1}
    assert areas(directory, "SG1 1") == {STEVENAGE: 2}
    assert areas(directory, "CH4") == {CHESTER: 1, "W92000004": 1}
    assert areas(directory, "ZZ9") == {}


def test_many_threads_may_ask_at_once(directory: PostcodeDirectory) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: entry(directory, "SG1 1AA"), range(400)))
    assert found == [Entry(STEVENAGE, None)] * 400


def test_a_file_that_is_not_there_is_said_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="council-performance postcodes import SOURCE --to FILE"):
        PostcodeDirectory.open(tmp_path / "nothing.sqlite")


def test_a_file_of_something_else_is_said(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_text("not a database at all, and long enough to be looked at", encoding="utf-8")
    with pytest.raises(CallError, match="damaged or no file of postcodes"):
        PostcodeDirectory.open(other)


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    import_postcodes(str(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")), out, lambda _: None)
    out.chmod(0o600)
    content = bytearray(out.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    out.write_bytes(content)
    with pytest.raises(CallError, match="damaged"):
        PostcodeDirectory.open(out)


def test_a_file_of_another_version_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    import_postcodes(str(onspd_csv(tmp_path / "ONSPD_NOV_2025_UK.csv")), out, lambda _: None)
    out.chmod(0o600)
    with closing(sqlite3.connect(out)) as database:
        database.execute("UPDATE about SET value = '2' WHERE name = 'schema_version'")
        database.commit()
    with pytest.raises(CallError, match="it has version 2, this program reads 1"):
        PostcodeDirectory.open(out)
