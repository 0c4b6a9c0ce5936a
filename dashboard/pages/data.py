"""What the figures were made from, and how they compare with what was printed."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses, descriptions
from dashboard.components.document import Page, source_note
from dashboard.components.figure_names import corrected_name
from dashboard.components.filters import choice_filter, text_filter
from dashboard.components.postcode_source import PRIVACY, postcode_source
from dashboard.components.reconciliation_table import (
    averages_table,
    nation_table,
    reconciliation_table,
    summary_table,
)
from dashboard.components.sharing import Sharing
from dashboard.components.structured_data import every_figure
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset, ReconciliationPage, ReconciliationQuery
from dashboard.snapshot.manifest import downloads
from dashboard.snapshot.schema import DATABASE
from dashboard.vocabulary import Reconciled, SnapshotKind

PATH: Final = "/data"

_PAGE_DIGITS: Final = 6
_CORRECTIONS: Final = 200


def layout(
    dataset: Dataset,
    /,
    status: str = "",
    council: str = "",
    year: str = "",
    page: str = "",
    **_: str,
) -> Page:
    """The data version, the files, and the reconciliation that its address asks for."""
    query, misread = _query(dataset, status, council, year, page)
    is_asked = any((query.status, query.council, query.year))
    shown = query if is_asked else ReconciliationQuery(Reconciled.DIFFERS, page=query.page)
    return Page(
        title="The data behind the figures",
        description=descriptions.data(dataset),
        sharing=Sharing(data=(every_figure(dataset),)),
        section="data",
        body=html.Div(
            [
                html.H1("The data behind the figures"),
                *_version(dataset),
                html.H2("Take the data away", id="downloads"),
                *_downloads(dataset),
                html.H2("Computed and printed", id="reconciliation"),
                html.P(
                    "Each printed figure is compared with the one worked out from the cases, or, "
                    "where there are no cases, with the counts that are printed beside it. "
                    "Ours is rounded as the printed one is before they are compared.",
                    className="lede",
                ),
                summary_table(dataset.reconciliation_summary()),
                _filters(dataset, shown, council),
                *(html.P(words, className="notice", role="alert") for words in misread),
                *_figures(shown, dataset.reconciled(shown)),
                html.H2("Similar councils", id="averages"),
                *averages_table(dataset.reconciled_averages()),
                html.H2("England", id="england"),
                *nation_table(dataset.reconciled_nation()),
                html.H2("Corrections", id="corrections"),
                *_corrections(dataset, query.council),
                html.H2("Files", id="files"),
                _files(dataset),
                html.H2("Postcodes", id="postcodes"),
                *_postcodes(dataset),
                source_note(dataset.manifest),
            ],
            className="column",
        ),
    )


def _postcodes(dataset: Dataset) -> list[html.P]:
    """Where the search's postcodes come from, and what becomes of one that is typed."""
    if dataset.postcodes is None:
        return [html.P("This site has no directory of postcodes: the search knows names only.")]
    return [html.P(PRIVACY), postcode_source(dataset.postcodes.about)]


def _query(
    dataset: Dataset, status: str, council: str, year: str, page: str
) -> tuple[ReconciliationQuery, list[str]]:
    """What the address asks for, and what in it means nothing."""
    query = ReconciliationQuery(
        status=Reconciled(status) if status in list(Reconciled) else None,
        council=dataset.register.by_slug(council) or dataset.names.resolve(council).authority
        if council.strip()
        else None,
        year=dataset.year(year),
        page=int(page) if page.isdecimal() and len(page) <= _PAGE_DIGITS else 1,
    )
    misread = []
    if council.strip() and query.council is None:
        misread.append(f"There is no council “{council}”; figures of all are shown.")
    if year.strip() and query.year is None:
        misread.append(f"There is no year “{year}” in these data; all years are shown.")
    if status.strip() and query.status is None:
        misread.append(f"There is no result “{status}”; all are shown.")
    return query, misread


def _filters(dataset: Dataset, query: ReconciliationQuery, council: str) -> html.Form:
    years = [(str(year.last), year.label) for year in reversed(dataset.years)]
    return html.Form(
        [
            text_filter("council", "Council", query.council.name if query.council else council),
            choice_filter("year", "Year", years, str(query.year.last) if query.year else None),
            choice_filter("status", "Result", ((s, s) for s in Reconciled), query.status),
            html.Div(
                [
                    html.Button("Show figures", type="submit", className="button is-main"),
                    html.A("Clear", href=addresses.data(), className="button"),
                ],
                className="buttons",
            ),
        ],
        action="/data#reconciliation",
        method="get",
        className="filters",
        role="search",
        **{"aria-label": "Computed and printed figures"},
    )


def _version(dataset: Dataset) -> list[Any]:
    manifest = dataset.manifest
    kind = (
        "Demonstration data: made-up cases"
        if manifest.kind is SnapshotKind.DEMONSTRATION
        else "Published data"
    )
    return [
        html.Dl(
            [
                html.Dt("Kind"),
                html.Dd(kind),
                html.Dt("Version"),
                html.Dd(manifest.version),
                html.Dt("Made"),
                html.Dd(f"{manifest.created} by {manifest.program}"),
                html.Dt("Years"),
                html.Dd(f"{dataset.years[0].label} to {dataset.years[-1].label}"),
                *(
                    [html.Dt("Published by"), html.Dd(manifest.publisher)]
                    if manifest.publisher
                    else []
                ),
                *(
                    [
                        html.Dt("Licence"),
                        html.Dd(html.A(manifest.licence, href=manifest.licence, rel="license")),
                    ]
                    if manifest.licence
                    else []
                ),
            ]
        ),
    ]


_FILES: Final = {
    "yearly-figures.csv": "Every figure, as CSV",
    "yearly-counts.csv": "What was counted, as CSV",
    "councils.csv": "Every council since 2014, as CSV",
    "csv-metadata.json": "What the columns of the CSV files mean (CSVW)",
    "yearly-figures.xlsx": "All three tables in a workbook, with notes",
    "yearly-figures.parquet": "Every figure, as Parquet",
    "yearly-counts.parquet": "What was counted, as Parquet",
    "councils.parquet": "Every council since 2014, as Parquet",
    DATABASE: "Everything, decisions included, as a SQLite database, such as for Datasette",
    "datasette.json": "What Datasette says of its tables",
    "notes.txt": "What to know before using them",
}


def _downloads(dataset: Dataset) -> list[Any]:
    """The files of the whole data, and where programs ask for parts of it."""
    known = downloads(dataset.manifest)
    return [
        html.P(
            [
                "Programs can ask for parts of it as JSON or CSV: ",
                html.A("open data for programs", href=addresses.api()),
                ". An empty cell is not known, never nought.",
            ]
        ),
        wide_table(
            "Files of the whole data; the checksum tells whether a file is the same.",
            [("File", False), ("What is in it", False), ("Size", True), ("SHA-256", False)],
            [
                html.Tr(
                    [
                        html.Th(html.A(name, href=f"/downloads/{name}"), scope="row"),
                        html.Td(words),
                        html.Td(_size(known[name].bytes), className="number"),
                        html.Td(html.Code(f"{known[name].sha256[:16]}…", title=known[name].sha256)),
                    ]
                )
                for name, words in _FILES.items()
                if name in known
            ],
        ),
    ]


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000):,} kB"


def _figures(query: ReconciliationQuery, found: ReconciliationPage) -> list[Any]:
    parts = (
        query.council.name if query.council else "",
        query.year.label if query.year else "",
        str(query.status) if query.status else "",
    )
    about = ", ".join(filter(None, parts)) or "all"
    noun = "figure" if found.total == 1 else "figures"
    return [
        html.H3(f"{about[0].upper()}{about[1:]}: {found.total:,} {noun}"),
        reconciliation_table(found.figures, f"{about}: computed and printed figures")
        if found.figures
        else html.P("There is none.", className="empty"),
        _pages(query, found),
    ]


def _pages(query: ReconciliationQuery, found: ReconciliationPage) -> html.Nav | None:
    if found.pages == 1:
        return None

    def link(words: str, page: int, rel: str) -> html.A:
        address = addresses.data(
            status=query.status, council=query.council, year=query.year, page=page
        )
        return html.A(words, href=address, rel=rel, className="button")

    links = [html.Span(f"Page {found.page} of {found.pages}", className="quiet")]
    if found.page > 1:
        links.append(link("Back", found.page - 1, "prev"))
    if found.page < found.pages:
        links.append(link("Further", found.page + 1, "next"))
    return html.Nav(links, className="buttons", **{"aria-label": "Pages of figures"})


def _corrections(dataset: Dataset, council: Authority | None) -> list[Any]:
    corrections = dataset.corrections(council)
    of_whom = f" of {council.name}" if council else ""
    if not corrections:
        return [html.P(f"No published figure{of_whom} has been corrected.", className="empty")]
    shown = corrections[:_CORRECTIONS]
    more = (
        [html.P(f"The newest {_CORRECTIONS} of {len(corrections):,} are shown.", className="quiet")]
        if len(corrections) > _CORRECTIONS
        else []
    )
    table = wide_table(
        f"Figures{of_whom} that changed after they were published, newest first.",
        [(word, False) for word in ("Day", "Council", "Year", "Figure", "Before", "Now", "Why")],
        [
            html.Tr(
                [
                    html.Td(f"{c.made_on.day} {c.made_on:%B %Y}"),
                    html.Th(
                        html.A(c.authority.short_name, href=addresses.council(c.authority, c.year)),
                        scope="row",
                    ),
                    html.Td(c.year.label),
                    html.Td(corrected_name(c.figure)),
                    html.Td(c.before),
                    html.Td(c.after or "taken out"),
                    html.Td(c.reason),
                ]
            )
            for c in shown
        ],
    )
    return [table, *more]


def _files(dataset: Dataset) -> html.Div:
    return wide_table(
        "What was read, letters apart; the checksum tells whether a file is the same.",
        [("File", False), ("Kind", False), ("Rows", True), ("SHA-256", False)],
        [
            html.Tr(
                [
                    html.Th(file.name, scope="row"),
                    html.Td(file.kind),
                    html.Td(f"{file.rows_taken:,}", className="number"),
                    html.Td(
                        html.Code(f"{file.sha256[:16]}…", title=file.sha256)
                        if file.sha256
                        else "a database has none"
                    ),
                ]
            )
            for file in dataset.source_files()
        ],
    )
