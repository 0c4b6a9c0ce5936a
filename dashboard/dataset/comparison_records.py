"""What was worked out of councils beside each other, and how it is read from a snapshot."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from dashboard.authorities.register import Authority
from dashboard.vocabulary import (
    AuthorityType,
    ChangeVerdict,
    Measure,
    PeerGroup,
    SignalKind,
    TrendVerdict,
    Verdict,
    YearEnding,
)


@dataclass(frozen=True)
class Comparison:
    """What the other councils of a group did together in a year."""

    group: PeerGroup
    measure: Measure
    year: YearEnding
    numerator: int
    denominator: int
    value: float
    display: str
    councils: int
    """How many other councils have both counts ..."""
    councils_in_all: int
    """... of how many."""
    verdict: Verdict | None
    """None: no verdict is given beside this group."""


@dataclass(frozen=True)
class Change:
    """A figure's change since the year before."""

    measure: Measure
    year: YearEnding
    earlier_year: YearEnding
    earlier_numerator: int
    earlier_denominator: int
    earlier_display: str
    difference: float
    """On the measure's scale: a share from -1 to 1, or a rate per 100,000."""
    p_value: float | None
    verdict: ChangeVerdict | None
    """None: too few cases in one of the years."""
    national_part: float | None
    type_part: float | None
    own_part: float | None
    """The three parts add up to the difference; None unless all come from cases."""


@dataclass(frozen=True)
class Pooled:
    """A share of three comparable years together."""

    measure: Measure
    first_year: YearEnding
    last_year: YearEnding
    numerator: int
    denominator: int
    value: float
    display: str
    low: float
    high: float


@dataclass(frozen=True)
class Expected:
    """The uphold rate that a council's mix of categories leads to expect."""

    upheld: int
    investigated: int
    expected: float
    display: str


@dataclass(frozen=True)
class RankInterval:
    """The ranks that a figure can have among those of its type, 1 the highest."""

    first: int
    last: int
    councils: int


@dataclass(frozen=True)
class FunnelLimit:
    """The funnel's four lines at a number of cases, as shares from 0 to 1."""

    denominator: int
    low_alarm: float
    low_warning: float
    high_warning: float
    high_alarm: float


@dataclass(frozen=True)
class Trend:
    """What a run of comparable years says."""

    measure: Measure
    first_year: YearEnding
    last_year: YearEnding
    years: int
    p_value: float | None
    verdict: TrendVerdict


@dataclass(frozen=True)
class Signal:
    """An early warning: a council-year worth a question."""

    authority: Authority
    year: YearEnding
    kind: SignalKind
    category: str | None
    count: int | None
    base: int | None
    """Both None, or the first, where only a rate is printed."""
    printed: str | None
    """The rate as its publisher printed it, where the count is not known."""
    earlier_year: YearEnding | None
    earlier_count: int | None
    earlier_base: int | None
    expected: float | None
    """The share that similar councils lead to expect."""
    p_value: float | None
    """One-sided; None: a fact, not a test."""
    since: date | None


@dataclass(frozen=True)
class ReceivedBeside:
    """How many complaints were received, beside what may be expected and the year before."""

    year: YearEnding
    received: int
    low: float
    high: float
    """The 95% limits of the number."""
    expected: float | None
    """What its residents would give at the rate of the type's other councils."""
    others_received: int | None
    others_residents: int | None
    earlier_year: YearEnding | None
    """None: nothing is known of the year before, or the two don't compare."""
    earlier_received: int | None
    p_value: float | None
    verdict: ChangeVerdict | None


@dataclass(frozen=True)
class GroupYear:
    """What a type of council, or all of England, did in a year."""

    year: YearEnding
    numerator: int
    denominator: int
    value: float
    display: str
    councils: int
    councils_in_all: int
    low_quartile: float | None = None
    high_quartile: float | None = None


@dataclass(frozen=True)
class CategoryYear:
    """The decided cases of one category in a year."""

    year: YearEnding
    category: str
    decided: int
    upheld: int
    investigated: int


@dataclass(frozen=True)
class SignalQuery:
    """Which signals are asked for; None is any."""

    year: YearEnding | None = None
    kind: SignalKind | None = None
    region: str | None = None
    type: AuthorityType | None = None
    council: Authority | None = None


def comparison_of(row: sqlite3.Row) -> Comparison:
    """A row of the table of comparisons."""
    return Comparison(
        PeerGroup(row["peer_group"]),
        Measure(row["measure"]),
        YearEnding.parse(row["year_ending"]),
        row["numerator"],
        row["denominator"],
        row["value"],
        row["display"],
        row["councils"],
        row["councils_in_all"],
        Verdict(row["verdict"]) if row["verdict"] else None,
    )


def change_of(row: sqlite3.Row) -> Change:
    """A row of figure_change or category_change."""
    return Change(
        Measure(row["measure"]),
        YearEnding.parse(row["year_ending"]),
        YearEnding.parse(row["earlier_year_ending"]),
        row["earlier_numerator"],
        row["earlier_denominator"],
        row["earlier_display"],
        row["difference"],
        row["p_value"],
        ChangeVerdict(row["verdict"]) if row["verdict"] else None,
        row["national_part"],
        row["type_part"],
        row["own_part"],
    )


def pooled_of(row: sqlite3.Row) -> Pooled:
    """A row of pooled_figure or category_pooled."""
    return Pooled(
        Measure(row["measure"]),
        YearEnding.parse(row["first_year_ending"]),
        YearEnding.parse(row["year_ending"]),
        row["numerator"],
        row["denominator"],
        row["value"],
        row["display"],
        row["low"],
        row["high"],
    )


def trend_of(row: sqlite3.Row) -> Trend:
    """A row of trend or category_trend."""
    return Trend(
        Measure(row["measure"]),
        YearEnding.parse(row["first_year_ending"]),
        YearEnding.parse(row["last_year_ending"]),
        row["years"],
        row["p_value"],
        TrendVerdict(row["verdict"]),
    )


def group_year_of(row: sqlite3.Row) -> GroupYear:
    """A row of type_average or nation_average."""
    return GroupYear(
        YearEnding.parse(row["year_ending"]),
        row["numerator"],
        row["denominator"],
        row["value"],
        row["display"],
        row["councils"],
        row["councils_in_all"],
        row["low_quartile"],
        row["high_quartile"],
    )


def received_of(row: sqlite3.Row) -> ReceivedBeside:
    """A row of the numbers received, compared."""
    return ReceivedBeside(
        YearEnding.parse(row["year_ending"]),
        row["received"],
        row["low"],
        row["high"],
        row["expected"],
        row["others_received"],
        row["others_residents"],
        YearEnding.parse(row["earlier_year_ending"]) if row["earlier_year_ending"] else None,
        row["earlier_received"],
        row["p_value"],
        ChangeVerdict(row["verdict"]) if row["verdict"] else None,
    )


def signal_of(row: sqlite3.Row, authority: Authority) -> Signal:
    """A row of signals, about the council that it names."""
    return Signal(
        authority,
        YearEnding.parse(row["year_ending"]),
        SignalKind(row["kind"]),
        row["category"],
        row["count"],
        row["base"],
        row["printed"],
        YearEnding.parse(row["earlier_year_ending"]) if row["earlier_year_ending"] else None,
        row["earlier_count"],
        row["earlier_base"],
        row["expected"],
        row["p_value"],
        date.fromisoformat(row["since"]) if row["since"] else None,
    )
