"""Whether the last year of the data is over, and all of it there."""

from __future__ import annotations

from datetime import date

from dashboard.authorities.register import Register
from dashboard.sources.intake import Intake
from dashboard.statistics.counts import covers_every_council
from dashboard.vocabulary import YearEnding


def unfinished_year(intake: Intake, register: Register, today: date) -> YearEnding | None:
    """The last year, if it isn't over or its cases don't reach its last week.

    A year in print is a whole one. An extract of some councils may well have no case in a last
    week: only a table of all of them tells by that.
    """
    if intake.decided is None:
        return None
    tally = intake.decided.tally
    last = tally["last_day"].max().date()
    year = YearEnding.containing(last)
    if year.last != max(_years(intake)):
        return None
    is_whole_table = covers_every_council(
        register, tally["authority"].unique(), range(int(tally["year"].min()), year.last + 1)
    )
    # Cases are decided on working days: the last of a whole year lies in its last week.
    stops_early = is_whole_table and (year.last_day - last).days >= 7
    return year if stops_early or year.last_day >= today else None


def _years(intake: Intake) -> set[int]:
    """The years of decisions, of compliance and of figures in print."""
    years: set[int] = set()
    for cases in (intake.decided, intake.compliance):
        if cases is not None:
            years |= set(cases.tally["year"].tolist())
    if intake.published_figures is not None:
        years |= set(intake.published_figures["year"].tolist())
    return years
