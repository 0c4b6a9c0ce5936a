"""Asking a snapshot or the register: figures, comparisons with print, names."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from dashboard.authorities.names import NameKind, Resolution
from dashboard.cli.options import SNAPSHOTS, Snapshots, council_of, year_of
from dashboard.cli.speech import print_json

app = typer.Typer()


@app.command(epilog='Example: council-performance show "Milton Keynes" --year 2020 --json')
def show(
    council: Annotated[str, typer.Argument(help="Slug, name, former name or GSS code.")],
    year: Annotated[str, typer.Option(help="Year: 2020, 2019-20 or 2020-03-31.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    snapshots: Snapshots = SNAPSHOTS,
) -> None:
    """Show one council in one year: every measure with its counts, or why there is none."""
    from dashboard.council_year_report import as_document, as_text
    from dashboard.dataset import Dataset
    from dashboard.snapshot.shelf import Shelf

    dataset = Dataset.open(Shelf(snapshots).current())
    authority = council_of(dataset.names, council)
    council_year = dataset.council_year(authority, year_of(year))
    if as_json:
        print_json(as_document(council_year, dataset.manifest))
    else:
        typer.echo(as_text(council_year, dataset.manifest))


@app.command(epilog="Example: council-performance check --tolerance 1 --count-tolerance 2")
def check(
    tolerance: Annotated[
        float,
        typer.Option(
            min=0, help="Points by which a rate may differ: percentage points, or per 100,000."
        ),
    ] = 0.0,
    count_tolerance: Annotated[
        int, typer.Option(min=0, help="Cases by which a count may differ.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    snapshots: Snapshots = SNAPSHOTS,
) -> None:
    """Compare computed with printed figures; exit code 2 if any differs by more than allowed."""
    from dashboard.dataset import Dataset
    from dashboard.reconciliation_report import ReconciliationReport, Tolerance
    from dashboard.snapshot.shelf import Shelf

    dataset = Dataset.open(Shelf(snapshots).current())
    report = ReconciliationReport.of(dataset, Tolerance(tolerance, count_tolerance))
    if as_json:
        print_json(report.as_document())
    else:
        typer.echo(report.as_text())
    if not report.passes:
        raise typer.Exit(2)


@app.command(epilog='Example: council-performance resolve "LB Hackney" "Bristol, City of" --json')
def resolve(
    names: Annotated[list[str] | None, typer.Argument(help="Names; none: standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say which council each spelling means; exit code 2 if any is unknown."""
    from dashboard.authorities.names import Names
    from dashboard.authorities.register import Register

    written = names or [line.strip() for line in sys.stdin if line.strip()]
    known = Names(Register.load())
    found = [known.resolve(name) for name in written]
    if as_json:
        print_json([_resolution(resolution) for resolution in found])
    else:
        for resolution in found:
            typer.echo(_resolution_line(resolution))
    if any(resolution.kind is NameKind.UNKNOWN for resolution in found):
        raise typer.Exit(2)


def _resolution(resolution: Resolution) -> dict[str, Any]:
    document: dict[str, Any] = {
        "name": resolution.written,
        "code": resolution.authority.code if resolution.authority else None,
        "kind": str(resolution.kind),
    }
    if resolution.kind is NameKind.UNKNOWN:
        document["suggestions"] = list(resolution.suggestions)
    return document


def _resolution_line(resolution: Resolution) -> str:
    if resolution.authority:
        return f"{resolution.written}: {resolution.authority.name} ({resolution.authority.code})"
    near = f"; near: {', '.join(resolution.suggestions)}" if resolution.suggestions else ""
    return f"{resolution.written}: {resolution.kind}{near}"
