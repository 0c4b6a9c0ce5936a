"""One loaded snapshot, read-only, asked in the words of the field; nothing of pandas."""

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.decisions import DecisionPage, DecisionQuery
from dashboard.dataset.reconciliation import (
    ReconciledAverage,
    ReconciledFigure,
    ReconciledNation,
    ReconciliationPage,
    ReconciliationQuery,
)
from dashboard.dataset.records import (
    Categories,
    CategoryCount,
    Correction,
    CouncilYear,
    Counts,
    Decision,
    Figure,
    Letter,
    PrintedFigure,
    Recommendation,
    Similar,
    SourceFile,
    TypeAverage,
)

__all__ = [
    "Categories",
    "CategoryCount",
    "Correction",
    "CouncilYear",
    "Counts",
    "Dataset",
    "Decision",
    "DecisionPage",
    "DecisionQuery",
    "Figure",
    "Letter",
    "PrintedFigure",
    "Recommendation",
    "ReconciledAverage",
    "ReconciledFigure",
    "ReconciledNation",
    "ReconciliationPage",
    "ReconciliationQuery",
    "Similar",
    "SourceFile",
    "TypeAverage",
]
