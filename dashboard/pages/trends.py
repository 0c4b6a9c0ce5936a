"""Years side by side for a council, a type of council or England, with the breaks marked."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import descriptions, sentences
from dashboard.components.addresses import ENGLAND, TrendState
from dashboard.components.category_years import category_years
from dashboard.components.citation import citation
from dashboard.components.council_years import council_years
from dashboard.components.document import Feed, Page, source_note
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.group_years import group_years
from dashboard.components.markup import Element
from dashboard.components.sharing import Sharing
from dashboard.dataset import Dataset
from dashboard.statistics.breaks import breaks_of
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import AuthorityType, Lineage, Measure

PATH: Final = "/trends"


def layout(dataset: Dataset, /, **asked: str) -> Page:
    """The years that an address asks for: of all of England unless it says otherwise."""
    state, remarks = read_state(dataset, **asked)
    name = _name(state.about)
    about = f": {state.category}" if state.category else ""
    return Page(
        title=_title(state, name),
        description=descriptions.trends(dataset, name, state.measure),
        sharing=_sharing(dataset, state),
        section="trends",
        scripts=("js/marks.js", "js/citation.js"),
        feeds=(Feed.of_council(state.about),) if isinstance(state.about, Authority) else (),
        body=html.Article(
            [
                html.H1(f"{name} over the years{about}"),
                html.P(" ".join(remarks), className="notice", role="status") if remarks else None,
                _form(dataset, state),
                *(
                    council_years(dataset, state, state.about)
                    if isinstance(state.about, Authority)
                    else group_years(dataset, state, state.about)
                ),
                html.Ul(
                    [html.Li(b.words) for b in breaks_of(state.measure)], className="break-notes"
                ),
                category_years(dataset, state),
                citation(
                    dataset.manifest,
                    _all_years(dataset, state, name),
                    state.address(),
                    about="Years end on 31 March",
                ),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _all_years(dataset: Dataset, state: TrendState, name: str) -> str:
    """Every year with its counts, in one sentence."""
    about = state.about
    if isinstance(about, Authority):
        history = (
            dataset.by_category.history(about, state.measure, state.category)
            if state.category
            else dataset.history(about, state.measure)
        )
        years = [
            f"{f.year.label} {f.display} ({sentences.counts(f) or 'counts not printed'})"
            for f in history
            if f.value is not None
        ]
    else:
        groups = (
            dataset.by_category.group_history(about, state.measure, state.category)
            if state.category
            else dataset.comparing.group_history(about, state.measure)
        )
        years = [
            f"{g.year.label} {g.display} ({g.numerator:,} of {g.denominator:,})" for g in groups
        ]
    whose = about.name if isinstance(about, Authority) else name
    of_category = f", {state.category}" if state.category else ""
    known = "; ".join(years) or "no published figure loaded"
    note = (
        " Not all of these years compare: the method changed." if breaks_of(state.measure) else ""
    )
    return f"{DEFINITIONS[state.measure].label} of {whose}{of_category}: {known}.{note}"


def _sharing(dataset: Dataset, state: TrendState) -> Sharing:
    """The page's one address; categories and councils without figures are not for engines."""
    is_bare = state == TrendState(None)
    about = state.about
    has_figures = not isinstance(about, Authority) or about.code in dataset.councils_with_figures
    plain = TrendState(about, state.measure)
    return Sharing(PATH if is_bare else plain.address(), is_indexed=has_figures and state == plain)


def read_state(
    dataset: Dataset,
    /,
    of: str = "",
    council: str = "",
    measure: str = "",
    category: str = "",
    lineage: str = "",
    **_: str,
) -> tuple[TrendState, list[str]]:
    """What an address asks for, and what in it couldn't be followed."""
    wanted = council.strip() or of
    about, is_known = _about(dataset, wanted)
    categories = dataset.by_category.categories()
    remarks = []
    if not is_known:
        remarks.append(f"There is no council “{wanted[:80]}”; all of England is shown.")
    if category and category not in categories:
        said = "no cases by category are loaded" if not categories else "all of them are shown"
        remarks.append(f"There is no category “{category[:80]}”; {said}.")
    return (
        TrendState(
            about,
            Measure(measure) if measure in list(Measure) else Measure.UPHOLD_RATE,
            category if category in categories else None,
            Lineage(lineage) if lineage in list(Lineage) else Lineage.NOW,
        ),
        remarks,
    )


def _about(dataset: Dataset, text: str) -> tuple[Authority | AuthorityType | None, bool]:
    """What is meant, and whether anything was."""
    if not text or text == ENGLAND:
        return None, True
    if text in list(AuthorityType):
        return AuthorityType(text), True
    found = dataset.register.by_slug(text) or dataset.names.resolve(text).authority
    return found, found is not None


def _name(about: Authority | AuthorityType | None) -> str:
    if about is None:
        return "England"
    if isinstance(about, AuthorityType):
        return about.plural[0].upper() + about.plural[1:]
    return about.short_name


def _title(state: TrendState, name: str) -> str:
    parts = [f"{name} over the years", DEFINITIONS[state.measure].label]
    if state.category:
        parts.append(state.category)
    if state.lineage is Lineage.WAS:
        parts.append("as was")
    return ", ".join(parts)


def _form(dataset: Dataset, state: TrendState) -> html.Form:
    groups = [(ENGLAND, "All of England"), *((str(t), _name(t)) for t in AuthorityType)]
    chosen = str(state.about or ENGLAND)
    if isinstance(state.about, Authority):
        groups.insert(0, (state.about.slug, state.about.short_name))
        chosen = state.about.slug
    categories = dataset.by_category.categories()
    fields: list[Any] = [
        text_filter("council", "Name a council", ""),
        choice_filter("of", "Or show", groups, chosen, every=None),
        choice_filter(
            "measure",
            "Measure",
            [(str(m), d.label) for m, d in DEFINITIONS.items()],
            str(state.measure),
            every=None,
        ),
    ]
    if categories:
        options = [(category, category) for category in categories]
        fields.append(choice_filter("category", "Category", options, state.category, "All of them"))
    if state.lineage is not Lineage.NOW:
        hidden = {"type": "hidden", "name": "lineage", "value": str(state.lineage)}
        fields.append(Element("input", None, hidden))
    return html.Form(
        [*fields, html.Button("Show", type="submit")],
        action=PATH,
        method="get",
        className="filters",
    )
