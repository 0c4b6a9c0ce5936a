"""Draws every picture of a snapshot, with the figures and sentences that the site will show."""

from __future__ import annotations

from dashboard.authorities.register import Authority
from dashboard.components import descriptions, sentences
from dashboard.components.sharing import DEMONSTRATION, SITE_NAME
from dashboard.dataset import Dataset
from dashboard.pictures.canvas import Canvas
from dashboard.pictures.council_picture import draw_council, draw_no_figures
from dashboard.pictures.sheet import with_head, with_source
from dashboard.pictures.site_picture import draw_site
from dashboard.snapshot import pictures
from dashboard.vocabulary import Measure, SnapshotKind


def draw_pictures(dataset: Dataset) -> None:
    """Writes the pictures into the snapshot's folder: one a council that has figures, two more.

    A council's is of the year that its profile shows unasked. Those without a figure share one.
    """
    (dataset.folder / pictures.FOLDER).mkdir()
    head = with_head(dataset.manifest)
    site = with_source(head, dataset.manifest, dataset.manifest.description)
    draw_site(site, dataset)
    said = descriptions.england(dataset, Measure.UPHOLD_RATE, dataset.latest_year)
    _save(site, dataset, pictures.OF_THE_SITE, SITE_NAME, said)
    nothing = with_source(head, dataset.manifest, "")
    draw_no_figures(nothing)
    _save(nothing, dataset, pictures.OF_NO_FIGURES, SITE_NAME, "No figure is loaded.")
    for authority in dataset.register:
        if authority.code in dataset.councils_with_figures:
            _draw(dataset, head, authority)


def _draw(dataset: Dataset, head: Canvas, authority: Authority) -> None:
    manifest = dataset.manifest
    council_year = dataset.council_year(authority, dataset.newest_year(authority))
    is_unfinished = council_year.year == manifest.unfinished_year
    source = sentences.source(council_year.figures[Measure.UPHOLD_RATE])
    sheet = with_source(head, manifest, f"Source: {source}." if source else "")
    draw_council(sheet, council_year, dataset.register, is_unfinished=is_unfinished)
    said = descriptions.council(council_year, is_unfinished=is_unfinished)
    _save(sheet, dataset, authority.slug, authority.name, said)


def _save(sheet: Canvas, dataset: Dataset, name: str, title: str, said: str) -> None:
    """Writes a picture with its words inside the file, so that they stay with a copy."""
    manifest = dataset.manifest
    is_made_up = manifest.kind is SnapshotKind.DEMONSTRATION
    notes = {
        "Title": f"{DEMONSTRATION}: {title}" if is_made_up else title,
        "Description": said,
        "Source": f"{manifest.description} Data version {manifest.version}.",
    }
    sheet.save(dataset.folder / pictures.place(name), notes)
