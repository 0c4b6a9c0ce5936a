"""From cases to yearly counts: one row a council and year, one column a thing counted."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.authorities.register import Register
from dashboard.statistics.thresholds import WHOLE_TABLE_SHARE
from dashboard.vocabulary import ComplianceOutcome, DecisionOutcome, OutcomeGroup, YearEnding

OUTCOME_COLUMNS: Final = {outcome: outcome.name.lower() for outcome in DecisionOutcome}
"""The column in which each outcome is counted: "upheld", "referred_back" ..."""

COMPLIANCE_COLUMNS: Final = {outcome: outcome.name.lower() for outcome in ComplianceOutcome}

GROUP_COLUMNS: Final = {group: group.name.lower() for group in OutcomeGroup}
"""The column of each newer group; "investigated" is the base of the uphold rate."""

RECEIVED_COLUMNS: Final = ("received",)
DECIDED_COLUMNS: Final = (
    "decided",
    *OUTCOME_COLUMNS.values(),
    *GROUP_COLUMNS.values(),
    "satisfactory_remedies",
)
COMPLIANCE_ALL_COLUMNS: Final = (
    "compliance_outcomes",
    *COMPLIANCE_COLUMNS.values(),
    "complied_in_all",
)
COUNT_COLUMNS: Final = (*RECEIVED_COLUMNS, *DECIDED_COLUMNS, *COMPLIANCE_ALL_COLUMNS)
_KEY: Final = ["authority", "year"]


def ombudsman_year(days: pd.Series) -> pd.Series:
    """The calendar year in which each day's Ombudsman year ends."""
    years: pd.Series = days.dt.year + (days.dt.month >= 4)
    return years


def yearly_counts(
    register: Register,
    *,
    received: pd.DataFrame | None,
    decided: pd.DataFrame | None,
    compliance: pd.DataFrame | None,
) -> pd.DataFrame:
    """The counts of every council and year that the case tables cover.

    Columns: authority (code), year (of its last day), COUNT_COLUMNS as nullable integers. A
    nought is a count: the table covers the year and the council, and has no such case. <NA>
    means that the table is not there or doesn't reach the year. An extract of some councils
    doesn't give noughts to the others: see thresholds.WHOLE_TABLE_SHARE.
    """
    parts = [
        part
        for part in (
            _received_counts(received),
            _decided_counts(decided),
            _compliance_counts(compliance),
        )
        # A table with headings only says nothing of any year.
        if part is not None and not part.empty
    ]
    if not parts:
        return pd.DataFrame(
            {
                "authority": pd.Series(dtype="str"),
                "year": pd.Series(dtype="int64"),
                **{column: pd.Series(dtype="Int64") for column in COUNT_COLUMNS},
            }
        )
    grid = _grid(register, parts)
    for part in parts:
        grid = grid.merge(part, on=_KEY, how="left", validate="one_to_one")
        covered = grid["year"].between(part["year"].min(), part["year"].max())
        columns = [column for column in part.columns if column not in _KEY]
        has_no_case = covered & grid[columns].isna().all(axis="columns")
        grid.loc[has_no_case, columns] = 0
    for column in COUNT_COLUMNS:
        grid[column] = (
            grid[column].astype("Int64")
            if column in grid
            else pd.array([pd.NA] * len(grid), "Int64")
        )
    return grid[[*_KEY, *COUNT_COLUMNS]].sort_values(_KEY, ignore_index=True)


def category_counts(*, received: pd.DataFrame | None, decided: pd.DataFrame | None) -> pd.DataFrame:
    """Cases by category: authority, year, kind (received, decided), category, outcome, cases.

    The category is the Ombudsman's own in that table: one case may have another in the other
    table. The outcome is empty for received cases. Only combinations with a case have a row.
    """
    parts = []
    if received is not None:
        parts.append(_with_year(received, "received_on").assign(kind="received", decision=""))
    if decided is not None:
        parts.append(_with_year(decided, "decided_on").assign(kind="decided"))
    if not parts:
        return pd.DataFrame(columns=[*_KEY, "kind", "category", "outcome", "cases"])
    key = [*_KEY, "kind", "category", "decision"]
    cases = pd.concat([part[key].astype({"decision": "str"}) for part in parts])
    counted = cases.groupby(key, observed=True).size().rename("cases").reset_index()
    return counted.rename(columns={"decision": "outcome"})


def _with_year(cases: pd.DataFrame, day: str) -> pd.DataFrame:
    return cases.assign(year=ombudsman_year(cases[day]).astype("int64"))


def _tally(cases: pd.DataFrame, label: str, columns: dict[str, str]) -> pd.DataFrame:
    """Cases by authority and year, a column for each label, noughts where there are none."""
    counted = cases.groupby([*_KEY, label], observed=True).size().unstack(fill_value=0)
    return counted.reindex(columns=list(columns), fill_value=0).rename(columns=columns)


def _received_counts(received: pd.DataFrame | None) -> pd.DataFrame | None:
    if received is None:
        return None
    return _with_year(received, "received_on").groupby(_KEY).size().rename("received").reset_index()


def _decided_counts(decided: pd.DataFrame | None) -> pd.DataFrame | None:
    if decided is None:
        return None
    cases = _with_year(decided, "decided_on")
    columns = {str(outcome): column for outcome, column in OUTCOME_COLUMNS.items()}
    counted = _tally(cases, "decision", columns)
    groups = {
        GROUP_COLUMNS[group]: counted[
            [OUTCOME_COLUMNS[o] for o in DecisionOutcome if o.group is group]
        ].sum(axis="columns")
        for group in OutcomeGroup
    }
    counted = counted.assign(decided=counted.sum(axis="columns"), **groups)
    if "satisfactory_remedy" in cases and cases["satisfactory_remedy"].notna().any():
        remedied = cases[cases["satisfactory_remedy"].fillna(False).astype(bool)]
        satisfactory = remedied.groupby(_KEY).size().reindex(counted.index, fill_value=0)
        # In a year for which no case says yes or no, nothing is known of remedies.
        said = cases.loc[cases["satisfactory_remedy"].notna(), "year"]
        is_said = counted.index.get_level_values("year").isin(said)
        counted["satisfactory_remedies"] = satisfactory.astype("Int64").where(is_said)
    return counted.reset_index()


def _compliance_counts(compliance: pd.DataFrame | None) -> pd.DataFrame | None:
    if compliance is None:
        return None
    columns = {str(outcome): column for outcome, column in COMPLIANCE_COLUMNS.items()}
    counted = _tally(_with_year(compliance, "recorded_on"), "outcome", columns)
    return counted.assign(
        compliance_outcomes=counted.sum(axis="columns"),
        complied_in_all=counted["complied"] + counted["complied_late"],
    ).reset_index()


def _grid(register: Register, parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Every covered council in every year that it existed or had a case in."""
    with_cases = pd.concat([part[_KEY] for part in parts])
    named = set(with_cases["authority"])
    years = range(int(with_cases["year"].min()), int(with_cases["year"].max()) + 1)
    existed = [(a.code, year) for year in years for a in register.in_year(YearEnding(year))]
    in_all = {code for code, _ in existed}
    is_whole = len(named & in_all) >= WHOLE_TABLE_SHARE * len(in_all)
    covered = in_all if is_whole else named
    existing = pd.DataFrame([key for key in existed if key[0] in covered], columns=_KEY)
    return pd.concat([existing, with_cases]).drop_duplicates(ignore_index=True)
