"""The three case tables and the populations, in the columns of the real input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from dashboard.authorities.register import Register
from dashboard.demonstration.averages import YEARS, Counts
from dashboard.demonstration.calendar import Days
from dashboard.demonstration.cases import OUTCOMES, UPHELD, Cases, Flags
from dashboard.demonstration.recommendations import (
    COMPLIANCE_OUTCOMES,
    KINDS,
    TEXTS,
    Recommendations,
)
from dashboard.demonstration.services import SERVICES
from dashboard.demonstration.subcategories import subcategories
from dashboard.demonstration.summaries import Texts, remedies, summaries
from dashboard.vocabulary import DecisionCategory, ServiceArea, YearEnding

POPULATION_NOTE = "Mid-2020 figure, used for every year of the demonstration"

_OTHER_SHARE = 0.2
"""Of "Other Categories" when received, the part entered under Other, not Corporate."""
_ENTERED_ELSEWHERE = 0.03
"""Cases of any kind that are entered under Other when received, before anyone has read them."""


@dataclass(frozen=True)
class Tables:
    """The case tables of the asked years, each ordered by its own date, then by reference."""

    received: pd.DataFrame
    decided: pd.DataFrame
    compliance: pd.DataFrame


def case_tables(
    register: Register,
    cases: Cases,
    recommendations: Recommendations,
    years: Sequence[YearEnding],
    rng: np.random.Generator,
) -> Tables:
    """The rows of the asked years: by receipt, by decision and by record of compliance."""
    names = np.array([authority.name for authority in register], dtype=object)
    return Tables(
        received=_received(cases, names, _falls_in(years, cases.received_year), rng),
        decided=_decided(cases, names, _falls_in(years, cases.decided_year), rng),
        compliance=_compliance(
            cases, recommendations, names, _falls_in(years, recommendations.recorded_year)
        ),
    )


def populations(register: Register, years: Sequence[YearEnding]) -> pd.DataFrame:
    """The register's residents of 2020 for the middle of each year, where it has a figure."""
    return pd.DataFrame(
        [
            (authority.name, year.first_day.year, authority.population_2020, POPULATION_NOTE)
            for authority in register
            for year in years
            if authority.population_2020 is not None and authority.existed_in(year)
        ],
        columns=["authority", "year", "population", "note"],
    )


def _falls_in(years: Sequence[YearEnding], indexes: Counts) -> Flags:
    return np.isin(indexes, [year.last - YEARS[0] for year in years])


def _received(cases: Cases, names: Texts, chosen: Flags, rng: np.random.Generator) -> pd.DataFrame:
    areas = _texts(service.category.service_area for service in SERVICES)[cases.service]
    of_other = cases.service == [s.category for s in SERVICES].index(DecisionCategory.OTHER)
    share = np.where(of_other, _OTHER_SHARE, _ENTERED_ELSEWHERE)
    areas = np.where(rng.random(len(cases)) < share, ServiceArea.OTHER.value, areas)
    return pd.DataFrame(
        {
            "reference": cases.reference[chosen],
            "authority": names[cases.authority[chosen]],
            "category": areas[chosen],
            "received_on": _dates(cases.received_on[chosen]),
            "subcategory": _subcategory_names(cases)[chosen],
        }
    )


def _decided(cases: Cases, names: Texts, chosen: Flags, rng: np.random.Generator) -> pd.DataFrame:
    upheld = cases.outcome == UPHELD
    table = pd.DataFrame(
        {
            "reference": cases.reference,
            "authority": names[cases.authority],
            "category": _texts(service.category for service in SERVICES)[cases.service],
            "decided_on": _dates(cases.decided_on),
            "decision": _texts(OUTCOMES)[cases.outcome],
            "subcategory": _subcategory_names(cases),
            "received_on": _dates(cases.received_on),
            "satisfactory_remedy": np.where(upheld, _yes_no(cases.satisfied), ""),
            "remedy": remedies(cases, rng),
            "summary": summaries(cases, names, chosen & cases.published, rng),
            "published": _yes_no(cases.published),
            "report": _yes_no(cases.report),
            "url": "",
        }
    )
    return table[chosen].sort_values(["decided_on", "reference"], ignore_index=True)


def _compliance(
    cases: Cases, recommendations: Recommendations, names: Texts, chosen: Flags
) -> pd.DataFrame:
    case = recommendations.case[chosen]
    kind = recommendations.kind[chosen]
    sentences = np.array([TEXTS[k] for k in KINDS], dtype=object)
    table = pd.DataFrame(
        {
            "reference": cases.reference[case],
            "authority": names[cases.authority[case]],
            "recorded_on": _dates(recommendations.recorded_on[chosen]),
            "outcome": _texts(COMPLIANCE_OUTCOMES)[recommendations.outcome[chosen]],
            "category": _texts(service.category for service in SERVICES)[cases.service[case]],
            "recommendation": sentences[kind, recommendations.text[chosen]],
            "kind": _texts(KINDS)[kind],
            "agreed_on": _dates(recommendations.agreed_on[chosen]),
            "due_on": _dates(recommendations.due_on[chosen]),
            "achieved_on": _dates(recommendations.achieved_on[chosen]),
        }
    )
    return table.sort_values(["recorded_on", "reference"], ignore_index=True, kind="stable")


def _subcategory_names(cases: Cases) -> Texts:
    lists = [subcategories()[service.category] for service in SERVICES]
    names = np.full((len(lists), max(map(len, lists))), "", dtype=object)
    for index, of_service in enumerate(lists):
        names[index, : len(of_service)] = [s.name for s in of_service]
    chosen: Texts = names[cases.service, cases.subcategory]
    return chosen


def _texts(labels: Iterable[StrEnum]) -> Texts:
    return np.array([label.value for label in labels], dtype=object)


def _yes_no(flags: Flags) -> Texts:
    return np.where(flags, "yes", "no").astype(object)


def _dates(days: Days) -> Texts:
    """Days as "2020-03-31", a day that never came as an empty cell."""
    return np.where(np.isnat(days), "", np.datetime_as_string(days, unit="D")).astype(object)
