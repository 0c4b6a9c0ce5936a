"""The years of a pack: what its drawing needs, and the table under it."""

from __future__ import annotations

from typing import Any

from dashboard.components import sentences
from dashboard.dataset import Figure
from dashboard.scrutiny_pack.facts import SHOWN, PackFacts
from dashboard.statistics.breaks import breaks_of, unbroken_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.thresholds import FEWEST_FOR_A_VERDICT
from dashboard.vocabulary import YearEnding


def years(facts: PackFacts) -> dict[str, Any] | None:
    """The drawing of the years and its table; None without any figure."""
    history, unfinished = facts.history, facts.manifest.unfinished_year
    own = {f.year: f for f in history if f.value is not None}
    if not own:
        return None
    similar = {f.year: f.similar.value for f in history if f.similar}
    places = {figure.year: place for place, figure in enumerate(history)}

    def runs(years: list[YearEnding]) -> list[list[YearEnding]]:
        return unbroken_runs(SHOWN, years, unfinished)

    breaks = [b for b in breaks_of(SHOWN) if places.get(b.first_year_after, 0) > 0]
    return {
        "alt": _trend_words(facts, list(own.values())),
        "years": [
            {"label": _year_label(f.year, unfinished)[2:], "low": f.low, "high": f.high}
            for f in history
        ],
        "runs": [
            [{"year": places[y], "value": own[y].value, "few": is_few(own[y])} for y in run]
            for run in runs(list(own))
        ],
        "similar_runs": [
            [{"year": places[y], "value": similar[y]} for y in run] for run in runs(list(similar))
        ],
        "breaks": [places[b.first_year_after] for b in breaks],
        "table": [_year_cells(facts, figure) for figure in history],
        "notes": [
            *(f"Between {b.between}: {b.words}" for b in breaks),
            *(["* A year that isn’t over."] if unfinished in places else []),
        ],
    }


def _trend_words(facts: PackFacts, known: list[Figure]) -> str:
    """The drawing for whoever doesn't see it; the table under it has every figure."""
    said = [
        f"{figure.year.label} {figure.display}"
        + (f", {pair}" if (pair := sentences.counts(figure)) else "")
        for figure in known
    ]
    label = DEFINITIONS[SHOWN].label
    return f"{label} of {facts.authority.short_name} by year: {'; '.join(said)}."


def _year_cells(facts: PackFacts, figure: Figure) -> list[str]:
    _, value, counts, reach, similar, _ = sentences.cells(figure)
    of_year = facts.counts_by_year.get(figure.year)
    received_words = (
        f"{of_year.received:,}" if of_year and of_year.received is not None else "not published"
    )
    label = _year_label(figure.year, facts.manifest.unfinished_year)
    return [label, value, counts, reach, similar, received_words]


def _year_label(year: YearEnding, unfinished: YearEnding | None) -> str:
    return f"{year.label}*" if year == unfinished else year.label


def is_few(figure: Figure) -> bool:
    """Whether a figure has so few cases that its mark is left open."""
    return figure.denominator is not None and figure.denominator < FEWEST_FOR_A_VERDICT
