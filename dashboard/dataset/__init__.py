"""One loaded snapshot, read-only, asked in the words of the field; nothing of pandas."""

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.decision_counts import Counted
from dashboard.dataset.decision_marks import Marks
from dashboard.dataset.decision_order import Cursor, Order
from dashboard.dataset.decision_sets import DecisionFilter, Facets, Flag
from dashboard.dataset.decision_words import Words, read_words
from dashboard.dataset.decisions import MOST_RANKED, DecisionPage, DecisionQuery
from dashboard.dataset.letters import FoundLetter, Letters
from dashboard.dataset.recommendations import (
    UNSTATED,
    Improvement,
    Listed,
    Outcomes,
    RecommendationCounts,
    RecommendationFilter,
    Recommendations,
)
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
    "MOST_RANKED",
    "UNSTATED",
    "Categories",
    "CategoryCount",
    "Correction",
    "CouncilYear",
    "Counted",
    "Counts",
    "Cursor",
    "Dataset",
    "Decision",
    "DecisionFilter",
    "DecisionPage",
    "DecisionQuery",
    "Facets",
    "Figure",
    "Flag",
    "FoundLetter",
    "Improvement",
    "Letter",
    "Letters",
    "Listed",
    "Marks",
    "Order",
    "Outcomes",
    "PrintedFigure",
    "Recommendation",
    "RecommendationCounts",
    "RecommendationFilter",
    "Recommendations",
    "ReconciledAverage",
    "ReconciledFigure",
    "ReconciledNation",
    "ReconciliationPage",
    "ReconciliationQuery",
    "Similar",
    "SourceFile",
    "TypeAverage",
    "Words",
    "read_words",
]
