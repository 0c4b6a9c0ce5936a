"""The whole HTML document around a page: head, masthead, the demonstration banner, footer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.head import head
from dashboard.components.markup import Element, Rendered, to_html
from dashboard.components.search_form import search_form, search_key_note
from dashboard.components.sharing import SITE_NAME, Sharing
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import SnapshotKind, YearEnding

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
    ("Open data for programs", addresses.api()),
    ("Accessibility", addresses.accessibility()),
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
    """One sentence for lists of results and shared links; empty: that of the whole site."""
    sharing: Sharing = field(default_factory=Sharing)
    scripts: tuple[str, ...] = ()
    """The page's own scripts in `assets/`."""
    has_search: bool = False
    """Whether the body has the search, so that the top of the page needs none."""
    has_charts: bool = False
    """Whether Dash's browser side is loaded, to draw charts."""
    feeds: tuple[Feed, ...] = ()
    """Of what the page is about, beside the feed of all."""
    status: int = 200
    is_embedded: bool = False
    """Whether it is shown within other websites, without this one's head and foot."""


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
    *,
    path: str = "",
    public_address: str | None = None,
    finds_postcodes: bool = False,
    notice: Any = None,
) -> str:
    """The document as HTML text; `asset` gives the address of a file in `assets/`.

    `missing_year` is a year whose figures are out by now and not in the data. `path` is where the
    page was asked for, `public_address` where readers reach the site; `finds_postcodes` says
    whether the search does. A notice stands above the page, such as one about the link that led
    here.
    """
    search = (
        None
        if page.has_search
        else search_form(finds_postcodes=finds_postcodes, is_label_seen=False)
    )
    is_demonstration = manifest.kind is SnapshotKind.DEMONSTRATION
    body = to_html(
        [
            None
            if page.is_embedded
            else html.A("Skip to the content", href="#main", className="skip"),
            _demonstration_banner() if is_demonstration else None,
            _stale_banner(manifest, missing_year) if missing_year else None,
            notice,
            None if page.is_embedded else _masthead(page.section, search),
            html.Main(page.body, id="main", tabIndex="-1"),
            html.Div(id="status", role="status", className="unseen"),
            None if page.is_embedded else _footer(manifest),
        ]
    )
    about = head(
        page.title,
        page.description or _DESCRIPTION,
        page.sharing,
        manifest,
        path=path,
        public_address=public_address,
    )
    island = _chart_runtime(runtime) if runtime else ""
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'{about}<meta name="color-scheme" content="light dark">'
        f"{_files(page, asset)}</head><body>{body}{island}</body></html>"
    )


def _files(page: Page, asset: Callable[[str], str]) -> str:
    """The links to the fonts, style, icons and scripts of a page."""
    fonts = [
        f'<link rel="preload" href="{asset(name)}" as="font" type="font/woff2" crossorigin>'
        for name in ("fonts/cp-serif.woff2", "fonts/cp-sans.woff2")
    ]
    scripts = [
        f'<script type="module" src="{asset(name)}"></script>'
        for name in (*(() if page.is_embedded else ("js/search.js",)), *page.scripts)
    ]
    return "".join(
        [
            *fonts,
            f'<link rel="stylesheet" href="{asset("css/site.css")}">',
            f'<link rel="icon" href="{asset("icons/favicon.svg")}" type="image/svg+xml">',
            f'<link rel="apple-touch-icon" href="{asset("icons/apple-touch-icon.png")}">',
            *map(_feed_link, dict.fromkeys([Feed.of_all(), *page.feeds])),
            *scripts,
            # In a frame, links open beside the website that shows it.
            '<base target="_blank">' if page.is_embedded else "",
        ]
    )


def _feed_link(feed: Feed) -> str:
    return (
        f'<link rel="alternate" type="application/atom+xml" title="{escape(feed.title)}" '
        f'href="{escape(feed.address)}">'
    )


def _chart_runtime(runtime: Runtime) -> str:
    """Dash's scripts, laid by until `assets/js/charts.js` runs them: charts stand far down."""
    scripts = f"{runtime.config}{runtime.scripts}{runtime.renderer}"
    return f'<template id="chart-runtime">{scripts}</template>'


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


def _stale_banner(manifest: Manifest, missing_year: YearEnding) -> html.Aside:
    return _banner(
        "Older figures. ",
        f"The newest year here is {manifest.years[-1].label}. The figures for "
        f"{missing_year.label} should be out by now but have not been added.",
        name="How old the figures are",
    )


def _demonstration_banner() -> html.Aside:
    return _banner(
        "Demonstration data. ",
        "These are made-up cases, not the Ombudsman’s figures.",
        name="What kind of figures these are",
    )


def _banner(beginning: str, words: str, *, name: str) -> html.Aside:
    """A note in a landmark of its own, so that whoever goes by landmarks meets it."""
    note = html.Div([html.Strong(beginning), words], role="note")
    return html.Aside(note, className="banner", **{"aria-label": name})


def _masthead(section: str, search: html.Form | None) -> html.Header:
    links = [
        html.Li(html.A(label, href=address, **({"aria-current": "page"} if key == section else {})))
        for key, label, address in _NAVIGATION
    ]
    return html.Header(
        html.Div(
            [
                html.A([_mark(), html.Span(SITE_NAME)], href="/", className="brand"),
                html.Nav(html.Ul(links), **{"aria-label": "Site"}),
                search,
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
                    search_key_note(),
                ),
            ],
            className="footer-inner",
        ),
        className="footer",
    )


def _footer_part(title: str, *content: Any) -> html.Div:
    return html.Div([html.P(title, className="footer-title"), *content])


def rendered(text: str) -> Rendered:
    """HTML that this program has written before, taken as it is."""
    return Rendered(text)
