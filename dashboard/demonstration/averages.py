"""The national and type averages that the made-up cases are drawn around, year by year.

Every number named STATED_ is a published one; it stands with its source's address in
`data/real/national_averages.csv`, and a test holds the two together. What no publication gives
is worked out from its neighbours by the functions below, which say how. Years are the calendar
year of the Ombudsman's year end: 2020 is 2019-20. Arrays have a row for each type in the order of
`TYPES` and a column for each year in the order of `YEARS`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from dashboard.vocabulary import AuthorityType

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

TYPES = tuple(AuthorityType)
FIRST_YEAR, LAST_YEAR = 2019, 2025
"""The years for which a demonstration can be written."""
YEARS = tuple(range(FIRST_YEAR - 2, LAST_YEAR + 1))
"""Those years and the two before them, whose later decisions fall in the first."""

_COUNTY, _DISTRICT, _METROPOLITAN, _UNITARY, _LONDON = TYPES

STATED_UPHOLD_RATE: Mapping[int, float] = {
    2017: 54,
    2018: 57,
    2019: 58,
    2020: 61,
    2021: 67,
    2022: 66,
    2023: 74,
    2024: 80,
    2025: 83,
}
"""Upheld in a hundred investigations, all bodies."""

STATED_UPHOLD_RATE_BY_TYPE: Mapping[AuthorityType, Mapping[int, float]] = {
    _COUNTY: {2019: 64, 2020: 66, 2021: 71, 2023: 80, 2024: 85, 2025: 89},
    _DISTRICT: {2020: 45, 2022: 51, 2023: 59, 2024: 63, 2025: 66},
    _METROPOLITAN: {2020: 67, 2021: 72, 2023: 77, 2024: 80, 2025: 81},
    _UNITARY: {2019: 55, 2020: 56, 2021: 63, 2022: 64, 2023: 72, 2024: 79, 2025: 80},
    _LONDON: {2021: 72, 2022: 71, 2023: 77, 2024: 85, 2025: 84},
}
"""Upheld in a hundred investigations: the average that the Ombudsman prints for each type."""

STATED_SATISFACTORY_REMEDY_RATE_BY_TYPE: Mapping[AuthorityType, Mapping[int, float]] = {
    _COUNTY: {2019: 9, 2023: 6, 2024: 7},
    _DISTRICT: {2022: 20, 2023: 15, 2024: 21},
    _METROPOLITAN: {2020: 11, 2021: 11, 2023: 10, 2024: 14},
    _UNITARY: {2019: 11, 2021: 10, 2023: 13, 2024: 13},
    _LONDON: {2021: 12, 2022: 11, 2023: 15, 2024: 12},
}
"""Satisfactory remedies already offered, in a hundred upheld cases."""

STATED_COMPLIANCE_RATE: Mapping[int, float] = {
    2019: 99.4,
    2020: 99.4,
    2021: 99.5,
    2022: 99.7,
    2024: 99.5,
    2025: 99.7,
}
"""Complied with, late or not, in a hundred compliance outcomes of all bodies."""

STATED_LATE_SHARE: Mapping[int, float] = {2022: 18}
"""Complied with late, in a hundred compliance outcomes."""

STATED_RECEIVED: Mapping[int, float] = {
    2017: 16_863,
    2018: 17_452,
    2019: 16_899,
    2020: 17_019,
    2021: 11_830,
    2022: 15_826,
    2023: 15_488,
    2024: 17_937,
}
"""Complaints and enquiries received about all bodies."""

ASSUMED_RECEIVED: Mapping[int, float] = {2025: 20_000}
"""The Ombudsman says only that there were more than 20,000."""

STATED_UPHELD: Mapping[int, float] = {2021: 2_104, 2022: 2_678}
STATED_INVESTIGATIONS: Mapping[int, float] = {2024: 4_003}
STATED_UPHELD_PER_100K: Mapping[int, float] = {2024: 5.6, 2025: 6.2}
STATED_UPHELD_PER_100K_BY_TYPE: Mapping[AuthorityType, Mapping[int, float]] = {
    _COUNTY: {2024: 4.5},
    _DISTRICT: {2024: 1.2},
    _METROPOLITAN: {2024: 4.4},
    _UNITARY: {2024: 4.6},
    _LONDON: {2024: 8.2},
}

ASSUMED_COUNCILS_SHARE = 0.96
"""Of everything received, the part about councils; the rest is about other bodies."""

ASSUMED_RECEIVED_WEIGHT: Mapping[AuthorityType, float] = {
    _COUNTY: 14,
    _DISTRICT: 11,
    _METROPOLITAN: 30,
    _UNITARY: 28,
    _LONDON: 55,
}
"""Received per 100,000 residents, each type beside the others; the national total sets the level.

Chosen from council-years whose received or dealt-with count is published (for 2024-25: Kent 18,
Lincolnshire 10, Dover 20, Leeds 28, Cheshire East 38, Lewisham 58 per 100,000).
"""


def uphold_rates() -> Floats:
    """Upheld per investigation, by type and year.

    A year without a printed average has the national rate plus the type's difference from it,
    which is interpolated between the printed years and held beyond them.
    """
    rows = []
    for authority_type in TYPES:
        printed = STATED_UPHOLD_RATE_BY_TYPE[authority_type]
        beside = {year: rate - STATED_UPHOLD_RATE[year] for year, rate in printed.items()}
        rows.append(_of_years(STATED_UPHOLD_RATE) + _of_years(beside))
    return np.array(rows) / 100


def satisfactory_remedy_rates() -> Floats:
    """Satisfactory remedies per upheld case, by type and year, interpolated as needed."""
    rows = [_of_years(STATED_SATISFACTORY_REMEDY_RATE_BY_TYPE[t]) for t in TYPES]
    return np.array(rows) / 100


def compliance_rates() -> Floats:
    """Complied with per compliance outcome, by year, interpolated as needed."""
    return _of_years(STATED_COMPLIANCE_RATE) / 100


def late_shares() -> Floats:
    """Complied with late per compliance outcome, by year: the one published share held for all."""
    return _of_years(STATED_LATE_SHARE) / 100


def received_totals() -> Floats:
    """Complaints and enquiries received about councils, by year."""
    return _of_years({**STATED_RECEIVED, **ASSUMED_RECEIVED}) * ASSUMED_COUNCILS_SHARE


def investigations_per_100k() -> Floats:
    """Investigations per 100,000 residents, by type and year.

    Each type's rate of 2023-24 (printed upheld per 100,000 over printed uphold rate), moved with
    the national number of investigations.
    """
    base = [
        STATED_UPHELD_PER_100K_BY_TYPE[t][2024] / STATED_UPHOLD_RATE_BY_TYPE[t][2024] * 100
        for t in TYPES
    ]
    national = _of_years(_national_investigations())
    return np.outer(base, national / STATED_INVESTIGATIONS[2024])


def _national_investigations() -> dict[int, float]:
    """Published, or upheld over uphold rate; before the pandemic assumed to be as in 2021-22."""
    from_upheld = {
        year: upheld / STATED_UPHOLD_RATE[year] * 100 for year, upheld in STATED_UPHELD.items()
    }
    growth = (STATED_UPHELD_PER_100K[2025] / STATED_UPHOLD_RATE[2025]) / (
        STATED_UPHELD_PER_100K[2024] / STATED_UPHOLD_RATE[2024]
    )
    return {
        2020: from_upheld[2022],
        **from_upheld,
        **STATED_INVESTIGATIONS,
        2025: STATED_INVESTIGATIONS[2024] * growth,
    }


def _of_years(known: Mapping[int, float]) -> Floats:
    """A value for each of `YEARS`: straight lines between known years, held beyond them."""
    return np.interp(YEARS, sorted(known), [known[year] for year in sorted(known)])
