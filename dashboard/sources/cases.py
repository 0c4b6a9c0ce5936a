"""The Ombudsman's three case tables: received, decided and compliance, one row a case."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.sources.categories import read_categories
from dashboard.sources.columns import Columns
from dashboard.sources.findings import Findings, Rule
from dashboard.sources.place import Place
from dashboard.vocabulary import ComplianceOutcome, DecisionOutcome, RecommendationKind

DECISION: Final = Rule(
    "unknown-decision",
    f"one of the decisions {', '.join(DecisionOutcome)}",
    "write one of these six, in upper or lower case",
)
_OUTCOME: Final = Rule(
    "unknown-outcome",
    f"one of the outcomes {', '.join(ComplianceOutcome)}",
    "write one of these three, in upper or lower case",
)
_OUTCOMES: Final = {
    **{str(outcome): str(outcome) for outcome in ComplianceOutcome},
    "complied on time": str(ComplianceOutcome.COMPLIED),
}
_KIND: Final = Rule(
    "unknown-recommendation-kind",
    f"{' or '.join(RecommendationKind)}, or an empty cell",
    "write one of these two",
)
BEFORE_RECEIPT: Final = Rule(
    "decision-before-receipt",
    "a decision on or after the day on which the case was received",
    "correct one of the two days",
)
_REMEDY: Final = Rule(
    "remedy-not-upheld",
    "an empty cell, since only upheld cases have a remedy",
    "empty the cell, or correct the decision",
)
BEFORE_AGREEMENT: Final = Rule(
    "before-agreement",
    "a day on or after the one on which the recommendation was agreed",
    "correct one of the two days",
)
_NO_REMEDY: Final = frozenset({"none", "no remedy", "no", "n/a", "-", "not applicable"})


def read_received(columns: Columns) -> pd.DataFrame:
    """Cases received: reference, authority, other_body, category, subcategory, received_on."""
    bodies = columns.bodies()
    received_on = columns.day("received_on")
    columns.expect_existence(bodies, "received_on", received_on)
    return pd.DataFrame(
        {
            "reference": columns.reference(),
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "category": read_categories(columns),
            "subcategory": columns.text("subcategory"),
            "received_on": received_on,
        }
    )


def read_decided(columns: Columns) -> pd.DataFrame:
    """Cases decided, with every optional column; satisfactory_remedy, published, report nullable.

    A decision after the authority was abolished is right and kept.
    """
    bodies = columns.bodies()
    received_on = columns.day("received_on")
    decided_on = columns.day("decided_on")
    columns.break_rule(BEFORE_RECEIPT, "decided_on", decided_on < received_on)
    columns.expect_existence(bodies, "decided_on", decided_on)
    decision = columns.choice("decision", DecisionOutcome, DECISION)
    satisfactory = columns.yes_no("satisfactory_remedy")
    remedy = columns.text("remedy")
    remedy = remedy.mask(remedy.str.casefold().isin(list(_NO_REMEDY)))
    not_upheld = decision.notna() & (decision != DecisionOutcome.UPHELD)
    columns.break_rule(_REMEDY, "satisfactory_remedy", not_upheld & satisfactory.notna())
    columns.break_rule(_REMEDY, "remedy", not_upheld & remedy.notna())
    return pd.DataFrame(
        {
            "reference": columns.reference(),
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "category": read_categories(columns),
            "subcategory": columns.text("subcategory"),
            "received_on": received_on,
            "decided_on": decided_on,
            "decision": decision,
            "satisfactory_remedy": satisfactory,
            "remedy": remedy,
            "summary": columns.text("summary"),
            "published": columns.yes_no("published"),
            "report": columns.yes_no("report"),
            "url": columns.address("url"),
        }
    )


def read_compliance(columns: Columns) -> pd.DataFrame:
    """Outcomes of recommendations, with every optional column; a case may have several rows."""
    bodies = columns.bodies()
    recorded_on = columns.day("recorded_on")
    agreed_on = columns.day("agreed_on")
    due_on = columns.day("due_on", may_be_ahead=True)
    achieved_on = columns.day("achieved_on")
    columns.expect_existence(bodies, "recorded_on", recorded_on)
    for column, day in (
        ("recorded_on", recorded_on),
        ("due_on", due_on),
        ("achieved_on", achieved_on),
    ):
        columns.break_rule(BEFORE_AGREEMENT, column, day < agreed_on)
    return pd.DataFrame(
        {
            "reference": columns.reference(),
            "authority": bodies.code,
            "other_body": bodies.other_body,
            "recorded_on": recorded_on,
            "outcome": columns.choice("outcome", _OUTCOMES, _OUTCOME),
            "category": read_categories(columns),
            "recommendation": columns.text("recommendation"),
            "kind": columns.choice("kind", RecommendationKind, _KIND),
            "agreed_on": agreed_on,
            "due_on": due_on,
            "achieved_on": achieved_on,
        }
    )


def report_repeated_references(cases: pd.DataFrame, findings: Findings) -> None:
    """Says which references stand more than once in the files of one kind, and where first.

    Takes the cases of all files with their place: file, sheet, row.
    """
    known = cases[cases["reference"].notna()]
    key = known["reference"].str.casefold()
    repeated = known[key.duplicated()]
    first = known.loc[~key.duplicated()].set_index(key[~key.duplicated()])
    for case in repeated.itertuples():
        before = first.loc[str(case.reference).casefold()]
        findings.add(
            Place.of(case).problem(
                "duplicate-reference",
                column="reference",
                value=str(case.reference),
                expected=f"each reference once; it stands in {Place.of(before)} already",
                remedy="take out one of the two rows, or correct its reference",
            )
        )
