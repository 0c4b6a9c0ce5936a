"""What a command says: progress and problems apart from its result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import typer

from dashboard.errors import Problem


def say(words: str) -> None:
    """Progress, apart from the result."""
    typer.echo(words, err=True)


def say_nothing(_: str) -> None:
    """No progress, where none is wanted."""


def say_problems(problems: Sequence[Problem]) -> None:
    """Every problem found, a line each."""
    from dashboard.problem_report import problem_lines

    for line in problem_lines(problems):
        say(line)


def print_json(document: Any) -> None:
    """A result for machines."""
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
