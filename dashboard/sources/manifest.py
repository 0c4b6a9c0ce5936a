"""The note with which a folder says that its cases are made up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.errors import InputError, Problem
from dashboard.references import DEMONSTRATION_PREFIX
from dashboard.sources.place import Place
from dashboard.vocabulary import SnapshotKind

FILE_NAME: Final = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """Whether the folder is a demonstration, and its own words about that."""

    is_demonstration: bool
    description: str


def read_manifest(content: bytes) -> Manifest:
    """What a manifest says of the folder that it lies in.

    Raises:
        InputError: it is not a JSON object with a kind that is known.
    """
    try:
        said = json.loads(content.decode("utf-8-sig"))
        kind = SnapshotKind(said["kind"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError([_unreadable(str(error))]) from error
    if kind is not SnapshotKind.DEMONSTRATION:
        return Manifest(is_demonstration=False, description="")
    years = said.get("years") or []
    written = said.get("description") or (
        f"Demonstration: made-up cases, seed {said.get('seed')}, years {', '.join(map(str, years))}"
    )
    return Manifest(is_demonstration=True, description=str(written))


def reference_problems(manifest: Manifest, cases: pd.DataFrame) -> list[Problem]:
    """Says where a folder's cases are not of the kind that its manifest says they are.

    Takes cases of any kind with reference and place: file, sheet, row. No made-up case may pass
    for a real one, so both ways are errors; the first of each file is named.
    """
    is_made_up = cases["reference"].str.startswith(DEMONSTRATION_PREFIX)
    wrong = cases[is_made_up != manifest.is_demonstration].drop_duplicates("file")
    expected = (
        f"references that begin with {DEMONSTRATION_PREFIX}, since {FILE_NAME} says demonstration"
        if manifest.is_demonstration
        else f"real references only, since no {FILE_NAME} says that this is a demonstration"
    )
    return [
        Place.of(case).problem(
            "demonstration-mixed",
            column="reference",
            value=str(case.reference),
            expected=expected,
            remedy=f"keep demonstration files and their {FILE_NAME} in a folder of their own",
        )
        for case in wrong.itertuples()
    ]


def _unreadable(reason: str) -> Problem:
    return Problem(
        kind="unreadable-file",
        file=FILE_NAME,
        value=reason[:120],
        expected='a JSON object with "kind": "demonstration" or "published"',
        remedy="write the demonstration again, or take this file out",
    )
