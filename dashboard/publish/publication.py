"""Publishes a folder: read, check, compute, write beside the old snapshot, switch."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.authorities.names import Names
from dashboard.authorities.register import Register
from dashboard.boundaries.areas import Boundaries
from dashboard.boundaries.loading import load
from dashboard.boundaries.maps import draw_maps
from dashboard.dataset import Dataset
from dashboard.errors import CallError, InputError, Problem
from dashboard.pictures.drawing import draw_pictures
from dashboard.program import program_version
from dashboard.publish.boundary_files import with_boundary_files
from dashboard.publish.changes import ChangeReport, compare
from dashboard.publish.corrections import correction_log
from dashboard.publish.disk import disk_errors_said
from dashboard.publish.download_tables import download_tables
from dashboard.publish.listings import listings_of
from dashboard.publish.published import Published, other_kind, unexplained
from dashboard.publish.tables import letter_place, tables_of
from dashboard.publish.terms import Terms
from dashboard.publish.unfinished import unfinished_year
from dashboard.publish.year_log import year_log
from dashboard.snapshot.csvw import Described
from dashboard.snapshot.downloads import write_downloads
from dashboard.snapshot.manifest import (
    DOWNLOADS,
    FILE_NAME,
    FileProof,
    Manifest,
    MapRecord,
    prove,
)
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from dashboard.snapshot.write import authority_tables, write_database
from dashboard.sources.case_store import CaseStore
from dashboard.sources.database import CaseDatabase
from dashboard.sources.folder import no_files, read_folder
from dashboard.sources.intake import Intake
from dashboard.sources.walk import as_shown, is_printable
from dashboard.statistics.counts import COUNT_COLUMNS
from dashboard.vocabulary import SnapshotKind, YearEnding

DEFAULT_KEEP: Final = 5

NOTICES: Final = frozenset(
    {
        "not-recognised",
        "windows-1252",
        "parts-of-page",
        "sources-conflict",
        "decision-incomplete",
        "letter-figures-not-read",
        "inconsistent-figure",
        "inexact-figure",
        "authority-type-differs",
        "heading-not-read",
        "macros-not-run",
        "invalid-ring",
        "joined-predecessors",
        "mended-border",
        "misnamed-coordinates",
        "counties-without-districts",
    }
)
"""Kinds of warning that are listed and stop nothing: they don't touch a figure's truth."""


Report = Callable[[str], None]


@dataclass(frozen=True)
class Publication:
    """What a publish did, or would do."""

    snapshot: Path | None
    """The new snapshot's folder; None for a dry run."""
    changes: ChangeReport
    notices: tuple[Problem, ...]
    """What was found in the input, and of snapshots that can't be read, and stopped nothing."""
    register: Register
    obstacles: tuple[str, ...] = ()
    """What would have refused it, had it been no dry run, with the remedies."""


def publish(
    source: Path | None,
    shelf: Shelf,
    *,
    database: CaseDatabase | None = None,
    boundaries: Iterable[Path] = (),
    allowed: frozenset[str] = frozenset(),
    revise: str | None = None,
    replace_kind: bool = False,
    publisher: str | None = None,
    licence: str | None = None,
    dry_run: bool = False,
    keep: int = DEFAULT_KEEP,
    today: date | None = None,
    report: Report = lambda _: None,
) -> Publication:
    """Publishes the input in a folder, or a database, or both, as the shelf's new snapshot.

    `allowed` are kinds of warning that the operator accepts; `revise` is the reason for which
    figures of whole years that were published change, `replace_kind` lets a demonstration take
    the place of real data or the other way round. `publisher` names who publishes, `licence` is
    the address of the figures' licence; neither is guessed. Nothing changes on the shelf unless
    everything succeeded.

    Raises:
        InputError: with every problem of every file; nothing is published.
        CallError: the shelf lies in the input, whose files it would be read as; or another publish
            to it is running, or the disk is full or may not be written to; or published figures
            would change, or data of another kind be replaced, unasked.
    """
    for folder in filter(None, (source, shelf.folder)):
        if not is_printable(str(folder)):
            raise CallError(
                f"{as_shown(str(folder))} is no name in UTF-8 without control characters; rename "
                "the folder"
            )
    if source and shelf.folder.resolve().is_relative_to(source.resolve()):
        raise CallError(f"{shelf.folder} lies in {source}; put the snapshots in a folder elsewhere")
    terms = Terms.of(publisher, licence)
    register = Register.load()
    names = Names(register)
    today = today or date.today()
    boundaries = list(boundaries)
    reserved: AbstractContextManager[Path | None] = nullcontext() if dry_run else shelf.writing()
    with disk_errors_said(shelf.folder), reserved as room:
        with CaseStore.temporary(room) as store:
            intake = (
                read_folder(source, store, names=names, today=today, report=report)
                if source
                else no_files(store)
            )
            if database:
                intake = database.add_to(intake, store, names=names, today=today, report=report)
            areas, problems = _boundaries(boundaries, register, report)
            problems = (*intake.problems, *problems)
            if stops(problems, allowed):
                raise InputError(problems)
            intake = replace(intake, files=with_boundary_files(intake.files, boundaries))
            report("Working out counts, rates and averages")
            unfinished = unfinished_year(intake, register, today)
            tables = tables_of(intake, register, unfinished=unfinished)
            if not _known_years(tables):
                raise InputError([*problems, _no_figures(str(source or database))])
            published = Published.on(shelf, _kind(intake))
            changes = compare(
                published.before,
                tables["yearly_figure"],
                tables["type_average"],
                tables["yearly_count"],
            )
            revised = changes.revised(published.unfinished_year)
            reason = (revise or "").strip()
            obstacles = [
                None if replace_kind else other_kind(published, _kind(intake), shelf),
                unexplained(revised, _names_of(register)) if revised and not reason else None,
            ]
            publication = Publication(
                snapshot=None,
                changes=changes,
                notices=(*problems, *published.problems),
                register=register,
                obstacles=tuple(words for words in obstacles if words),
            )
            if room is None:
                return publication
            if publication.obstacles:
                raise CallError("\n".join(publication.obstacles))
            tables["correction"] = correction_log(published.before, revised, reason, today)
            tables["published_year"] = year_log(published.before, tables["yearly_figure"], today)
            folder = room / "snapshot"
            folder.mkdir()
            written = _write(
                *(source, folder, intake, register, tables, areas, unfinished),
                *(published.before, today, terms, report),
            )
        snapshot = shelf.put_up(folder, written.version)
        not_removed = _not_removed(shelf, keep)
    return replace(publication, snapshot=snapshot, notices=(*publication.notices, *not_removed))


def _not_removed(shelf: Shelf, keep: int) -> tuple[Problem, ...]:
    """Removes old snapshots; what is said if that fails, since the new one is up by then."""
    try:
        shelf.keep(keep)
    except OSError as error:
        return (
            Problem(
                kind="snapshot-not-removed",
                file=str(shelf.folder),
                value=error.strerror,
                expected=f"the newest {keep} snapshots only",
                remedy="the new one is published; remove old ones by hand, or let this account "
                "remove them",
                is_warning=True,
            ),
        )
    return ()


def _kind(intake: Intake) -> SnapshotKind:
    return SnapshotKind.DEMONSTRATION if intake.demonstration else SnapshotKind.PUBLISHED


def _names_of(register: Register) -> dict[str, str]:
    return {authority.code: authority.name for authority in register}


def _boundaries(
    files: list[Path], register: Register, report: Report
) -> tuple[tuple[Boundaries, ...], tuple[Problem, ...]]:
    """The boundaries to draw, and what is wrong with their files."""
    if files:
        report(f"Taking in boundaries: {', '.join(file.name for file in files)}")
    try:
        loaded = load(files, register)
    except InputError as error:
        return (), error.problems
    return loaded.boundaries, loaded.warnings


def stops(problems: Iterable[Problem], allowed: frozenset[str] = frozenset()) -> bool:
    """Whether any of these is more than a notice or a warning of a kind that is allowed."""
    passed = NOTICES | allowed
    return any(not (p.is_warning and p.kind in passed) for p in problems)


def _known_years(tables: dict[str, pd.DataFrame]) -> tuple[YearEnding, ...]:
    """The years of which any rate or count is known."""
    rates, counts = tables["yearly_figure"], tables["yearly_count"]
    has_count = counts[list(COUNT_COLUMNS)].notna().any(axis="columns")
    known = {
        *rates.loc[rates["value"].notna(), "year_ending"],
        *counts.loc[has_count, "year_ending"],
        *tables["category_count"]["year_ending"],
    }
    return tuple(YearEnding.parse(year) for year in sorted(known))


def _no_figures(source: str) -> Problem:
    return Problem(
        kind="no-figures",
        file=source,
        expected="cases received or decided or compliance outcomes, or published figures: "
        "a rate, or a number of them",
        remedy="put such a file in the folder: there is nothing to show yet",
    )


CHECKS: Final = (
    "every file recognised or listed",
    "every reference well formed and unique",
    "every authority known",
    "every decision, outcome and category known",
    "no date in the future, no decision before its receipt",
    "no remedy on a case not upheld",
)
"""What the input had to pass; a problem with any of these refuses it."""


def _write(
    source: Path | None,
    folder: Path,
    intake: Intake,
    register: Register,
    tables: dict[str, pd.DataFrame],
    boundaries: tuple[Boundaries, ...],
    unfinished: YearEnding | None,
    before: Path | None,
    today: date,
    terms: Terms,
    report: Report,
) -> Manifest:
    years = _known_years(tables)
    kind = _kind(intake)
    description = _description(intake)
    report("Writing the database")
    row_counts = write_database(
        folder / DATABASE,
        {
            **authority_tables(register),
            **tables,
            "about_the_data": terms.about(str(kind), description),
        },
        listings_of(intake),
        before=before,
        today=today,
    )
    report("Drawing the maps")
    drawn = draw_maps(folder / "map", years, register, boundaries)
    _copy_letters(source, folder, intake)
    created = datetime.now(UTC)
    label = created.strftime("%Y-%m-%d-%H%M%S")
    database = prove(folder / DATABASE)
    manifest_version = f"{label}-{database.sha256[:6]}"
    report("Writing the downloads")
    write_downloads(
        folder / DOWNLOADS,
        download_tables(tables, register, kind, manifest_version),
        [*_notes(kind, description, manifest_version), *terms.notes()],
        Described(
            title="Your council's performance",
            description=description,
            version=manifest_version,
            created=created.isoformat(timespec="seconds"),
            publisher=terms.publisher,
            licence=terms.licence,
        ),
    )
    described = Manifest(
        version=manifest_version,
        kind=kind,
        created=created.isoformat(timespec="seconds"),
        program=f"council-performance {program_version()}",
        years=years,
        unfinished_year=unfinished,
        description=description,
        row_counts=row_counts,
        checks_passed=CHECKS,
        maps=tuple(MapRecord(m.tier, m.year, m.file, m.attribution) for m in drawn),
        files={},
        publisher=terms.publisher,
        licence=terms.licence,
    )
    report("Drawing the pictures to share")
    draw_pictures(Dataset(folder, described))
    manifest = replace(described, files=_proofs(folder, database))
    manifest.write(folder)
    return manifest


def _proofs(folder: Path, database: FileProof) -> dict[str, FileProof]:
    """What every file of a snapshot has to be; the database's proof is known already."""
    return {
        path.relative_to(folder).as_posix(): database if path.name == DATABASE else prove(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != FILE_NAME
    }


def _copy_letters(source: Path | None, folder: Path, intake: Intake) -> None:
    if source is None or intake.letters is None:
        return
    (folder / "letters").mkdir()
    for authority, year, file in intake.letters[["authority", "year", "file"]].itertuples(
        index=False
    ):
        if not pd.isna(file):
            shutil.copyfile(source / file, folder / letter_place(authority, year, file))


def _description(intake: Intake) -> str:
    if intake.demonstration:
        return "Demonstration data: made-up cases, not the Ombudsman's figures."
    if intake.decided is not None:
        return "Worked out from the Ombudsman's case tables."
    return (
        "Figures printed by the Ombudsman, by councils and in the press, each shown with its "
        "source; most council-years have no published figure loaded."
    )


def _notes(kind: SnapshotKind, description: str, data_version: str) -> list[tuple[str, str]]:
    return [
        ("Your council's performance", "Yearly figures of English councils."),
        ("Data", description if kind is SnapshotKind.PUBLISHED else description.upper()),
        ("Data version", data_version),
        (
            "Columns",
            "value is a share from 0 to 1, or a rate per 100,000 residents; low and high are the "
            "limits of its 95% interval; similar_value is the average of the same type of council.",
        ),
        ("Absent figures", "A council-year without a figure has no row: absent is not zero."),
        (
            "Read with care",
            "A high uphold rate has many causes. Compare with councils of the type.",
        ),
    ]
