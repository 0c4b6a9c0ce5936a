"""Computed against printed, council by council and for England: equal, differs, or only one."""

from __future__ import annotations

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

_KEY: Final = ["authority", "year"]
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
    counts: pd.DataFrame, national: pd.DataFrame, years: frozenset[int]
) -> pd.DataFrame:
    """The publisher's national figures with ours beside them.

    Takes yearly counts, the national figures (year, measure, value, source_url) and the years
    that our cases cover for every council: in other years we have no figure. Columns: year,
    figure, numerator, denominator, computed, printed, difference, status, source_url. Totals are
    equal within NATIONAL_TOLERANCE, percentages within a point.
    """
    known = national["measure"].isin([*NATIONAL_COUNTS, *NATIONAL_RATES])
    rows = national[known & national["value"].notna()]
    ours = [
        _of_nation(figure, counts[counts["year"] == year]) if year in years else _NOTHING
        for year, figure in zip(rows["year"], rows["measure"], strict=True)
    ]
    beside = pd.DataFrame(ours, columns=["numerator", "denominator", "computed"])
    beside = rows[["year", "measure", "value", "source_url"]].reset_index(drop=True).join(beside)
    beside = beside.rename(columns={"measure": "figure", "value": "printed"})
    printed = beside["printed"].astype("float64")
    difference = (printed - beside["computed"].astype("float64")).round(1)
    allowed = (NATIONAL_TOLERANCE * printed).where(beside["figure"].isin(list(NATIONAL_COUNTS)), 1)
    is_equal = difference.abs() <= allowed
    status = is_equal.map({True: str(Reconciled.EQUAL), False: str(Reconciled.DIFFERS)})
    return beside.assign(
        printed=printed,
        difference=difference,
        status=status.mask(difference.isna(), str(Reconciled.NOT_COMPUTED)),
    )


_NOTHING: Final = (None, None, None)


def _of_nation(figure: str, counts: pd.DataFrame) -> tuple[int | None, int | None, float | None]:
    """Numerator, denominator and value of a national figure; a total has no counts beside it."""
    if figure in NATIONAL_COUNTS:
        return None, None, float(counts[NATIONAL_COUNTS[figure]].sum())
    definition = DEFINITIONS[NATIONAL_RATES[figure]]
    numerator = int(counts[definition.numerator].sum())
    denominator = int(counts[definition.denominator].sum())
    value = definition.per * numerator / denominator if denominator else None
    return numerator, denominator, value


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
    sources = {column: source for source, columns in COUNT_SOURCES.items() for column in columns}
    return counts[sources[definition.numerator]].astype("str")


def _counts(counts: pd.DataFrame, printed: pd.DataFrame, figure: str, column: str) -> pd.DataFrame:
    """Printed counts beside those of the cases."""
    sources = {name: source for source, columns in COUNT_SOURCES.items() for name in columns}
    of_cases = counts[counts[sources[column]].eq("cases").fillna(False) & counts[column].notna()]
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
