"""What one run of the bench found, as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experience import Experience, Spread
from publishing import Publishing
from variants import Drawing, Variant

BACKENDS = ("flask", "fastapi")
SMALL_CALLBACK = "callback: a council's panel"


@dataclass(frozen=True)
class Measured:
    """One variant's figures, or why it has none."""

    variant: Variant
    left_out: str | None = None
    experience: Experience | None = None
    start_seconds: Spread | None = None
    worker_megabytes: float | None = None


@dataclass(frozen=True)
class Throughput:
    """Answers to a second of the processor time of a server with two processes."""

    by_backend: Mapping[str, Mapping[str, Spread]]
    """What was asked in words, and for each Dash backend the rates of several rounds."""
    summaries: Spread
    """Of this site's own summary of a council."""

    def ratio(self, words: str) -> float:
        """How many times Flask's rate FastAPI's is, for one thing that was asked."""
        rates = self.by_backend[words]
        return rates["fastapi"].median / rates["flask"].median

    @property
    def choice_ratio(self) -> float:
        """How many times the rate of a small callback on Flask this site's choice of a council is.

        The site asks a plain address where a Dash app asks a callback.
        """
        return self.summaries.median / self.by_backend[SMALL_CALLBACK]["flask"].median


@dataclass(frozen=True)
class Findings:
    """Everything of one run of the bench."""

    measured: Sequence[Measured]
    throughput: Throughput | None
    publishing: Publishing | None
    notes: Sequence[str]
    """What differs from the full bench."""

    @property
    def remarks(self) -> list[str]:
        """The notes, and what was left out and why."""
        left_out = [
            f"Left out: {one.variant.title}: {one.left_out}."
            for one in self.measured
            if one.left_out
        ]
        return [*left_out, *self.notes]

    def of(self, drawing: Drawing) -> Measured | None:
        """A variant's figures, if it has any."""
        return next(
            (one for one in self.measured if one.variant.drawing is drawing and one.experience),
            None,
        )

    @property
    def own(self) -> Experience | None:
        """The project's own map."""
        found = self.of(Drawing.OWN)
        return found.experience if found else None

    @property
    def stock(self) -> list[Experience]:
        """The stock maps; empty unless all of them were measured, for the best may be missing."""
        others = [one for one in self.measured if not one.variant.is_own]
        found = [one.experience for one in others if one.experience]
        return found if len(found) == len(others) else []
