"""Values: the figures of councils and years, absent ones with the reason, and the counts."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Councils, PageAsked, Year
from dashboard.api.councils import CouncilName
from dashboard.api.cursor import cursor_text, read_cursor
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.authorities.register import Authority
from dashboard.dataset import Counts, Dataset, Figure
from dashboard.dataset.values import ValueQuery
from dashboard.vocabulary import (
    AuthorityType,
    DecisionOutcome,
    Measure,
    MissingReason,
    SourceKind,
    Tier,
    Verdict,
    YearEnding,
)


class SimilarCouncils(Row):
    """What the councils of the same type did together in the year."""

    value: float
    display: str
    source: str
    """`publisher`: as printed; `computed`: pooled from the counts loaded."""
    source_url: str | None
    councils: int | None
    """Of a computed one: how many councils have counts ..."""
    councils_in_all: int | None
    """... of how many."""


class Value(Row):
    """One measure of one council in one year, with its counts; or the reason why there is none."""

    council: CouncilName
    type: AuthorityType
    year_ending: date
    """The last day of the Ombudsman's year, which begins on 1 April."""
    measure: Measure
    """One of `/measures`."""
    numerator: int | None
    denominator: int | None
    value: float | None
    """A share from 0 to 1, or a rate per 100,000 residents; null if there is none, never nought."""
    display: str | None
    """The value as it is shown and printed, rounded."""
    low: float | None
    high: float | None
    """The limits of the value's 95% interval."""
    missing: MissingReason | None
    """Why there is no value; null if there is one."""
    source: SourceKind | None
    """Who published the figure or its counts; `cases`: they were counted from case tables."""
    source_url: str | None
    source_file: str | None
    """The publisher's file that it was read from."""
    is_printed: bool
    """Whether the figure itself is printed; else it is worked out from counts."""
    similar: SimilarCouncils | None
    """null: not known."""
    verdict: Verdict | None
    """Where the value lies in the funnel around the other councils of the type; null: there is no
    value, or the measure has no funnel."""

    @classmethod
    def of(cls, authority: Authority, figure: Figure) -> Value:
        """A figure as a row."""
        similar = figure.similar
        return cls(
            council=CouncilName.of(authority),
            type=authority.type,
            year_ending=figure.year.last_day,
            measure=figure.measure,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=figure.value,
            display=figure.display,
            low=figure.low,
            high=figure.high,
            missing=figure.missing,
            source=figure.source,
            source_url=figure.source_url,
            source_file=figure.source_file,
            is_printed=figure.is_printed,
            similar=SimilarCouncils(
                value=similar.value,
                display=similar.display,
                source=similar.source,
                source_url=similar.url,
                councils=similar.councils,
                councils_in_all=similar.councils_in_all,
            )
            if similar
            else None,
            verdict=figure.verdict,
        )


class CountsAsked(PageAsked):
    """Of which councils and years; all without a filter."""

    council: Councils | None = None
    """Slugs or GSS codes, at most 50, with commas between."""
    year: Year | None = None
    """The year that ends then: 2024 is 2023-24."""
    type: AuthorityType | None = None
    tier: Tier | None = None
    """`lower`: districts and single-tier councils; `upper`: counties and single-tier councils."""

    def councils(self, dataset: Dataset) -> list[Authority] | None:
        """The councils that are asked for; None for all."""
        if self.council is None and self.type is None and self.tier is None:
            return None
        return [
            authority
            for authority in self.council or dataset.register
            if self.type in (None, authority.type)
            and (self.tier is None or authority.is_drawn_on(self.tier))
        ]


class ValuesAsked(CountsAsked):
    """And of which measure."""

    measure: Measure | None = None
    """One of `/measures`."""


def values(dataset: Dataset, asked: ValuesAsked) -> Found[Value]:
    """The figures of councils and years, by GSS code, year and measure.

    An absent figure is null and has its reason in `missing`; it is never nought. A figure of nought
    is 0.
    """
    query = ValueQuery(asked.councils(dataset), asked.year, asked.measure)
    some = dataset.values.figures(query, read_cursor(asked.cursor, 3), asked.limit)
    rows = [Value.of(authority, figure) for authority, figure in some.found]
    return Found(rows, some.total, cursor_text(some.after))


class CountsOfYear(Row):
    """What was counted of one council in one year; null: not known, never nought."""

    council: CouncilName
    type: AuthorityType
    year_ending: date
    received: int | None
    decided: int | None
    invalid_or_incomplete: int | None
    advice_given: int | None
    referred_back: int | None
    closed_after_initial_enquiries: int | None
    not_upheld: int | None
    upheld: int | None
    investigated: int | None
    """Not upheld and upheld together."""
    satisfactory_remedies: int | None
    """Of those upheld: where a satisfactory remedy had been offered before."""
    compliance_outcomes: int | None
    complied: int | None
    """On time."""
    complied_late: int | None
    not_complied: int | None
    population: int | None
    population_year: int | None
    received_source: str | None
    decided_source: str | None
    compliance_source: str | None
    """`cases`: counted from case tables; `printed`: read from a letter or table."""

    @classmethod
    def of(cls, authority: Authority, year: YearEnding, counts: Counts) -> CountsOfYear:
        """Counts as a row."""
        own = (
            "received",
            "decided",
            "investigated",
            "satisfactory_remedies",
            "compliance_outcomes",
            "complied",
            "complied_late",
            "not_complied",
            "population",
            "population_year",
        )
        return cls.model_validate(
            {
                "council": CouncilName.of(authority),
                "type": authority.type,
                "year_ending": year.last_day,
                **{name: getattr(counts, name) for name in own},
                **{o.name.lower(): counts.outcomes[o] for o in DecisionOutcome},
                **{
                    f"{table}_source": counts.sources.get(table)
                    for table in ("received", "decided", "compliance")
                },
            }
        )


def counts(dataset: Dataset, asked: CountsAsked) -> Found[CountsOfYear]:
    """What was counted of councils and years, by GSS code and year.

    A number that isn't known is null. Those received and those decided in a year are not the same
    cases.
    """
    query = ValueQuery(asked.councils(dataset), asked.year)
    some = dataset.values.counts(query, read_cursor(asked.cursor, 2), asked.limit)
    rows = [CountsOfYear.of(*found) for found in some.found]
    return Found(rows, some.total, cursor_text(some.after))


ENDPOINTS: Final = (
    Endpoint("/values", values, "/values?council=leeds&measure=uphold_rate"),
    Endpoint("/counts", counts, "/counts?council=leeds"),
)
