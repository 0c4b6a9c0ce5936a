"""Case tables of any length, made up for measuring how long it takes to publish them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.vocabulary import ComplianceOutcome, DecisionOutcome, ServiceArea

_FIRST_DAY = np.datetime64("2005-04-01")
_LAST_DAY = np.datetime64("2025-03-31")
_SUMMARY = (
    "Demonstration: Mr X complained about how the Council dealt with his request. We found fault, "
    "and the Council agreed to apologise, to pay £{} and to look at how it answers such requests."
)


def write_cases(folder: Path, *, received: int, decided: int, compliance: int) -> None:
    """Writes the three tables as Parquet, with the note that says that they are made up.

    Cases are spread evenly over 20 years and over the councils of today: the figures mean nothing.
    """
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"kind": "demonstration"}), "utf-8")
    dice = np.random.default_rng(1)
    _received(dice, received).to_parquet(folder / "received.parquet", index=False)
    _decided(dice, decided).to_parquet(folder / "decided.parquet", index=False)
    _compliance(dice, compliance).to_parquet(folder / "compliance.parquet", index=False)


def _cases(dice: np.random.Generator, number: int, day: str) -> pd.DataFrame:
    """Cases of today's councils, none before its council's first day."""
    councils = [council for council in Register.load() if council.last_day is None]
    since = {c.name: np.datetime64(c.first_day or _FIRST_DAY, "s") for c in councils}
    serial = pd.Series(np.arange(number))
    reference = "DEMO " + (serial // 1_000_000).astype(str).str.zfill(2)
    for part in (serial // 1000 % 1000, serial % 1000):
        reference += " " + part.astype(str).str.zfill(3)
    authority = pd.Series(dice.choice(list(since), number))
    length = int((_LAST_DAY - _FIRST_DAY).astype(int)) + 1
    days = pd.Series(_FIRST_DAY + dice.integers(0, length, number)).astype("datetime64[s]")
    return pd.DataFrame(
        {
            "reference": reference,
            "authority": authority,
            "category": dice.choice([str(area) for area in ServiceArea], number),
            day: np.maximum(days, authority.map(since)),
        }
    )


def _received(dice: np.random.Generator, number: int) -> pd.DataFrame:
    return _cases(dice, number, "received_on")


def _decided(dice: np.random.Generator, number: int) -> pd.DataFrame:
    cases = _cases(dice, number, "decided_on")
    decision = dice.choice([str(outcome) for outcome in DecisionOutcome], number)
    upheld = decision == str(DecisionOutcome.UPHELD)
    satisfactory = np.where(upheld, dice.choice(["yes", "no"], number), None)
    summaries = pd.Series(dice.integers(100, 999, number)).astype(str).map(_SUMMARY.format)
    return cases.assign(
        decision=decision,
        satisfactory_remedy=satisfactory,
        summary=summaries,
        published=dice.choice(["yes", "no"], number, p=[0.6, 0.4]),
    )


def _compliance(dice: np.random.Generator, number: int) -> pd.DataFrame:
    cases = _cases(dice, number, "recorded_on")
    outcomes = [str(outcome) for outcome in ComplianceOutcome]
    return cases.assign(outcome=dice.choice(outcomes, number, p=[0.8, 0.15, 0.05]))
