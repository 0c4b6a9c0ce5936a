from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.snapshot.shelf import Shelf
from tests.factories import write_csv

PATIENCE = 180.0
PROGRAM = [sys.executable, "-m", "dashboard"]
URL = "https://www.lgo.org.uk/your-councils-performance/hertfordshire-county-council/statistics"
BREAKS = "import dashboard.cli as c; c.app.command('fail')(lambda: 1 // 0); c.run()"

Finished = subprocess.CompletedProcess[str]


def council_performance(
    *arguments: str | Path, given: str = "", program: Sequence[str] = PROGRAM
) -> Finished:
    """Runs the command to its end."""
    return subprocess.run(
        [*program, *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def show(snapshots: Path, council: str, year: str) -> dict[str, Any]:
    shown = council_performance("show", council, "--year", year, "--json", "--snapshots", snapshots)
    assert shown.returncode == 0, shown.stderr
    document: dict[str, Any] = json.loads(shown.stdout)
    return document


def refused(finished: Finished) -> str:
    """The words of a call that was refused plainly, with exit code 2."""
    assert finished.returncode == 2, finished.stderr
    assert "Traceback" not in finished.stderr
    assert finished.stdout == ""
    return finished.stderr


@pytest.mark.parametrize(
    "command",
    [
        "demonstration",
        "publish",
        "serve",
        "show",
        "resolve",
        "boundaries build",
        "boundaries import",
        "boundaries check",
    ],
)
def test_the_help_of_each_command_has_an_example(command: str) -> None:
    helped = council_performance(*command.split(), "--help")
    assert helped.returncode == 0
    assert f"Example: council-performance {command}" in " ".join(helped.stdout.split())


def test_the_help_of_the_program_lists_every_command() -> None:
    listed = council_performance("--help").stdout
    for command in ("demonstration", "publish", "serve", "show", "resolve", "boundaries"):
        assert command in listed


def test_show_prints_the_keys_that_other_programs_rely_on(four_councils_snapshots: Path) -> None:
    document = show(four_councils_snapshots, "milton-keynes", "2024")
    assert set(document) >= {"authority", "year_ending", "kind", "counts", "measures"}
    assert set(document["authority"]) == {"code", "name", "slug", "type"}
    assert set(document["measures"]) == {
        "uphold_rate",
        "compliance_rate",
        "on_time_compliance_rate",
        "satisfactory_remedy_rate",
        "upheld_per_100k",
    }
    rate = document["measures"]["uphold_rate"]
    assert (rate["numerator"], rate["denominator"], rate["display"]) == (5, 9, "56%")
    assert rate["value"] == pytest.approx(5 / 9)
    assert [round(limit, 2) for limit in rate["interval"]] == [0.27, 0.81]
    assert rate["missing"] is None
    assert {"value", "display", "source"} <= rate["similar"].keys()
    assert rate["similar"]["source"] == "computed"
    assert document["counts"]["received"] == 0
    assert document["counts"]["referred_back"] == 1


@pytest.mark.parametrize(
    ("council", "year"),
    [
        ("Milton Keynes", "2023-24"),
        ("Milton Keynes Borough Council", "2024-03-31"),
        ("E06000042", "2024"),
    ],
)
def test_show_finds_a_council_by_any_name_or_code_and_any_way_to_write_a_year(
    four_councils_snapshots: Path, council: str, year: str
) -> None:
    document = show(four_councils_snapshots, council, year)
    assert document["authority"]["slug"] == "milton-keynes"
    assert document["year_ending"] == "2024-03-31"


def test_show_prints_plain_words_without_json(four_councils_snapshots: Path) -> None:
    shown = council_performance(
        "show", "stevenage", "--year", "2024", "--snapshots", four_councils_snapshots
    )
    assert shown.returncode == 0
    assert "Uphold rate: none (no cases in the year)" in shown.stdout


@pytest.mark.parametrize(
    ("council", "near"),
    [("Milton Keyne Council", "Milton Keynes City Council"), ("Newcastle", "Newcastle")],
)
def test_show_suggests_near_names_for_an_unknown_council(
    four_councils_snapshots: Path, council: str, near: str
) -> None:
    words = refused(
        council_performance(
            "show", council, "--year", "2024", "--snapshots", four_councils_snapshots
        )
    )
    assert f"no council is called '{council}'; did you mean:\n  {near}" in words


def test_show_refuses_a_year_that_is_none(four_councils_snapshots: Path) -> None:
    words = refused(
        council_performance(
            "show", "allerdale", "--year", "2019-21", "--snapshots", four_councils_snapshots
        )
    )
    assert "'2019-21' is not a year such as 2020, 2019-20 or 2020-03-31" in words


def test_show_without_a_snapshot_says_how_to_make_one(tmp_path: Path) -> None:
    words = refused(
        council_performance("show", "allerdale", "--year", "2020", "--snapshots", tmp_path)
    )
    assert "council-performance publish SOURCE --to" in words


def test_show_refuses_a_damaged_snapshot(tmp_path: Path, four_councils_snapshots: Path) -> None:
    shutil.copytree(Shelf(four_councils_snapshots).current(), tmp_path / "copy")
    (tmp_path / "copy" / "downloads" / "notes.txt").write_text("other words")
    words = refused(
        council_performance("show", "allerdale", "--year", "2020", "--snapshots", tmp_path / "copy")
    )
    assert "downloads/notes.txt differs from its checksum; publish again" in words


def test_resolve_says_what_each_spelling_means() -> None:
    names = ["LB Hackney", "Bristol, City of", "Shepway District Council", "E07000112"]
    resolved = council_performance("resolve", *names, "--json")
    assert resolved.returncode == 0
    assert json.loads(resolved.stdout) == [
        {"name": name, "code": code, "kind": "council"}
        for name, code in zip(
            names, ["E09000012", "E06000023", "E07000112", "E07000112"], strict=True
        )
    ]


def test_resolve_reads_names_from_standard_input_one_a_line() -> None:
    resolved = council_performance(
        "resolve", "--json", given="Milton Keynes\n\n  Broads Authority \nMilton Keyne Council\n"
    )
    assert resolved.returncode == 2
    found = json.loads(resolved.stdout)
    assert [(one["name"], one["code"], one["kind"]) for one in found] == [
        ("Milton Keynes", "E06000042", "council"),
        ("Broads Authority", None, "other body"),
        ("Milton Keyne Council", None, "unknown"),
    ]
    assert "Milton Keynes City Council" in found[2]["suggestions"]
    assert "suggestions" not in found[0]
    assert resolved.stderr == ""


def test_resolve_prints_plain_lines_without_json() -> None:
    resolved = council_performance("resolve", "Allerdale", "Newcastle Borough Council")
    assert resolved.returncode == 2
    first, second = resolved.stdout.splitlines()
    assert first == "Allerdale: Allerdale Borough Council (E07000026)"
    assert second.startswith("Newcastle Borough Council: unknown; near: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["demonstration", "--to", "out", "--years", "2024-25..2018-19"],
        ["demonstration", "--to", "out", "--years", "soon"],
        ["demonstration", "--to", "out", "--years", "1990"],
        ["publish", "nowhere", "--to", "out"],
        ["publish", ".", "--to", __file__],
        ["publish", ".", "--to", f"{__file__}/snapshots"],
        ["publish", ".", "--to", "long" * 100],
        ["publish", ".", "--to", "out", "--boundaries", "nowhere.geojson"],
        ["serve", "--snapshots", "nowhere"],
        ["serve", "--port", "70000"],
        ["serve", "--public-address", "councils.example/performance"],
        ["publish", ".", "--to", "out", "--licence", "open"],
        ["show", "allerdale"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_a_call_that_means_nothing_is_refused_in_plain_words(
    tmp_path: Path, arguments: list[str]
) -> None:
    called = subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert refused(called)
    assert list(tmp_path.iterdir()) == []


def test_a_bug_is_a_traceback_with_exit_code_1() -> None:
    failed = council_performance("fail", program=[sys.executable, "-c", BREAKS])
    assert failed.returncode == 1
    assert "ZeroDivisionError" in failed.stderr


def test_publish_lists_every_problem_of_every_file_and_publishes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "input"
    write_csv(
        source / "decided.csv",
        "reference authority category decided_on decision",
        ("20 000 563", "Milton Keyne Council", "Housing", "2023-06-01", "Upheld"),
        ("20 000 564", "Watford", "Housing", "2023-06-01", "Sustained"),
        ("20 000 565", "Watford", "Housing", "2023-06-01", "Upheld"),
        ("20-000-565", "Watford", "Housing", "2023-06-01", "Upheld"),
    )
    write_csv(
        source / "received.csv",
        "reference authority category received_on",
        ("1", "Watford", "Housing", "yesterday"),
    )
    published = council_performance("publish", source, "--to", tmp_path / "snapshots")
    assert published.returncode == 2
    assert published.stdout == ""
    assert "Traceback" not in published.stderr
    for place, kind, value in (
        ("decided.csv, row 2, column authority", "unknown-authority", "Milton Keyne Council"),
        ("decided.csv, row 3, column decision", "unknown-decision", "Sustained"),
        ("decided.csv, row 5, column reference", "duplicate-reference", "20-000-565"),
        ("received.csv, row 2, column reference", "bad-reference", "1"),
        ("received.csv, row 2, column received_on", "unreadable-date", "yesterday"),
    ):
        assert f"{place}: error [{kind}]: found '{value}'; expected " in published.stderr
    assert "near names: Milton Keynes City Council" in published.stderr
    assert not (tmp_path / "snapshots").exists()


def test_hertfordshires_letter_goes_through_publish_and_show_as_printed(tmp_path: Path) -> None:
    write_csv(
        tmp_path / "input" / "letters.csv",
        "authority_as_written authority_type year_ending upheld_pct upheld_count "
        "investigations_count similar_upheld_pct source_url source_kind",
        ("Hertfordshire County Council", "county", "2024-03-31", 89, 42, 47, 85, URL, "ombudsman"),
    )
    snapshots = tmp_path / "snapshots"
    published = council_performance("publish", tmp_path / "input", "--to", snapshots)
    assert published.returncode == 0, published.stderr
    first, last = published.stdout.splitlines()
    assert first == "First snapshot here: 2 figures."
    assert last == (
        f"Published {Shelf(snapshots).current().name}; {snapshots}/current leads to it."
    )
    assert "letters.csv: 1 rows of published figures" in published.stderr
    rate = show(snapshots, "Hertfordshire", "2024")["measures"]["uphold_rate"]
    assert (rate["numerator"], rate["denominator"]) == (42, 47)
    assert (rate["value"], rate["display"]) == (0.89, "89%")
    assert (rate["source"], rate["source_url"]) == ("ombudsman", URL)
    assert (rate["similar"]["display"], rate["similar"]["source"]) == ("85%", "publisher")
    absent = show(snapshots, "Surrey", "2024")["measures"]["uphold_rate"]
    assert (absent["value"], absent["missing"]) == (None, "no published figure loaded")
    again = council_performance("publish", tmp_path / "input", "--to", snapshots, "--dry-run")
    assert again.stdout.splitlines() == [
        "Against the snapshot published before: 0 figures added, 0 changed, 0 gone.",
        "Dry run: nothing was published.",
    ]


def test_a_demonstration_goes_through_publish_and_says_what_it_is(tmp_path: Path) -> None:
    source, snapshots = tmp_path / "input", tmp_path / "snapshots"
    written = council_performance("demonstration", "--to", source, "--years", "2023-24")
    assert written.returncode == 0, written.stderr
    assert written.stdout == f"Demonstration input written to {source}\n"
    published = council_performance("publish", source, "--to", snapshots)
    assert published.returncode == 0, published.stderr
    document = show(snapshots, "Leeds", "2024")
    assert document["kind"] == "demonstration"
    rate = document["measures"]["uphold_rate"]
    # The letters of the demonstration print it.
    assert rate["similar"]["source"] == "publisher"
    shown = council_performance("show", "Leeds", "--year", "2024", "--snapshots", snapshots)
    assert "Demonstration data: made-up cases" in shown.stdout


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def serving(snapshots: Path, port: int) -> Iterator[str]:
    """The address of the site while it is served."""
    with subprocess.Popen(
        [*PROGRAM, "serve", "--snapshots", str(snapshots), "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            said = server.stdout.readline()
            address = f"http://127.0.0.1:{port}"
            assert said == f"Serving {snapshots} on {address}\n"
            wait_for(lambda: answer(f"{address}/healthz") == "ok")
            yield address
        finally:
            server.terminate()


def answer(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as response:
            words: str = response.read().decode()
            return words
    except urllib.error.URLError as error:
        return str(error)


def wait_for(comes_true: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not comes_true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def test_the_site_is_served_and_changes_over_to_a_new_snapshot_while_it_runs(
    tmp_path: Path, four_councils_snapshots: Path
) -> None:
    snapshots = tmp_path / "snapshots"
    old = Shelf(four_councils_snapshots).current()
    shutil.copytree(four_councils_snapshots, snapshots, symlinks=True)
    with serving(snapshots, free_port()) as address:
        ready = json.loads(answer(f"{address}/readyz"))
        assert ready == {"ready": True, "version": old.name, "kind": "published"}
        assert "5 of 9 complaints investigated" in answer(f"{address}/council/milton-keynes")
        shelf = Shelf(snapshots)
        with shelf.writing() as folder:
            shutil.copytree(old, folder, dirs_exist_ok=True)
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            manifest["version"] = "a new one"
            (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
            shelf.put_up(folder, "a new one")
        wait_for(lambda: json.loads(answer(f"{address}/readyz"))["version"] == "a new one")


def test_a_port_that_is_taken_is_said_plainly(four_councils_snapshots: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        words = refused(
            council_performance(
                "serve", "--snapshots", four_councils_snapshots, "--port", str(port)
            )
        )
    assert f"can't listen on 127.0.0.1:{port}" in words
    assert "--port" in words


def test_check_exits_with_2_only_beyond_the_tolerance(tmp_path: Path) -> None:
    source, snapshots = tmp_path / "input", tmp_path / "snapshots"
    source.mkdir()
    write_csv(
        source / "decided.csv",
        "reference authority category decided_on decision",
        ("19 000 001", "Leeds City Council", "Housing", "2020-01-10", "Upheld"),
        ("19 000 002", "Leeds City Council", "Housing", "2020-01-11", "Not upheld"),
    )
    write_csv(
        source / "printed.csv",
        "authority_as_written year_ending upheld_pct source_url source_kind",
        ("Leeds City Council", "2020-03-31", 52, "https://example.org/leeds", "ombudsman"),
    )
    published = council_performance("publish", source, "--to", snapshots)
    assert published.returncode == 0, published.stderr
    strict = council_performance("check", "--snapshots", snapshots)
    assert strict.returncode == 2
    assert "computed 50 (1 of 2), printed 52, difference +2" in strict.stdout
    lenient = council_performance("check", "--snapshots", snapshots, "--tolerance", "2")
    assert lenient.returncode == 0
    assert "Nothing differs by more than is allowed." in lenient.stdout
    machine = council_performance("check", "--snapshots", snapshots, "--json")
    assert machine.returncode == 2
    assert json.loads(machine.stdout)["beyond_tolerance"][0]["difference"] == 2.0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["input", "--tables", "decided=x"], "--tables and --files go with the address"),
        (["duckdb:///nowhere.duckdb"], "a database needs --tables"),
        (["duckdb:///x.duckdb", "--tables", "letters=x"], "--tables letters=x means nothing"),
    ],
)
def test_tables_of_a_database_that_mean_nothing_are_refused(
    tmp_path: Path, options: list[str], words: str
) -> None:
    assert words in refused(council_performance("publish", *options, "--to", tmp_path / "s"))


def test_publish_reports_as_json_and_says_no_progress_if_quiet(tmp_path: Path) -> None:
    source, snapshots = tmp_path / "input", tmp_path / "snapshots"
    source.mkdir()
    headings = "reference authority category decided_on decision"
    case = ("19 000 001", "Leeds City Council", "Housing", "2020-01-10", "Upheld")
    write_csv(source / "decided.csv", headings, case)
    done = council_performance("publish", source, "--to", snapshots, "--json", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["published"] == Shelf(snapshots).current().name
    assert document["problems"] == []
    assert {change["measure"] for change in document["changes"]["added"]} >= {"uphold_rate"}
    write_csv(source / "decided.csv", headings, ("?", *case[1:3], "soon", case[4]))
    refused = council_performance("publish", source, "--to", snapshots, "--json", "--quiet")
    assert refused.returncode == 2
    problems = json.loads(refused.stdout)["problems"]
    assert [(p["kind"], p["row"], p["value"]) for p in problems] == [
        ("unreadable-date", 2, "soon"),
        ("bad-reference", 2, "?"),
    ]


def test_the_many_problems_of_a_file_are_told_by_their_first_rows_and_written_whole(
    tmp_path: Path,
) -> None:
    source, table = tmp_path / "input", tmp_path / "problems.csv"
    headings = "reference authority category decided_on decision"
    cases = [(f"19 000 {n:03d}", "Leads", "Housing", "2020-01-10", "Upheld") for n in range(500)]
    source.mkdir()
    write_csv(source / "decided.csv", headings, *cases)
    options = ("publish", source, "--to", tmp_path / "snapshots", "--quiet", "--problems", table)
    lines = refused(council_performance(*options)).splitlines()
    assert len(lines) == 22
    assert lines[19].startswith("decided.csv, row 21, column authority: error [unknown-authority]")
    assert lines[20] == (
        "decided.csv, rows 22 to 501, column authority: 480 more [unknown-authority] errors: "
        "'Leads' (480)"
    )
    assert lines[21].startswith("500 problems in all; --problems FILE writes every one")
    rows = table.read_text(encoding="utf-8-sig").splitlines()
    assert (len(rows), rows[500].split(",")[:6]) == (
        501,
        ["error", "decided.csv", "", "501", "authority", "Leads"],
    )
    machine = council_performance(*options, "--json")
    assert [p["row"] for p in json.loads(machine.stdout)["problems"]] == list(range(2, 502))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("input/problems.csv", "lies in the input, where it would be read; name another place"),
        ("nowhere/problems.csv", "No such file or directory; name another file with --problems"),
    ],
)
def test_a_table_of_problems_that_can_not_be_written_is_said_before_the_work(
    tmp_path: Path, table: str, words: str
) -> None:
    (tmp_path / "input").mkdir()
    options = ("--to", tmp_path / "snapshots", "--problems", tmp_path / table)
    assert words in refused(council_performance("publish", tmp_path / "input", *options))
    assert not (tmp_path / table).exists()


def test_a_dry_run_that_would_be_refused_lists_all_changes_and_exits_with_2(
    tmp_path: Path,
) -> None:
    source, snapshots = tmp_path / "input", tmp_path / "snapshots"
    headings = "reference authority category decided_on decision"
    councils = ("Leeds City Council", "2020-01-10"), ("Leeds City Council", "2019-01-10")

    def decide(decision: str) -> None:
        cases = [(f"18 000 00{n}", c, "Housing", d, decision) for n, (c, d) in enumerate(councils)]
        write_csv(source / "decided.csv", headings, *cases)

    decide("Upheld")
    assert council_performance("publish", source, "--to", snapshots).returncode == 0
    decide("Not upheld")
    would = council_performance("publish", source, "--to", snapshots, "--dry-run", "--quiet")
    assert would.returncode == 2
    assert would.stdout.count("uphold_rate: 100% (1 of 1) -> 0% (0 of 1)") == 2
    assert "Dry run: nothing was published." in would.stdout
    assert '--revise "reason"' in would.stderr
    machine = council_performance("publish", source, "--to", snapshots, "--dry-run", "--json")
    assert machine.returncode == 2
    (obstacle,) = json.loads(machine.stdout)["obstacles"]
    assert "--revise" in obstacle
