"""The Ombudsman's case references: one canonical form for the ways in which they are written."""

from __future__ import annotations

import re
from typing import Final

DEMONSTRATION_PREFIX: Final = "DEMO-"

_REFERENCE: Final = re.compile(
    r"(?P<demo>demo[- ])?(?P<year>\d\d)[- ](?P<middle>\d{3})[- ](?P<last>\d{3})"
    r"[- ]?(?P<letter>[a-z]?)",
    re.IGNORECASE | re.ASCII,
)
_WITHOUT_GAPS: Final = re.compile(r"(demo)?(\d\d)(\d{3})(\d{3})([a-z]?)", re.IGNORECASE | re.ASCII)
_HYPHENS: Final = re.compile("[\u2010-\u2015]")


def canonical_reference(text: str) -> str | None:
    """A reference with hyphens, "20-000-563", its letter kept; None if the text is none."""
    plain = re.sub(r"\s+", " ", _HYPHENS.sub("-", text)).strip()
    match = _REFERENCE.fullmatch(plain)
    if match is None:
        return None
    demo = DEMONSTRATION_PREFIX if match["demo"] else ""
    return f"{demo}{match['year']}-{match['middle']}-{match['last']}{match['letter']}"


def asked_reference(text: str) -> str | None:
    """The reference that a reader means, who may leave out the gaps: "20000563"."""
    return canonical_reference(_WITHOUT_GAPS.sub(r"\1 \2 \3 \4\5", text.strip()).strip())


def joint_case(reference: str) -> str:
    """The part of a reference that all councils of a joint case share: without its letter."""
    return reference.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
