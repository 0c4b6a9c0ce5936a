"""Scrutiny packs: making one, and working for a site that has them made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.options import SNAPSHOTS, Snapshots, council_of, year_of
from dashboard.cli.speech import say, say_nothing

app = typer.Typer()


@app.command(epilog='Example: council-performance pack "Milton Keynes" --year 2020 --to packs')
def pack(
    council: Annotated[str, typer.Argument(help="Slug, name, former name or GSS code.")],
    year: Annotated[str, typer.Option(help="Year: 2020, 2019-20 or 2020-03-31.")],
    to: Annotated[Path, typer.Option(help="Folder for the PDF and the workbook.")],
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress; problems are said.")] = False,
    snapshots: Snapshots = SNAPSHOTS,
) -> None:
    """Make a council's scrutiny pack: two to four pages as tagged PDF, and a workbook."""
    from dashboard.dataset import Dataset
    from dashboard.scrutiny_pack import PackWriter
    from dashboard.snapshot.shelf import Shelf

    dataset = Dataset.open(Shelf(snapshots).current())
    authority, chosen = council_of(dataset.names, council), year_of(year)
    written = PackWriter().write(dataset, authority, chosen, say_nothing if quiet else say)
    for path in written.save(to, f"{authority.slug}-{chosen.last}"):
        typer.echo(path)


@app.command(epilog="Example: council-performance work --snapshots snapshots --packs packs")
def work(
    packs: Annotated[Path, typer.Option(help="Folder of packs, that of `serve`.")],
    snapshots: Snapshots = SNAPSHOTS,
    site: Annotated[
        int | None, typer.Option(hidden=True, help="The process with which to end.")
    ] = None,
) -> None:
    """Make the packs that visitors of a site ask for; `serve` starts one of these by itself."""
    from dashboard.pack_jobs import expect_broker
    from dashboard.settings import Settings

    broker = Settings().packs_broker
    expect_broker(broker)
    from dashboard.pack_worker import work

    work(snapshots, packs, broker, site)
