"""The order of the decisions, and the places in it at which a page begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, overload

from pyroaring import BitMap

from dashboard.dataset.checked_text import checked, unchecked
from dashboard.dataset.rows import Rows

_Key = tuple[int, str, str]


class Order(StrEnum):
    """The order of a list of decisions."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Cursor:
    """The decision with which a page begins.

    It is no number in the list: one that has grown since goes on from the same decision.
    """

    reference: str
    authority_code: str
    decided_on: date | None

    def text(self) -> str:
        """The cursor as an address has it."""
        day = self.decided_on.isoformat() if self.decided_on else ""
        return checked("|".join((self.reference, self.authority_code, day)))

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor in an address; None if it was cut off or changed."""
        written = unchecked(text)
        try:
            reference, authority_code, day = (written or "").split("|")
            return cls(reference, authority_code, date.fromisoformat(day) if day else None)
        except ValueError:
            return None

    def id_in(self, order: NewestFirst) -> int:
        """The id of the decision, or of the one that would come after it."""
        return bisect_left(order, _key(self.decided_on, self.reference, self.authority_code)) + 1


def _key(day: date | None, reference: str, authority_code: str) -> _Key:
    """Sorts as the ids do: newest first, undated ones last, then by reference and council."""
    return (-day.toordinal() if day else 0, reference, authority_code)


class NewestFirst(Sequence[_Key]):
    """The decisions by id, as the keys that they are sorted by; read one at a time."""

    def __init__(self, rows: Rows) -> None:
        """`rows` answers a query."""
        self._rows = rows
        self._length = rows("SELECT coalesce(max(id), 0) FROM decision")[0][0]

    def __len__(self) -> int:
        return int(self._length)

    @overload
    def __getitem__(self, index: int) -> _Key: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Key]: ...
    def __getitem__(self, index: int | slice) -> _Key | Sequence[_Key]:
        """The key of the decision whose id is one more than the index."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        found = self._rows(
            "SELECT decided_on, reference, authority_code FROM decision WHERE id = ?", (index + 1,)
        )[0]
        day = date.fromisoformat(found["decided_on"]) if found["decided_on"] else None
        return _key(day, found["reference"], found["authority_code"])

    def day(self, number: int) -> date:
        """The day of a decision that has one, by its id."""
        return date.fromordinal(-self[number - 1][0])

    def between(self, first_day: date | None, last_day: date | None) -> range:
        """The ids of the decisions from a day to a day; none is of an undated one."""
        begins = bisect_left(self, (-last_day.toordinal(), "", "")) if last_day else 0
        before = 1 - first_day.toordinal() if first_day else 0
        return range(begins + 1, bisect_left(self, (before, "", "")) + 1)


class Listing(Protocol):
    """The ids of the decisions found, in the order in which they are listed."""

    @property
    def order(self) -> Order:
        """In which."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, place: int) -> int:
        """The id at a place, from 0."""

    def place(self, number: int) -> int:
        """Where an id stands, or would stand."""


@dataclass(frozen=True)
class ByDate:
    """Newest first, or oldest first."""

    ids: BitMap
    order: Order
    """`OLDEST` or `NEWEST`."""

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> int:
        return int(self.ids[len(self.ids) - 1 - place if self.order is Order.OLDEST else place])

    def place(self, number: int) -> int:
        """How many are listed before an id."""
        if self.order is Order.OLDEST:
            return int(len(self.ids) - self.ids.rank(number))
        return int(self.ids.rank(number - 1))


@dataclass(frozen=True)
class ByMatch:
    """The best match first."""

    ids: tuple[int, ...]
    order: Order = Order.BEST

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> int:
        return self.ids[place]

    def place(self, number: int) -> int:
        """Where an id stands; the beginning for one that isn't there."""
        return self.ids.index(number) if number in self.ids else 0
