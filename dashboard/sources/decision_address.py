"""Addresses of decisions on the Ombudsman's site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from dashboard.references import canonical_reference
from dashboard.sources.wording import plain
from dashboard.vocabulary import DecisionCategory

_SITE: Final = "https://www.lgo.org.uk"
_HOSTS: Final = ("lgo.org.uk", "www.lgo.org.uk")
_PATH: Final = re.compile(r"/decisions/([\w-]+)/([\w-]+)/([\w-]+)/?", re.I | re.A)
_CATEGORIES: Final = {plain(category): str(category) for category in DecisionCategory}


@dataclass(frozen=True)
class DecisionAddress:
    """Where one decision stands: its category and reference are in the address itself."""

    url: str
    reference: str
    """In its canonical form."""
    category: str | None
    """One of the ten, None if the address has another."""
    subcategory: str
    """As the address has it: "special-educational-needs"."""


def decision_address(written: str) -> DecisionAddress | None:
    """The whole address of a decision; None if it is another page, or on another site.

    What only says how to show the page (after "?" or "#") is left out.
    """
    try:
        parts = urlsplit(urljoin(f"{_SITE}/", written.strip()))
        host = parts.hostname
    except ValueError:
        return None
    path = _PATH.fullmatch(parts.path)
    if parts.scheme not in ("http", "https") or host not in _HOSTS or path is None:
        return None
    reference = canonical_reference(path[3])
    if reference is None:
        return None
    category = _CATEGORIES.get(plain(path[1].replace("_", "-")))
    return DecisionAddress(_SITE + parts.path.rstrip("/"), reference, category, path[2])


def decision_addresses(written: Iterable[str]) -> list[DecisionAddress]:
    """Those that are addresses of decisions, in their order."""
    return [found for address in written if (found := decision_address(address))]
