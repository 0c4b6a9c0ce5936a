from __future__ import annotations

import hashlib
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pytest

from dashboard.sources import batches
from dashboard.sources.intake import Intake
from dashboard.tallies import brought
from tests.sources.conftest import TODAY

HEADINGS = ["reference", "authority", "category", "received_on"]


class Read(Protocol):
    def __call__(self) -> Intake: ...


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is large, and a batch is three rows."""
    monkeypatch.setattr(batches, "LARGE_FILE", dict.fromkeys(batches.LARGE_FILE, 1))
    monkeypatch.setattr("dashboard.sources.folder.LARGE_FILE", batches.LARGE_FILE)
    monkeypatch.setattr(batches, "_ROWS", 3)


def cases(number: int, **changed: Any) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "reference": [f"20 000 {n:03d}" for n in range(number)],
            "authority": "Leeds City Council",
            "category": "Housing",
            "received_on": "2020-04-01",
        }
    )
    return frame.assign(**changed)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_every_row_of_every_batch_is_read_with_its_own_number(
    read: Read, folder: Path, suffix: str
) -> None:
    table = cases(8)
    table.loc[6, "received_on"] = "soon"
    if suffix == "csv":
        table.to_csv(folder / "received.csv", index=False)
    else:
        table.to_parquet(folder / "received.parquet", index=False)
    intake = read()
    first_row = 2 if suffix == "csv" else 1
    assert [(p.kind, p.row) for p in intake.problems] == [("unreadable-date", first_row + 6)]
    assert intake.received is not None
    rows = brought(intake.received.rows).sort_values("row")
    assert rows["row"].tolist() == [first_row + n for n in range(8) if n != 6]
    (record,) = intake.files
    assert (record.rows_taken, record.rows_skipped) == (7, 0)
    content = (folder / record.path).read_bytes()
    assert record.sha256 == hashlib.sha256(content).hexdigest()


def test_titles_above_and_totals_below_are_left_out(read: Read, folder: Path) -> None:
    lines = ["Complaints received", "", cases(5).to_csv(index=False).strip(), "Total,5"]
    (folder / "received.csv").write_text("\n".join(lines), "utf-8")
    intake = read()
    assert intake.problems == ()
    assert intake.received is not None
    assert intake.received.tally["cases"].sum() == 5
    assert intake.files[0].rows_skipped == 2


def test_what_is_wrong_with_the_headings_is_said_once(read: Read, folder: Path) -> None:
    cases(8).rename(columns={"received_on": "day"}).to_csv(folder / "received.csv", index=False)
    assert [(p.kind, p.column) for p in read().problems] == [("missing-column", "received_on")]


def test_a_name_of_both_lists_is_read_as_the_batches_before_it_are(
    read: Read, folder: Path
) -> None:
    names = ["Highways and Transport"] * 3 + ["Adult care services"]
    cases(4, category=names).to_csv(folder / "received.csv", index=False)
    intake = read()
    assert intake.received is not None
    assert sorted(intake.received.tally["category"]) == [
        "Adult Social Care",
        "Highways and Transport",
    ]


def test_a_large_file_in_another_encoding_is_refused_in_words(read: Read, folder: Path) -> None:
    text = cases(5, authority="King\u2019s Lynn").to_csv(index=False)
    (folder / "received.csv").write_bytes(text.encode("cp1252"))
    (problem,) = read().errors
    assert (problem.kind, problem.value) == ("unreadable-file", "'\\x92'")
    assert problem.expected.startswith("a text in UTF-8, as every file of ")


def test_a_large_file_with_an_open_quotation_mark_is_refused_in_words(
    read: Read, folder: Path
) -> None:
    text = cases(5).to_csv(index=False) + '"20 000 009,Leeds,Housing,2020-04-01\n'
    (folder / "received.csv").write_text(text, "utf-8")
    assert [p.kind for p in read().errors] == ["broken-row"]


def test_a_large_parquet_file_cut_off_is_refused_in_words(read: Read, folder: Path) -> None:
    path = folder / "received.parquet"
    cases(5).to_parquet(path, index=False)
    path.write_bytes(path.read_bytes()[:-9])
    (problem,) = read().errors
    assert problem.kind == "unreadable-file"
    assert problem.expected.startswith("a whole Parquet file")


def test_the_same_large_file_under_two_names_is_an_error(read: Read, folder: Path) -> None:
    for name in ("a.csv", "b.csv"):
        cases(5).to_csv(folder / name, index=False)
    intake = read()
    assert [(p.kind, p.file) for p in intake.problems] == [("same-file-twice", "b.csv")]
    assert intake.received is not None
    assert intake.received.tally["cases"].sum() == 5


def test_a_large_csv_file_costs_little_memory(tmp_path: Path) -> None:
    """Memory doesn't grow with the file: this one is of 300 MB, most of it notes."""
    path = tmp_path / "received.csv"
    names = " ".join(["a long note that nobody reads"] * 80)
    with path.open("w", encoding="utf-8") as stream:
        stream.write("reference,authority,category,received_on,subcategory\n")
        for n in range(125_000):
            stream.write(f"20 {n // 1000:03d} {n % 1000:03d},Leeds,Housing,2020-04-01,{names}\n")
    program = textwrap.dedent(
        f"""
        import resource
        from datetime import date
        from pathlib import Path
        from dashboard.authorities.names import Names
        from dashboard.authorities.register import Register
        from dashboard.sources.case_store import CaseStore
        from dashboard.sources.folder import read_folder
        with CaseStore.temporary() as store:
            intake = read_folder(
                Path({str(tmp_path)!r}), store, names=Names(Register.load()),
                today=date({TODAY.year}, {TODAY.month}, {TODAY.day}), report=lambda _: None,
            )
            assert not intake.problems, intake.problems
            assert intake.received.tally["cases"].sum() == 125_000
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    kilobytes = int(done.stdout.split()[-1])
    assert path.stat().st_size > 280_000_000
    assert kilobytes < 1_200_000
