"""Where the answers to postcodes come from, and what becomes of a postcode that is typed."""

from __future__ import annotations

from typing import Final

from dash import html

from dashboard.components.place_offers import month
from dashboard.postcodes.directory import About

_LICENCES: Final = {
    "Open Government Licence v3.0": "https://www.nationalarchives.gov.uk/doc/"
    "open-government-licence/version/3/"
}

PRIVACY: Final = (
    "A postcode that you type is sent to this site to be looked up and for nothing else. It is not "
    "written down and not kept, and the address of the answer names the council, not the postcode."
)


def postcode_source(about: About) -> html.P:
    """Source, date and licence, in words that a printed page keeps."""
    unsaid = "" if about.knows_ended else " It does not say which postcodes have ended."
    return html.P(
        [
            f"Postcodes: directory of {month(about.edition)}, taken from {about.source} "
            f"({about.postcodes + about.ended:,} postcodes).{unsaid} {about.attribution} ",
            html.A(about.licence, href=_LICENCES.get(about.licence), rel="license"),
            ".",
        ],
        className="source-note",
    )
