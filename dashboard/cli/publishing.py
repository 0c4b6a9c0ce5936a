"""Making input up, and publishing it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dashboard.cli.options import years_of
from dashboard.cli.speech import print_json, say, say_nothing, say_problems
from dashboard.errors import CallError, InputError, Problem

if TYPE_CHECKING:
    from dashboard.publish import Publication

app = typer.Typer()

_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000
"""Python looks for dead cycles after so many new objects: rows come by the million, in no cycle."""


@app.command(epilog="Example: council-performance demonstration --to demonstration-input")
def demonstration(
    to: Annotated[Path, typer.Option(help="Folder to write the input files in.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    years: Annotated[str, typer.Option(help="First and last year.")] = "2018-19..2024-25",
) -> None:
    """Write made-up cases for every English council in the real input formats."""
    from dashboard.demonstration.generator import write_demonstration

    write_demonstration(to, seed=seed, years=years_of(years), report=say)
    typer.echo(f"Demonstration input written to {to}")


@app.command(
    epilog="Example: council-performance publish input --to snapshots "
    "--boundaries LAD_DEC_2023_UK_BSC.geojson; "
    "or: council-performance publish postgresql://reader@cases.example/ombudsman --to snapshots "
    "--tables decided=cases.decided --tables compliance=cases.compliance --files input"
)
def publish(
    source: Annotated[
        str,
        typer.Argument(
            help="Folder with the publisher's files, or the address of a database with the case "
            "tables, such as postgresql://user@host/database."
        ),
    ],
    to: Annotated[Path, typer.Option(file_okay=False, help="Folder of snapshots.")],
    tables: Annotated[
        list[str] | None,
        typer.Option(
            help="A case table of the database: received, decided or compliance, then = and its "
            "name, such as decided=cases.decided; may be given again."
        ),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(
            help="Folder with what a database doesn't hold: letters, figures, populations.",
            file_okay=False,
        ),
    ] = None,
    boundaries: Annotated[
        list[Path] | None,
        typer.Option(help="Official boundary file; may be given again.", exists=True),
    ] = None,
    allow: Annotated[
        list[str] | None, typer.Option(help="Kind of warning to accept; may be given again.")
    ] = None,
    revise: Annotated[
        str | None,
        typer.Option(
            help="Why figures of whole years that were published change; enters the public log of "
            "corrections."
        ),
    ] = None,
    replace_kind: Annotated[
        bool,
        typer.Option(
            "--replace-kind",
            help="Let a demonstration take the place of real data, or the other way round.",
        ),
    ] = False,
    publisher: Annotated[
        str | None, typer.Option(help="Who publishes the figures; said on the page about the data.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(help="Address of the licence under which the figures may be used.")
    ] = None,
    keep: Annotated[int, typer.Option(min=1, help="How many snapshots to keep.")] = 5,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read, check and compare; publish nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress; problems are said.")] = False,
    problems: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="CSV file for every problem found, with its file, sheet, row and remedy.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Read, check and compute the input, and switch the site over to the result."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from dashboard.publish import publish as publish_input
    from dashboard.snapshot.shelf import Shelf
    from dashboard.sources.database import CaseDatabase, is_address

    if not is_address(source) and (tables or files):
        raise CallError("--tables and --files go with the address of a database, not with a folder")
    if problems and problems.resolve().is_relative_to((files or Path(source)).resolve()):
        raise CallError(f"{problems} lies in the input, where it would be read; name another place")
    _write_problems(problems, ())  # If it can't be written, that is said before the work.
    try:
        with ExitStack() as open_database:
            database = None
            if is_address(source):
                database = open_database.enter_context(
                    CaseDatabase.open(source, _tables(tables or []))
                )
            publication = publish_input(
                files if database else Path(source),
                Shelf(to),
                database=database,
                boundaries=boundaries or [],
                allowed=frozenset(allow or []),
                revise=revise,
                replace_kind=replace_kind,
                publisher=publisher,
                licence=licence,
                dry_run=dry_run,
                keep=keep,
                report=say_nothing if quiet else say,
            )
    except InputError as error:
        _write_problems(problems, error.problems)
        if not as_json:
            raise
        print_json({"published": None, "problems": [asdict(p) for p in error.problems]})
        raise typer.Exit(2) from error
    _write_problems(problems, publication.notices)
    if as_json:
        print_json(_publication(publication))
        if publication.obstacles:
            raise typer.Exit(2)
        return
    say_problems(publication.notices)
    names = {authority.code: authority.name for authority in publication.register}
    for line in publication.changes.lines(names, most=None if dry_run else 20):
        typer.echo(line)
    if publication.snapshot is None:
        typer.echo("Dry run: nothing was published.")
        if publication.obstacles:
            raise CallError("\n".join(publication.obstacles))
    else:
        typer.echo(f"Published {publication.snapshot.name}; {to / 'current'} leads to it.")


def _write_problems(path: Path | None, problems: Sequence[Problem]) -> None:
    """The table of problems, if it is asked for; without problems it has its headings only."""
    from dashboard.problem_report import write_problems

    if path is None:
        return
    try:
        write_problems(path, problems)
    except OSError as error:
        raise CallError(
            f"can't write {path}: {error.strerror}; name another file with --problems"
        ) from None


def _publication(publication: Publication) -> dict[str, Any]:
    """What a publish did, for machines; a dry run has published nothing."""
    return {
        "published": publication.snapshot and publication.snapshot.name,
        "problems": [asdict(problem) for problem in publication.notices],
        "changes": asdict(publication.changes),
        "obstacles": publication.obstacles,
    }


def _tables(written: list[str]) -> dict[Any, str]:
    from dashboard.sources.database import KINDS

    tables = {}
    for text in written:
        name, _, table = text.partition("=")
        if name not in KINDS or not table:
            raise CallError(
                f"--tables {text} means nothing; write one of {', '.join(KINDS)}, then = and the "
                "name of the table, such as decided=cases.decided"
            )
        if KINDS[name] in tables:
            raise CallError(f"--tables {name} is given twice; give each kind of cases once")
        tables[KINDS[name]] = table
    if not tables:
        raise CallError("a database needs --tables: say which table is which")
    return tables
