"""How councils compare, as it was worked out when the snapshot was published."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.authorities.register import Authority, Register
from dashboard.dataset.comparison_records import (
    CategoryYear,
    Change,
    Comparison,
    Expected,
    FunnelLimit,
    GroupYear,
    Pooled,
    RankInterval,
    ReceivedBeside,
    Signal,
    SignalQuery,
    Trend,
    change_of,
    comparison_of,
    group_year_of,
    pooled_of,
    received_of,
    signal_of,
    trend_of,
)
from dashboard.dataset.rows import Rows
from dashboard.vocabulary import (
    AuthorityType,
    Measure,
    PeerGroup,
    SignalKind,
    YearEnding,
)


class Comparisons:
    """The comparisons of one snapshot."""

    def __init__(self, rows: Rows, register: Register) -> None:
        """Takes how to ask the snapshot's database, and its authorities."""
        self._rows = rows
        self._register = register

    def beside(
        self, authority: Authority, year: YearEnding, measure: Measure
    ) -> dict[PeerGroup, Comparison]:
        """What the other councils of each group did; groups without a case are left out."""
        rows = self._rows(
            "SELECT * FROM comparison WHERE authority_code = ? AND year_ending = ? AND measure = ?",
            (authority.code, str(year), measure),
        )
        found = {PeerGroup(row["peer_group"]): comparison_of(row) for row in rows}
        return {group: found[group] for group in PeerGroup if group in found}

    def groups(self) -> list[PeerGroup]:
        """The groups that the data have, in order."""
        listed = {PeerGroup(row[0]) for row in self._rows("SELECT DISTINCT peer_group FROM peer")}
        told = {PeerGroup.TYPE, PeerGroup.REGION, PeerGroup.ENGLAND}
        return [group for group in PeerGroup if group in listed | told]

    def members(self, authority: Authority, year: YearEnding, group: PeerGroup) -> list[Authority]:
        """The other councils of a group, by name."""
        if group in (PeerGroup.LIKE, PeerGroup.NEIGHBOURS):
            rows = self._rows(
                "SELECT peer_code FROM peer WHERE authority_code = ? AND year_ending = ? "
                "AND peer_group = ?",
                (authority.code, str(year), group),
            )
            codes = {row["peer_code"] for row in rows}
            return [other for other in self._register if other.code in codes]
        return [
            other
            for other in self._register.in_year(year)
            if other != authority and _shares(group, authority, other)
        ]

    def change(self, authority: Authority, year: YearEnding, measure: Measure) -> Change | None:
        """The change since the year before; None where the two don't compare."""
        found = self.changes(authority, measure)
        return found.get(year)

    def changes(self, authority: Authority, measure: Measure) -> dict[YearEnding, Change]:
        """Every change of a measure, by the later year."""
        rows = self._rows(
            "SELECT * FROM figure_change WHERE authority_code = ? AND measure = ?",
            (authority.code, measure),
        )
        return {YearEnding.parse(row["year_ending"]): change_of(row) for row in rows}

    def pooled(self, authority: Authority, year: YearEnding, measure: Measure) -> Pooled | None:
        """Three years together up to a year; None where they don't compare."""
        rows = self._rows(
            "SELECT * FROM pooled_figure WHERE authority_code = ? AND year_ending = ? "
            "AND measure = ?",
            (authority.code, str(year), measure),
        )
        return pooled_of(rows[0]) if rows else None

    def all_pooled(self, year: YearEnding, measure: Measure) -> dict[str, Pooled]:
        """Three years together of every council that has them, by code."""
        rows = self._rows(
            "SELECT * FROM pooled_figure WHERE year_ending = ? AND measure = ?",
            (str(year), measure),
        )
        return {row["authority_code"]: pooled_of(row) for row in rows}

    def expected(self, authority: Authority, year: YearEnding) -> Expected | None:
        """The uphold rate to expect for the council's categories; None if not known."""
        rows = self._rows(
            "SELECT * FROM expected_rate WHERE authority_code = ? AND year_ending = ?",
            (authority.code, str(year)),
        )
        return (
            Expected(
                rows[0]["upheld"], rows[0]["investigated"], rows[0]["expected"], rows[0]["display"]
            )
            if rows
            else None
        )

    def ranks(
        self, councils: Sequence[Authority], year: YearEnding, measure: Measure
    ) -> dict[str, RankInterval]:
        """The ranks of councils by code, each among those of its own type."""
        marks = ", ".join("?" * len(councils))
        rows = self._rows(
            "SELECT * FROM rank_interval WHERE year_ending = ? AND measure = ? "
            f"AND authority_code IN ({marks})",
            (str(year), measure, *(council.code for council in councils)),
        )
        return {
            row["authority_code"]: RankInterval(row["first"], row["last"], row["councils"])
            for row in rows
        }

    def funnel(self, kind: AuthorityType, year: YearEnding, measure: Measure) -> list[FunnelLimit]:
        """The lines of a type's funnel, by number of cases; none if not all councils are known."""
        rows = self._rows(
            "SELECT * FROM funnel_limit WHERE type = ? AND year_ending = ? AND measure = ? "
            "ORDER BY denominator",
            (kind, str(year), measure),
        )
        return [
            FunnelLimit(
                row["denominator"],
                row["low_alarm"],
                row["low_warning"],
                row["high_warning"],
                row["high_alarm"],
            )
            for row in rows
        ]

    def dispersion(self, kind: AuthorityType, year: YearEnding, measure: Measure) -> float:
        """How much wider a type spreads than chance gives; 1 if not clearly."""
        rows = self._rows(
            "SELECT dispersion FROM type_average WHERE type = ? AND year_ending = ? "
            "AND measure = ?",
            (kind, str(year), measure),
        )
        return (rows[0]["dispersion"] if rows else None) or 1.0

    def trends(self, authority: Authority, measure: Measure) -> list[Trend]:
        """What each run of comparable years says, oldest first."""
        rows = self._rows(
            "SELECT * FROM trend WHERE authority_code = ? AND measure = ? "
            "ORDER BY first_year_ending",
            (authority.code, measure),
        )
        return [trend_of(row) for row in rows]

    def group_history(self, kind: AuthorityType | None, measure: Measure) -> list[GroupYear]:
        """A type's years, or those of all of England, oldest first."""
        if kind is None:
            rows = self._rows(
                "SELECT *, NULL AS low_quartile, NULL AS high_quartile FROM nation_average "
                "WHERE measure = ? ORDER BY year_ending",
                (measure,),
            )
        else:
            rows = self._rows(
                "SELECT * FROM type_average WHERE type = ? AND measure = ? "
                "AND value IS NOT NULL ORDER BY year_ending",
                (kind, measure),
            )
        return [group_year_of(row) for row in rows]

    def received(self, authority: Authority) -> dict[YearEnding, ReceivedBeside]:
        """A council's numbers of complaints received that are known, by year."""
        rows = self._rows(
            "SELECT * FROM received_beside WHERE authority_code = ? ORDER BY year_ending",
            (authority.code,),
        )
        return {found.year: found for found in map(received_of, rows)}

    def category_history(self, about: Authority | AuthorityType | None) -> list[CategoryYear]:
        """Decided cases by category and year, of a council, a type, or all of England (None)."""
        table, key, value = (
            ("category_count", "authority_code", about.code)
            if isinstance(about, Authority)
            else ("category_total", "councils", str(about or "england"))
        )
        rows = self._rows(
            "SELECT year_ending, category, SUM(cases) AS decided, "
            "SUM(CASE WHEN outcome = 'Upheld' THEN cases ELSE 0 END) AS upheld, "
            "SUM(CASE WHEN outcome IN ('Upheld', 'Not upheld') THEN cases ELSE 0 END) "
            f"AS investigated FROM {table} WHERE {key} = ? AND kind = 'decided' "
            "GROUP BY year_ending, category ORDER BY category, year_ending",
            (value,),
        )
        return [
            CategoryYear(
                YearEnding.parse(row["year_ending"]),
                row["category"],
                row["decided"],
                row["upheld"],
                row["investigated"],
            )
            for row in rows
        ]

    def signals(self, query: SignalQuery) -> list[Signal]:
        """The signals that a query asks for: by kind, then by council."""
        wanted: list[tuple[str, object]] = []
        if query.year:
            wanted.append(("year_ending", str(query.year)))
        if query.kind:
            wanted.append(("kind", query.kind))
        if query.council:
            wanted.append(("authority_code", query.council.code))
        if query.region:
            wanted.append(("region", query.region))
        if query.type:
            wanted.append(("type", query.type))
        condition = " AND ".join(f"{column} = ?" for column, _ in wanted) or "1"
        rows = self._rows(
            "SELECT signal.* FROM signal JOIN authority ON code = authority_code "
            f"WHERE {condition} ORDER BY short_name, year_ending DESC, category",
            [value for _, value in wanted],
        )
        by_code = {authority.code: authority for authority in self._register}
        found = [signal_of(row, by_code[row["authority_code"]]) for row in rows]
        kinds = list(SignalKind)
        return sorted(found, key=lambda signal: kinds.index(signal.kind))


def _shares(group: PeerGroup, authority: Authority, other: Authority) -> bool:
    """Whether another council belongs to a group that the register tells."""
    if group is PeerGroup.TYPE:
        return other.type is authority.type
    if group is PeerGroup.REGION:
        return other.region == authority.region and other.type.powers is authority.type.powers
    return True
