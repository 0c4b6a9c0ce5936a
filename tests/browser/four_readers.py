"""What four committees had before them, as figures printed by their councils.

Watford was told that 5 of 9 is high. Cotswold had 1 of 1 and asked for a table year by year.
Epsom and Ewell's members argued whether 24 complaints were significant. Buckinghamshire builds its
peer table by hand. Watford's, Cotswold's, Buckinghamshire's and Birmingham's figures and Epsom and
Ewell's 24 are real; what stands around them is made up, to have years and peers to compare with.
"""

from __future__ import annotations

from pathlib import Path

from tests.factories import write_csv

_FIGURES = "upheld_pct upheld_count investigations_count received_total similar_upheld_pct"

_PRINTED = (
    ("Watford Borough Council", "2019-03-31", 50, 3, 6, 20, ""),
    ("Watford Borough Council", "2020-03-31", 56, 5, 9, 24, 45),
    ("Cotswold District Council", "2022-03-31", 0, 0, 2, 9, ""),
    ("Cotswold District Council", "2023-03-31", 100, 1, 1, 10, 59),
    ("Cotswold District Council", "2024-03-31", "", "", "", 10, ""),
    ("Epsom and Ewell Borough Council", "2023-03-31", "", "", "", 15, ""),
    ("Epsom and Ewell Borough Council", "2024-03-31", "", "", "", 24, ""),
    ("Buckinghamshire Council", "2023-03-31", 79, 31, 39, 135, 72),
    ("Buckinghamshire Council", "2024-03-31", 79, 31, 39, 160, 79),
    ("Birmingham City Council", "2024-03-31", 87, 115, 132, 526, ""),
    ("Liverpool City Council", "2024-03-31", 80, 24, 30, 170, ""),
    ("Bath and North East Somerset Council", "2024-03-31", 67, 4, 6, 41, ""),
)


def write_what_they_had(folder: Path) -> Path:
    """Writes the printed figures as a publisher would."""
    write_csv(
        folder / "printed.csv",
        f"authority_as_written year_ending {_FIGURES} source_url source_kind",
        *((*row, "https://example.org/committee", "council") for row in _PRINTED),
    )
    return folder
