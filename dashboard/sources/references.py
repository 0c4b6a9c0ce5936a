"""Columns of case references, in their canonical form."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.references import canonical_reference

_CANONICAL: Final = r"(?:DEMO-)?\d\d-\d{3}-\d{3}[A-Za-z]?"


def canonical_references(written: pd.Series) -> pd.Series:
    """The references in their canonical form; <NA> where a text is none."""
    hyphened = written.str.replace(" ", "-", regex=False)
    is_canonical = hyphened.str.fullmatch(_CANONICAL).fillna(False).astype(bool)
    # Nearly all are; only the rest are looked at one by one.
    odd = written[~is_canonical & written.notna()].map(canonical_reference)
    canonical = hyphened.where(is_canonical)
    canonical.loc[odd.index] = odd.astype("str")
    return canonical
