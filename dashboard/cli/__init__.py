"""The command line: the one place that prints errors and sets exit codes.

Exit codes: 0 done; 2 the input or the call is wrong, every problem listed, nothing published;
1 a bug.
"""

from __future__ import annotations

import io
import sys

import typer

from dashboard.cli import asking, boundaries, letters, packs, postcodes, publishing, serving
from dashboard.cli.speech import say_problems
from dashboard.errors import CouncilPerformanceError, InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Your council's performance: from the Ombudsman's complaint cases to figures anyone can "
    "check.",
)
for commands in (publishing.app, serving.app, asking.app, packs.app):
    app.add_typer(commands)
app.add_typer(boundaries.app, name="boundaries")
app.add_typer(postcodes.app, name="postcodes")
app.add_typer(letters.app, name="letters")


def run() -> None:
    """Runs a command; errors that the reader can mend are printed plainly, with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal doesn't have is no reason to say nothing.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except InputError as error:
        say_problems(error.problems)
        sys.exit(2)
    except CouncilPerformanceError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
