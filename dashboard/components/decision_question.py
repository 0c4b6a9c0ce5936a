"""What the address of a list of decisions asks, in the address's words and in a reader's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.authorities.register import Authority, Register
from dashboard.components import addresses
from dashboard.dataset import (
    Dataset,
    DecisionFilter,
    DecisionQuery,
    Flag,
    Order,
    Words,
    read_words,
)
from dashboard.vocabulary import (
    AuthorityType,
    DecisionCategory,
    DecisionOutcome,
    OutcomeGroup,
    YearEnding,
)

FLAG_NAMES = {Flag.REPORT: "reports", Flag.IMPROVEMENT: "improvements", Flag.REMEDY: "remedy"}
"""How an address names them."""

FLAG_WORDS = {
    Flag.REPORT: "Public interest reports",
    Flag.IMPROVEMENT: "With a service improvement",
    Flag.REMEDY: "Remedy already offered",
}

ORDER_WORDS = {
    Order.BEST: "best match",
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
}


@dataclass(frozen=True)
class DecisionQuestion:
    """A question as an address holds it."""

    council: Authority | None = None
    with_predecessors: bool = False
    type: AuthorityType | None = None
    category: str | None = None
    subcategory: str | None = None
    outcome: DecisionOutcome | OutcomeGroup | None = None
    first_day: date | None = None
    last_day: date | None = None
    flags: frozenset[Flag] = frozenset()
    words: Words | None = None
    chosen_order: Order | None = None
    """None: the best match where words are looked for, else the newest first."""

    @property
    def order(self) -> Order:
        """The order of the answer."""
        if self.words is None:
            return Order.OLDEST if self.chosen_order is Order.OLDEST else Order.NEWEST
        return self.chosen_order or Order.BEST

    @property
    def outcomes(self) -> tuple[DecisionOutcome, ...]:
        """The outcomes asked for; none for all."""
        if isinstance(self.outcome, OutcomeGroup):
            return tuple(o for o in DecisionOutcome if o.group is self.outcome)
        return (self.outcome,) if self.outcome else ()

    @property
    def years(self) -> tuple[YearEnding, ...]:
        """The whole years asked for, if the days are such."""
        if not (self.first_day and self.last_day) or self.first_day > self.last_day:
            return ()
        first, last = YearEnding.containing(self.first_day), YearEnding.containing(self.last_day)
        is_whole = (self.first_day, self.last_day) == (first.first_day, last.last_day)
        return tuple(first.until(last)) if is_whole else ()

    def filter(self, register: Register) -> DecisionFilter:
        """The filter without the words."""
        councils = [self.council] if self.council else []
        if self.council and self.with_predecessors:
            councils += register.all_predecessors(self.council)
        return DecisionFilter(
            councils=tuple(councils),
            type=self.type,
            category=self.category,
            subcategory=self.subcategory,
            outcomes=self.outcomes,
            first_day=self.first_day,
            last_day=self.last_day,
            flags=self.flags,
        )

    def query(self, register: Register) -> DecisionQuery:
        """The whole question as it is put to the data."""
        return DecisionQuery(self.filter(register), self.words, self.order)

    def fields(self) -> dict[str, str]:
        """The names and values of the address, in its order."""
        written = {
            "q": self.words.written if self.words else None,
            "category": self.category,
            "subcategory": self.subcategory,
            "decision": self.outcome,
            "from": self.first_day,
            "to": self.last_day,
            **{name: "yes" for flag, name in FLAG_NAMES.items() if flag in self.flags},
            "sort": self.chosen_order,
            "type": self.type,
            "council": self.council.slug if self.council else None,
            "predecessors": "yes" if self.council and self.with_predecessors else None,
        }
        return {name: str(value) for name, value in written.items() if value}

    def address(self, *, ending: str = "", at: str = "", **changes: Any) -> str:
        """The address of this question, or of it with something changed.

        `ending` is that of a file, `at` the place at which a page begins.
        """
        asked = replace(self, **changes) if changes else self
        path, _, query = addresses.decisions(**asked.fields(), at=at).partition("?")
        return f"{path}{ending}?{query}" if query else f"{path}{ending}"

    def in_words(self) -> list[tuple[str, dict[str, Any]]]:
        """Each thing asked for, and the change that no longer asks for it."""
        said: list[tuple[str, dict[str, Any]]] = []
        if self.words:
            said.append((f"words: {self.words.written}", {"words": None}))
        if self.council:
            said.append(
                (f"about {self.council.name}", {"council": None, "with_predecessors": False})
            )
            if self.with_predecessors:
                said.append(("with the councils it replaced", {"with_predecessors": False}))
        if self.type:
            said.append((f"about {self.type.plural}", {"type": None}))
        if self.category:
            said.append((self.category, {"category": None, "subcategory": None}))
        if self.subcategory:
            said.append((self.subcategory, {"subcategory": None}))
        if self.outcome:
            said.append((str(self.outcome), {"outcome": None}))
        if days := self._days():
            said.append((days, {"first_day": None, "last_day": None}))
        said += [
            (FLAG_WORDS[flag].lower(), {"flags": self.flags - {flag}})
            for flag in Flag
            if flag in self.flags
        ]
        return said

    def _days(self) -> str:
        if self.years:
            first, last = self.years[0].label, self.years[-1].label
            return f"decided in {first}" if first == last else f"decided in {first} to {last}"
        if self.first_day and self.last_day:
            return f"decided {day_words(self.first_day)} to {day_words(self.last_day)}"
        if self.first_day:
            return f"decided since {day_words(self.first_day)}"
        return f"decided until {day_words(self.last_day)}" if self.last_day else ""


def day_words(day: date) -> str:
    """A day as a reader writes it: "5 March 2024"."""
    return f"{day.day} {day:%B %Y}"


def read_question(dataset: Dataset, asked: Mapping[str, str]) -> tuple[DecisionQuestion, list[str]]:
    """What an address asks, and what of it couldn't be followed; that part is left out."""
    reader = _Reader(dataset, asked)
    first_day, last_day = reader.day("from"), reader.day("to")
    if first_day and last_day and first_day > last_day:
        reader.remarks.append("The first day is after the last day, so no decision can match.")
    category = reader.category()
    council = reader.council()
    words = read_words(asked.get("q", ""))
    question = DecisionQuestion(
        council=council,
        with_predecessors=council is not None and asked.get("predecessors") == "yes",
        type=AuthorityType(text) if (text := reader.one_of("type", list(AuthorityType))) else None,
        category=category,
        subcategory=asked.get("subcategory", "").strip() or None if category else None,
        outcome=reader.outcome(),
        first_day=first_day,
        last_day=last_day,
        flags=frozenset(f for f, name in FLAG_NAMES.items() if asked.get(name) == "yes"),
        words=words,
        chosen_order=Order(text) if (text := reader.one_of("sort", list(Order))) else None,
    )
    return question, [*reader.remarks, *(words.remarks if words else ())]


class _Reader:
    """Reads the parts of an address and takes note of those that mean nothing."""

    def __init__(self, dataset: Dataset, asked: Mapping[str, str]) -> None:
        self._dataset = dataset
        self._asked = asked
        self.remarks: list[str] = []

    def one_of(self, name: str, known: list[Any]) -> str | None:
        text = self._text(name)
        if text and text not in known:
            self.remarks.append(f"There is no {name} “{text}”; all are shown.")
            return None
        return text or None

    def outcome(self) -> DecisionOutcome | OutcomeGroup | None:
        text = self.one_of("decision", [*DecisionOutcome, *OutcomeGroup])
        if text is None:
            return None
        return OutcomeGroup(text) if text in list(OutcomeGroup) else DecisionOutcome(text)

    def category(self) -> str | None:
        known = {str(c) for c in DecisionCategory} | self._dataset.decisions.sets.categories
        return self.one_of("category", sorted(known))

    def council(self) -> Authority | None:
        text = self._text("council")
        if not text:
            return None
        names = self._dataset.names
        found = self._dataset.register.by_slug(text) or names.resolve(text).authority
        if found is None:
            near = names.resolve(text.replace("-", " ")).suggestions
            meant = f" Perhaps {' or '.join(near[:3])}?" if near else ""
            self.remarks.append(
                f"There is no council “{text}”; decisions about all are shown.{meant}"
            )
        return found

    def day(self, name: str) -> date | None:
        text = self._text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.remarks.append(f"“{text}” is not a date such as 2025-03-31; all dates are shown.")
            return None

    def _text(self, name: str) -> str:
        return self._asked.get(name, "").strip()[:200]
