"""Whom the Ombudsman's national totals may count and ours do not."""

from __future__ import annotations

from typing import Final

LEFT_OUT: Final = (
    "national park authorities",
    "fire authorities",
    "combined authorities, the Greater London Authority and Transport for London",
    "admission panels of schools and academies",
    "providers of adult care",
)
