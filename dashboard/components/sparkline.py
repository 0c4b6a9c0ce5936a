"""The small trend in the summary: one measure over the years, its line cut at every break."""

from __future__ import annotations

from dash import html

from dashboard.components.markup import Element
from dashboard.dataset import Figure
from dashboard.statistics.breaks import breaks_of, comparable_runs
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import YearEnding

_WIDTH, _HEIGHT, _EDGE = 320, 96, 18


def sparkline(
    history: list[Figure], chosen: YearEnding, unfinished: YearEnding | None
) -> html.Figure | None:
    """A picture of a history with its words; None if fewer than two years have a figure."""
    known = [figure for figure in history if figure.value is not None]
    if len(known) < 2:
        return None
    measure = known[0].measure
    years = list(known[0].year.until(known[-1].year))
    at = {year: _x(index, len(years)) for index, year in enumerate(years)}
    by_year = {figure.year: figure for figure in known}
    top = 1.0 if DEFINITIONS[measure].is_share else max(f.value or 0 for f in known) or 1.0
    drawn = [
        *_breaks(known, at),
        *_lines(known, at, top, "similar", unfinished),
        *_lines(known, at, top, "own", unfinished),
        *(
            Element(
                "circle",
                None,
                {
                    "cx": at[year],
                    "cy": _y((figure.value or 0) / top),
                    "r": 5 if year == chosen else 3,
                    "class": "spark-dot" + (" is-chosen" if year == chosen else ""),
                },
            )
            for year, figure in by_year.items()
        ),
        *(
            Element(
                "text",
                year.label[2:],
                {"x": at[year], "y": _HEIGHT + 16, "class": "spark-year", "text-anchor": "middle"},
            )
            for year in years
        ),
    ]
    words = "; ".join(f"{f.year.label} {f.display}" for f in known)
    crossed = [
        b for b in breaks_of(measure) if known[0].year < b.first_year_after <= known[-1].year
    ]
    note = (
        f" The line stops where the method changed, between {crossed[-1].between}."
        if crossed
        else ""
    )
    return html.Figure(
        [
            Element(
                "svg",
                drawn,
                {
                    "viewBox": f"0 0 {_WIDTH} {_HEIGHT + 22}",
                    "class": "spark",
                    "role": "img",
                    "aria-label": f"{DEFINITIONS[measure].label} by year: {words}.",
                },
            ),
            html.Figcaption(f"Solid: this council. Dashed: similar councils.{note}"),
        ],
        className="spark-figure",
    )


def _lines(
    known: list[Figure],
    at: dict[YearEnding, float],
    top: float,
    kind: str,
    unfinished: YearEnding | None,
) -> list[Element]:
    values = {
        f.year: (f.value if kind == "own" else f.similar.value if f.similar else None)
        for f in known
    }
    present = [year for year, value in values.items() if value is not None]
    return [
        Element(
            "polyline",
            None,
            {
                "points": " ".join(f"{at[y]},{_y((values[y] or 0) / top)}" for y in run),
                "class": f"spark-line is-{kind}",
            },
        )
        for comparable in comparable_runs(known[0].measure, present, unfinished)
        for run in _without_gaps(comparable)
    ]


def _without_gaps(years: list[YearEnding]) -> list[list[YearEnding]]:
    """The years cut wherever one between two of them has no figure."""
    runs: list[list[YearEnding]] = []
    for year in years:
        if not runs or runs[-1][-1].last + 1 != year.last:
            runs.append([])
        runs[-1].append(year)
    return runs


def _breaks(known: list[Figure], at: dict[YearEnding, float]) -> list[Element]:
    """A dashed upright between the two years of each break."""
    uprights = []
    for b in breaks_of(known[0].measure):
        before = YearEnding(b.first_year_after.last - 1)
        if before in at and b.first_year_after in at:
            x = round((at[before] + at[b.first_year_after]) / 2, 1)
            uprights.append(
                Element(
                    "line",
                    None,
                    {"x1": x, "x2": x, "y1": 0, "y2": _HEIGHT, "class": "spark-break"},
                )
            )
    return uprights


def _x(index: int, count: int) -> float:
    return round(_EDGE + index * (_WIDTH - 2 * _EDGE) / max(count - 1, 1), 1)


def _y(share: float) -> float:
    return round(_EDGE / 2 + (1 - min(share, 1.0)) * (_HEIGHT - _EDGE), 1)
