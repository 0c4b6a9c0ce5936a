"""The working days on which made-up cases arrive and are decided."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from dashboard.demonstration.averages import YEARS, Counts
from dashboard.vocabulary import YearEnding

Days = npt.NDArray[np.datetime64]

PAUSE = (np.datetime64("2020-03-26"), np.datetime64("2020-06-28"))
"""First and last day on which the Ombudsman took in no complaints, in the pandemic of 2020."""

_HOLIDAYS = [
    date(year, month, day)
    for year in range(YEARS[0] - 1, YEARS[-1] + 5)
    for month, day in ((1, 1), (12, 25), (12, 26))
]
_WORKING = np.busdaycalendar(holidays=_HOLIDAYS)


def days_of_receipt() -> Days:
    """Every day on which a case may arrive, in order, over all years."""
    first, last = YearEnding(YEARS[0]).first_day, YearEnding(YEARS[-1]).last_day
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    paused = (days >= PAUSE[0]) & (days <= PAUSE[1])
    return days[np.is_busday(days, busdaycal=_WORKING) & ~paused]


def decision_days(received_on: Days, days_taken: Counts) -> Days:
    """The working day on which each decision falls; the pause puts decisions off by its length."""
    due = received_on + days_taken
    paused = (due >= PAUSE[0]) & (due <= PAUSE[1])
    due = np.where(paused, due + (PAUSE[1] - PAUSE[0] + 1), due)
    return next_working_day(due)


def next_working_day(days: Days) -> Days:
    """Each day itself, or the first working day after it."""
    return np.busday_offset(days, 0, roll="forward", busdaycal=_WORKING)


def year_indexes(days: Days) -> Counts:
    """The Ombudsman's year of each day, as an index into `YEARS`; later years run on."""
    month = days.astype("datetime64[M]").astype(np.int64)
    ending = 1970 + (month - 3) // 12 + 1
    indexes: Counts = ending - YEARS[0]
    return indexes
