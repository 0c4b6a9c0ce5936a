"""Marks the words that were looked for, as the full-text index would find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_]+")
"""What FTS5's `unicode61` takes for a word."""

_BEFORE: Final = 120
"""Letters shown before the first mark of a long text."""


@dataclass(frozen=True)
class Part:
    """A piece of a text, and whether it was looked for."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class Marks:
    """What is to be marked; words are folded as `folded` does."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    """The words of each; the last of a phrase that is a beginning ends with a star."""

    def parts(self, text: str, longest: int | None = None) -> list[Part]:
        """A text in pieces; of one longer than `longest` letters the part with the first mark."""
        marked = self._places(text)
        begin, end = 0, len(text)
        if longest is not None and len(text) > longest:
            begin = max(0, (marked[0][0] if marked else 0) - _BEFORE)
            end = min(len(text), begin + longest)
        pieces = [Part("…", False)] if begin else []
        at = begin
        for first, last in marked:
            if first < at or last > end:
                continue
            pieces += [Part(text[at:first], False), Part(text[first:last], True)]
            at = last
        pieces += [Part(text[at:end], False), Part("…" if end < len(text) else "", False)]
        return [piece for piece in pieces if piece.text]

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Where each marked stretch begins and ends, in order, none within another."""
        tokens = [(folded(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        words = [word for word, _, _ in tokens]
        found = [
            (start, end)
            for word, start, end in tokens
            if word in self.words or (self.beginnings and word.startswith(self.beginnings))
        ]
        for phrase in self.phrases:
            found += [
                (tokens[at][1], tokens[at + len(phrase) - 1][2])
                for at in range(len(words) - len(phrase) + 1)
                if _is_phrase(words[at : at + len(phrase)], phrase)
            ]
        return sorted(set(found), key=lambda place: (place[0], -place[1]))


def _is_phrase(words: Sequence[str], phrase: Collection[str]) -> bool:
    return all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for word, wanted in zip(words, phrase, strict=True)
    )


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(folded(word) for word in _TOKEN.findall(text))


def folded(word: str) -> str:
    """A word without the difference of capitals and accents, as the index keeps it."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
