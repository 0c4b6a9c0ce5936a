"""Computed against printed, council by council and for England: equal, differs, or only one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import pandas as pd

from dashboard.statistics.definitions import DEFINITIONS, Definition
from dashboard.statistics.printed import COUNT_SOURCES, PRINTED_COUNTS, PRINTED_RATES
from dashboard.vocabulary import Measure, Reconciled

NATIONAL_COUNTS: Final = {
    "complaints_received": "received",
    "complaints_upheld": "upheld",
    "upheld_decisions": "upheld",
    "detailed_investigations": "investigated",
}
"""The national totals that a publisher prints, and the count that each is the sum of."""

NATIONAL_RATES: Final = {
    "uphold_rate": Measure.UPHOLD_RATE,
    "compliance_rate": Measure.COMPLIANCE_RATE,
    "satisfactory_remedy_rate": Measure.SATISFACTORY_REMEDY_RATE,
}
NATIONAL_TOLERANCE: Final = 0.02
"""National totals may differ by this share: they count bodies_left_out, too."""

AVERAGE_TOLERANCE: Final = 1.0
"""Points by which an average may differ; a tenth of that per 100,000 residents."""

_KEY: Final = ["authority", "year"]
_AVERAGE: Final = ["type", "year", "measure"]
_AVERAGES: Final = [
    *(*_AVERAGE, "numerator", "denominator", "councils", "councils_in_all"),
    *("computed", "printed", "difference", "status", "source_url"),
]
_SOURCE_OF: Final = {
    column: source for source, columns in COUNT_SOURCES.items() for column in columns
}
_COLUMNS: Final = [
    *(*_KEY, "figure", "basis", "numerator", "denominator", "computed"),
    *("printed", "difference", "status", "source_kind", "source_url", "source_file"),
]


def reconcile(counts: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Every printed figure with ours beside it, and our rates that nobody printed.

    Takes yearly counts with their sources and population, and printed figures one row each.
    Columns: authority, year, figure (its printed heading), basis of ours ("cases", or "printed"
    for a rate worked out from printed counts), numerator, denominator, computed, printed,
    difference (printed less computed, in the figure's own unit), status, source_kind,
    source_url, source_file. Percentages run from 0 to 100. Ours is rounded as the printed one is
    before they are compared.
    """
    parts = [
        *(_rates(counts, printed, figure, measure) for figure, measure in PRINTED_RATES.items()),
        *(_counts(counts, printed, figure, column) for figure, column in PRINTED_COUNTS.items()),
    ]
    filled = [part for part in parts if not part.empty]
    if not filled:
        return pd.DataFrame(columns=_COLUMNS)
    every = pd.concat(filled, ignore_index=True)
    judged = every.assign(
        computed=every["computed"].astype("float64"), printed=every["printed"].astype("float64")
    )
    found = [_compared(*row) for row in judged[["computed", "printed", "figure"]].to_numpy()]
    judged["difference"] = pd.Series([difference for difference, _ in found], dtype="float64")
    judged["status"] = pd.Series([str(status) for _, status in found], dtype="str")
    return judged[_COLUMNS].sort_values([*_KEY, "figure"], ignore_index=True)


def reconcile_nation(
    counts: pd.DataFrame, national: pd.DataFrame, covered: Mapping[str, frozenset[int]]
) -> pd.DataFrame:
    """The publisher's national figures with ours beside them.

    Takes yearly counts, the national figures (year, measure, value, source_url) and, by the
    source of counts ("received_source" ...), the years that its cases cover for every council:
    in other years we have no figure. Columns: year, figure, numerator, denominator, computed,
    printed, difference, status, source_url. Totals are equal within NATIONAL_TOLERANCE,
    percentages within a point.
    """
    known = national["measure"].isin([*NATIONAL_COUNTS, *NATIONAL_RATES])
    rows = national[known & national["value"].notna()]
    ours = [
        _of_nation(figure, counts[counts["year"] == year], covered)
        for year, figure in zip(rows["year"], rows["measure"], strict=True)
    ]
    beside = pd.DataFrame(ours, columns=["numerator", "denominator", "computed"])
    beside = rows[["year", "measure", "value", "source_url"]].reset_index(drop=True).join(beside)
    beside = beside.rename(columns={"measure": "figure", "value": "printed"})
    printed = beside["printed"].astype("float64")
    allowed = (NATIONAL_TOLERANCE * printed).where(beside["figure"].isin(list(NATIONAL_COUNTS)), 1)
    return _judged(beside.assign(printed=printed), allowed)


def reconcile_averages(computed: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """The publisher's averages of similar authorities with ours beside them.

    Takes what `averages.type_averages` and `printed.printed_averages` return. Columns: type,
    year, measure, numerator, denominator, councils, councils_in_all, computed, printed,
    difference, status, source_url; percentages from 0 to 100. An average of some of a type's
    councils is none to compare. How the publisher works out its averages is not known, so they
    are equal within AVERAGE_TOLERANCE.
    """
    both = computed.merge(
        printed[[*_AVERAGE, "value", "source_url"]],
        on=_AVERAGE,
        how="outer",
        validate="one_to_one",
        suffixes=("_computed", ""),
    )
    if both.empty:
        return pd.DataFrame(columns=_AVERAGES)
    shares = both["measure"].map(lambda measure: DEFINITIONS[Measure(measure)].is_share)
    scale = shares.map({True: 100, False: 1})
    is_whole = both["councils"].ge(both["councils_in_all"]).fillna(False)
    beside = both.assign(
        computed=(both["value_computed"] * scale).where(is_whole),
        # A percentage as it was printed, without the last digits of its share.
        printed=(both["value"] * scale).round(6),
    )
    allowed = shares.map({True: AVERAGE_TOLERANCE, False: AVERAGE_TOLERANCE / 10})
    return _judged(beside, allowed.astype("float64"))[_AVERAGES]


def _judged(beside: pd.DataFrame, allowed: pd.Series) -> pd.DataFrame:
    """With difference and status, equal as far as it is allowed."""
    computed, printed = beside["computed"].astype("float64"), beside["printed"].astype("float64")
    difference = (printed - computed).round(1)
    is_equal = difference.abs() <= allowed
    status = is_equal.map({True: str(Reconciled.EQUAL), False: str(Reconciled.DIFFERS)})
    status = status.mask(printed.isna(), str(Reconciled.NOT_PRINTED))
    return beside.assign(
        difference=difference,
        status=status.mask(printed.notna() & computed.isna(), str(Reconciled.NOT_COMPUTED)),
    )


_NOTHING: Final = (None, None, None)


def _of_nation(
    figure: str, counts: pd.DataFrame, covered: Mapping[str, frozenset[int]]
) -> tuple[int | None, int | None, float | None]:
    """Numerator, denominator and value of a national figure; a total has no counts beside it."""
    if figure in NATIONAL_COUNTS:
        total = _total(NATIONAL_COUNTS[figure], counts, covered)
        return None, None, None if total is None else float(total)
    definition = DEFINITIONS[NATIONAL_RATES[figure]]
    numerator = _total(definition.numerator, counts, covered)
    denominator = _total(definition.denominator, counts, covered)
    if numerator is None or not denominator:
        return _NOTHING
    return numerator, denominator, definition.per * numerator / denominator


def _total(column: str, counts: pd.DataFrame, covered: Mapping[str, frozenset[int]]) -> int | None:
    """The sum of a year's counts from cases; None where those of any council aren't known."""
    source = _SOURCE_OF[column]
    of_cases = counts[counts[source].eq("cases").fillna(False)]
    if of_cases.empty or of_cases[column].isna().any():
        return None
    is_covered = set(of_cases["year"]) <= covered.get(source, frozenset())
    return int(of_cases[column].sum()) if is_covered else None


def half_up(value: float, decimals: int) -> float:
    """A number rounded half up, as the Ombudsman's pages round."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP))


def _rates(
    counts: pd.DataFrame, printed: pd.DataFrame, figure: str, measure: Measure
) -> pd.DataFrame:
    definition = DEFINITIONS[measure]
    ours = counts[_KEY].assign(
        basis=_basis(counts, definition),
        numerator=counts[definition.numerator],
        denominator=counts[definition.denominator],
    )
    is_known = ours["numerator"].notna() & ours["denominator"].fillna(0).gt(0)
    if not definition.is_share:
        # A rate by the population of another year can't be compared.
        is_known &= counts["population_year"].eq(counts["year"] - 1).fillna(False)
    ours = ours[is_known]
    # Exact: a percentage of small counts must not be off by a binary digit where it is a half.
    scaled = [
        float(Decimal(int(n)) * definition.per / Decimal(int(d)))
        for n, d in zip(ours["numerator"], ours["denominator"], strict=True)
    ]
    beside = ours.assign(computed=scaled).merge(
        _of(printed, figure), on=_KEY, how="outer", validate="one_to_one"
    )
    # What was worked out from printed counts is no second figure where no rate is printed.
    return beside[beside["printed"].notna() | beside["basis"].eq("cases")].assign(figure=figure)


def _basis(counts: pd.DataFrame, definition: Definition) -> pd.Series:
    return counts[_SOURCE_OF[definition.numerator]].astype("str")


def _counts(counts: pd.DataFrame, printed: pd.DataFrame, figure: str, column: str) -> pd.DataFrame:
    """Printed counts beside those of the cases."""
    of_cases = counts[counts[_SOURCE_OF[column]].eq("cases").fillna(False) & counts[column].notna()]
    ours = of_cases[_KEY].assign(basis="cases", computed=of_cases[column].astype("float64"))
    beside = _of(printed, figure).merge(ours, on=_KEY, how="left", validate="one_to_one")
    return beside.assign(figure=figure, numerator=None, denominator=None)


def _of(printed: pd.DataFrame, figure: str) -> pd.DataFrame:
    source = ["source_kind", "source_url", "source_file"]
    rows = printed[printed["figure"] == figure]
    return rows[[*_KEY, "value", *source]].rename(columns={"value": "printed"})


def _compared(computed: float, printed: float, figure: str) -> tuple[float | None, Reconciled]:
    if pd.isna(printed):
        return None, Reconciled.NOT_PRINTED
    if pd.isna(computed):
        return None, Reconciled.NOT_COMPUTED
    decimals = 1 if figure.endswith("_per_100k") else _decimals(printed)
    difference = round(printed - half_up(computed, decimals), decimals)
    return difference, Reconciled.DIFFERS if difference else Reconciled.EQUAL


def _decimals(printed: float) -> int:
    """How many decimals a figure was printed with, as far as its value tells."""
    exponent = Decimal(repr(printed)).normalize().as_tuple().exponent
    return max(0, -int(exponent))
