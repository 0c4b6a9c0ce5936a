"""What a page says of itself to search engines and to whoever shows a link to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dashboard.authorities.register import Authority
from dashboard.components import addresses, descriptions
from dashboard.dataset import CouncilYear, Dataset
from dashboard.snapshot import pictures
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import Measure, MissingReason, YearEnding

SITE_NAME: Final = "Your council’s performance"

DEMONSTRATION: Final = "Demonstration data"
"""What stands before every title, description and name of made-up data."""

Node = Mapping[str, Any]
"""A thing of schema.org as JSON-LD; values that begin with "/" are addresses of this site."""


@dataclass(frozen=True)
class SharedPicture:
    """A picture of the snapshot to stand beside a link."""

    address: str
    words: str
    """What it shows, for those who don't see it."""


@dataclass(frozen=True)
class Sharing:
    """A page's one address, whether it is for search engines, its picture, its structured data."""

    address: str = ""
    """Without parameters that change nothing or have their usual value; empty: the bare path."""
    is_indexed: bool = True
    picture: SharedPicture | None = None
    """None: the picture of the whole site."""
    data: tuple[Node, ...] = ()


def council_sharing(dataset: Dataset, council_year: CouncilYear, *data: Node) -> Sharing:
    """How a council's profile of a year is known: its usual year by the bare address.

    A year without an uphold rate is not for search engines: it says only that there is none.
    """
    authority, year = council_year.authority, council_year.year
    is_usual = year == dataset.newest_year(authority)
    figure = council_year.figures[Measure.UPHOLD_RATE]
    has_answer = figure.value is not None or figure.missing is MissingReason.NO_CASES
    has_figures = authority.code in dataset.councils_with_figures
    words = descriptions.council(
        council_year, is_unfinished=year == dataset.manifest.unfinished_year
    )
    return Sharing(
        addresses.council(authority, None if is_usual else year),
        is_indexed=has_figures if is_usual else has_answer,
        picture=council_picture(dataset, authority, year, words),
        data=data,
    )


def council_picture(
    dataset: Dataset, authority: Authority, year: YearEnding, words: str
) -> SharedPicture | None:
    """A council's picture, which is of one year only; None beside figures of another year."""
    if authority.code not in dataset.councils_with_figures:
        name, words = pictures.OF_NO_FIGURES, "No figure of this council is loaded."
    elif year == dataset.newest_year(authority):
        name = authority.slug
    else:
        return None
    return _picture(dataset.manifest, name, words)


def site_picture(manifest: Manifest) -> SharedPicture | None:
    """The picture of the whole site; None in a snapshot without pictures."""
    return _picture(
        manifest, pictures.OF_THE_SITE, "Map of England: uphold rates of councils, with a legend."
    )


def _picture(manifest: Manifest, name: str, words: str) -> SharedPicture | None:
    """A picture under an address that changes with the data, so that no old one is shown."""
    place = pictures.place(name)
    if place not in manifest.files:
        return None
    return SharedPicture(f"/{place}?v={manifest.version}", words)
