"""The reconciliation as text and as a document for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.dataset import Dataset, ReconciledAverage, ReconciledFigure, ReconciledNation
from dashboard.vocabulary import Reconciled


@dataclass(frozen=True)
class Tolerance:
    """Up to how much a printed figure may differ from ours."""

    points: float = 0.0
    """For rates: percentage points, or cases per 100,000 residents."""
    cases: int = 0
    """For counts."""

    def is_passed(self, figure: ReconciledFigure) -> bool:
        """Whether a figure differs by more, for no known reason."""
        if figure.difference is None or figure.reason is not None:
            return False
        is_rate = figure.figure.endswith(("_pct", "_per_100k"))
        return abs(figure.difference) > (self.points if is_rate else self.cases)

    def is_passed_by_many(self, figure: ReconciledNation | ReconciledAverage) -> bool:
        """Whether a figure of many councils differs by more than this and than its own tolerance.

        That is part of the reconciliation: see `statistics.reconciliation`.
        """
        if figure.status is not Reconciled.DIFFERS or figure.difference is None:
            return False
        is_count = isinstance(figure, ReconciledNation) and not figure.figure.endswith("_rate")
        return abs(figure.difference) > (self.cases if is_count else self.points)


@dataclass(frozen=True)
class ReconciliationReport:
    """How a snapshot's figures compare with the printed ones."""

    version: str
    totals: dict[Reconciled, int]
    beyond: tuple[ReconciledFigure, ...]
    """Those that differ by more than is allowed, for no known reason."""
    within: tuple[ReconciledFigure, ...]
    """The others that differ."""
    of_many: tuple[ReconciledNation | ReconciledAverage, ...]
    """National figures and averages that differ by more than is allowed."""

    @property
    def passes(self) -> bool:
        """Whether nothing differs by more than is allowed."""
        return not self.beyond and not self.of_many

    @classmethod
    def of(cls, dataset: Dataset, tolerance: Tolerance) -> ReconciliationReport:
        """The report on a snapshot."""
        totals = dict.fromkeys(Reconciled, 0)
        for counted in dataset.reconciliation_summary().values():
            for status, number in counted.items():
                totals[status] += number
        differing = dataset.differences()
        beyond = tuple(figure for figure in differing if tolerance.is_passed(figure))
        within = tuple(figure for figure in differing if figure not in beyond)
        of_many: list[ReconciledNation | ReconciledAverage] = [
            *dataset.reconciled_nation(),
            *dataset.reconciled_averages(),
        ]
        return cls(
            dataset.manifest.version,
            totals,
            beyond,
            within,
            tuple(figure for figure in of_many if tolerance.is_passed_by_many(figure)),
        )

    def as_text(self) -> str:
        """For a person to read."""
        counted = ", ".join(f"{number:,} {status}" for status, number in self.totals.items())
        lines = [f"Data version {self.version}: {counted}."]
        lines += [f"{_line(figure)}" for figure in self.beyond]
        lines += [f"{_line(figure)} (allowed)" for figure in self.within]
        lines += [_line_of_many(figure) for figure in self.of_many]
        if self.passes:
            lines.append("Nothing differs by more than is allowed.")
        return "\n".join(lines)

    def as_document(self) -> dict[str, Any]:
        """For a machine to read."""
        return {
            "data_version": self.version,
            "totals": {str(status): number for status, number in self.totals.items()},
            "beyond_tolerance": [_document(figure) for figure in self.beyond],
            "allowed": [_document(figure) for figure in self.within],
            "national_and_averages_beyond_tolerance": [
                _document_of_many(figure) for figure in self.of_many
            ],
        }


def _line(figure: ReconciledFigure) -> str:
    counts = "" if figure.numerator is None else f" ({figure.numerator} of {figure.denominator})"
    source = figure.source_url or figure.source_file or ""
    reason = f"; {figure.reason}" if figure.reason else ""
    return (
        f"{figure.authority.name}, {figure.year.label}, {figure.figure}: computed "
        f"{figure.computed:,.4g}{counts}, printed {figure.printed:,g}, "
        f"difference {figure.difference:+,g}; {source}{reason}"
    )


def _document(figure: ReconciledFigure) -> dict[str, Any]:
    return {
        "authority": figure.authority.name,
        "code": figure.authority.code,
        "year_ending": str(figure.year),
        "figure": figure.figure,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "computed": figure.computed,
        "printed": figure.printed,
        "difference": figure.difference,
        "reason": figure.reason,
        "source": figure.source_url or figure.source_file,
    }


def _named(figure: ReconciledNation | ReconciledAverage) -> tuple[str, str]:
    """Whose figure it is, and which."""
    if isinstance(figure, ReconciledNation):
        return "England", figure.figure
    return f"average of {figure.type.plural}", str(figure.measure)


def _line_of_many(figure: ReconciledNation | ReconciledAverage) -> str:
    whose, name = _named(figure)
    counts = "" if figure.numerator is None else f" ({figure.numerator} of {figure.denominator})"
    source = figure.source_url or ""
    return (
        f"{whose}, {figure.year.label}, {name}: computed {figure.computed:,.1f}{counts}, "
        f"printed {figure.printed:,g}, difference {figure.difference:+,g}; {source}"
    )


def _document_of_many(figure: ReconciledNation | ReconciledAverage) -> dict[str, Any]:
    whose, name = _named(figure)
    return {
        "about": whose,
        "year_ending": str(figure.year),
        "figure": name,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "computed": figure.computed,
        "printed": figure.printed,
        "difference": figure.difference,
        "source": figure.source_url,
    }
