"""What a postcode answers: the councils of an area and what each runs, or why there is none."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.authorities.register import Authority, Register
from dashboard.components.offers import Offer, Offers, fate
from dashboard.dataset.places import Cover, NoCouncil, Place, councils_of
from dashboard.postcodes.directory import About
from dashboard.postcodes.nations import Nation
from dashboard.postcodes.postcode import PartPostcode
from dashboard.vocabulary import AuthorityType

_OTHERS_OMBUDSMAN: Final = {
    Nation.WALES: "Complaints about councils there go to the Public Services Ombudsman for Wales.",
    Nation.SCOTLAND: "Complaints about councils there go to the Scottish Public Services "
    "Ombudsman.",
    Nation.NORTHERN_IRELAND: "Complaints about councils there go to the Northern Ireland Public "
    "Services Ombudsman.",
}
_ONLY_ENGLAND: Final = "The figures here are about councils in England."


def place_offers(place: Place, register: Register, about: About | None) -> Offers:
    """What was found for a whole postcode, which isn't repeated."""
    ended = f"The postcode ended in {month(place.ended)}. " if place.ended else ""
    if place.authority is None:
        return Offers(ended + _why_none(place.reason or NoCouncil.UNKNOWN, about))
    councils = councils_of(place.authority, register)
    offers = tuple(Offer(council, services(council)) for council in councils)
    where = f"{ended}It was in" if ended else "The postcode is in"
    source = f", by the directory of {month(about.edition)}" if about else ""
    former = fate(place.authority, register)
    area = f"{place.authority.short_name} ({former})" if former else place.authority.short_name
    return Offers(f"{where} {area}{source}. {_who_runs(councils)}", offers)


def cover_offers(part: PartPostcode, cover: Cover, register: Register, about: About) -> Offers:
    """What was found for the beginning of a postcode."""
    beginning = f"postcodes that begin {part.written}"
    elsewhere = " and ".join(nation.words for nation in cover.elsewhere)
    if not cover.councils and not elsewhere:
        return Offers(f"No {beginning} are in the directory of {month(about.edition)}.")
    if not cover.councils:
        others = " ".join(_OTHERS_OMBUDSMAN.get(nation, "") for nation in cover.elsewhere)
        return Offers(f"The {beginning} are in {elsewhere}. {_ONLY_ENGLAND} {others}".strip())
    offers = [
        Offer(council, _share(number, cover.postcodes, council, register))
        for council, number in cover.councils
    ]
    counties = dict.fromkeys(
        county for council, _ in cover.councils if (county := register.county_of(council))
    )
    offers += [Offer(county, services(county)) for county in counties if not county.last_day]
    others = f" Others are in {elsewhere}." if elsewhere else ""
    if len(cover.councils) == 1:
        (council, number), *_ = cover.councils
        words = f"P{beginning[1:]} are in {council.short_name}: {number:,} in all."
        return Offers(f"{words}{others}", tuple(offers))
    return Offers(
        f"The {beginning} lie in {len(cover.councils)} areas.{others} The whole postcode finds "
        "yours.",
        tuple(offers),
    )


def services(council: Authority) -> str:
    """What a council runs: "District council: runs housing, planning ..."."""
    kind = council.type.words
    return f"{kind[0].upper()}{kind[1:]}: runs {council.type.powers.services}"


def month(edition: str) -> str:
    """A month as a reader knows it: "November 2025" for "2025-11"."""
    return f"{date.fromisoformat(f'{edition}-01'):%B %Y}"


def _who_runs(councils: list[Authority]) -> str:
    if len(councils) == 1:
        return "One council runs all council services there."
    if any(council.type is AuthorityType.COUNTY for council in councils):
        return "Two councils share the services there."
    return "Its area went to more than one council."


def _share(number: int, of: int, council: Authority, register: Register) -> str:
    postcodes = f"{number:,} of the {of:,} postcodes"
    return f"{fate(council, register) or services(council)}; {postcodes}"


def _why_none(reason: NoCouncil, about: About | None) -> str:
    edition = f" of {month(about.edition)}" if about else ""
    if reason is NoCouncil.NOT_LOADED:
        return "This site has no directory of postcodes. Look for the name of the council."
    if reason is NoCouncil.UNKNOWN:
        return (
            f"The postcode is not in the directory{edition}. It may be mistyped, or newer than "
            "that."
        )
    if reason is NoCouncil.NOT_RECORDED:
        return (
            f"The directory{edition} has this postcode but no council for it. It may belong to a "
            "PO box or a large organisation."
        )
    nation = Nation(reason)
    others = _OTHERS_OMBUDSMAN.get(nation, "")
    return f"The postcode is in {nation.words}. {_ONLY_ENGLAND} {others}".strip()
