"""The Ombudsman's case references: one canonical form for the ways in which they are written."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

DEMONSTRATION_PREFIX: Final = "DEMO-"

_CANONICAL: Final = r"(?:DEMO-)?\d\d-\d{3}-\d{3}[A-Za-z]?"
_REFERENCE: Final = re.compile(
    r"(?P<demo>demo[- ])?(?P<year>\d\d)[- ](?P<middle>\d{3})[- ](?P<last>\d{3})"
    r"[- ]?(?P<letter>[a-z]?)",
    re.IGNORECASE,
)
_HYPHENS: Final = re.compile("[\u2010-\u2015]")


def canonical_reference(text: str) -> str | None:
    """A reference with hyphens, "20-000-563", its letter kept; None if the text is none."""
    plain = re.sub(r"\s+", " ", _HYPHENS.sub("-", text)).strip()
    match = _REFERENCE.fullmatch(plain)
    if match is None:
        return None
    demo = DEMONSTRATION_PREFIX if match["demo"] else ""
    return f"{demo}{match['year']}-{match['middle']}-{match['last']}{match['letter']}"


def canonical_references(written: pd.Series) -> pd.Series:
    """The references in their canonical form; <NA> where a text is none."""
    hyphened = written.str.replace(" ", "-", regex=False)
    is_canonical = hyphened.str.fullmatch(_CANONICAL).fillna(False).astype(bool)
    # Nearly all are; only the rest are looked at one by one.
    odd = written[~is_canonical & written.notna()].map(canonical_reference)
    canonical = hyphened.where(is_canonical)
    canonical.loc[odd.index] = odd.astype("str")
    return canonical
