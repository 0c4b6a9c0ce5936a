"""The commands of docs/publishers-year.md, run in their order, answer what stands there."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

YEAR = Path(__file__).parents[2] / "docs" / "publishers-year.md"
PATIENCE = 600
_END = "---- end of the answer ----"


@dataclass(frozen=True)
class Step:
    """A command as the page has it, and the answer beneath it."""

    command: str
    answer: str


def steps_of(page: str) -> list[Step]:
    """The commands in the blocks that show a terminal."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    return [Step(*part.split("\n", 1)) for part in parts if part]


def answers_to(steps: list[Step], folder: Path) -> list[str]:
    """What one shell says to the commands, each answer by itself, warnings among it."""
    programs = Path(sys.executable).parent
    script = "\n".join(
        line
        for step in steps
        for line in (step.command, f'status=$?; echo "{_END}"; (exit $status)')
    )
    shell = subprocess.run(
        ["bash"],
        input=script,
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return shell.stdout.split(f"{_END}\n")[:-1]


def test_a_year_goes_as_it_is_told(tmp_path: Path) -> None:
    steps = steps_of(YEAR.read_text(encoding="utf-8"))
    answers = answers_to(steps, tmp_path)
    assert len(steps) == len(answers) > 20
    is_as_told = doctest.OutputChecker().check_output
    told = [
        f"$ {step.command}\n{answer}"
        for step, answer in zip(steps, answers, strict=True)
        if not is_as_told(step.answer, answer, doctest.ELLIPSIS)
    ]
    assert told == []
