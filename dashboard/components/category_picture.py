"""A small picture of one category over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.marked_chart import words
from dashboard.components.markup import Element
from dashboard.vocabulary import YearEnding


def category_picture(
    name: Any,
    category: str,
    years: Sequence[YearEnding],
    counts: dict[YearEnding, tuple[int, int]],
    most: int,
) -> html.Figure:
    """Cases investigated in a category, year by year, and how many of them were upheld.

    `name` is what stands above it; `counts` are upheld and investigated; `most` is the highest
    number of any category, so that all pictures have one scale.
    """
    width, height = 220, 84
    step = width / len(years)
    bars = []
    for n, year in enumerate(years):
        upheld, investigated = counts.get(year, (0, 0))
        for cases, css in ((investigated, "bar-all"), (upheld, "bar-upheld")):
            tall = cases / most * (height - 18)
            bars.append(
                Element(
                    "rect",
                    None,
                    {
                        "x": f"{n * step + 2:.1f}",
                        "y": f"{height - 16 - tall:.1f}",
                        "width": f"{step - 4:.1f}",
                        "height": f"{tall:.1f}",
                        "class": css,
                    },
                )
            )
    ends = [
        words(years[0].label, 0, height - 2, "start", "picture-words"),
        words(years[-1].label, width, height - 2, "end", "picture-words"),
    ]
    said = "; ".join(
        f"{year.label} {counts[year][0]} of {counts[year][1]}" for year in years if year in counts
    )
    return html.Figure(
        [
            html.Figcaption(name),
            Element(
                "svg",
                [*bars, *ends],
                {
                    "viewBox": f"0 0 {width} {height}",
                    "role": "img",
                    "aria-label": f"{category}, upheld of investigated: {said}.",
                },
            ),
        ],
        className="category-picture",
    )
