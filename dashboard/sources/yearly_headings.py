"""What the headings of the Ombudsman's yearly tables mean, in whatever words a year put them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dashboard.sources.categories import OLDER_NAMES
from dashboard.sources.wording import plain
from dashboard.vocabulary import ServiceArea


class Role(StrEnum):
    """What a column is for that holds no figure of FIGURE_COLUMNS by itself."""

    AUTHORITY = "authority"
    YEAR = "year"
    TOTAL = "total"
    """Of what, the other headings tell."""
    COMPLIED = "complied"
    """With or without the late ones: the sums tell."""


_AUTHORITY: Final = frozenset(
    {
        *("authority", "authorities", "authorityname", "nameofauthority", "localauthority"),
        *("localauthorityname", "nameoflocalauthority", "laname", "council", "councils"),
        *("councilname", "nameofcouncil", "body", "bodyname", "bodyinjurisdiction", "organisation"),
        *("organisationname", "authorityorbody", "authoritycouncil"),
    }
)
_YEAR: Final = frozenset(
    {
        *("year", "yearending", "yearended", "yearend", "yearto", "yearto31march"),
        *("yearending31march", "yearended31march", "financialyear", "reportingyear", "period"),
    }
)
_AREAS: Final = {plain(name): area for name, area in OLDER_NAMES.items()} | {
    plain(area): area for area in ServiceArea
}

_PHRASES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"['\u2019\u2018`]", ""),
        (r"_", " "),
        (r"\b100[, ]?000s?\b|\b100k\b", " hundredthousand "),
        (r"%|\bper ?cent(?:age)?s?\b|\bpct\b", " rate "),
        (r"\bnos?(?:\.| of\b)", " number "),
        (r"\b(?:for the )?(?:year|period) (?:end(?:ing|ed)|to)\b", " "),
        (r"\b(?:20\d\d)\s*[-/\u2013]\s*(?:20)?\d\d\b|\b31(?:st)? march(?: 20\d\d)?\b", " "),
        (r"\bnot ready(?: for us)?\b", " notready "),
        (r"\bnot for us\b", " notforus "),
        (r"\bnot upheld\b", " notupheld "),
        (r"\b(?:not|non|did not|not been) ?-?\s*(?:complie[ds]|comply|complian(?:ce|t))\b",
         " notcomplied "),
        (r"\bdealt with\b", " decided "),
    )
)  # fmt: skip
_SAME: Final = {
    word: meant
    for meant, words in {
        "upheld": "uphold upholds upholding",
        "rate": "rates percent percentages proportion share",
        "number": "numbers count counts",
        "total": "totals",
        "complied": "compliant complies",
        "outcome": "outcomes",
        "investigated": "investigation investigations",
        "decided": "decisions",
        "late": "later",
        "satisfactory": "satisfactorily satisfied",
        "similar": "comparable",
        "average": "averages avg mean",
        "enquiries": "inquiries enquiry inquiry",
        "recommendations": "recommendation",
        "complete": "completed",
        "resolution": "resolved",
    }.items()
    for word in words.split()
}
_NOISE: Final = frozenset(
    {
        *("a", "about", "after", "against", "an", "and", "been", "by", "detailed", "for", "from"),
        *("had", "has", "have", "in", "its", "local", "made", "of", "or", "our", "per"),
        *("that", "the", "their", "them", "this", "to", "was", "we", "were", "where", "which"),
        *("with", "us", "authority", "authorities", "council", "councils", "case", "cases"),
        *("complaint", "complaints", "enquiries", "figure", "figures", "lgo", "lgsco"),
        *("ombudsman", "people", "population", "residents", "inhabitants"),
    }
)


@dataclass(frozen=True)
class _Sense:
    """A figure, the words without which it isn't meant, and those that change nothing."""

    figure: str
    needed: frozenset[str]
    allowed: frozenset[str]

    def fits(self, words: frozenset[str]) -> bool:
        return self.needed <= words <= self.needed | self.allowed


def _senses(figures: Iterable[tuple[str, str, str]]) -> tuple[_Sense, ...]:
    return tuple(
        _Sense(figure, frozenset(needed.split()), frozenset(allowed.split()))
        for figure, needed, allowed in figures
    )


_REMEDY_WORDS: Final = (
    "upheld investigated provided offered already before involved involvement given"
)
_COMPLIANCE_WORDS: Final = "outcome recommendations remedy remedies"
_SENSES: Final = _senses(
    [
        ("invalid_incomplete", "invalid", "incomplete outcome number total decided"),
        ("advice_given", "advice", "given outcome number total decided"),
        ("referred_back", "referred", "back resolution outcome number total decided"),
        ("closed_after_initial", "closed initial", "outcome number total decided"),
        ("not_upheld", "notupheld", "outcome number total decided investigated"),
        ("upheld", "upheld", "outcome number total decided investigated"),
        ("not_for_us", "notforus", "number total decided"),
        ("not_ready_for_us", "notready", "number total decided"),
        ("not_for_us_or_not_ready", "notforus notready", "number total decided"),
        ("assessed_and_closed", "assessed closed", "number total decided"),
        ("investigations_count", "investigated", "number total decided"),
        ("received_total", "received", "number total"),
        ("decided_total", "decided", "number total outcome"),
        ("upheld_pct", "upheld rate", "investigated"),
        ("similar_upheld_pct", "upheld rate similar", "investigated"),
        ("upheld_per_100k", "upheld hundredthousand", "rate number decided"),
        ("similar_upheld_per_100k", "upheld hundredthousand similar", "rate number decided"),
        ("compliance_pct", "compliance rate", _COMPLIANCE_WORDS),
        ("compliance_pct", "complied rate", _COMPLIANCE_WORDS),
        ("similar_compliance_pct", "compliance rate similar", _COMPLIANCE_WORDS),
        ("similar_compliance_pct", "complied rate similar", _COMPLIANCE_WORDS),
        ("compliance_outcomes_count", "compliance outcome", "number total recorded"),
        ("compliance_outcomes_count", "compliance number", "total recorded"),
        ("compliance_outcomes_count", "compliance total", "recorded"),
        ("complied_on_time", "complied on time", f"number {_COMPLIANCE_WORDS}"),
        ("complied_on_time", "compliance on time", f"number {_COMPLIANCE_WORDS}"),
        ("complied_on_time", "remedy complete on time", "number compliance"),
        ("complied_late", "complied late", f"number {_COMPLIANCE_WORDS}"),
        ("complied_late", "compliance late", f"number {_COMPLIANCE_WORDS} complied"),
        ("complied_late", "remedy complete late", "number compliance"),
        ("not_complied", "notcomplied", f"number compliance {_COMPLIANCE_WORDS}"),
        ("not_complied", "remedy incomplete", "number compliance"),
        (Role.COMPLIED, "complied", f"number compliance {_COMPLIANCE_WORDS}"),
        ("remedy_pct", "satisfactory remedy rate", _REMEDY_WORDS),
        ("similar_remedy_pct", "satisfactory remedy rate similar", _REMEDY_WORDS),
        # The singular alone may head a rate as well: a count says that it is one.
        ("remedy_count", "satisfactory remedies", f"number total {_REMEDY_WORDS}"),
        ("remedy_count", "satisfactory remedy number", f"total {_REMEDY_WORDS}"),
        (Role.TOTAL, "total", "number"),
        (Role.TOTAL, "number", "total"),
    ]
)
_NEUTRAL: Final = frozenset(
    {
        *("decided", "received", "outcome", "investigated", "number", "total", "category"),
        *("subject", "service", "area", "areas", "services", "group", "notforus", "notready"),
        *("assessed", "closed", "remedy", "remedies", "compliance", "performance"),
    }
)
_NEUTRAL_FOR_A_TOTAL: Final = frozenset(
    {"outcome", "category", "subject", "service", "area", "areas", "services"}
)
_HINTS: Final = frozenset(
    {
        *("upheld", "notupheld", "complied", "notcomplied", "compliance", "remedy", "remedies"),
        *("investigated", "decided", "received", "notforus", "notready", "assessed"),
    }
)


def meaning_of(heading: str) -> str | None:
    """What a heading heads: a Role, a ServiceArea or a figure of FIGURE_COLUMNS; None if unknown.

    Words that change nothing are passed over; one unknown word makes the heading unknown.
    """
    form = plain(heading)
    if form in _AUTHORITY:
        return Role.AUTHORITY
    if form in _YEAR:
        return Role.YEAR
    if area := _AREAS.get(form):
        return area
    words = _words(heading)
    return next((sense.figure for sense in _SENSES if sense.fits(words)), None)


def meaning_in_group(group: str, heading: str) -> str | None:
    """What a heading heads that stands below another one: "Similar authorities", "Uphold rate"."""
    alone = meaning_of(heading)
    if plain(group) == plain(heading):
        return alone
    together = meaning_of(f"{group} {heading}")
    if together is not None:
        return together
    passed_over = _NEUTRAL_FOR_A_TOTAL if alone is Role.TOTAL else _NEUTRAL
    return alone if _words(group) <= passed_over else None


def is_hint(heading: str) -> bool:
    """Whether a heading speaks of complaints, though what it heads may not be told."""
    return bool(_words(heading) & _HINTS) or "complain" in heading.casefold()


def says(text: str, *wanted: str) -> bool:
    """Whether a title has one of the words, in any of its forms: "decided", "received" ..."""
    return not _words(text).isdisjoint(wanted)


@lru_cache(maxsize=10_000)
def _words(heading: str) -> frozenset[str]:
    """The words of a heading that say something; none in a number, of which a table is full."""
    text = heading.casefold()
    if not ("%" in text or any(map(str.isalpha, text))):
        return frozenset()
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    words = {_SAME.get(word, word) for word in re.findall(r"[^\W_]+", text)}
    if "rate" in words and "remedies" in words:
        words = words - {"remedies"} | {"remedy"}
    # An average of similar authorities; another average, such as the national one, is unknown.
    if "average" in words and words & {"similar", "type", "group"}:
        words = words - {"average", "type", "group"} | {"similar"}
    return frozenset(words - _NOISE)
