"""Bodies in the Ombudsman's papers that are not councils: parks, fire, schools, companies ..."""

from __future__ import annotations

import csv
from pathlib import Path

from dashboard.authorities.written_name import WrittenName, words_of
from dashboard.resources import data_folder


class OtherBodies:
    """Knows a body that isn't a principal council by its name or by the words it is made of."""

    def __init__(self, names: dict[WrittenName, str]) -> None:
        """Takes the bodies known by name, each spelling with the name it is listed under."""
        self._names = names

    @classmethod
    def load(cls, path: Path | None = None) -> OtherBodies:
        """The bodies in `data/other_bodies.csv`, or in another file of the same columns."""
        names: dict[WrittenName, str] = {}
        with (path or data_folder() / "other_bodies.csv").open(encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                for spelling in (row["name"], *row["other_names"].split(";")):
                    if spelling.strip():
                        names[WrittenName.of(spelling)] = row["name"]
        return cls(names)

    def known_as(self, name: WrittenName) -> str | None:
        """The body listed under a name."""
        return self._names.get(name)

    def described_by(self, written: str) -> str | None:
        """The name itself, tidied, if its words are those of an institution, else None.

        "St George's Primary School" is one; "Leeds City Council Housing" is not: a council's
        service is neither the council nor a body of its own, and somebody has to decide.
        """
        words = f" {' '.join(words_of(written))} "
        if any(f" {words_of_council} " in words for words_of_council in _LOCAL_COUNCILS):
            return _tidied(written)
        if " council " in words:
            return None
        if any(f" {institution} " in words for institution in _INSTITUTIONS):
            return _tidied(written)
        return None


def _tidied(written: str) -> str:
    return " ".join(written.split())


_LOCAL_COUNCILS = frozenset(
    {
        "community council",
        "neighbourhood council",
        "parish council",
        "parish meeting",
        "town council",
        "village council",
    }
)
# Whole words as `words_of` leaves them: without "and" and "the".
_INSTITUTIONS = frozenset(
    {
        "academies",
        "academy",
        "agency",
        "ambulance",
        "appeal panel",
        "appeals panel",
        "association",
        "care",
        "ccg",
        "chief constable",
        "cic",
        "city region",
        "clinic",
        "clinical commissioning",
        "college",
        "combined authority",
        "combined county authority",
        "commissioner",
        "conservation board",
        "constabulary",
        "crematorium",
        "dental",
        "development corporation",
        "diocese",
        "drainage board",
        "fire",
        "fisheries",
        "governors",
        "grammar",
        "health authority",
        "health board",
        "healthcare",
        "homes",
        "hospice",
        "hospital",
        "hospitals",
        "housing",
        "icb",
        "infant",
        "infants",
        "joint authority",
        "joint board",
        "joint committee",
        "junior",
        "limited",
        "llp",
        "ltd",
        "mayor",
        "mayoral",
        "mayors",
        "medical",
        "national park",
        "nhs",
        "nursery",
        "nursing",
        "park authority",
        "partnership",
        "passenger transport",
        "plc",
        "police",
        "policing",
        "port health",
        "primary",
        "probation",
        "school",
        "schools",
        "surgery",
        "transport authority",
        "transport executive",
        "transport for",
        "tribunal",
        "trust",
        "university",
        "waste authority",
        "waste disposal",
    }
)
