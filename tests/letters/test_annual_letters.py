"""Letters written from the statistics: accessible, with the figures of the database, readable."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdf
import pytest

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.dataset import Dataset
from dashboard.sources.letter_figures import LetterFigures
from dashboard.sources.letters import read_letter
from dashboard.vocabulary import DecisionOutcome, Measure, YearEnding
from tests.site.serving import COMMAND, ROOT, database, run

pytestmark = pytest.mark.xdist_group("letters")

NAMES = Names(Register.load())
YEAR = YearEnding(2024)
TODAY = date(2026, 9, 1)


def read(path: Path) -> LetterFigures:
    letter = read_letter(path.name, path.read_bytes(), "0" * 64, NAMES, TODAY)
    assert letter is not None
    assert letter.reason is None
    assert letter.figures is not None
    return letter.figures


def write(snapshots: Path, to: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    arguments = ("--to", str(to), "--snapshots", str(snapshots), "--signatory", "A. Name, Title")
    return subprocess.run(
        [*COMMAND, "letters", "write", *arguments, *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_council_with_cases_in_the_year_has_a_letter(snapshots: Path, written: Path) -> None:
    with database(snapshots) as connection:
        (councils,) = connection.execute(
            "SELECT count(*) FROM yearly_count WHERE year_ending = ? "
            "AND (decided > 0 OR received > 0 OR compliance_outcomes > 0)",
            (str(YEAR),),
        ).fetchone()
    letters = list(written.iterdir())
    assert councils > 300
    assert len(letters) >= councils
    assert (written / "allerdale-2024.pdf").exists(), "abolished, with a case decided later"


def test_a_letter_says_the_figures_of_the_database(snapshots: Path, written: Path) -> None:
    dataset = Dataset.open(snapshots / "current")
    checked = 0
    for path in sorted(written.iterdir())[::7]:
        authority = dataset.register.by_slug(path.stem.removesuffix("-2024"))
        assert authority is not None
        council_year = dataset.council_year(authority, YEAR)
        printed = read(path)
        assert printed.contradictions == ()
        uphold = council_year.figures[Measure.UPHOLD_RATE]
        if uphold.value is None:
            assert "upheld_pct" not in printed.values
        else:
            assert f"{printed.values['upheld_pct']:g}%" == uphold.display
            assert printed.values["investigations_count"] == uphold.denominator
            assert uphold.similar is not None
            assert f"{printed.values['similar_upheld_pct']:g}%" == uphold.similar.display
        for outcome, name in (
            (DecisionOutcome.UPHELD, "upheld"),
            (DecisionOutcome.NOT_UPHELD, "not_upheld"),
            (DecisionOutcome.ADVICE_GIVEN, "advice_given"),
        ):
            assert printed.values[name] == council_year.counts.outcomes[outcome]
        checked += 1
    assert checked > 40


def test_a_letter_is_tagged_has_a_title_and_a_language_and_fits_on_a_page(written: Path) -> None:
    for name in ("leeds", "adur", "isles-of-scilly", "bournemouth-christchurch-and-poole"):
        document = pypdf.PdfReader(written / f"{name}-2024.pdf")
        catalogue = document.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"].value is True
        assert catalogue["/Lang"] == "en-GB"
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        assert b"pdfuaid:part>1<" in catalogue["/Metadata"].get_object().get_data()
        assert document.metadata is not None
        assert document.metadata.title == "Annual Review letter 2023-24"
        assert len(document.pages) == 1


def test_a_letter_of_a_demonstration_says_so_at_its_top_and_at_its_foot(written: Path) -> None:
    text = pypdf.PdfReader(written / "leeds-2024.pdf").pages[0].extract_text()
    assert text.count("DEMONSTRATION LETTER: made-up figures, not the Ombudsman’s") == 2


def test_the_same_letter_has_the_same_bytes(snapshots: Path, written: Path, tmp_path: Path) -> None:
    again = write(snapshots, tmp_path / "out", "--year", "2023-24", "--dated", "2024-07-17",
                  "--signatory", "A. Name, Ombudsman")  # fmt: skip
    assert again.returncode == 0, again.stderr
    for path in sorted(written.iterdir())[::20]:
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_progress_is_said_with_counts(snapshots: Path, tmp_path: Path) -> None:
    finished = write(snapshots, tmp_path / "out", "--year", "2024")
    assert finished.returncode == 0
    assert "Letters written: 50 of " in finished.stderr
    assert finished.stdout.endswith(f"letters written to {tmp_path / 'out'}\n")


def test_a_folder_that_holds_something_is_left_alone(snapshots: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    finished = write(snapshots, tmp_path, "--year", "2024")
    assert finished.returncode == 2
    assert "holds something already; name a new folder with --to" in finished.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--year", "2019"), "2018-19 is not in the snapshot, which has 2021-22 to 2023-24"),
        (("--year", "spring"), "'spring' is not a year such as"),
        (("--year", "2024", "--dated", "17 July"), "'17 July' is not a date such as 2025-07-16"),
        (("--year", "2024", "--signatory", "Nobody"), "lacks a name or a title"),
    ],
)
def test_a_call_that_cannot_be_met_says_why(
    snapshots: Path, tmp_path: Path, asked: tuple[str, ...], words: str
) -> None:
    finished = write(snapshots, tmp_path / "out", *asked)
    assert finished.returncode == 2
    assert words in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not (tmp_path / "out").exists()


def test_a_template_of_the_publishers_own_is_used(snapshots: Path, tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text(
        "#let letter = json(bytes(sys.inputs.letter))\n"
        '#set document(title: "Ours")\n#set text(lang: "en")\n'
        "#letter.addressee has #letter.statistics.at(0).lines.at(0)\n"
    )
    finished = write(snapshots, tmp_path / "out", "--year", "2024", "--template", str(template))
    assert finished.returncode == 0, finished.stderr
    text = pypdf.PdfReader(tmp_path / "out" / "leeds-2024.pdf").pages[0].extract_text()
    assert "To: Leeds City Council has" in " ".join(text.split())


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("#let letter = (", "own.typ: unclosed delimiter"),
        ("#nothing", "own.typ: unknown variable: nothing"),
        ('#set text(lang: "en")\nNo title.', "own.typ: PDF/UA-1 error: missing document title"),
    ],
)
def test_a_template_that_cannot_be_set_is_refused_and_leaves_nothing(
    snapshots: Path, tmp_path: Path, template: str, words: str
) -> None:
    (tmp_path / "own.typ").write_text(template)
    finished = write(
        snapshots, tmp_path / "out", "--year", "2024", "--template", str(tmp_path / "own.typ")
    )
    assert finished.returncode == 2
    assert words in finished.stderr
    assert not (tmp_path / "out").exists()


def test_written_letters_are_registered_by_the_next_publish_and_agree_with_it(
    tmp_path: Path,
) -> None:
    given, snapshots = tmp_path / "input", tmp_path / "snapshots"
    run("demonstration", "--years", "2023-24..2023-24", "--to", str(given))
    shutil.rmtree(given / "letters")
    run("publish", str(given), "--to", str(snapshots))
    finished = write(snapshots, given / "letters", "--year", "2024")
    assert finished.returncode == 0, finished.stderr
    run("publish", str(given), "--to", str(snapshots))
    with database(snapshots) as connection:
        (letters,) = connection.execute("SELECT count(*) FROM letter").fetchone()
    assert letters == len(list((given / "letters").iterdir())) > 300
    checked = json.loads(run("check", "--snapshots", str(snapshots), "--json"))
    assert checked["totals"]["differs"] == 0
    assert checked["totals"]["equal"] > 10 * letters
