"""Input of four councils as real files. Every figure in it is made up for the tests.

| council       | 2020-21          | 2021-22 | 2022-23         | 2023-24                     |
|---------------|------------------|---------|-----------------|-----------------------------|
| Milton Keynes |                  | 4 of 6  | 0 of 5          | 5 of 9, 2 put right before  |
| Hertfordshire | printed: 9 of 10 | 8 of 10 | 3 of 3          | 31 of 39                    |
| Stevenage     |                  | 1 of 1  | none            | none                        |
| Allerdale     |                  | 1 of 2  | 2 of 4          | 1 of 1, decided after its end |
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from tests.factories import write_csv

TODAY: Final = date(2024, 9, 1)
"""The day on which the input is read."""

MILTON_KEYNES: Final = "Milton Keynes Council"
HERTFORDSHIRE: Final = "Hertfordshire County Council"
STEVENAGE: Final = "Stevenage Borough Council"
ALLERDALE: Final = "Allerdale Borough Council"

SUMMARY: Final = 'A resident said <script>alert("x")</script> that bins & boxes were missed.'
LETTER: Final = """An Ombudsman
24 July 2024
Chief Executive
Milton Keynes Council
Dear Chief Executive
Annual Review letter 2023-24
A letter made up for a test, for the year ending 31 March 2024.
"""

_INVESTIGATED: Final = (
    (MILTON_KEYNES, 2022, 4, 6),
    (MILTON_KEYNES, 2023, 0, 5),
    (MILTON_KEYNES, 2024, 5, 9),
    (HERTFORDSHIRE, 2022, 8, 10),
    (HERTFORDSHIRE, 2023, 3, 3),
    (HERTFORDSHIRE, 2024, 31, 39),
    (STEVENAGE, 2022, 1, 1),
    (ALLERDALE, 2022, 1, 2),
    (ALLERDALE, 2023, 2, 4),
    (ALLERDALE, 2024, 1, 1),
)
_NOT_INVESTIGATED: Final = (
    (MILTON_KEYNES, 2024, "Invalid or incomplete"),
    (MILTON_KEYNES, 2024, "Advice given"),
    (MILTON_KEYNES, 2024, "Referred back for local resolution"),
    (MILTON_KEYNES, 2024, "Closed after initial enquiries"),
    (STEVENAGE, 2023, "Referred back for local resolution"),
    (STEVENAGE, 2023, "Referred back for local resolution"),
    (STEVENAGE, 2024, "Closed after initial enquiries"),
)


def write_input(folder: Path) -> Path:
    """Writes the input: case tables, populations, averages, printed figures and a letter."""
    references = (f"21 {number // 1000:03d} {number % 1000:03d}" for number in count(1))
    write_csv(
        folder / "decided.csv",
        "reference authority category decided_on decision satisfactory_remedy summary published "
        "report url",
        *_decided(references),
    )
    write_csv(
        folder / "received.csv",
        "reference authority category received_on",
        *(
            (next(references), authority, "Housing", day)
            for authority, day in (
                (MILTON_KEYNES, "2021-04-01"),
                (MILTON_KEYNES, "2022-03-31"),
                (MILTON_KEYNES, "2022-04-01"),
                (HERTFORDSHIRE, "2024-03-31"),
                (ALLERDALE, "2022-10-01"),
            )
        ),
    )
    write_csv(
        folder / "compliance.csv",
        "reference authority recorded_on outcome kind recommendation",
        *_compliance(references),
    )
    write_csv(
        folder / "populations.csv",
        "authority year population",
        (MILTON_KEYNES, 2021, 280_000),
        (MILTON_KEYNES, 2023, 300_000),
    )
    write_csv(
        folder / "national.csv",
        "year_ending measure breakdown value unit source_url",
        *(
            ("2024-03-31", "average_uphold_rate_by_type", "county", 85, "%", url)
            for url in ("https://example.org/averages",)
        ),
    )
    write_csv(
        folder / "printed.csv",
        "authority_as_written year_ending upheld_pct upheld_count investigations_count "
        "compliance_pct compliance_outcomes_count source_url source_kind",
        *(
            (HERTFORDSHIRE, "2021-03-31", 91, 9, 10, 0, 0, "https://example.org/h", "ombudsman"),
            (MILTON_KEYNES, "2024-03-31", 60, 6, 10, "", "", "https://example.org/mk", "council"),
        ),
    )
    (folder / "letter-2024.txt").write_text(LETTER, encoding="utf-8")
    write_csv(
        folder / "letters.csv",
        "authority year_ending url",
        (STEVENAGE, "2024-03-31", "https://example.org/stevenage-letter"),
    )
    return folder


def _decided(references: Iterator[str]) -> Iterator[tuple[object, ...]]:
    for authority, year, upheld, investigated in _INVESTIGATED:
        for number in range(investigated):
            decision = "Upheld" if number < upheld else "Not upheld"
            put_right = ("yes" if number < 2 else "no") if decision == "Upheld" else ""
            yield (
                *(next(references), authority, "Planning", f"{year}-03-28", decision, put_right),
                *("", "no", "", ""),
            )
    for authority, year, decision in _NOT_INVESTIGATED:
        yield (
            *(next(references), authority, "Housing", f"{year}-03-28", decision, ""),
            *("", "no", "", ""),
        )
    yield (
        *("22 900 001", MILTON_KEYNES, "Environment and regulation", "2021-05-04"),
        *("Referred back for local resolution", "", SUMMARY, "yes", "yes"),
        "https://www.lgo.org.uk/decisions/environment-and-regulation/refuse/22-900-001",
    )


def _compliance(references: Iterator[str]) -> Iterator[tuple[object, ...]]:
    outcomes = (
        *[(MILTON_KEYNES, "2023-01-10", "complied")] * 4,
        *[(MILTON_KEYNES, "2023-01-11", "complied late")] * 1,
        *[(MILTON_KEYNES, "2024-01-10", "complied")] * 2,
        *[(MILTON_KEYNES, "2024-01-11", "complied late")] * 1,
        *[(MILTON_KEYNES, "2024-01-12", "not complied")] * 1,
        *[(HERTFORDSHIRE, "2024-01-10", "complied")] * 249,
        *[(HERTFORDSHIRE, "2024-01-11", "not complied")] * 1,
    )
    for authority, day, outcome in outcomes:
        yield next(references), authority, day, outcome, "service improvement", "Train the staff"
