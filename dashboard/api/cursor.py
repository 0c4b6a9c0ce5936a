"""The place in a list with which a page begins, by what stands there and not by its number."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from dashboard.api.refusal import Refused, Wrong
from dashboard.dataset.checked_text import checked, unchecked

Key = tuple[str, ...]
T = TypeVar("T")

_NOT_OURS = "is none of this list; take it from the `next` of an answer, whole"


def cursor_text(key: Key | None) -> str | None:
    """A key as an address has it."""
    return None if key is None else checked(json.dumps(key, ensure_ascii=False))


def read_cursor(text: str | None, parts: int) -> Key | None:
    """The key in an address, of so many parts; None if there is none.

    Raises:
        Refused: it was cut off, changed, or is of another list.
    """
    if text is None:
        return None
    try:
        key = json.loads(unchecked(text) or "")
    except ValueError:
        key = None
    if not isinstance(key, list) or len(key) != parts or not all(isinstance(k, str) for k in key):
        raise refused_cursor(text)
    return tuple(key)


def refused_cursor(text: str) -> Refused:
    """What is said of a cursor that leads nowhere."""
    return Refused([Wrong(parameter="cursor", value=text, problem=_NOT_OURS)])


def cut(
    things: Sequence[T], key: Callable[[T], Key], parts: int, cursor: str | None, limit: int
) -> tuple[list[T], str | None]:
    """A page of things, sorted by their keys of so many parts, and the cursor of the next one."""
    begin = read_cursor(cursor, parts)
    in_order = sorted(things, key=key)
    first = bisect_left(in_order, begin, key=key) if begin else 0
    rest = in_order[first : first + limit + 1]
    return rest[:limit], cursor_text(key(rest[limit])) if len(rest) > limit else None
