"""Peers: the councils beside which one is compared, and what they did together."""

from __future__ import annotations

from datetime import date
from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Asked, Council, Year
from dashboard.api.councils import CouncilName
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.api.values import Value
from dashboard.dataset import Dataset
from dashboard.vocabulary import Measure, PeerGroup, Verdict


class RankRange(Row):
    """The ranks among councils of the type that the data support.

    1 is the highest figure, not the best or the worst.
    """

    first: int
    last: int
    councils: int
    """Among how many."""


class Peer(Row):
    """A council of the group, or the one that is compared, with its figure."""

    is_compared: bool
    """Whether it is the council that was asked for, and not one of its peers."""
    rank: RankRange | None
    """null: too few cases, or not every council is known."""
    figure: Value


class ComparisonsAsked(Asked):
    """Whose comparison, of what and when."""

    council: Council
    """Its slug, or a GSS code."""
    year: Year | None = None
    """The year that ends then; otherwise the newest in which the council has figures."""
    measure: Measure = Measure.UPHOLD_RATE
    """One of `/measures`; otherwise the uphold rate."""


class PeersAsked(ComparisonsAsked):
    """And beside whom."""

    group: PeerGroup = PeerGroup.TYPE
    """`type`: the same type; `region`: the same powers and region; `england`: all; `like`: the same
    powers and a like population; `neighbours`: statistical neighbours, where they are loaded."""


def peers(dataset: Dataset, asked: PeersAsked) -> Found[Peer]:
    """A council beside the other councils of a group, by name."""
    year = asked.year or dataset.newest_year(asked.council)
    members = dataset.comparing.members(asked.council, year, asked.group)
    listed = sorted({asked.council, *members}, key=lambda a: (a.short_name, a.code))
    figures = dataset.figures(listed, asked.measure, year)
    ranks = dataset.comparing.ranks(listed, year, asked.measure)
    rows = [
        Peer(
            is_compared=authority == asked.council,
            rank=RankRange(first=rank.first, last=rank.last, councils=rank.councils)
            if (rank := ranks.get(authority.code))
            else None,
            figure=Value.of(authority, figures[authority.code]),
        )
        for authority in listed
    ]
    is_known = asked.group in dataset.comparing.groups()
    remarks = () if is_known else (f"The group {asked.group} is not loaded in these data.",)
    return Found(rows, len(rows), remarks=remarks)


class GroupTogether(Row):
    """What the other councils of a group did together, the compared one left out."""

    council: CouncilName
    group: PeerGroup
    year_ending: date
    measure: Measure
    """One of `/measures`."""
    numerator: int
    denominator: int
    value: float
    display: str
    councils: int
    """How many other councils have both counts ..."""
    councils_in_all: int
    """... of how many."""
    verdict: Verdict | None
    """Where the council lies in the funnel around the group; null: none is given."""


def comparisons(dataset: Dataset, asked: ComparisonsAsked) -> Found[GroupTogether]:
    """What the other councils of each group did together, the council itself left out.

    A group without a case in the year is not listed.
    """
    year = asked.year or dataset.newest_year(asked.council)
    beside = dataset.comparing.beside(asked.council, year, asked.measure)
    rows = [
        GroupTogether(
            council=CouncilName.of(asked.council),
            group=group,
            year_ending=year.last_day,
            measure=asked.measure,
            numerator=c.numerator,
            denominator=c.denominator,
            value=c.value,
            display=c.display,
            councils=c.councils,
            councils_in_all=c.councils_in_all,
            verdict=c.verdict,
        )
        for group, c in beside.items()
    ]
    return Found(rows, len(rows))


ENDPOINTS: Final = (
    Endpoint("/peers", peers, "/peers?council=leeds&group=type"),
    Endpoint("/comparisons", comparisons, "/comparisons?council=leeds"),
)
