"""Where the pictures to share lie in a snapshot, and how large they are."""

from __future__ import annotations

from typing import Final

FOLDER: Final = "pictures"

OF_THE_SITE: Final = "every-council"
OF_NO_FIGURES: Final = "no-figures"
"""For every council of which the data have no figure in any year."""


def place(name: str) -> str:
    """The file of a picture, by a council's slug or one of the names above."""
    return f"{FOLDER}/{name}.png"


WIDTH: Final = 1200
HEIGHT: Final = 630
"""Pixels: the size for which the sites that show such pictures ask."""
