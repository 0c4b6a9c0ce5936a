"""Writing annual review letters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.options import SNAPSHOTS, Snapshots, day_of, year_of
from dashboard.cli.speech import say, say_nothing
from dashboard.errors import CallError

app = typer.Typer(no_args_is_help=True, help="Write annual review letters.")


@app.command(
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
    snapshots: Snapshots = SNAPSHOTS,
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
        year_of(year),
        to,
        Signatory(name, title),
        day_of(dated),
        template or DEFAULT_TEMPLATE,
        say_nothing if quiet else say,
    )
    if written.left_out:
        say(f"No cases are loaded of, so no letter to: {', '.join(written.left_out)}")
    typer.echo(f"{written.letters} letters written to {to}")
