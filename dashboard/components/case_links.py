"""Counts as links to the cases behind them: the published decisions that were counted."""

from __future__ import annotations

from typing import Any, Final

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.markup import Element
from dashboard.dataset import Figure
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import (
    AuthorityType,
    DecisionOutcome,
    Measure,
    OutcomeGroup,
    YearEnding,
)

About = Authority | AuthorityType | None
"""A council, all councils of a type, or all of England."""

_UPHELD: Final = {"decision": DecisionOutcome.UPHELD}
_COUNTED: Final[dict[Measure, tuple[dict[str, Any], dict[str, Any] | None]]] = {
    Measure.UPHOLD_RATE: (_UPHELD, {"decision": OutcomeGroup.INVESTIGATED}),
    Measure.SATISFACTORY_REMEDY_RATE: ({**_UPHELD, "remedy": "yes"}, _UPHELD),
    Measure.UPHELD_PER_100K: (_UPHELD, None),
}
"""What the numerator and the denominator of a measure count, where they count decisions."""


def cases_of(about: About, year: YearEnding, **filters: Any) -> str:
    """The address of the published decisions of a year; `filters` as the address names them."""
    whom: dict[str, Any] = {}
    if isinstance(about, Authority):
        whom["council"] = about.slug
    elif about is not None:
        whom["type"] = about
    return addresses.decisions(**filters, from_=year.first_day, to=year.last_day, **whom)


def linked_count(count: int, about: About, year: YearEnding, **filters: Any) -> Element | str:
    """A count of decisions as a link to its cases; nought has none."""
    if not count:
        return "0"
    return Element("a", f"{count:,}", {"href": cases_of(about, year, **filters)})


def linked_pair(
    about: About, year: YearEnding, measure: Measure, numerator: int, denominator: int, **also: Any
) -> list[Any]:
    """The two counts of a measure, "4 of 6", each a link where it counts decisions.

    `also` are further filters of both, such as a category.
    """
    of_numerator, of_denominator = _COUNTED.get(measure, (None, None))
    return [
        f"{numerator:,}"
        if of_numerator is None
        else linked_count(numerator, about, year, **of_numerator, **also),
        " of ",
        f"{denominator:,}"
        if of_denominator is None
        else linked_count(denominator, about, year, **of_denominator, **also),
    ]


def linked_counts(figure: Figure, about: About, *, category: str | None = None) -> list[Any]:
    """The counts of a figure, "4 of 6", as links; nothing if they aren't known."""
    if figure.numerator is None or figure.denominator is None:
        return []
    return linked_pair(
        *(about, figure.year, figure.measure, figure.numerator, figure.denominator),
        category=category,
    )


def linked_counts_in_words(figure: Figure, about: Authority) -> list[Any]:
    """The counts with what they count, as `sentences.counts_in_words` says it, as links."""
    if figure.numerator is None or figure.denominator is None:
        return [sentences.counts_in_words(figure)]
    definition = DEFINITIONS[figure.measure]
    if definition.is_share:
        return [*linked_counts(figure, about), f" {definition.denominator_words}"]
    upheld = linked_count(figure.numerator, about, figure.year, **_UPHELD)
    return [upheld, f" upheld, {figure.denominator:,} residents"]
