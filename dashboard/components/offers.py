"""Councils that a search offers: each with its type, its fate and why it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dash import html

from dashboard.authorities.finder import Finding, Fit, Found
from dashboard.authorities.register import Authority, Register
from dashboard.components import addresses

MOST_SUGGESTED: Final = 8
"""Councils offered while somebody types."""


@dataclass(frozen=True)
class Offer:
    """A council, and what to know before choosing it."""

    authority: Authority
    note: str


@dataclass(frozen=True)
class Offers:
    """What a search answers: a sentence, then the councils, the likeliest first."""

    words: str
    offers: tuple[Offer, ...] = ()


def offers_of(finding: Finding, typed: str, register: Register, *, hint: str = "") -> Offers:
    """What was found for a name or code; `hint` is what else to try where nothing was."""
    offers = tuple(Offer(found.authority, _note(found, register)) for found in finding.found)
    if finding.fit is Fit.OTHER_BODY:
        return Offers(f"{finding.body} is not a council, so it has no figures here.")
    if finding.fit is Fit.NOTHING:
        return Offers(f"No council is called “{typed}”. {hint}".strip())
    if finding.fit is Fit.NEAR:
        return Offers(f"No council is called “{typed}”. Near names:", offers)
    return Offers(
        "1 council found" if len(offers) == 1 else f"{len(offers)} councils found", offers
    )


def offer_list(offers: tuple[Offer, ...]) -> html.Ul:
    """The councils as links to their profiles."""
    return html.Ul(
        [
            html.Li(
                [
                    html.A(offer.authority.name, href=addresses.council(offer.authority)),
                    html.Span(offer.note, className="quiet"),
                ]
            )
            for offer in offers
        ],
        className="offers",
    )


def fate(authority: Authority, register: Register) -> str | None:
    """What became of an abolished council: "abolished 2023, now Cumberland"."""
    if authority.last_day is None:
        return None
    names = [successor.short_name for successor in register.successors(authority)]
    return f"abolished {authority.last_day.year}, now {' and '.join(names)}"


def _note(found: Found, register: Register) -> str:
    """Type, region or fate, and the name or code by which it was found if it isn't its own."""
    authority, spelling = found.authority, found.spelling
    kind = authority.type.words
    facts = [kind[0].upper() + kind[1:], fate(authority, register) or authority.region]
    if spelling in authority.former_names:
        facts.append(f"formerly {spelling}")
    elif spelling in authority.other_names:
        facts.append(f"also {spelling}")
    elif spelling not in authority.all_names:
        facts.append(f"code {spelling}")
    return ", ".join(facts)
