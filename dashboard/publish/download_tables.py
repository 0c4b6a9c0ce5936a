"""The tables of the downloads, worked out from those of the database."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.authorities.register import Register
from dashboard.publish.tables import download_of
from dashboard.snapshot.csvw import Table
from dashboard.vocabulary import SnapshotKind

_COUNTS: Final = (
    "received",
    "decided",
    "invalid_or_incomplete",
    "advice_given",
    "referred_back",
    "closed_after_initial_enquiries",
    "not_upheld",
    "upheld",
    "not_for_us_or_not_ready",
    "assessed_and_closed",
    "investigated",
    "satisfactory_remedies",
    "compliance_outcomes",
    "complied",
    "complied_late",
    "not_complied",
    "complied_in_all",
    "population",
    "population_year",
)
_SOURCES: Final = ("received_source", "decided_source", "compliance_source")


def download_tables(
    tables: dict[str, pd.DataFrame], register: Register, kind: SnapshotKind, data_version: str
) -> list[Table]:
    """Figures, counts and councils; each row says whose data it is."""
    figures = download_of(tables, register, kind, data_version)
    counts = _counts(tables["yearly_count"], register)
    councils = _councils(register)
    of_row = {"data": str(kind), "data_version": data_version}
    return [
        Table(
            "yearly-figures",
            "Yearly figures",
            ("authority_code", "year_ending", "measure"),
            figures,
        ),
        Table(
            "yearly-counts",
            "Yearly counts",
            ("authority_code", "year_ending"),
            counts.assign(**of_row),
        ),
        Table("councils", "Councils", ("code",), councils.assign(**of_row)),
    ]


def _counts(counts: pd.DataFrame, register: Register) -> pd.DataFrame:
    """One row a council and year of which anything was counted."""
    known = counts[counts[[*_COUNTS[:-2]]].notna().any(axis="columns")]
    names = {a.code: (a.name, str(a.type)) for a in register}
    whole = known.assign(
        authority=[names[code][0] for code in known["authority_code"]],
        type=[names[code][1] for code in known["authority_code"]],
    )
    columns = ["authority_code", "authority", "type", "year_ending", *_COUNTS, *_SOURCES]
    return whole[columns].sort_values(["authority", "year_ending"], ignore_index=True)


def _councils(register: Register) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            {
                "code": a.code,
                "name": a.name,
                "short_name": a.short_name,
                "slug": a.slug,
                "type": str(a.type),
                "region": a.region,
                "county_code": a.county,
                "first_day": a.first_day.isoformat() if a.first_day else None,
                "last_day": a.last_day.isoformat() if a.last_day else None,
                "successor_codes": " ".join(a.successors) or None,
                "codes": " ".join(period.code for period in a.codes),
                "population_2020": a.population_2020,
                "latitude": a.latitude,
                "longitude": a.longitude,
            }
            for a in register
        ]
    )
    return frame.astype({"population_2020": "Int64"})
