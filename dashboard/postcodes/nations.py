"""The nations and islands that have postcodes, and what codes and letters say of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Nation(StrEnum):
    """Where a postcode may be."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    CHANNEL_ISLANDS = "channel-islands"
    ISLE_OF_MAN = "isle-of-man"

    @property
    def words(self) -> str:
        """Its name in a sentence: "Wales", "the Isle of Man" ..."""
        return {
            Nation.ENGLAND: "England",
            Nation.WALES: "Wales",
            Nation.SCOTLAND: "Scotland",
            Nation.NORTHERN_IRELAND: "Northern Ireland",
            Nation.CHANNEL_ISLANDS: "the Channel Islands",
            Nation.ISLE_OF_MAN: "the Isle of Man",
        }[self]


BY_POSTCODE_AREA: Final = {
    "BT": Nation.NORTHERN_IRELAND,
    "GY": Nation.CHANNEL_ISLANDS,
    "IM": Nation.ISLE_OF_MAN,
    "JE": Nation.CHANNEL_ISLANDS,
}
"""Where the letters at the beginning of a postcode alone say it.

The site's file holds none of these: Northern Ireland's postcodes have a licence of their own.
"""

BY_CODE: Final = {
    "E92000001": Nation.ENGLAND,
    "W92000004": Nation.WALES,
    "S92000003": Nation.SCOTLAND,
}
"""By the nation's own GSS code, which stands where no council of ours can."""
