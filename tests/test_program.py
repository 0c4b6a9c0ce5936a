from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from dashboard import program

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def nobody_says_the_commit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file in which a build may say it, which is not there."""
    file = tmp_path / "commit.txt"
    monkeypatch.delenv("COUNCIL_PERFORMANCE_COMMIT", raising=False)
    monkeypatch.setattr(program, "COMMIT_FILE", file)
    return file


def test_the_version_is_that_of_the_installed_program() -> None:
    assert program.program_version() == version("council-performance")


def test_without_a_word_from_the_build_the_commit_is_unknown() -> None:
    assert program.commit() == "unknown"


def test_a_build_says_the_commit_in_a_file(nobody_says_the_commit: Path) -> None:
    nobody_says_the_commit.write_text(f"{COMMIT}\n")
    assert program.commit() == COMMIT


def test_the_environment_says_the_commit_before_the_file(
    nobody_says_the_commit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_says_the_commit.write_text(COMMIT)
    monkeypatch.setenv("COUNCIL_PERFORMANCE_COMMIT", "ABCDEF0")
    assert program.commit() == "abcdef0"


@pytest.mark.parametrize("said", ["main", "<b>0123456</b>", "0123456; rm", "", " "])
def test_what_is_no_commit_is_not_shown_as_one(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("COUNCIL_PERFORMANCE_COMMIT", said)
    assert program.commit() == "unknown"
