"""The filters of a list of decisions: a form for words, names and days; links with counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.decision_question import FLAG_WORDS, DecisionQuestion
from dashboard.components.filters import text_filter
from dashboard.components.markup import Element
from dashboard.dataset import Dataset, Facets, Flag
from dashboard.vocabulary import DecisionOutcome, OutcomeGroup

_IN_THE_FORM = ("q", "council", "from", "to", "predecessors")


def question_form(dataset: Dataset, question: DecisionQuestion, written_council: str) -> Element:
    """The form; what is chosen by links is kept in fields that nobody sees."""
    kept = [
        Element("input", None, {"type": "hidden", "name": name, "value": value})
        for name, value in question.fields().items()
        if name not in _IN_THE_FORM
    ]
    return Element(
        "form",
        [
            text_filter("q", "Words", question.words.written if question.words else "", "search"),
            text_filter(
                "council", "Council", question.council.name if question.council else written_council
            ),
            text_filter("from", "From", str(question.first_day or ""), "date"),
            text_filter("to", "To", str(question.last_day or ""), "date"),
            _predecessors(dataset, question),
            *kept,
            Element(
                "div",
                [
                    Element(
                        "button", "Show decisions", {"type": "submit", "class": "button is-main"}
                    ),
                    Element("a", "Clear", {"href": addresses.decisions(), "class": "button"}),
                ],
                {"class": "buttons"},
            ),
            Element(
                "p",
                "Every word is looked for, in any of its forms. “Words in quotation marks” stand "
                "together, and a star finds what begins so: allocat*. A case reference may be "
                "written with or without gaps.",
                {"class": "quiet decision-hint"},
            ),
        ],
        {
            "action": "/decisions",
            "method": "get",
            "class": "filters decision-form",
            "role": "search",
            "aria-label": "Published decisions",
        },
    )


def _predecessors(dataset: Dataset, question: DecisionQuestion) -> Element | None:
    """A choice in words, where a council took the place of others."""
    if question.council is None:
        return None
    replaced = dataset.register.all_predecessors(question.council)
    if not replaced:
        return None
    names = _and([council.short_name for council in replaced])
    field = Element(
        "input",
        None,
        {
            "type": "checkbox",
            "id": "filter-predecessors",
            "name": "predecessors",
            "value": "yes",
            "checked": question.with_predecessors,
        },
    )
    label = Element(
        "label",
        f"With the decisions about {names}, whose place {question.council.short_name} took",
        {"for": "filter-predecessors"},
    )
    return Element("div", [field, label], {"class": "check decision-predecessors"})


def chosen_filters(question: DecisionQuestion) -> Element | None:
    """Everything asked for, each with a link that no longer asks for it."""
    said = question.in_words()
    if not said:
        return None
    return Element(
        "ul",
        [
            Element(
                "li",
                Element(
                    "a",
                    [words, Element("span", " ×", {"aria-hidden": "true"})],
                    {"href": question.address(**change), "aria-label": f"Remove: {words}"},
                ),
            )
            for words, change in said
        ],
        {"class": "chosen-filters", "aria-label": "Filters"},
    )


def facet_lists(dataset: Dataset, question: DecisionQuestion, facets: Facets) -> list[Element]:
    """Each filter with its choices, and how many decisions each would list."""
    return [
        part
        for part in (
            _outcomes(question, facets),
            _categories(question, facets),
            _years(question, facets),
            _flags(question, facets),
            _councils(dataset, question, facets),
        )
        if part
    ]


_Choice = tuple[str, int, str, bool]
"""Words, decisions, the address that chooses it or lets go of it, and whether it is chosen."""


def _outcomes(question: DecisionQuestion, facets: Facets) -> Element | None:
    choices: list[_Choice] = []
    investigated = [o for o in facets.outcomes if o.group is OutcomeGroup.INVESTIGATED]
    if len(investigated) > 1:
        total = sum(facets.outcomes[o] for o in investigated)
        choices.append(_choice(question, "outcome", OutcomeGroup.INVESTIGATED, total))
    choices += [
        _choice(question, "outcome", outcome, facets.outcomes[outcome])
        for outcome in reversed(DecisionOutcome)
        if outcome in facets.outcomes
    ]
    return _list("Decision", choices)


def _categories(question: DecisionQuestion, facets: Facets) -> Element | None:
    choices: list[Any] = []
    for category, number in sorted(facets.categories.items()):
        is_chosen = category == question.category
        change: dict[str, Any] = {
            "category": None if is_chosen else category,
            "subcategory": None,
        }
        choice = (category, number, question.address(**change), is_chosen)
        if is_chosen:
            within = [
                _choice(question, "subcategory", name, size)
                for name, size in sorted(facets.subcategories.items())
            ]
            choices.append(Element("li", [_link(*choice), _links(within, "is-within")]))
        else:
            choices.append(choice)
    return _list("Category", choices)


def _years(question: DecisionQuestion, facets: Facets) -> Element | None:
    choices: list[_Choice] = []
    for year, number in facets.years.items():
        is_chosen = question.years == (year,)
        first, last = (None, None) if is_chosen else (year.first_day, year.last_day)
        address = question.address(first_day=first, last_day=last)
        choices.append((year.label, number, address, is_chosen))
    return _list("Year", choices)


def _flags(question: DecisionQuestion, facets: Facets) -> Element | None:
    choices: list[_Choice] = []
    for flag in Flag:
        is_chosen = flag in question.flags
        if flag in facets.flags or is_chosen:
            flags = question.flags ^ {flag}
            number = facets.flags.get(flag, 0)
            choices.append((FLAG_WORDS[flag], number, question.address(flags=flags), is_chosen))
    return _list("Only", choices)


def _councils(dataset: Dataset, question: DecisionQuestion, facets: Facets) -> Element | None:
    found = [a for a in dataset.register if a.code in facets.councils]
    if not found:
        return None
    anyone = question.address(council=None, with_predecessors=False)
    joined = "&" if "?" in anyone else "?"

    def choice(council: Authority) -> _Choice:
        is_chosen = council == question.council
        # The council comes last in an address, so its own part is all that differs.
        address = anyone if is_chosen else f"{anyone}{joined}council={council.slug}"
        return council.short_name, facets.councils[council.code], address, is_chosen

    noun = "council" if len(found) == 1 else "councils"
    return Element(
        "details",
        [
            Element("summary", f"{len(found)} {noun}, by name"),
            _links([choice(council) for council in found]),
        ],
        {"class": "facet", "open": question.council is not None and len(found) < 12},
    )


def _choice(question: DecisionQuestion, name: str, value: str, number: int) -> _Choice:
    is_chosen = getattr(question, name) == value
    change: dict[str, Any] = {name: None if is_chosen else value}
    return value, number, question.address(**change), is_chosen


def _list(heading: str, choices: list[Any]) -> Element | None:
    if not choices:
        return None
    return Element("section", [Element("h3", heading), _links(choices)], {"class": "facet"})


def _links(choices: Iterable[_Choice | Element], css: str = "") -> Element:
    entries = [
        choice if isinstance(choice, Element) else Element("li", _link(*choice))
        for choice in choices
    ]
    return Element("ul", entries, {"class": css} if css else {})


def _link(words: str, number: int, address: str, is_chosen: bool) -> Element:
    attributes = {"href": address, **({"aria-current": "true"} if is_chosen else {})}
    return Element("a", [f"{words} ", Element("span", f"{number:,}")], attributes)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
