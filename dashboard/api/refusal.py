"""What is said where a question can't be answered: everything that is wrong with it, by name."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.api.about import About
from dashboard.api.row import Row


class Wrong(Row):
    """One thing that is wrong with a question."""

    parameter: str
    """Its name in the address."""
    value: str | None
    """As it was given."""
    problem: str
    """What was expected."""


class Problem(Row):
    """Why there is no answer (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Wrong]
    """Every parameter that can't be followed, all at once."""
    about: About | None
    """The data that were asked; null: none were."""


class Unanswered(Exception):  # noqa: N818  (nothing of ours went wrong)
    """A question without an answer."""

    about: About | None = None
    """The data that were asked."""


class Refused(Unanswered):
    """A question that can't be followed."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        """Takes what is wrong with it."""
        super().__init__("; ".join(f"{w.parameter} {w.problem}" for w in wrong))
        self.wrong = list(wrong)


class NotThere(Unanswered):
    """A thing that there is none of, asked for by a well-formed address."""


def problem(
    status: int,
    title: str,
    detail: str,
    wrong: Sequence[Wrong] = (),
    about: About | None = None,
) -> Problem:
    """What is answered instead."""
    return Problem(title=title, status=status, detail=detail, errors=list(wrong), about=about)
