"""The reconciliation as text and as a document for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.dataset import Dataset, ReconciledFigure
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


@dataclass(frozen=True)
class ReconciliationReport:
    """How a snapshot's figures compare with the printed ones."""

    version: str
    totals: dict[Reconciled, int]
    beyond: tuple[ReconciledFigure, ...]
    """Those that differ by more than is allowed, for no known reason."""
    within: tuple[ReconciledFigure, ...]
    """The others that differ."""

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
        return cls(dataset.manifest.version, totals, beyond, within)

    def as_text(self) -> str:
        """For a person to read."""
        counted = ", ".join(f"{number:,} {status}" for status, number in self.totals.items())
        lines = [f"Data version {self.version}: {counted}."]
        lines += [f"{_line(figure)}" for figure in self.beyond]
        lines += [f"{_line(figure)} (allowed)" for figure in self.within]
        if not self.beyond:
            lines.append("Nothing differs by more than is allowed.")
        return "\n".join(lines)

    def as_document(self) -> dict[str, Any]:
        """For a machine to read."""
        return {
            "data_version": self.version,
            "totals": {str(status): number for status, number in self.totals.items()},
            "beyond_tolerance": [_document(figure) for figure in self.beyond],
            "allowed": [_document(figure) for figure in self.within],
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
