"""What the columns of the downloads mean, as CSV on the Web has it (W3C, 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

METADATA: Final = "csv-metadata.json"

COLUMNS: Final = {
    "data": "demonstration: made-up cases, not the Ombudsman's figures; published: real ones",
    "data_version": "The version of the data that the row belongs to",
    "authority_code": "The GSS code that the council has now, or had last",
    "authority": "The council's name",
    "code": "The GSS code that the council has now, or had last",
    "codes": "Every GSS code that it has had, the oldest first, with blanks between",
    "name": "The council's name",
    "short_name": "Its name without what kind of council it is",
    "slug": "Its name in addresses",
    "type": "county, district, metropolitan, unitary or london borough",
    "region": "The region of England",
    "county_code": "The GSS code of a district's county council",
    "first_day": "The day on which it came into being; empty: before April 2013",
    "last_day": "Its last day; empty: it exists",
    "successor_codes": "The GSS codes of the councils that took its place, with blanks between",
    "population_2020": "Residents in mid-2020",
    "latitude": "Of a point inside its area, WGS 84",
    "longitude": "Of a point inside its area, WGS 84",
    "year_ending": "The last day of the Ombudsman's year, which begins on 1 April",
    "measure": "The measure: see /api/v1/measures",
    "numerator": "What is counted",
    "denominator": "Over what",
    "value": "A share from 0 to 1, or a rate per 100,000 residents",
    "display": "The value as it is shown and printed, rounded",
    "low": "The lower limit of the value's 95% interval",
    "high": "The upper limit of the value's 95% interval",
    "source": "Who published the figure or its counts; cases: counted from case tables",
    "source_url": "Where it was published",
    "source_file": "The publisher's file that it was read from",
    "similar_value": "The average of the same type of council in the year",
    "similar_source": "publisher: as printed; computed: pooled from the counts loaded",
    "verdict": "Where the value lies in the funnel around the other councils of the type",
    "received": "Complaints and enquiries received in the year",
    "decided": "Complaints and enquiries decided in the year; not the same cases as those received",
    "invalid_or_incomplete": "Of those decided: invalid or incomplete",
    "advice_given": "Of those decided: advice given",
    "referred_back": "Of those decided: referred back for local resolution",
    "closed_after_initial_enquiries": "Of those decided: closed after initial enquiries",
    "not_upheld": "Of those decided: not upheld",
    "upheld": "Of those decided: upheld",
    "not_for_us_or_not_ready": "The first three of these together, as letters since 2022-23 say",
    "assessed_and_closed": "Closed after initial enquiries, as letters since 2022-23 say",
    "investigated": "Not upheld and upheld together",
    "satisfactory_remedies": "Of those upheld: a satisfactory remedy had been offered before",
    "compliance_outcomes": "Outcomes of recommendations recorded in the year",
    "complied": "Of these: complied with on time",
    "complied_late": "Of these: complied with late",
    "not_complied": "Of these: not complied with",
    "complied_in_all": "Of these: complied with, on time or late",
    "population": "Residents at the nearest mid-year",
    "population_year": "Of which year that is",
    "received_source": "Of the number received; cases: counted; printed: read from a letter",
    "decided_source": "Of the numbers decided; cases: counted; printed: read from a letter",
    "compliance_source": "Of the compliance outcomes; cases: counted; printed: read from a letter",
}
"""Every column of the downloads; an empty cell is not known, never nought."""


@dataclass(frozen=True)
class Table:
    """A table to take away."""

    name: str
    """Of its files, without their ending."""
    title: str
    key: tuple[str, ...]
    """The columns that together name a row."""
    frame: pd.DataFrame
    """Numbers are numbers, absent figures missing."""


@dataclass(frozen=True)
class Described:
    """Whose data they are, on which terms."""

    title: str
    description: str
    version: str
    created: str
    """UTC, ISO 8601."""
    publisher: str | None
    licence: str | None
    """The address of the licence."""


def metadata(tables: Sequence[Table], of: Described) -> dict[str, Any]:
    """The document that describes the CSV files beside it."""
    known = {
        "dc:publisher": of.publisher,
        "dc:license": {"@id": of.licence} if of.licence else None,
    }
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": of.title,
        "dc:description": of.description,
        "dc:identifier": of.version,
        "dc:created": {"@value": of.created, "@type": "xsd:dateTime"},
        **{name: value for name, value in known.items() if value},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:title": table.title,
                "tableSchema": {
                    "columns": [_column(table, name) for name in table.frame.columns],
                    "primaryKey": list(table.key),
                },
            }
            for table in tables
        ],
    }


def _column(table: Table, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "titles": name,
        "dc:description": COLUMNS[name],
        "datatype": _datatype(name, table.frame[name]),
        **({"required": True} if name in table.key else {}),
    }


def _datatype(name: str, column: pd.Series) -> str:
    if name.endswith(("_day", "_ending")):
        return "date"
    if name.endswith("_url"):
        return "anyURI"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"
