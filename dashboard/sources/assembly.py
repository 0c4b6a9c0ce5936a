"""The frames of all files put together by kind, and checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from dashboard.sources.case_store import TALLIES, CaseStore
from dashboard.sources.cases import report_repeated_references
from dashboard.sources.figures import (
    averages_beside,
    best_of_each,
    received_by_category,
    without_categories,
)
from dashboard.sources.findings import Findings
from dashboard.sources.intake import FileRecord, Intake
from dashboard.sources.letter_shelf import figures_printed, gather_letters
from dashboard.sources.letters import LetterFile
from dashboard.sources.manifest import Manifest, reference_problems
from dashboard.sources.national import (
    about_all_councils,
    about_some_councils,
    averages_by_type,
    report_conflicts,
)
from dashboard.sources.neighbours import one_list_each
from dashboard.sources.place import without_place
from dashboard.sources.populations import one_of_each
from dashboard.sources.recognition import FileKind
from dashboard.sources.same_decisions import compare_with_cases, gather_decisions

_ONCE: Final = (FileKind.RECEIVED, FileKind.DECIDED)
"""The case tables in which a reference stands once."""


def assemble(
    store: CaseStore,
    parts: Mapping[FileKind, list[pd.DataFrame]],
    letters: list[LetterFile],
    files: list[FileRecord],
    manifest: Manifest,
    findings: Findings,
) -> Intake:
    """The intake of a folder: its cases in the store, all else in frames by kind, with place."""
    frames = {kind: _together(part) for kind, part in parts.items()}
    _check_references(store, manifest, findings)
    published = frames.get(FileKind.PUBLISHED_DECISIONS)
    if published is not None:
        findings.add(*reference_problems(manifest, published))
        published = gather_decisions(published, findings)
        frames[FileKind.PUBLISHED_DECISIONS] = published
        compare_with_cases(published, store.decided_of(published), findings)
    addresses = frames.pop(FileKind.LETTER_ADDRESSES, None)
    in_letters = None
    if letters or addresses is not None:
        shelf = gather_letters(letters, addresses, findings)
        frames[FileKind.LETTER] = shelf
        in_letters = figures_printed(letters, shelf, findings)
    national = frames.pop(FileKind.NATIONAL_FIGURES, None)
    councils = {kind: _about_councils(frame) for kind, frame in frames.items()}
    tabled = _joined(
        councils.get(FileKind.YEARLY_TABLE),
        None if in_letters is None else _about_councils(in_letters),
    )
    figures = _derived(
        _joined(
            councils.get(FileKind.PUBLISHED_FIGURES),
            None if tabled is None else without_categories(tabled),
        ),
        best_of_each,
        findings,
    )
    report_conflicts(national, None if figures is None else averages_beside(figures), findings)
    return Intake(
        received=store.cases(FileKind.RECEIVED),
        decided=store.cases(FileKind.DECIDED),
        compliance=store.cases(FileKind.COMPLIANCE),
        published_figures=_tidy(_with_its_file(figures)),
        received_by_category=_tidy(_derived(tabled, received_by_category, findings)),
        national_averages=None if national is None else _tidy(averages_by_type(national)),
        national_figures=None if national is None else _tidy(about_all_councils(national)),
        other_national_figures=None if national is None else _tidy(about_some_councils(national)),
        published_decisions=_tidy(councils.get(FileKind.PUBLISHED_DECISIONS)),
        letters=_tidy(councils.get(FileKind.LETTER)),
        neighbours=_tidy(_derived(councils.get(FileKind.NEIGHBOURS), one_list_each, findings)),
        populations=_tidy(_derived(councils.get(FileKind.POPULATIONS), one_of_each, findings)),
        files=tuple(files),
        problems=findings.problems(),
        demonstration=manifest.is_demonstration,
        description=manifest.description,
        other_bodies=_other_bodies(store, frames),
    )


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat(parts, ignore_index=True)
    return frame.astype({"year": "int64"}) if "year" in frame else frame


def _check_references(store: CaseStore, manifest: Manifest, findings: Findings) -> None:
    wrong = store.references_of_the_other_kind(is_demonstration=manifest.is_demonstration)
    findings.add(*reference_problems(manifest, wrong))
    for kind in _ONCE:
        report_repeated_references(store.repeated_references(kind), findings)


def _joined(*frames: pd.DataFrame | None) -> pd.DataFrame | None:
    """Printed figures from wherever they stand, the first first."""
    parts = [frame for frame in frames if frame is not None]
    return pd.concat(parts, ignore_index=True) if parts else None


def _with_its_file(figures: pd.DataFrame | None) -> pd.DataFrame | None:
    """The figures with their file, which is the source of those without an address."""
    return None if figures is None else figures.drop(columns=["sheet", "row"])


def _derived(
    frame: pd.DataFrame | None,
    derive: Callable[[pd.DataFrame, Findings], pd.DataFrame],
    findings: Findings,
) -> pd.DataFrame | None:
    return None if frame is None else derive(frame, findings)


def _about_councils(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["authority"].notna()].drop(columns="other_body")


def _other_bodies(
    store: CaseStore, frames: Mapping[FileKind, pd.DataFrame]
) -> dict[FileKind, pd.DataFrame]:
    """By kind, the rows about bodies that are not councils; kinds without any are left out."""
    others = {kind: store.about_other_bodies(kind) for kind in TALLIES}
    for kind, frame in frames.items():
        about = frame[frame["other_body"].notna()].drop(columns="authority")
        others[kind] = without_place(about.rename(columns={"other_body": "body"}))
    return {kind: frame for kind, frame in others.items() if not frame.empty}


def _tidy(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """The frame as publish takes it: a table without a row about a council is as none."""
    return None if frame is None or frame.empty else without_place(frame)
