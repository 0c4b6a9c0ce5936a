"""The two lists of categories: nine groups in the yearly tables, ten in published decisions."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.columns import Columns
from dashboard.sources.findings import Rule
from dashboard.sources.wording import plain
from dashboard.vocabulary import DecisionCategory, ServiceArea

OLDER_NAMES: Final = {
    "Adult Care Services": ServiceArea.ADULT_SOCIAL_CARE,
    "Environment Services": ServiceArea.ENVIRONMENT,
    "Environmental Services": ServiceArea.ENVIRONMENT,
}
"""Older and shorter names of the nine groups."""

_NINE: Final = {**{str(area): str(area) for area in ServiceArea}, **OLDER_NAMES}
_TEN: Final = {str(category): str(category) for category in DecisionCategory}
_NINE_FORMS: Final = frozenset(map(plain, _NINE))
_TEN_FORMS: Final = frozenset(map(plain, _TEN))

CATEGORY: Final = Rule(
    "unknown-category",
    "one of the nine groups of the yearly tables or of the ten categories of published decisions",
    f"write one of: {'; '.join(ServiceArea)}; or one of: {'; '.join(DecisionCategory)}",
)


def read_categories(columns: Columns, *, prefer_ten: bool = False) -> pd.Series:
    """The category of each row in the spelling of its list.

    Three names stand in both lists ("Housing", "Benefits and Tax", and "Adult care services",
    which is also an older name of Adult Social Care). They are read as the other names of the
    same file are, and as the nine groups where nothing else tells. A file that mixes the lists
    is warned of, because figures by category would mix them too.
    """
    used = columns.plain_forms("category")
    only_nine = used & (_NINE_FORMS - _TEN_FORMS)
    only_ten = used & (_TEN_FORMS - _NINE_FORMS)
    if only_nine and only_ten:
        columns.findings.add(_mixed(columns))
    is_ten = prefer_ten or (bool(only_ten) and not only_nine)
    # Where a name stands in both, the later entry of the two holds.
    spellings = {**_NINE, **_TEN} if is_ten else {**_TEN, **_NINE}
    return columns.choice("category", spellings, CATEGORY)


def _mixed(columns: Columns) -> Problem:
    return Problem(
        kind="mixed-categories",
        file=columns.records.file,
        sheet=columns.records.sheet,
        column="category",
        expected="categories of one list: the nine groups of the yearly tables, or the ten of "
        "published decisions",
        remedy="give the cases of each list in a file of their own if figures by category matter",
        is_warning=True,
    )
