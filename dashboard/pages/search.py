"""The search: leads to the council that is meant, or lists those that may be."""

from __future__ import annotations

import re
from typing import Any, Final

from dash import html

from dashboard.components import addresses
from dashboard.components.document import Page, Redirect, source_note
from dashboard.components.offers import MOST_SUGGESTED, Offers, offer_list, offers_of
from dashboard.components.place_offers import cover_offers, place_offers
from dashboard.components.postcode_source import PRIVACY, postcode_source
from dashboard.components.search_form import MOST_LETTERS, search_form
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset
from dashboard.dataset.places import NoCouncil, Place, cover_of, place_of
from dashboard.postcodes.postcode import PartPostcode, part_postcode, whole_postcode

PATH: Final = "/search"

_MONTH: Final = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_TOO_LONG: Final = f"No council has a name of more than {MOST_LETTERS} letters."


def layout(
    dataset: Dataset,
    /,
    q: str = "",
    place: str = "",
    postcode: str = "",
    ended: str = "",
    **_: str,
) -> Page | Redirect:
    """What was looked for (`q`), or what was found for a postcode that the address doesn't name."""
    found = _place(dataset, place, postcode, ended)
    if found:
        return _place_page(dataset, found)
    typed = q.strip()
    if not typed:
        return _page(dataset, "Find a council", None, [])
    if len(typed) > MOST_LETTERS:
        return _page(dataset, "Too long to be a name", Offers(_TOO_LONG), [], status=414)
    if whole := whole_postcode(typed):
        return Redirect(addresses.place(place_of(whole, dataset.postcodes, dataset.register)))
    part = part_postcode(typed)
    if part and dataset.postcodes:
        offers = _covered(dataset, part)
        return _page(dataset, f"Postcodes that begin {part.written}", offers, _sources(dataset))
    finding = dataset.finder.find(typed)
    if finding.meant:
        return Redirect(addresses.council(finding.meant))
    offers = offers_of(finding, typed, dataset.register, hint=_hint(dataset))
    title = f"Councils for “{typed}”"
    return _page(dataset, title, offers, [], value=typed)


def led_to(dataset: Dataset, typed: str) -> str:
    """The address that answers what the form was sent with; a whole postcode is not in it."""
    typed = typed.strip()[: MOST_LETTERS + 1]
    if whole := whole_postcode(typed):
        return addresses.place(place_of(whole, dataset.postcodes, dataset.register))
    if part := part_postcode(typed):
        return addresses.search(part.written)
    meant = dataset.finder.find(typed).meant if len(typed) <= MOST_LETTERS else None
    return addresses.council(meant) if meant else addresses.search(typed)


def suggestions(dataset: Dataset, typed: str) -> dict[str, Any]:
    """What to offer while somebody types: a sentence, and name, slug and note of each council."""
    typed = typed.strip()
    if not typed:
        offers = Offers("")
    elif len(typed) > MOST_LETTERS:
        offers = Offers(_TOO_LONG)
    elif whole := whole_postcode(typed):
        about = dataset.postcodes.about if dataset.postcodes else None
        found = place_of(whole, dataset.postcodes, dataset.register)
        offers = place_offers(found, dataset.register, about)
    elif (part := part_postcode(typed)) and dataset.postcodes:
        offers = _covered(dataset, part)
    else:
        finding = dataset.finder.find(typed)
        offers = offers_of(finding, typed, dataset.register, hint=_hint(dataset))
    return {
        "words": _words(offers),
        "councils": [
            [offer.authority.name, offer.authority.slug, offer.note]
            for offer in offers.offers[:MOST_SUGGESTED]
        ],
    }


def _words(offers: Offers) -> str:
    """The sentence, with how many of the councils are offered if not all."""
    if len(offers.offers) <= MOST_SUGGESTED:
        return offers.words
    return f"{offers.words}, {MOST_SUGGESTED} of them here; Enter shows all"


def _hint(dataset: Dataset) -> str:
    if dataset.postcodes is None:
        return "This site has no directory of postcodes: look for the name of the council."
    return "A town need not have given its name to its council: try a postcode."


def _place(dataset: Dataset, slug: str, reason: str, ended: str) -> Place | None:
    """What an address says was found for a postcode; None if it says nothing that can be."""
    month = ended if _MONTH.fullmatch(ended) else None
    if authority := dataset.register.by_slug(slug):
        return Place(authority, ended=month)
    return Place(reason=NoCouncil(reason), ended=month) if reason in list(NoCouncil) else None


def _place_page(dataset: Dataset, place: Place) -> Page:
    about = dataset.postcodes.about if dataset.postcodes else None
    offers = place_offers(place, dataset.register, about)
    name = place.authority.short_name if place.authority else ""
    title = f"Who runs what in {name}" if name else "No council for this postcode"
    return _page(dataset, title, offers, _sources(dataset))


def _covered(dataset: Dataset, part: PartPostcode) -> Offers:
    assert dataset.postcodes
    cover = cover_of(part, dataset.postcodes, dataset.register)
    return cover_offers(part, cover, dataset.register, dataset.postcodes.about)


def _sources(dataset: Dataset) -> list[Any]:
    return [postcode_source(dataset.postcodes.about)] if dataset.postcodes else []


def _page(
    dataset: Dataset,
    title: str,
    offers: Offers | None,
    sources: list[Any],
    *,
    value: str = "",
    status: int = 200,
) -> Page:
    return Page(
        title=title,
        section="search",
        sharing=Sharing(is_indexed=False),
        has_search=True,
        status=status,
        body=html.Div(
            [
                html.H1(title),
                html.P(offers.words, className="lead") if offers else None,
                offer_list(offers.offers) if offers and offers.offers else None,
                search_form(finds_postcodes=dataset.postcodes is not None, value=value),
                html.P(_finds(dataset), className="quiet"),
                *sources,
                source_note(dataset.manifest),
            ],
            className="column search-page",
        ),
    )


def _finds(dataset: Dataset) -> str:
    """What the search understands."""
    names = "The search knows councils by their names now and before, short forms and GSS codes"
    if dataset.postcodes is None:
        return f"{names}."
    return f"{names}, and by whole postcodes or their first part. {PRIVACY}"
