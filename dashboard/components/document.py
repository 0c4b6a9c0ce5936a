"""The whole HTML document around a page: head, masthead, the demonstration banner, footer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.markup import Element, Rendered, to_html
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind, YearEnding

SITE_NAME = "Your council’s performance"

_NAVIGATION = (
    ("map", "Map", "/"),
    ("compare", "Compare", "/compare"),
    ("trends", "Trends", "/trends"),
    ("signals", "Signals", addresses.signals()),
    ("decisions", "Decisions", addresses.decisions()),
    ("letters", "Letters", addresses.letters()),
    ("methods", "Methods", addresses.methods()),
)

_HELP = (
    ("How to read the figures", addresses.how_to_read()),
    ("Words explained", addresses.glossary()),
    ("How the figures are worked out", addresses.methods()),
    ("The data, and how they compare with print", addresses.data()),
)


@dataclass(frozen=True)
class Feed:
    """A feed that the browser is told of."""

    title: str
    address: str

    @classmethod
    def of_all(cls) -> Feed:
        """What is new about all councils."""
        return cls("New decisions, years and corrections", addresses.feed())

    @classmethod
    def of_council(cls, council: Authority) -> Feed:
        """What is new about a council."""
        return cls(f"New about {council.name}", addresses.feed(council=council))

    @classmethod
    def of_category(cls, category: str) -> Feed:
        """The new decisions of a category."""
        return cls(f"New in {category}", addresses.feed(category=category))


@dataclass(frozen=True)
class Page:
    """What a page module gives: its title, its body and what the document needs to know."""

    title: str
    body: Any
    """The content of <main>, as a component tree."""
    section: str = ""
    """The entry of the navigation that it belongs to."""
    description: str = ""
    scripts: tuple[str, ...] = ()
    """The page's own scripts in `assets/`."""
    has_charts: bool = False
    """Whether Dash's browser side is loaded, to draw charts."""
    feeds: tuple[Feed, ...] = ()
    """Of what the page is about, beside the feed of all."""
    status: int = 200


@dataclass(frozen=True)
class Redirect:
    """Where a reader is led instead."""

    address: str


@dataclass(frozen=True)
class Runtime:
    """Dash's browser side, as `interpolate_index` receives it."""

    config: str
    scripts: str
    renderer: str


def document(
    page: Page,
    manifest: Manifest,
    asset: Callable[[str], str],
    runtime: Runtime | None = None,
    missing_year: YearEnding | None = None,
    notice: Any = None,
) -> str:
    """The document as HTML text; `asset` gives the address of a file in `assets/`.

    `missing_year` is a year whose figures are out by now and not in the data. A notice stands
    above the page, such as one about the link that led here.
    """
    is_demonstration = manifest.kind is SnapshotKind.DEMONSTRATION
    body = to_html(
        [
            html.A("Skip to the content", href="#main", className="skip"),
            _demonstration_banner() if is_demonstration else None,
            _stale_banner(manifest, missing_year) if missing_year else None,
            notice,
            _masthead(page.section),
            html.Main(page.body, id="main", tabIndex="-1"),
            html.Div(id="status", role="status", className="unseen"),
            _footer(manifest),
        ]
    )
    island = f"{runtime.config}{runtime.scripts}{runtime.renderer}" if runtime else ""
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document_title(page.title, manifest))}</title>"
        f'<meta name="description" content="{escape(page.description or _DESCRIPTION)}">'
        '<meta name="color-scheme" content="light dark">'
        f"{_files(page, asset)}</head><body>{body}{island}</body></html>"
    )


def document_title(title: str, manifest: Manifest) -> str:
    """A page's title as the browser shows it."""
    mark = "Demonstration data: " if manifest.kind is SnapshotKind.DEMONSTRATION else ""
    return f"{mark}{title} – {SITE_NAME}"


def _files(page: Page, asset: Callable[[str], str]) -> str:
    """The links to the fonts, style, icons and scripts of a page."""
    fonts = [
        f'<link rel="preload" href="{asset(name)}" as="font" type="font/woff2" crossorigin>'
        for name in ("fonts/cp-serif.woff2", "fonts/cp-sans.woff2")
    ]
    scripts = [
        f'<script type="module" src="{asset(name)}"></script>'
        for name in ("js/search.js", *page.scripts)
    ]
    return "".join(
        [
            *fonts,
            f'<link rel="stylesheet" href="{asset("css/site.css")}">',
            f'<link rel="icon" href="{asset("icons/favicon.svg")}" type="image/svg+xml">',
            f'<link rel="apple-touch-icon" href="{asset("icons/apple-touch-icon.png")}">',
            *map(_feed_link, dict.fromkeys([Feed.of_all(), *page.feeds])),
            *scripts,
        ]
    )


def _feed_link(feed: Feed) -> str:
    return (
        f'<link rel="alternate" type="application/atom+xml" title="{escape(feed.title)}" '
        f'href="{escape(feed.address)}">'
    )


def dash_island(fallback: Any) -> html.Div:
    """The place where Dash draws; until then, and without script, it holds the fallback."""
    return html.Div(html.Div(fallback, className="_dash-loading"), id="react-entry-point")


def source_note(manifest: Manifest, *, about: str = "") -> html.P:
    """Where the figures of a page come from, in words that a printed page keeps."""
    return html.P(
        [
            f"{about} " if about else None,
            f"Source: {manifest.description} Data version {manifest.version}. ",
            html.A("How the figures are worked out", href=addresses.methods()),
            ".",
        ],
        className="source-note",
    )


_DESCRIPTION = (
    "Complaints about English councils that the Local Government and Social Care Ombudsman "
    "decided: uphold rates, compliance and decisions for every council, with counts and ranges."
)


def _stale_banner(manifest: Manifest, missing_year: YearEnding) -> html.Div:
    return html.Div(
        [
            html.Strong("Older figures. "),
            f"The newest year here is {manifest.years[-1].label}. The figures for "
            f"{missing_year.label} should be out by now but have not been added.",
        ],
        className="banner",
        role="note",
    )


def _demonstration_banner() -> html.Div:
    return html.Div(
        [
            html.Strong("Demonstration data. "),
            "These are made-up cases, not the Ombudsman’s figures.",
        ],
        className="banner",
        role="note",
    )


def _masthead(section: str) -> html.Header:
    links = [
        html.Li(html.A(label, href=address, **({"aria-current": "page"} if key == section else {})))
        for key, label, address in _NAVIGATION
    ]
    return html.Header(
        html.Div(
            [
                html.A([_mark(), html.Span(SITE_NAME)], href="/", className="brand"),
                html.Nav(html.Ul(links), **{"aria-label": "Site"}),
            ],
            className="masthead-inner",
        ),
        className="masthead",
    )


def _mark() -> Element:
    """The project's mark, the drawing of `assets/icons/favicon.svg`."""
    tile = Element("path", None, {"d": _TILE, "class": "mark-ground"})
    bars = Element(
        "path", None, {"d": "M8 16h4v8H8zm6-8h4v16h-4zm6 4h4v12h-4z", "class": "mark-bars"}
    )
    return Element(
        "svg",
        [tile, bars],
        {"viewBox": "0 0 32 32", "class": "brand-mark", "aria-hidden": "true"},
    )


_TILE = (
    "M13.6 1.9a5 5 0 0 1 4.8 0l9.1 5a5 5 0 0 1 2.5 4.3v9.6a5 5 0 0 1-2.5 4.3l-9.1 5a5 5 0 0 1-4.8 "
    "0l-9.1-5A5 5 0 0 1 2 20.8v-9.6a5 5 0 0 1 2.5-4.3z"
)


def _footer(manifest: Manifest) -> html.Footer:
    attributions = sorted({record.attribution for record in manifest.maps})
    about_the_data = [
        html.P(f"{manifest.description} Data version {manifest.version}."),
        html.P(" ".join(attributions)) if attributions else None,
    ]
    return html.Footer(
        html.Div(
            [
                _footer_part("The data", *about_the_data),
                _footer_part(
                    "This site",
                    html.P(
                        "An independent, open project. It is not part of the Local Government and "
                        "Social Care Ombudsman."
                    ),
                    html.P(
                        "Figures describe complaints that reached the Ombudsman; a high uphold "
                        "rate has many causes."
                    ),
                    html.P("No cookies, no trackers, nothing from other sites."),
                ),
                _footer_part(
                    "Help",
                    html.Ul([html.Li(html.A(label, href=to)) for label, to in _HELP]),
                ),
            ],
            className="footer-inner",
        ),
        className="footer",
    )


def _footer_part(title: str, *content: Any) -> html.Div:
    return html.Div([html.P(title, className="footer-title"), *content])


def search_form(*, value: str = "") -> html.Form:
    """The search by name; without script it is a plain form that leads to the council."""
    field = Element(
        "input",
        None,
        {
            "id": "council-search",
            "name": "q",
            "type": "search",
            "value": value,
            "autocomplete": "off",
            "placeholder": "Name of a council, now or before",
            "required": True,
        },
    )
    return html.Form(
        [
            html.Label("Find a council", htmlFor="council-search", className="search-label"),
            html.Div(
                [html.Div(field, id="council-search-field"), html.Button("Find", type="submit")],
                className="search-row",
            ),
        ],
        action="/search",
        method="get",
        role="search",
        className="search",
    )


def rendered(text: str) -> Rendered:
    """HTML that this program has written before, taken as it is."""
    return Rendered(text)
