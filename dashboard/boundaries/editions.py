"""Which tier and which years the areas of an official file are of, and who is missing from them.

ONS names its files by calendar year: the councils of 2023 are those of December 2023, whom the
Ombudsman's year ended 31 March 2024 knows on its last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import geopandas as gpd
import pandas as pd

from dashboard.authorities.register import Authority, Register
from dashboard.boundaries.coded import CodedAreas
from dashboard.boundaries.vintages import standing
from dashboard.errors import Problem
from dashboard.vocabulary import AuthorityType, Tier, YearEnding

_FIRST_CALENDAR_YEAR = 2014
"""The first whose councils the register knows."""
_MOST_MISSING_ONE_BY_ONE = 10


@dataclass(frozen=True, eq=False)
class Edition:
    """The areas of one tier that stood in some years."""

    tier: Tier
    counties_only: bool
    first_year: YearEnding
    last_year: YearEnding
    rows: gpd.GeoDataFrame
    """Columns code (the authority's present one), name, geometry."""


@dataclass(frozen=True, eq=False)
class _Span:
    """Rows that hold for a span of calendar years; of no stated year where these are empty."""

    calendar_years: tuple[int, ...]
    rows: gpd.GeoDataFrame


def editions(areas: CodedAreas, register: Register) -> tuple[list[Edition], list[Problem]]:
    """What a layer holds, tier by tier, and every area that is unknown, missing or out of time."""
    known, problems = _by_present_code(areas, register)
    found: list[Edition] = []
    if known.empty:
        return found, problems
    for span in _spans(known, areas.calendar_year):
        for tier, counties_only, rows in _tiers(span.rows, register):
            dated = _edition(span.calendar_years, tier, counties_only, rows, register)
            edition, joined = _with_successors(dated, areas, register)
            found.append(edition)
            problems += joined
            problems += _differences(edition, areas, register)
    return found, problems


def _by_present_code(
    areas: CodedAreas, register: Register
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """The rows of known authorities under their present codes, and a problem for each other."""
    authorities = {code: register.by_code(code) for code in areas.rows["code"]}
    is_known = areas.rows["code"].map(lambda code: authorities[code] is not None).astype(bool)
    problems = [
        _unknown(areas, f"{row.code} {row.name}")
        for row in areas.rows[~is_known][["code", "name"]].itertuples(index=False, name="Row")
    ]
    present = {code: authority.code for code, authority in authorities.items() if authority}
    known = areas.rows[is_known]
    return known.assign(code=known["code"].map(present)), problems


def _spans(rows: gpd.GeoDataFrame, calendar_year: int | None) -> Iterator[_Span]:
    """The rows as they stood: all at once, or in each run of years with the same councils."""
    stated = pd.concat([rows["start"], rows["end"] + 1]).dropna()
    if stated.empty:
        yield _Span(() if calendar_year is None else (calendar_year,), rows)
        return
    years = range(_FIRST_CALENDAR_YEAR, int(stated.max()) + 1)
    for _, run in groupby(years, key=lambda year: frozenset(_in(rows, year)["code"])):
        same = tuple(run)
        yield _Span(same, _in(rows, same[-1]))


def _in(rows: gpd.GeoDataFrame, year: int) -> gpd.GeoDataFrame:
    began = (rows["start"] <= year).fillna(value=True)
    return rows[began & (rows["end"] >= year).fillna(value=True)]


def _tiers(
    rows: gpd.GeoDataFrame, register: Register
) -> Iterator[tuple[Tier, bool, gpd.GeoDataFrame]]:
    """The rows by tier; counties beside districts are a tier's part, never mixed with them."""
    types = rows["code"].map({a.code: a.type for a in register})
    is_county = types.eq(AuthorityType.COUNTY)
    if not is_county.any():
        yield Tier.LOWER, False, rows
    elif types.eq(AuthorityType.DISTRICT).any():
        yield Tier.LOWER, False, rows[~is_county]
        yield Tier.UPPER, True, rows[is_county]
    else:
        yield Tier.UPPER, bool(is_county.all()), rows


def _edition(
    calendar_years: tuple[int, ...],
    tier: Tier,
    counties_only: bool,
    rows: gpd.GeoDataFrame,
    register: Register,
) -> Edition:
    """The edition with its years; where none is stated, the latest whose councils fit best."""
    first, last = (calendar_years[0], calendar_years[-1]) if calendar_years else (None, None)
    codes = frozenset(rows["code"])
    if first is None or last is None:
        horizon = max(a.first_day.year for a in register if a.first_day) + 1
        latest_first = [YearEnding(y + 1) for y in range(horizon, _FIRST_CALENDAR_YEAR - 1, -1)]
        year = min(
            latest_first,
            key=lambda y: len(codes ^ _expected(tier, counties_only, y, register).keys()),
        )
        return Edition(tier, counties_only, year, year, rows)
    return Edition(tier, counties_only, YearEnding(first + 1), YearEnding(last + 1), rows)


def _with_successors(
    edition: Edition, areas: CodedAreas, register: Register
) -> tuple[Edition, list[Problem]]:
    """The edition in which the areas of councils that have merged by its last day are joined.

    Files are cut before a council begins, and published after: a successor of which the file has
    no area gets the areas of all that it replaced, if the file has each of them.
    """
    expected = _expected(edition.tier, edition.counties_only, edition.last_year, register)
    codes = set(edition.rows["code"])
    into: dict[str, Authority] = {}
    problems = []
    for successor in (expected[code] for code in sorted(expected.keys() - codes)):
        parts = [a for a in register.predecessors(successor) if a.is_drawn_on(edition.tier)]
        if parts and all(a.code in codes and a.successors == (successor.code,) for a in parts):
            into |= {part.code: successor for part in parts}
            problems.append(_joined(areas, successor, parts))
    drawn = {code: successor.code for code, successor in into.items()}
    rows = edition.rows.assign(code=edition.rows["code"].replace(drawn))
    return replace(edition, rows=rows), problems


def _expected(
    tier: Tier, counties_only: bool, year: YearEnding, register: Register
) -> dict[str, Authority]:
    return {
        a.code: a
        for a in standing(register, tier, year)
        if a.type is AuthorityType.COUNTY or not counties_only
    }


def _differences(edition: Edition, areas: CodedAreas, register: Register) -> Iterator[Problem]:
    year = edition.last_year
    expected = _expected(edition.tier, edition.counties_only, year, register)
    codes = set(edition.rows["code"])
    missing = [expected[code] for code in sorted(expected.keys() - codes)]
    if len(missing) > _MOST_MISSING_ONE_BY_ONE:
        yield _part_of_england(areas, missing, len(expected), year)
    else:
        for authority in missing:
            yield _missing(areas, authority, year)
    for code in sorted(codes - expected.keys()):
        yield _of_another_year(areas, code, register, year)


def _unknown(areas: CodedAreas, found: str) -> Problem:
    return Problem(
        kind="unknown-authority",
        file=areas.layer.file,
        sheet=areas.layer.name,
        column="code",
        value=found,
        expected="an English council in data/authorities.csv",
        remedy="add the council there, with the councils that it replaces",
    )


def _missing(areas: CodedAreas, authority: Authority, year: YearEnding) -> Problem:
    return Problem(
        kind="missing-area",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=None,
        expected=f"an area for {authority.name} ({authority.code}), which stood on {year}",
        remedy="download the whole file again; a part of England can't be drawn as a map",
    )


def _joined(areas: CodedAreas, successor: Authority, parts: list[Authority]) -> Problem:
    names = ", ".join(f"{part.short_name} ({part.code})" for part in parts)
    return Problem(
        kind="joined-predecessors",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=names,
        expected=f"an area for {successor.name} ({successor.code}), which replaced them",
        remedy="nothing to do: their areas were joined into one",
        is_warning=True,
    )


def _part_of_england(
    areas: CodedAreas, missing: list[Authority], expected: int, year: YearEnding
) -> Problem:
    names = ", ".join(authority.short_name for authority in missing)
    return Problem(
        kind="part-of-england",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=f"areas for {expected - len(missing)} councils",
        expected=f"all {expected} that stood on {year.last_day}; without an area: {names}",
        remedy="download the whole file again; a part of England can't be drawn as a map",
    )


def _of_another_year(areas: CodedAreas, code: str, register: Register, year: YearEnding) -> Problem:
    authority = register.by_code(code)
    name = authority.name if authority else code
    return Problem(
        kind="area-of-another-year",
        file=areas.layer.file,
        sheet=areas.layer.name,
        value=f"{name} ({code})",
        expected=f"councils that stood on {year}",
        remedy="check the dates in data/authorities.csv, or load the file of that year",
    )
