"""Figures as letters and public pages print them: shown as printed where there are no cases."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from dashboard.statistics.counts import (
    COMPLIANCE_ALL_COLUMNS,
    COUNT_COLUMNS,
    DECIDED_COLUMNS,
    RECEIVED_COLUMNS,
)
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display_printed
from dashboard.vocabulary import Measure, MissingReason, ServiceArea

PRINTED_COUNTS: Final = {
    "received_total": "received",
    "decided_total": "decided",
    "invalid_incomplete": "invalid_or_incomplete",
    "advice_given": "advice_given",
    "referred_back": "referred_back",
    "closed_after_initial": "closed_after_initial_enquiries",
    "not_upheld": "not_upheld",
    "upheld_count": "upheld",
    "upheld": "upheld",
    "investigations_count": "investigated",
    "not_for_us_or_not_ready": "not_for_us_or_not_ready",
    "assessed_and_closed": "assessed_and_closed",
    "remedy_count": "satisfactory_remedies",
    "compliance_outcomes_count": "compliance_outcomes",
    "complied_on_time": "complied",
    "complied_late": "complied_late",
    "complied_in_all": "complied_in_all",
    "not_complied": "not_complied",
}
"""The count that each printed number is."""

PRINTED_RATES: Final = {
    "upheld_pct": Measure.UPHOLD_RATE,
    "compliance_pct": Measure.COMPLIANCE_RATE,
    "remedy_pct": Measure.SATISFACTORY_REMEDY_RATE,
    "upheld_per_100k": Measure.UPHELD_PER_100K,
}
_NOT_FOR_US: Final = ["not_for_us", "not_ready_for_us"]
"""Two numbers that make one count where both are printed."""
_KEY: Final = ["authority", "year"]
_SOURCE: Final = ["source_kind", "source_url", "source_file"]
_GROUP_SOURCE: Final = ["group_kind", "group_url", "group_file"]
COUNT_SOURCES: Final = {
    "received_source": RECEIVED_COLUMNS,
    "decided_source": DECIDED_COLUMNS,
    "compliance_source": COMPLIANCE_ALL_COLUMNS,
}
"""Counts that come from one table, and so from one source."""


def printed_counts(published: pd.DataFrame, received: pd.DataFrame | None = None) -> pd.DataFrame:
    """The printed counts in COUNT_COLUMNS, a row for every council and year that has a figure.

    Takes one row a figure: authority, year, figure, value; and complaints received by category:
    authority, year, category, cases. What is not printed is <NA>; a number is worked out where all
    its parts are printed: those received from the nine categories, those of the newer groups of
    decisions from the older ones, those complied with from the compliance outcomes.
    """
    in_all = _received_in_all(received)
    known = [*PRINTED_COUNTS, *PRINTED_RATES, *_NOT_FOR_US]
    of_councils = published[published["figure"].isin(known)]
    keys = pd.concat([of_councils[_KEY], in_all.index.to_frame(index=False)])
    every = pd.MultiIndex.from_frame(keys.drop_duplicates())
    counted = published[published["figure"].isin(list(PRINTED_COUNTS))]
    counted = counted.assign(column=counted["figure"].map(PRINTED_COUNTS))
    # Two names of the same count: the first that is given stands.
    wide = counted.groupby([*_KEY, "column"])["value"].first().unstack()
    wide = wide.reindex(index=every, columns=list(COUNT_COLUMNS)).round().astype("Int64")
    wide = wide.assign(received=wide["received"].fillna(in_all.reindex(every)))
    return _with_sums(wide, _not_for_us(published).reindex(every).astype("Int64")).reset_index()


def _received_in_all(received: pd.DataFrame | None) -> pd.Series:
    """The complaints received of each council and year, <NA> unless all categories are printed."""
    if received is None:
        return pd.Series([], index=pd.MultiIndex.from_arrays([[], []], names=_KEY), dtype="Int64")
    of_council_year = received.groupby(_KEY)["cases"]
    is_whole = of_council_year.count() == len(ServiceArea)
    return of_council_year.sum().astype("Int64").where(is_whole)


def _not_for_us(published: pd.DataFrame) -> pd.Series:
    """Decisions "not for us" and "not ready for us" together where each is printed by itself."""
    parts = published[published["figure"].isin(_NOT_FOR_US)]
    if parts.empty:
        return pd.Series(dtype="float64")
    wide = parts.groupby([*_KEY, "figure"])["value"].first().unstack().reindex(columns=_NOT_FOR_US)
    return wide.sum(axis="columns", skipna=False)


def _with_sums(counts: pd.DataFrame, not_for_us: pd.Series) -> pd.DataFrame:
    older = counts["invalid_or_incomplete"] + counts["advice_given"] + counts["referred_back"]
    outcomes, late = counts["compliance_outcomes"], counts["complied_late"]
    in_all = (
        counts["complied_in_all"]
        .fillna(counts["complied"] + late)
        .fillna(outcomes - counts["not_complied"])
    )
    return counts.assign(
        not_for_us_or_not_ready=counts["not_for_us_or_not_ready"].fillna(not_for_us).fillna(older),
        assessed_and_closed=counts["assessed_and_closed"].fillna(
            counts["closed_after_initial_enquiries"]
        ),
        investigated=counts["investigated"].fillna(counts["upheld"] + counts["not_upheld"]),
        complied_in_all=in_all,
        complied=counts["complied"].fillna(in_all - late),
        not_complied=counts["not_complied"].fillna(outcomes - in_all),
    )


def with_printed_counts(counts: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """The computed counts, and the printed ones of council-years for which there are no cases.

    The counts of one table are taken together from one source, which received_source,
    decided_source and compliance_source name: "cases", "printed" or <NA>.
    """
    both = counts.merge(
        printed, on=_KEY, how="outer", suffixes=("", "_printed"), validate="one_to_one"
    )
    chosen = both[_KEY].copy()
    for source, columns in COUNT_SOURCES.items():
        ours = both[list(columns)]
        theirs = both[[f"{column}_printed" for column in columns]].set_axis(columns, axis="columns")
        computed = ours.notna().any(axis="columns")
        chosen[list(columns)] = ours.where(computed, theirs)
        known = computed | theirs.notna().any(axis="columns")
        chosen[source] = pd.Series(np.where(computed, "cases", "printed"), dtype="str").where(known)
    return chosen


def with_printed_categories(
    cases: pd.DataFrame, received: pd.DataFrame | None, counts: pd.DataFrame
) -> pd.DataFrame:
    """Cases by category, and the printed ones received in council-years without such cases.

    `cases` is what `counts.category_counts` returns; `received` has authority, year, category and
    cases; `counts` has received_source. A printed nought stays a nought.
    """
    if received is None:
        return cases
    has_cases = counts.loc[counts["received_source"].eq("cases").fillna(False), _KEY]
    beside = received.merge(
        has_cases, on=_KEY, how="left", indicator="seen", validate="many_to_one"
    )
    printed = beside[beside["seen"] == "left_only"].assign(kind="received", outcome="")
    return pd.concat([cases, printed[list(cases.columns)]], ignore_index=True)


def with_printed_rates(
    figures: pd.DataFrame, published: pd.DataFrame, counts: pd.DataFrame
) -> pd.DataFrame:
    """The figures, with the printed rate in place of ours where no cases give one.

    Adds source ("cases", or who printed it), source_url and source_file (either may be absent) and
    is_printed: whether the rate itself is printed, or worked out from printed counts. A rate
    printed for a base of nought stays missing. Its counts stay beside it if they were printed too.
    """
    rates = published[published["figure"].isin(list(PRINTED_RATES))]
    rates = rates.assign(measure=rates["figure"].map({k: str(m) for k, m in PRINTED_RATES.items()}))
    beside = figures.merge(
        rates[[*_KEY, "measure", "value", *_SOURCE]].rename(columns={"value": "printed"}),
        on=[*_KEY, "measure"],
        how="left",
        validate="one_to_one",
    ).merge(
        _group_sources(counts, published), on=[*_KEY, "measure"], how="left", validate="one_to_one"
    )
    is_computed = beside["group_source"].eq("cases").fillna(False) & beside["value"].notna()
    is_printed = (
        beside["printed"].notna() & ~is_computed & beside["missing"].ne(MissingReason.NO_CASES)
    )
    shares = beside["measure"].map(lambda measure: DEFINITIONS[Measure(measure)].is_share)
    printed_value: pd.Series = beside["printed"] / np.where(shares, 100, 1)
    shown = [
        display_printed(Measure(measure), Decimal(str(printed))) if taken else computed
        for measure, printed, computed, taken in zip(
            beside["measure"], beside["printed"], beside["display"], is_printed, strict=True
        )
    ]
    # No cases is knowledge too: it has a source, though no value.
    known = is_printed | beside["value"].notna() | beside["missing"].eq(MissingReason.NO_CASES)
    return figures.assign(
        value=printed_value.where(is_printed, beside["value"]),
        display=shown,
        missing=beside["missing"].mask(is_printed, None),
        source=beside["source_kind"].where(is_printed, beside["group_kind"]).where(known),
        source_url=beside["source_url"].where(is_printed, beside["group_url"]).where(known),
        source_file=beside["source_file"].where(is_printed, beside["group_file"]).where(known),
        is_printed=is_printed,
    )


def printed_averages(averages: pd.DataFrame | None) -> pd.DataFrame:
    """The publisher's averages: type, year, measure, value, display, source_url, one row each.

    Takes authority_type, year, measure, value (percentages from 0 to 100) and source_url; the
    value returned is on the measure's scale.
    """
    columns = ["type", "year", "measure", "value", "display", "source_url"]
    if averages is None:
        return pd.DataFrame(columns=columns).astype({"year": "int64", "value": "float64"})
    every = averages.rename(columns={"authority_type": "type"}).dropna(subset=["value"])
    measures = every["measure"].map(Measure)
    shares = measures.map(lambda measure: DEFINITIONS[measure].is_share).astype(bool)
    return every.assign(
        display=[
            display_printed(measure, Decimal(str(value)))
            for measure, value in zip(measures, every["value"], strict=True)
        ],
        value=every["value"].astype(float) / np.where(shares, 100, 1),
    )[columns]


def _group_sources(counts: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """For each council, year and measure: whose counts stand behind it, their address and file."""
    column_group = {column: group for group, columns in COUNT_SOURCES.items() for column in columns}
    printed = published.assign(column=published["figure"].map(PRINTED_COUNTS)).dropna(
        subset=["column"]
    )
    printed = printed.drop_duplicates([*_KEY, "column"])
    parts = []
    for measure, definition in DEFINITIONS.items():
        source = counts[[*_KEY, column_group[definition.numerator]]].set_axis(
            [*_KEY, "group_source"], axis="columns"
        )
        of_numerator = printed[printed["column"] == definition.numerator]
        parts.append(
            source.merge(
                of_numerator[[*_KEY, *_SOURCE]].rename(
                    columns=dict(zip(_SOURCE, _GROUP_SOURCE, strict=True))
                ),
                on=_KEY,
                how="left",
                validate="one_to_one",
            ).assign(measure=str(measure))
        )
    sources = pd.concat(parts, ignore_index=True)
    has_cases = sources["group_source"].eq("cases").fillna(False)
    return sources.assign(
        group_kind=sources["group_kind"].mask(has_cases, "cases"),
        group_url=sources["group_url"].mask(has_cases, None),
        group_file=sources["group_file"].mask(has_cases, None),
    )
