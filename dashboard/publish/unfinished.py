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
    tables = (intake.decided, intake.received, intake.compliance)
    tallies = [table.tally for table in tables if table is not None]
    in_print = (intake.published_figures, intake.received_by_category)
    frames = [*tallies, *(frame for frame in in_print if frame is not None)]
    if not tallies:
        return None
    year = YearEnding(max(int(frame["year"].max()) for frame in frames))
    reaching = next((tally for tally in tallies if year.last in set(tally["year"])), None)
    if reaching is None:
        return None
    last = reaching["last_day"].max().date()
    is_whole_table = covers_every_council(
        register, reaching["authority"].unique(), range(int(reaching["year"].min()), year.last + 1)
    )
    # There are cases on working days: the last of a whole year lies in its last week.
    stops_early = is_whole_table and (year.last_day - last).days >= 7
    return year if stops_early or year.last_day >= today else None
