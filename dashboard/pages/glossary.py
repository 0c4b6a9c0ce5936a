"""The words of the site, explained."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components import addresses
from dashboard.components.document import Page, source_note
from dashboard.dataset import Dataset
from dashboard.statistics.glossary import GLOSSARY

PATH: Final = "/glossary"


def layout(dataset: Dataset, /, **_: str) -> Page:
    """Every term with its meaning, by name."""
    return Page(
        title="Words explained",
        section="methods",
        description="What uphold rate, compliance, range, similar councils and other words mean.",
        body=html.Div(
            [
                html.H1("Words explained"),
                html.P(
                    [
                        "What the words on this site mean. ",
                        html.A("How to read the figures", href=addresses.how_to_read()),
                        " takes two minutes.",
                    ],
                    className="lead",
                ),
                html.Dl(
                    [
                        part
                        for term in GLOSSARY
                        for part in (html.Dt(term.name, id=term.key), html.Dd(term.meaning))
                    ],
                    className="glossary",
                ),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )
