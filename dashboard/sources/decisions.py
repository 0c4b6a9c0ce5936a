"""Published decisions as a list: incomplete by nature, shown and searched, never counted."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.cases import DECISION
from dashboard.sources.categories import read_categories
from dashboard.sources.columns import Columns
from dashboard.sources.findings import Rule
from dashboard.vocabulary import DecisionOutcome

_LONGEST_SUMMARY: Final = 5000
_LONG_SUMMARY: Final = Rule(
    "summary-too-long",
    f"a summary of at most {_LONGEST_SUMMARY:,} characters",
    "give the summary only, not the whole decision",
)


def read_decisions(columns: Columns) -> pd.DataFrame:
    """Published decisions: who, what, when and where; what is not stated is <NA>.

    Columns: reference, authority, other_body, category, subcategory, decision, decision_date,
    is_public_report ("boolean"), url, summary. Rows without a decision, day or category are
    normal; one warning counts them.
    """
    bodies = columns.bodies("authority_as_written")
    decision_date = columns.day("decision_date")
    columns.expect_existence(bodies, "decision_date", decision_date)
    summary = columns.text("summary")
    columns.break_rule(_LONG_SUMMARY, "summary", summary.str.len() > _LONGEST_SUMMARY)
    decisions = pd.DataFrame(
        {
            "reference": columns.reference(),
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "category": read_categories(columns, prefer_ten=True),
            "subcategory": columns.text("subcategory"),
            "decision": columns.choice("decision", DecisionOutcome, DECISION),
            "decision_date": decision_date,
            "is_public_report": columns.yes_no("is_public_report"),
            "url": columns.address("url"),
            "summary": summary,
        }
    )
    _warn_of_blanks(columns, decisions)
    return decisions


def _warn_of_blanks(columns: Columns, decisions: pd.DataFrame) -> None:
    blanks = (
        decisions[["category", "decision", "decision_date"]].isna()
        & (columns.sound.to_numpy()[:, None])
    )
    incomplete = int(blanks.any(axis="columns").sum())
    if not incomplete:
        return
    each = ", ".join(f"{int(count)} without {name}" for name, count in blanks.sum().items())
    unsaid = int(decisions["is_public_report"].isna().sum())
    columns.findings.add(
        Problem(
            kind="decision-incomplete",
            file=columns.records.file,
            sheet=columns.records.sheet,
            value=f"{incomplete} of {len(decisions)} rows",
            expected="a category, a decision and a day in each row",
            remedy=f"fill the cells if they are known ({each}; {unsaid} don't say whether they are "
            "a public report); the rows are kept, and what is not stated is shown as such",
            is_warning=True,
        )
    )
