"""From tallies to yearly counts: one row a council and year, one column a thing counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


def yearly_counts(
    register: Register,
    *,
    received: pd.DataFrame | None,
    decided: pd.DataFrame | None,
    compliance: pd.DataFrame | None,
) -> pd.DataFrame:
    """The counts of every council and year that the case tables cover, from their tallies.

    Columns: authority (code), year (of its last day), COUNT_COLUMNS as nullable integers. A
    nought is a count: the table covers the year and the council, and has no such case. <NA>
    means that the table is not there or has no case of anybody in the year. An extract of some
    councils doesn't give noughts to the others: see thresholds.WHOLE_TABLE_SHARE.
    """
    parts = [
        count(tally)
        for count, tally in (
            (_received_counts, received),
            (decided_counts, decided),
            (compliance_counts, compliance),
        )
        # A table with headings only says nothing of any year.
        if tally is not None and not tally.empty
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
        columns = [column for column in part.columns if column not in _KEY]
        has_no_case = grid["year"].isin(part["year"]) & grid[columns].isna().all(axis="columns")
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
        parts.append(received.assign(kind="received", outcome=""))
    if decided is not None:
        parts.append(decided.assign(kind="decided", outcome=decided["decision"]))
    key = [*_KEY, "kind", "category", "outcome"]
    if not parts:
        return pd.DataFrame(columns=[*key, "cases"])
    tallies = pd.concat([part[[*key, "cases"]].astype({"outcome": "str"}) for part in parts])
    return tallies.groupby(key)["cases"].sum().reset_index()


def category_totals(categories: pd.DataFrame, types: dict[str, str]) -> pd.DataFrame:
    """The cases of all councils of a type, and of "england", by category.

    Takes what `category_counts` returns; the same columns with `councils` in the place of the
    authority.
    """
    key = ["councils", "year", "kind", "category", "outcome"]
    every = pd.concat(
        [
            categories.assign(councils=categories["authority"].map(types)),
            categories.assign(councils="england"),
        ]
    )
    if every.empty:
        return pd.DataFrame(columns=[*key, "cases"])
    return every.groupby(key)["cases"].sum().reset_index()


def covers_every_council(register: Register, authorities: Collection[str], years: range) -> bool:
    """Whether tables about so many councils are taken to be about all that there were."""
    in_all = {a.code for year in years for a in register.in_year(YearEnding(year))}
    return len(in_all & set(authorities)) >= WHOLE_TABLE_SHARE * len(in_all)


def decided_counts(tally: pd.DataFrame, key: Sequence[str] = tuple(_KEY)) -> pd.DataFrame:
    """DECIDED_COLUMNS of each key that has a decided case; satisfactory remedies may be <NA>."""
    columns = {str(outcome): column for outcome, column in OUTCOME_COLUMNS.items()}
    counted = _by_label(tally, key, "decision", columns)
    groups = {
        GROUP_COLUMNS[group]: counted[
            [OUTCOME_COLUMNS[o] for o in DecisionOutcome if o.group is group]
        ].sum(axis="columns")
        for group in OutcomeGroup
    }
    counted = counted.assign(decided=counted.sum(axis="columns"), **groups)
    said = tally[tally["satisfactory_remedy"].notna()]
    if not said.empty:
        remedied = said[said["satisfactory_remedy"].astype(bool)]
        satisfactory = (
            remedied.groupby(list(key))["cases"].sum().reindex(counted.index, fill_value=0)
        )
        # In a year for which no case says yes or no, nothing is known of remedies.
        is_said = counted.index.get_level_values("year").isin(said["year"])
        counted["satisfactory_remedies"] = satisfactory.astype("Int64").where(is_said)
    return counted.reset_index()


def compliance_counts(tally: pd.DataFrame, key: Sequence[str] = tuple(_KEY)) -> pd.DataFrame:
    """COMPLIANCE_ALL_COLUMNS of each key that has a compliance outcome."""
    columns = {str(outcome): column for outcome, column in COMPLIANCE_COLUMNS.items()}
    counted = _by_label(tally, key, "outcome", columns)
    return counted.assign(
        compliance_outcomes=counted.sum(axis="columns"),
        complied_in_all=counted["complied"] + counted["complied_late"],
    ).reset_index()


def _by_label(
    tally: pd.DataFrame, key: Sequence[str], label: str, columns: dict[str, str]
) -> pd.DataFrame:
    """Cases by key, a column for each label, noughts where there are none."""
    counted = tally.groupby([*key, label], observed=True)["cases"].sum().unstack(fill_value=0)
    return counted.reindex(columns=list(columns), fill_value=0).rename(columns=columns)


def _received_counts(tally: pd.DataFrame) -> pd.DataFrame:
    return tally.groupby(_KEY)["cases"].sum().rename("received").reset_index()


def _grid(register: Register, parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Every covered council in every year that it existed or had a case in."""
    with_cases = pd.concat([part[_KEY] for part in parts])
    named = set(with_cases["authority"])
    years = range(int(with_cases["year"].min()), int(with_cases["year"].max()) + 1)
    is_whole = covers_every_council(register, named, years)
    existed = [
        (authority.code, year)
        for year in years
        for authority in register.in_year(YearEnding(year))
        if is_whole or authority.code in named
    ]
    existing = pd.DataFrame(existed, columns=_KEY)
    return pd.concat([existing, with_cases]).drop_duplicates(ignore_index=True)
