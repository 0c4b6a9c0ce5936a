"""With whom each council is compared, and what those councils did together, itself left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from dashboard.authorities.register import Authority, Register
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display
from dashboard.statistics.funnel import verdicts
from dashboard.statistics.thresholds import LIKE_COUNCILS
from dashboard.vocabulary import Measure, PeerGroup, YearEnding

COMPARISON_COLUMNS: Final = (
    "authority",
    "year",
    "measure",
    "peer_group",
    "numerator",
    "denominator",
    "value",
    "display",
    "councils",
    "councils_in_all",
    "verdict",
)
_KEY: Final = ["authority", "year", "measure"]


def like_councils(counts: pd.DataFrame, register: Register) -> pd.DataFrame:
    """The councils nearest to each in residents among those that run the same services.

    `counts` has authority, year and population. Returns authority, year, peer_group, peer and
    position (1: the nearest), for the councils that existed in each year. The nearest is the one
    whose number of residents is the smallest multiple of the other's, or the other way round.
    """
    known = counts.dropna(subset=["population"])
    residents = known.set_index(["authority", "year"])["population"].astype("int64").to_dict()
    rows = [
        (authority, year, str(PeerGroup.LIKE), peer, position)
        for year in sorted(counts["year"].unique().tolist())
        for alike in _by_powers(register.in_year(YearEnding(year)))
        for authority, peers in _nearest(
            {a.code: residents[a.code, year] for a in alike if (a.code, year) in residents}
        )
        for position, peer in enumerate(peers, start=1)
    ]
    return pd.DataFrame(rows, columns=["authority", "year", "peer_group", "peer", "position"])


def statistical_neighbours(
    neighbours: pd.DataFrame, years: Iterable[int], register: Register
) -> pd.DataFrame:
    """The listed neighbours of each council that existed in a year and run the same services.

    `neighbours` has authority, neighbour and position. Returns the columns of `like_councils`. A
    list mixes councils with different services; those don't compare and are left out.
    """
    powers = {authority.code: authority.type.powers for authority in register}
    alike = neighbours["authority"].map(powers) == neighbours["neighbour"].map(powers)
    pairs = neighbours[alike].rename(columns={"neighbour": "peer"})
    parts = []
    for year in years:
        existing = {authority.code for authority in register.in_year(YearEnding(year))}
        of_year = pairs[pairs["authority"].isin(existing) & pairs["peer"].isin(existing)]
        parts.append(of_year.assign(year=year, peer_group=str(PeerGroup.NEIGHBOURS)))
    columns = ["authority", "year", "peer_group", "peer", "position"]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def comparisons(
    figures: pd.DataFrame,
    peers: pd.DataFrame,
    register: Register,
    dispersions: pd.DataFrame,
) -> pd.DataFrame:
    """What the other councils of each group did together: COMPARISON_COLUMNS.

    `figures` has FIGURE_COLUMNS and source; only figures from cases are pooled. `peers` has the
    members of groups that can't be told from the register, as `like_councils` returns them;
    `dispersions` has type, year, measure and dispersion. The numbers are the sums of the other
    councils' counts. A verdict takes the counts of every council of the group, a share, and that
    all of them run the same services: so there is none beside all of England. The group of a
    type is judged with the type's dispersion.
    """
    counted = figures[figures["source"].eq("cases").fillna(False)].dropna(
        subset=["numerator", "denominator"]
    )
    if counted.empty:
        return pd.DataFrame(columns=list(COMPARISON_COLUMNS))
    counted = counted[[*_KEY, "numerator", "denominator"]].astype(
        {"numerator": "float", "denominator": "float"}
    )
    existing = _existing(counted["year"].unique().tolist(), register)
    grouped = [_of_register(counted, existing, group) for group in _BY_REGISTER]
    grouped += [_of_members(counted, members) for _, members in peers.groupby("peer_group")]
    every = pd.concat(grouped, ignore_index=True)
    every = every[every["denominator"] > 0]
    return _judged(every, figures, register, dispersions)


_BY_REGISTER: Final[dict[PeerGroup, list[str]]] = {
    PeerGroup.TYPE: ["type"],
    PeerGroup.REGION: ["region", "powers"],
    PeerGroup.ENGLAND: [],
}
"""What the councils of a group have in common."""


def _by_powers(authorities: Iterable[Authority]) -> list[list[Authority]]:
    groups: dict[str, list[Authority]] = {}
    for authority in authorities:
        groups.setdefault(authority.type.powers, []).append(authority)
    return list(groups.values())


def _nearest(residents: dict[str, int]) -> Iterable[tuple[str, list[str]]]:
    codes = np.array(sorted(residents))
    sizes = np.log([residents[code] for code in codes])
    for code, size in zip(codes, sizes, strict=True):
        others = codes != code
        nearest = np.argsort(np.abs(sizes - size)[others], kind="stable")[:LIKE_COUNCILS]
        yield str(code), codes[others][nearest].tolist()


def _existing(years: list[int], register: Register) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (a.code, year, str(a.type), a.region, str(a.type.powers))
            for year in years
            for a in register.in_year(YearEnding(year))
        ],
        columns=["authority", "year", "type", "region", "powers"],
    )


def _of_register(counted: pd.DataFrame, existing: pd.DataFrame, group: PeerGroup) -> pd.DataFrame:
    """Sums over all councils that share what a group has in common, less the council's own."""
    common = [*_BY_REGISTER[group], "year"]
    known = counted.merge(existing, on=["authority", "year"], how="inner", validate="many_to_one")
    pools = known.groupby([*common, "measure"], as_index=False).agg(
        pool_numerator=("numerator", "sum"),
        pool_denominator=("denominator", "sum"),
        councils=("authority", "size"),
    )
    in_all = existing.groupby(common, as_index=False).agg(councils_in_all=("authority", "size"))
    measures = pd.DataFrame({"measure": counted["measure"].unique()})
    others = (
        existing.merge(measures, how="cross")
        .merge(pools, on=[*common, "measure"], how="inner", validate="many_to_one")
        .merge(in_all, on=common, how="left", validate="many_to_one")
        .merge(counted, on=_KEY, how="left", validate="one_to_one")
    )
    has_own = others["numerator"].notna()
    return others.assign(
        peer_group=str(group),
        numerator=others["pool_numerator"] - others["numerator"].fillna(0),
        denominator=others["pool_denominator"] - others["denominator"].fillna(0),
        councils=others["councils"] - has_own,
        councils_in_all=others["councils_in_all"] - 1,
    )


def _of_members(counted: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Sums over the listed members of each council's own group."""
    in_all = members.groupby(["authority", "year"], as_index=False).agg(
        councils_in_all=("peer", "size")
    )
    added = (
        members.merge(
            counted.rename(columns={"authority": "peer"}),
            on=["peer", "year"],
            validate="many_to_many",
        )
        .groupby(["peer_group", *_KEY], as_index=False)
        .agg(
            numerator=("numerator", "sum"),
            denominator=("denominator", "sum"),
            councils=("peer", "size"),
        )
    )
    return added.merge(in_all, on=["authority", "year"], validate="many_to_one")


def _judged(
    groups: pd.DataFrame, figures: pd.DataFrame, register: Register, dispersions: pd.DataFrame
) -> pd.DataFrame:
    types = {a.code: str(a.type) for a in register}
    own = figures[[*_KEY, "numerator", "denominator"]].rename(
        columns={"numerator": "own_numerator", "denominator": "own_denominator"}
    )
    beside = (
        groups.drop(columns="type", errors="ignore")
        .assign(type=groups["authority"].map(types))
        .merge(own, on=_KEY, how="left", validate="many_to_one")
        .merge(dispersions, on=["type", "year", "measure"], how="left", validate="many_to_one")
    )
    share = beside["numerator"] / beside["denominator"]
    scales = {str(m): 1 if d.is_share else d.per for m, d in DEFINITIONS.items()}
    is_type = beside["peer_group"].eq(PeerGroup.TYPE)
    shares = [str(measure) for measure, d in DEFINITIONS.items() if d.is_share]
    is_judged = (
        (beside["councils"] == beside["councils_in_all"])
        & beside["measure"].isin(shares)
        & (beside["own_denominator"] > 0).fillna(False)
        & beside["own_numerator"].notna()
        & (beside["peer_group"] != PeerGroup.ENGLAND)
    )
    judged = beside[is_judged]
    found = np.full(len(beside), None, dtype=object)
    found[is_judged] = verdicts(
        judged["own_numerator"].to_numpy(float),
        judged["own_denominator"].to_numpy(float),
        share[is_judged].to_numpy(float),
        judged["dispersion"].where(is_type).fillna(1.0).to_numpy(float),
    )
    return beside.assign(
        # Of no rows at all, a map of text is text.
        value=share * beside["measure"].map(scales).astype(float),
        display=[
            display(Measure(measure), int(n), int(d))
            for measure, n, d in zip(
                beside["measure"], beside["numerator"], beside["denominator"], strict=True
            )
        ],
        verdict=found,
    ).astype({"numerator": "int64", "denominator": "int64"})[list(COMPARISON_COLUMNS)]
