"""What is shown in a frame on another website, and the code that shows it there."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from dash import html

from dashboard.components.document import Page
from dashboard.components.markup import Element
from dashboard.components.sharing import SITE_NAME, Sharing
from dashboard.snapshot.manifest import Manifest

CAVEAT: Final = "A high uphold rate has many causes; with few cases a rate says little."

_SHARING: Final = Sharing(is_indexed=False)
"""The pages that a frame's contents come from are what search engines should know."""


def embedded(manifest: Manifest, title: str, body: list[Any], *, page: str, words: str) -> Page:
    """A part of the site alone, with its source and caveat; `page` is where all of it stands.

    Everything is there without script; one script tells the website around it how high it is.
    """
    return Page(
        title=f"{title}, on its own",
        sharing=_SHARING,
        scripts=("js/height.js",),
        is_embedded=True,
        body=html.Div(
            [
                html.H1(title),
                *body,
                html.P(CAVEAT, className="quiet"),
                html.P(
                    [
                        f"{manifest.description} Data version {manifest.version}. ",
                        html.A(f"{SITE_NAME}: {words}", href=page),
                        ".",
                    ],
                    className="source-note",
                ),
            ],
            className="embedded",
        ),
    )


def nothing_to_embed(words: str) -> Page:
    """What a frame shows where there is nothing; 404."""
    return Page(
        title="Nothing to show",
        body=html.Div(html.P(words, className="empty"), className="embedded"),
        sharing=_SHARING,
        status=404,
        is_embedded=True,
    )


def frame_code(address: str, title: str, height: int) -> str:
    """The code of a frame; `height` is in pixels, for websites that don't ask for the true one."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>'
    )


def code_field(key: str, label: str, code: str) -> html.Div:
    """The code to be copied, in a field of its own."""
    return html.Div(
        [
            html.Label(label, htmlFor=key),
            Element(
                "textarea", code, {"id": key, "readonly": True, "rows": 3, "spellcheck": "false"}
            ),
        ],
        className="control",
    )
