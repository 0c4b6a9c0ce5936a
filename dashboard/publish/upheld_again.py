"""Cases upheld in a category for which the council had agreed to improve its service."""

from __future__ import annotations

import ibis
import pandas as pd

from dashboard.sources.intake import Intake
from dashboard.statistics.thresholds import MONTHS_FOR_AN_IMPROVEMENT, MONTHS_OF_AN_IMPROVEMENT
from dashboard.tallies import brought, ombudsman_year
from dashboard.vocabulary import DecisionOutcome, RecommendationKind


def upheld_again(intake: Intake) -> pd.DataFrame:
    """The cases of each council, year and category upheld after an improvement was agreed.

    Columns: authority, year, category, count (such cases), base (all upheld in the category in
    the year), since (the ISO day on which the newest such improvement was agreed). Only
    improvements agreed from one to three years before the decision are counted: sooner, the case
    may be older than the improvement. Only cases that were read one by one can be told.
    """
    decided = intake.decided.rows if intake.decided else None
    outcomes = intake.compliance.rows if intake.compliance else None
    if decided is None or outcomes is None:
        return pd.DataFrame(columns=["authority", "year", "category", "count", "base", "since"])
    upheld = decided.filter(decided.decision == str(DecisionOutcome.UPHELD))
    upheld = upheld.select("authority", "category", "decided_on", case=upheld.reference)
    of_case = decided.select("reference", of_case=decided.category).distinct(on="reference")
    improvements = outcomes.filter(outcomes.kind == str(RecommendationKind.SERVICE_IMPROVEMENT))
    improvements = improvements.left_join(of_case, "reference")
    agreed = improvements.select(
        "authority",
        category=ibis.coalesce(improvements.category, improvements.of_case),
        agreed_on=ibis.coalesce(improvements.agreed_on, improvements.recorded_on),
    ).filter(lambda t: t.category.notnull())
    in_time = (
        upheld.decided_on >= agreed.agreed_on + ibis.interval(months=MONTHS_FOR_AN_IMPROVEMENT),
        upheld.decided_on < agreed.agreed_on + ibis.interval(months=MONTHS_OF_AN_IMPROVEMENT),
    )
    again = upheld.join(agreed, ["authority", "category", *in_time])
    again = again.mutate(year=ombudsman_year(again.decided_on))
    counted = again.group_by("authority", "year", "category").agg(
        count=again["case"].nunique(), since=again.agreed_on.max().cast("string")
    )
    yearly = upheld.mutate(year=ombudsman_year(upheld.decided_on))
    base = yearly.group_by("authority", "year", "category").agg(base=yearly.count())
    return brought(counted.join(base, ["authority", "year", "category"]))
