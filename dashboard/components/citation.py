"""How to cite a page: a sentence with its counts, period, source and a permanent address."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from dash import html

from dashboard.components.markup import Element
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind

SITE_PLACEHOLDER: Final = "\ue100"
"""Stands for the site's public address, which the settings know; else a script fills it in."""

_VERSION: Final = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-[0-9a-f]{6}")


def citation(manifest: Manifest, said: str, address: str, *, about: str) -> html.Section:
    """The sentence for minutes and newspapers, to be copied.

    Args:
        manifest: of the data.
        said: one sentence with the counts and the period, as the page has them.
        address: the page's own, without the site.
        about: the page in a few words.
    """
    is_made_up = manifest.kind is SnapshotKind.DEMONSTRATION
    mark = "Demonstration data, made up and not the Ombudsman’s: " if is_made_up else ""
    source = manifest.description.rstrip(".")
    link = permalink(address, manifest.version)
    return html.Section(
        [
            html.H2("Cite this", id="cite"),
            Element(
                "blockquote",
                [
                    f"{mark}{said} ({about}. Your council’s performance. {source}. Data version "
                    f"{manifest.version}. ",
                    Element("span", SITE_PLACEHOLDER, {"data-site": True}),
                    f"{link})",
                ],
                {"id": "citation-text"},
            ),
            html.P(
                [
                    Element(
                        "button",
                        "Copy the sentence",
                        {"type": "button", "data-copy": "citation-text", "hidden": True},
                    ),
                    html.A("Permanent link to this page", href=link),
                ],
                className="buttons",
            ),
            html.P(
                "The link names the data version: if the figures have changed since, the page "
                "says so.",
                className="quiet",
            ),
        ],
        className="citation",
    )


def permalink(address: str, version: str) -> str:
    """An address with the data version that it was seen with."""
    path, _, query = address.partition("?")
    asked = [(name, value) for name, value in parse_qsl(query) if name != "v"]
    return f"{path}?{urlencode([*asked, ('v', version)], safe=',')}"


def version_notice(manifest: Manifest, asked: str) -> Any:
    """What is said to a reader whose link names another data version; None if it names this one."""
    if asked == manifest.version or not _VERSION.fullmatch(asked):
        return None
    return html.Div(
        [
            f"The link that you followed was made with data version {asked}. These figures are of "
            f"version {manifest.version} and may differ. ",
            html.A("What was corrected", href="/data#corrections"),
            ".",
        ],
        className="banner",
        role="note",
    )
