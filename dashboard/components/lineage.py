"""Where a council came from and what became of it: its own years only, the others one link away."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.authorities.register import Authority, Register
from dashboard.components import addresses
from dashboard.components.addresses import TrendState
from dashboard.vocabulary import AuthorityType, Lineage


def lineage(register: Register, authority: Authority) -> html.Div | None:
    """Notices of abolition, predecessors, former names and the other tier; None if none apply."""
    notices = _notices(register, authority)
    return (
        html.Div([html.P(notice) for notice in notices], className="lineage") if notices else None
    )


def words(register: Register, authority: Authority) -> list[str]:
    """The same notices as plain sentences."""
    return [
        "".join(part if isinstance(part, str) else part.children for part in notice)
        for notice in _notices(register, authority)
    ]


def _notices(register: Register, authority: Authority) -> list[list[Any]]:
    found = (
        _abolished(register, authority),
        _new(register, authority),
        _renamed(authority),
        _other_tier(register, authority),
    )
    return [notice for notice in found if notice]


def _abolished(register: Register, authority: Authority) -> list[Any] | None:
    if authority.last_day is None:
        return None
    day = authority.last_day
    return [
        f"{authority.short_name} was abolished: its last day was {day.day} {day:%B %Y}. "
        "Its place was taken by ",
        *_links(register.successors(authority)),
        ". Complaints about it decided later still count as its own.",
    ]


def _new(register: Register, authority: Authority) -> list[Any] | None:
    predecessors = register.predecessors(authority)
    if not predecessors or authority.first_day is None:
        return None
    day = authority.first_day
    return [
        f"{authority.short_name} began on {day.day} {day:%B %Y}. It took the place of ",
        *_links(predecessors),
        ". Their figures stay their own and are not added to these: ",
        html.A(
            "each council’s own years",
            href=TrendState(authority, lineage=Lineage.WAS).address(),
        ),
        ".",
    ]


def _renamed(authority: Authority) -> list[Any] | None:
    if not authority.former_names:
        return None
    return [f"Formerly {_and(list(authority.former_names))}."]


def _other_tier(register: Register, authority: Authority) -> list[Any] | None:
    if county := register.county_of(authority):
        return [
            html.A(county.name, href=addresses.council(county)),
            " ran social care, schools and roads in this area."
            if county.last_day
            else " runs social care, schools and roads in this area.",
        ]
    if authority.type is not AuthorityType.COUNTY:
        return None
    districts = [
        d for d in register.districts_of(authority) if d.last_day is None or authority.last_day
    ]
    if not districts:
        return None
    verb = "ran" if authority.last_day else "run"
    return [
        f"District councils {verb} housing, planning and council tax here: ",
        *_links(districts),
        ".",
    ]


def _links(authorities: list[Authority]) -> list[Any]:
    linked: list[Any] = []
    for position, authority in enumerate(authorities):
        if position:
            linked.append(" and " if position == len(authorities) - 1 else ", ")
        linked.append(html.A(authority.short_name, href=addresses.council(authority)))
    return linked


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
