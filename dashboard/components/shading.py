"""What the map shades: the figure itself, or another view of it, always with the plain fraction."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from dashboard.components import sentences
from dashboard.dataset import Figure
from dashboard.dataset.comparison_records import Pooled
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display_range
from dashboard.statistics.legend import (
    DIFFERENCE_WORDS,
    FEW,
    difference_class,
    legend_entries,
    map_class,
)
from dashboard.vocabulary import Measure, MissingReason, Shading, Verdict

Cells = tuple[str, str, str, str, str, float | None]
"""CSS class, figure or reason, counts, range, similar councils, value to sort by."""


SHADING_NOTES = {
    Shading.DIFFERENCE: (
        "Only councils with counts enough for a verdict are compared. Above or below is neither "
        "better nor worse, and most gaps are common by chance."
    ),
    Shading.POOLED: "The counts of three comparable years added up, never across a break.",
    Shading.STABILISED: (
        "The shade is drawn towards the type’s, the more the fewer the cases. The figures in "
        "words are the council’s own."
    ),
}
"""What a reader has to know of a shading that is not the figure itself."""

_NOT_COMPARED = f"q1 {FEW}"
"""Hatched, as figures of few cases are everywhere on the map."""


def offered(shading: Shading, measure: Measure) -> Shading:
    """The shading, or the figure itself for a measure that has no other view."""
    return shading if DEFINITIONS[measure].is_share else Shading.FIGURE


def shaded_cells(shading: Shading, figure: Figure, pooled: Pooled | None) -> Cells:
    """A figure as the map and the table below it show it."""
    if shading is Shading.DIFFERENCE:
        return _difference(figure)
    if shading is Shading.POOLED:
        return _pooled(figure, pooled)
    if shading is Shading.STABILISED:
        return _stabilised(figure)
    return sentences.cells(figure)


def shading_entries(shading: Shading, measure: Measure) -> list[tuple[str, str]]:
    """The legend of a shading: CSS classes and their words."""
    if shading is Shading.DIFFERENCE:
        return [
            *((f"d{n}", words) for n, words in enumerate(DIFFERENCE_WORDS, start=1)),
            (_NOT_COMPARED, "too few to compare"),
            *legend_entries(measure)[-2:],
        ]
    if shading is Shading.POOLED:
        shades = [entry for entry in legend_entries(measure) if entry[0] != "unknown"]
        return [*shades, ("unknown", "no three years that compare")]
    return legend_entries(measure)


def _difference(figure: Figure) -> Cells:
    """Points above or below similar councils, where there are counts enough for a verdict."""
    css, shown, counts, interval, similar, value = sentences.cells(figure)
    judged = figure.verdict not in (None, Verdict.TOO_FEW, Verdict.NO_BENCHMARK)
    if value is None or figure.similar is None:
        return css, shown, counts, interval, similar, None
    if not judged:
        words = (
            f"too few to compare; {shown}"
            if figure.verdict is Verdict.TOO_FEW
            else (f"not compared; {shown}")
        )
        return _NOT_COMPARED, words, counts, interval, similar, None
    points = int(
        (Decimal(str(value)) - Decimal(str(figure.similar.value)))
        .scaleb(2)
        .quantize(Decimal(1), ROUND_HALF_UP)
    )
    sign = "+" if points > 0 else "−" if points < 0 else ""
    unit = "point" if abs(points) == 1 else "points"
    words = f"{sign}{abs(points)} {unit}: {shown}"
    return difference_class(points), words, counts, interval, similar, float(points)


def _pooled(figure: Figure, pooled: Pooled | None) -> Cells:
    if pooled is None:
        words = "no three years that compare"
        return (
            map_class(figure.measure, None, None, MissingReason.NOT_PUBLISHED),
            words,
            "",
            "",
            "",
            None,
        )
    return (
        map_class(figure.measure, pooled.display, pooled.denominator, None),
        pooled.display,
        f"{pooled.numerator:,} of {pooled.denominator:,}, {pooled.first_year.label} to "
        f"{pooled.last_year.label}",
        display_range(figure.measure, pooled.low, pooled.high),
        "",
        pooled.value,
    )


def _stabilised(figure: Figure) -> Cells:
    """The plain figure in words; only the shade is of the stabilised share."""
    _, shown, counts, interval, similar, value = sentences.cells(figure)
    if figure.stabilised is None:
        return sentences.cells(figure)
    shade = f"{Decimal(str(figure.stabilised * 100)).quantize(Decimal(1), ROUND_HALF_UP)}%"
    return map_class(figure.measure, shade, None, None), shown, counts, interval, similar, value
