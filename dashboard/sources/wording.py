"""Headings and labels as documents vary them: the form in which two spellings are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks that take no room: soft hyphens, joiners, marks of direction."""

_WORDS: Final = re.compile(r"[^\W_]+")
_NEAR: Final = 75


def plain(text: str) -> str:
    """The text without case, blanks, punctuation, `&` and "and".

    "Education & Childrens Services" and "Education and Children's Services" are the same.
    """
    return "".join(word for word in _WORDS.findall(text.casefold()) if word != "and")


def near(text: str, choices: Iterable[str], *, likeness: int = _NEAR) -> list[str]:
    """Up to three of the choices that the text may be a slip of, the likest first.

    `likeness` is the least share of letters that agree, in percent.
    """
    found = process.extract(
        text, list(choices), scorer=fuzz.ratio, processor=plain, score_cutoff=likeness, limit=3
    )
    return [choice for choice, _, _ in found]
