"""What every figure means and how it is worked out, printed from the definitions in the code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html

from dashboard.components import descriptions
from dashboard.components.contents import contents
from dashboard.components.document import Page, source_note
from dashboard.dataset import Dataset, TypeAverage
from dashboard.statistics import thresholds
from dashboard.statistics.breaks import BREAKS
from dashboard.statistics.catalogue import METHODS
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.examples import AVERAGES, FUNNELS, RATES
from dashboard.vocabulary import AuthorityType, DecisionCategory, DecisionOutcome, SnapshotKind

PATH: Final = "/methods"


def layout(dataset: Dataset, /, **_: str) -> Page:
    """Definitions, averages, uncertainty with worked examples, breaks, mappings, data."""
    sections = (
        ("definitions", "What each figure means", _definitions()),
        ("similar", "Similar councils", _similar(dataset)),
        ("uncertainty", "Uncertainty", _uncertainty()),
        ("comparison", "Comparison", _comparison()),
        ("breaks", "Years that don’t compare", _breaks()),
        ("decisions", "Outcomes and categories", _mappings()),
        ("lineage", "Councils that changed", _lineage()),
        ("data", "The data", _data(dataset)),
    )
    return Page(
        title="How the figures are worked out",
        description=descriptions.methods(dataset),
        section="methods",
        body=html.Div(
            [
                html.H1("How the figures are worked out"),
                contents((key, title) for key, title, _ in sections),
                html.Div(
                    [
                        *(
                            html.Section([html.H2(title, id=key), *content])
                            for key, title, content in sections
                        ),
                        source_note(dataset.manifest),
                    ],
                    className="profile-parts",
                ),
            ],
            className="profile",
        ),
    )


def _definitions() -> list[Any]:
    return [
        html.Dl(
            [
                part
                for d in DEFINITIONS.values()
                for part in (
                    html.Dt(d.label),
                    html.Dd(
                        f"{d.meaning} Worked out as {d.numerator_words} over {d.denominator_words}."
                    ),
                )
            ]
        ),
        html.P(
            "The year is the Ombudsman’s: 1 April to 31 March. Whole percents are rounded half up. "
            "Absent is not zero: a council without investigations has no uphold rate, and each "
            "missing figure says why. Where a figure exists only in print, it is shown as printed, "
            "with its source; where there are cases, it is worked out from them."
        ),
        _table(
            "Worked examples",
            ("Figure", "Counts", "Shown as", "Range", "Why it is shown"),
            [
                (
                    DEFINITIONS[e.measure].label,
                    f"{e.numerator:,} of {e.denominator:,}",
                    e.display,
                    e.interval,
                    e.remark,
                )
                for e in RATES
            ],
        ),
    ]


def _similar(dataset: Dataset) -> list[Any]:
    example = AVERAGES[0]
    counts = ", ".join(f"{n} of {d}" for n, d in example.councils)
    averages = dataset.type_averages(dataset.latest_year)
    return [
        html.P(
            "Similar councils are all councils of the same type in the same year: county, "
            "district, metropolitan, unitary, London borough. Their average pools the counts: the "
            "sum of numerators over the sum of denominators, the council itself included. Where "
            "the Ombudsman’s own printed average is loaded, that one is shown."
        ),
        html.P(
            f"Worked example: {counts} give {example.pooled} pooled; the mean of the rates would "
            f"be {example.mean_of_rates}."
        ),
        html.P(
            "When only some councils of the type are loaded, the average says from how many, and "
            "no verdict is given. A verdict leaves the council itself out of the average."
        ),
        _averages(averages, dataset),
    ]


def _averages(averages: list[TypeAverage], dataset: Dataset) -> Any:
    if not averages:
        return html.P("No averages loaded for the latest year.", className="empty")
    order = {str(kind): index for index, kind in enumerate(AuthorityType)}
    return _table(
        f"Averages for {dataset.latest_year.label}: ours beside the printed one",
        ("Type", "Figure", "Pooled from counts", "Counts", "Printed"),
        [
            (
                AuthorityType(a.type).plural,
                DEFINITIONS[a.measure].label,
                a.display or "not known",
                _pool(a),
                a.printed_display or "none loaded",
            )
            for a in sorted(
                averages, key=lambda a: (list(DEFINITIONS).index(a.measure), order[a.type])
            )
        ],
    )


def _pool(average: TypeAverage) -> str:
    if average.display is None:
        return ""
    return (
        f"{average.numerator:,} of {average.denominator:,}, "
        f"{average.councils} of {average.councils_in_all} councils"
    )


def _uncertainty() -> list[Any]:
    low, mark = thresholds.FEWEST_FOR_A_VERDICT, thresholds.FEWEST_WITHOUT_A_MARK
    funnels = " ".join(
        f"Around an average of {f.benchmark_percent}% a council needs {f.fewest} investigations, "
        f"all upheld, to lie outside the {f.limit} limits."
        for f in FUNNELS
    )
    return [
        html.P(
            "Beside every share stands its Wilson 95% interval: the range consistent with these "
            "results if similar cases came again. Rates per 100,000 residents carry exact Poisson "
            f"limits below {thresholds.EXACT_POISSON_BELOW} cases and Byar’s from "
            f"{thresholds.EXACT_POISSON_BELOW} on."
        ),
        html.P(
            f"With fewer than {low} cases in the denominator there is no verdict and the map is "
            f"hatched; from {low} to {mark - 1} a figure is marked “low count”."
        ),
        html.P(
            "Whether a gap could be chance is judged with the exact binomial around the other "
            "councils of the type. Only outside the 99.8% limits is a council called higher or "
            "lower; between the 95% and the 99.8% limits it is possibly so. " + funnels
        ),
    ]


def _comparison() -> list[Any]:
    return [
        html.Dl(
            [
                part
                for method in METHODS
                for part in (
                    html.Dt(method.name),
                    html.Dd(
                        [
                            html.P(method.meaning),
                            html.P(f"Example. {method.example}", className="quiet"),
                            html.P(f"Source: {method.source}", className="quiet"),
                        ]
                    ),
                )
            ]
        ),
        html.P(
            "There is no composite index and no league table: lists are sorted by name unless the "
            "reader chooses otherwise."
        ),
    ]


def _breaks() -> list[Any]:
    return [
        html.P(
            "A line on a chart stops where the method changed, and no change is worked out across."
        ),
        html.Dl(
            [
                part
                for b in BREAKS
                for part in (
                    html.Dt(f"{b.since}, between {b.between}"),
                    html.Dd(
                        f"{b.words} Touches: "
                        + ", ".join(
                            [
                                *(
                                    d.label.lower()
                                    for m, d in DEFINITIONS.items()
                                    if m in b.measures
                                ),
                                *(["numbers received and decided"] if b.touches_counts else []),
                            ]
                        )
                        + "."
                    ),
                )
            ]
        ),
    ]


def _mappings() -> list[Any]:
    return [
        _table(
            "Outcomes, and the grouping that letters have used since 2022-23",
            ("Outcome", "Newer group"),
            [(str(o), str(o.group)) for o in DecisionOutcome],
        ),
        _table(
            "Categories of published decisions, and the nearest group of the yearly tables",
            ("Published decisions", "Yearly tables and letters"),
            [(str(c), str(c.service_area)) for c in DecisionCategory],
        ),
        html.P(
            "The two lists of categories don’t match exactly, so figures by category always use "
            "the one of their own table."
        ),
    ]


def _lineage() -> list[Any]:
    return [
        html.P(
            "A council that was abolished keeps its own figures and leads on to its successors; a "
            "complaint decided after abolition counts for the council it was about. A successor "
            "shows its own years only: predecessors’ figures are never added to them, because a "
            "county’s and its districts’ cases are about different services. Districts and "
            "counties cover the same ground and are never shown on one map."
        )
    ]


def _data(dataset: Dataset) -> list[Any]:
    manifest = dataset.manifest
    is_made_up = manifest.kind is SnapshotKind.DEMONSTRATION
    kind = "made-up demonstration data" if is_made_up else "published data"
    links = [
        html.Li(html.A(f"Yearly figures, {label}", href=f"/downloads/yearly-figures.{ending}"))
        for label, ending in (
            ("CSV", "csv"),
            ("spreadsheet with notes", "xlsx"),
            ("Parquet", "parquet"),
        )
    ]
    files = [
        (file.name, file.kind, f"{file.rows_taken:,}", file.sha256[:16])
        for file in dataset.source_files()
    ]
    return [
        html.P(manifest.description),
        html.P(
            f"Data version {manifest.version}, {kind}, "
            f"made on {manifest.created[:10]}. Years {manifest.years[0].label} to "
            f"{manifest.years[-1].label}."
        ),
        html.Ul(links),
        _table(
            "Files it was made from, letters apart",
            ("File", "Kind", "Rows", "SHA-256 begins"),
            files,
        ),
    ]


def _table(caption: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> html.Div:
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr([html.Th(heading, scope="col") for heading in headings])),
                html.Tbody(
                    [
                        html.Tr(
                            [html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])]
                        )
                        for row in rows
                    ]
                ),
            ],
            className="plain-table",
        ),
        className="table-frame",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )
