"""What a snapshot lists one by one: published decisions and recommendations, in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import ibis.expr.types as ir
import pandas as pd

from dashboard.sources.intake import Intake
from dashboard.tallies import brought

_ROWS_AT_ONCE: Final = 50_000
_KEY: Final = ("reference", "authority")


def listings_of(intake: Intake) -> dict[str, Iterator[pd.DataFrame]]:
    """The rows of the tables `decision` and `recommendation`, read as they are asked for.

    Recommendations come first: a decision says whether an improvement was agreed.
    """
    return {"recommendation": _recommendations(intake), "decision": _decisions(intake)}


_DECISION: Final = {
    "reference": "reference",
    "authority": "authority_code",
    "category": "category",
    "subcategory": "subcategory",
    "decision": "decision",
    "received_on": "received_on",
    "decided_on": "decided_on",
    "report": "is_report",
    "satisfactory_remedy": "satisfactory_remedy",
    "remedy": "remedy",
    "summary": "summary",
    "url": "url",
}
"""The columns of a decision as they are read, and as they are stored."""


def _decisions(intake: Intake) -> Iterator[pd.DataFrame]:
    """Published decisions from the case table, then those that only lists have.

    What the case table doesn't state of a case, such as its summary, a list may.
    """
    listed = _listed(intake.published_decisions)
    decided = intake.decided.rows if intake.decided else None
    if decided is not None:
        # A case with an address on the Ombudsman's site is published, whatever else is not said.
        published = decided.filter(decided.published.fill_null(decided.url.notnull()))
        is_in_both = _keys(listed).isin(_keys(brought(published.select(*_KEY))))
        also_listed = listed[is_in_both].set_index(list(_KEY))
        for batch in _batches(published.select(*_DECISION)):
            yield _as_stored(_completed(batch, also_listed), is_counted=True)
        listed = listed[~is_in_both]
    yield _as_stored(listed, is_counted=False)


def _as_stored(decisions: pd.DataFrame, *, is_counted: bool) -> pd.DataFrame:
    """In the table's columns; the figures count those of the case table, and no others."""
    return decisions.rename(columns=_DECISION).assign(is_counted=is_counted)


def _completed(cases: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The cases, with what they leave open taken from the list, which stands under their keys."""
    if listed.empty:
        return cases
    keyed = cases.set_index(list(_KEY))
    from_list = listed.reindex(keyed.index)
    return keyed.where(keyed.notna(), from_list).reset_index()[cases.columns]


def _listed(decisions: pd.DataFrame | None) -> pd.DataFrame:
    """The decisions of lists, each case once."""
    if decisions is None:
        return pd.DataFrame(columns=list(_DECISION))
    named = decisions.rename(
        columns={"decision_date": "decided_on", "is_public_report": "report"}
    ).reindex(columns=list(_DECISION))
    return named.drop_duplicates(list(_KEY), ignore_index=True)


_RECOMMENDATION: Final = {
    "reference": "reference",
    "authority": "authority_code",
    **{
        name: name
        for name in (
            "recorded_on",
            "outcome",
            "category",
            "recommendation",
            "kind",
            "agreed_on",
            "due_on",
            "achieved_on",
        )
    },
}


def _recommendations(intake: Intake) -> Iterator[pd.DataFrame]:
    outcomes = intake.compliance.rows if intake.compliance else None
    if outcomes is not None:
        for batch in _batches(outcomes.select(*_RECOMMENDATION)):
            yield batch.rename(columns=_RECOMMENDATION)


def _batches(rows: ir.Table) -> Iterator[pd.DataFrame]:
    """Rows from where they are stored, some at a time."""
    for batch in rows.to_pyarrow_batches(chunk_size=_ROWS_AT_ONCE):
        yield batch.to_pandas(date_as_object=False)


def _keys(decisions: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(decisions[list(_KEY)])
