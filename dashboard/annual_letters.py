"""Annual review letters, written from the statistics: one to each council, as tagged PDF."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.components import sentences
from dashboard.dataset import CouncilYear, Dataset, Figure
from dashboard.errors import CallError
from dashboard.resources import templates_folder
from dashboard.typesetting import Template
from dashboard.vocabulary import DecisionOutcome, Measure, SnapshotKind, YearEnding

DEMONSTRATION_MARK = "DEMONSTRATION LETTER: made-up figures, not the Ombudsman’s"
DEFAULT_TEMPLATE = templates_folder() / "annual-letter.typ"
_LETTERS_A_REPORT = 50


@dataclass(frozen=True)
class Signatory:
    """Who signs the letters."""

    name: str
    title: str


@dataclass(frozen=True)
class Written:
    """What came of writing letters."""

    letters: int
    left_out: tuple[str, ...]
    """Councils whose cases aren't loaded, so that there is nothing to write about."""


def write_letters(
    dataset: Dataset,
    year: YearEnding,
    to: Path,
    signatory: Signatory,
    day: date,
    template: Path = DEFAULT_TEMPLATE,
    report: Callable[[str], None] = lambda _: None,
) -> Written:
    """Writes a letter to each council with cases of a year into a new folder.

    The folder appears when all of them are written; a run that is broken off leaves none.

    Raises:
        CallError: the year isn't whole or has no cases, the folder holds something already, or
            the template can't be set.
    """
    _expect_a_whole_year(dataset, year)
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise CallError(f"{to} holds something already; name a new folder with --to")
    found, left_out = _council_years(dataset, year)
    if not found:
        raise CallError(
            f"there are no cases of {year.label} in the snapshot, so there is nothing to write "
            "about; publish the case tables first"
        )
    setting = Template(template)
    unfinished = to.with_name(f".{to.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for number, council_year in enumerate(found, start=1):
        letter = content(dataset, council_year, signatory, day)
        name = f"{council_year.authority.slug}-{year.last}.pdf"
        (unfinished / name).write_bytes(setting.pdf("letter", letter, day))
        if number % _LETTERS_A_REPORT == 0 or number == len(found):
            report(f"Letters written: {number} of {len(found)}")
    if to.exists():
        to.rmdir()
    unfinished.rename(to)
    return Written(len(found), tuple(left_out))


def _expect_a_whole_year(dataset: Dataset, year: YearEnding) -> None:
    if year not in dataset.years:
        known = f"{dataset.years[0].label} to {dataset.years[-1].label}"
        raise CallError(f"{year.label} is not in the snapshot, which has {known}")
    if year == dataset.manifest.unfinished_year:
        raise CallError(f"{year.label} is not over in the snapshot; write letters of whole years")


def _council_years(dataset: Dataset, year: YearEnding) -> tuple[list[CouncilYear], list[str]]:
    """The councils to write to, and the names of those of which no cases are known."""
    found, left_out = [], []
    for authority in dataset.register:
        council_year = dataset.council_year(authority, year)
        if council_year.counts.sources.get("decided") == "cases":
            if authority.existed_in(year) or _has_cases(council_year):
                found.append(council_year)
        elif authority.existed_in(year):
            left_out.append(authority.name)
    return found, left_out


def _has_cases(council_year: CouncilYear) -> bool:
    counts = council_year.counts
    return bool(counts.decided or counts.received or counts.compliance_outcomes)


def content(
    dataset: Dataset, council_year: CouncilYear, signatory: Signatory, day: date
) -> dict[str, Any]:
    """What a letter says, as its template gets it; docs/letters.md names the fields."""
    authority, year = council_year.authority, council_year.year
    is_made_up = dataset.manifest.kind is SnapshotKind.DEMONSTRATION
    received = council_year.counts.received
    return {
        "title": f"Annual Review letter {year.label}",
        "subject": f"{authority.name}, year ending 31 March {year.last}",
        "mark": DEMONSTRATION_MARK if is_made_up else None,
        "footer": f"{authority.name}, {year.label}. Data version {dataset.manifest.version}.",
        "date": f"{day.day} {day:%B %Y}",
        "addressee": f"To: {authority.name}",
        "salutation": "Dear Chief Executive",
        "opening": [
            "This letter gives the Local Government and Social Care Ombudsman’s statistics about "
            f"your council for the year ending 31 March {year.last}.",
            "They are about three things: how often we found fault, whether what was agreed was "
            "done, and how often a council had put things right before a complaint reached us. "
            f"Beside each stands the average of similar authorities, {authority.type.plural}.",
        ],
        "statistics": [
            {"name": name, "lines": list(lines(council_year))}
            for name, lines in (
                ("Complaints upheld", _upheld),
                ("Compliance with recommendations", _compliance),
                ("Satisfactory remedies", _remedies),
            )
        ],
        "decisions": [
            {"label": str(outcome), "number": str(council_year.counts.outcomes[outcome] or 0)}
            for outcome in DecisionOutcome
        ],
        "received": f"Complaints and enquiries received in the year: {received}."
        if received is not None
        else "",
        "closing": [
            "Few cases make a percentage that one case more or less would change a good deal, so "
            "please read it with its numbers. A high uphold rate has many causes.",
            f"The figures belong to data version {dataset.manifest.version}.",
        ],
        "signatory": {"name": signatory.name, "title": signatory.title},
    }


def _upheld(council_year: CouncilYear) -> Iterator[str]:
    figure = council_year.figures[Measure.UPHOLD_RATE]
    if figure.value is None:
        yield "There were no investigations in the year, so there is no percentage."
    else:
        yield f"{figure.display} of complaints we investigated were upheld."
        yield (
            f"Statistics are based on a total of {_cases(figure, 'investigation')}: "
            f"{sentences.counts(figure)} complaints investigated."
        )
    yield from _similar(figure)


def _compliance(council_year: CouncilYear) -> Iterator[str]:
    figure = council_year.figures[Measure.COMPLIANCE_RATE]
    if figure.value is None:
        yield "There were no compliance outcomes in the year, so there is no percentage."
    else:
        yield (
            f"In {figure.display} of cases we were satisfied the council had carried out what we "
            "recommended."
        )
        yield (
            f"Statistics are based on a total of {_cases(figure, 'compliance outcome')}: "
            f"{sentences.counts(figure)} compliance outcomes recorded."
        )
        yield f"Of these, complied with late: {council_year.counts.complied_late}."
    yield from _similar(figure)


def _remedies(council_year: CouncilYear) -> Iterator[str]:
    figure = council_year.figures[Measure.SATISFACTORY_REMEDY_RATE]
    if not council_year.counts.outcomes[DecisionOutcome.UPHELD]:
        yield "There were no upheld decisions in the year, so there is no percentage."
    elif figure.value is None:
        yield "Whether upheld complaints had been put right before is not recorded for the year."
    else:
        yield (
            f"In {figure.display} of upheld cases we found the council had provided a "
            "satisfactory remedy before the complaint reached us."
        )
        yield (
            f"Statistics are based on a total of {_cases(figure, 'upheld decision')}: "
            f"{sentences.counts(figure)} upheld cases."
        )
    yield from _similar(figure)


def _similar(figure: Figure) -> Iterator[str]:
    if figure.similar is not None and not figure.similar.is_partial:
        yield f"This compares to an average of {figure.similar.display} in similar authorities."


def _cases(figure: Figure, noun: str) -> str:
    plural = "" if figure.denominator == 1 else "s"
    return f"{figure.denominator:,} {noun}{plural}"
