"""What Datasette says of the database when somebody opens it there."""

from __future__ import annotations

from typing import Any, Final

from dashboard.snapshot.csvw import COLUMNS, Described
from dashboard.snapshot.schema import DATABASE

METADATA: Final = "datasette.json"

_TABLES: Final = {
    "about_the_data": "Whose data these are: real or a demonstration, their source and licence",
    "authority": "English councils since 2014",
    "yearly_figure": "The figures of each council, year and measure, absent ones with the reason",
    "yearly_count": "What was counted of each council and year; NULL: not known, never nought",
    "type_average": "Averages of each type of council: pooled, and as printed",
    "decision": "Published decisions",
    "recommendation": "Recommendations and what became of them",
    "letter": "Annual review letters",
    "signal": "Early warnings, each with its counts and its test",
    "printed_figure": "Figures as letters and pages print them, with their sources",
    "reconciliation": "Computed figures beside the printed ones",
    "correction": "Figures that changed after they were published",
    "method_break": "Years that don't compare with the year before, and why",
    "source_file": "The files that the data were made from, with their checksums",
}
_FOR_SEARCH: Final = (
    "decision_word",
    "decision_word_form",
    "decision_facet",
    "decision_search",
    "decision_text",
    "letter_search",
)
"""Tables that only the site's search can use."""


def metadata(of: Described) -> dict[str, Any]:
    """The document for `datasette --metadata`."""
    tables: dict[str, Any] = {name: {"description": words} for name, words in _TABLES.items()}
    for name in ("yearly_figure", "yearly_count"):
        tables[name]["columns"] = COLUMNS
    licence = {"license": of.licence, "license_url": of.licence} if of.licence else {}
    return {
        "title": of.title,
        "description": f"{of.description} Data version {of.version}.",
        **licence,
        "databases": {
            DATABASE.removesuffix(".sqlite"): {
                "tables": {**tables, **{name: {"hidden": True} for name in _FOR_SEARCH}}
            }
        },
    }
