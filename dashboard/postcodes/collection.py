"""The postcodes of a source put together: every row checked, every postcode once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.authorities.register import Register
from dashboard.errors import Problem
from dashboard.postcodes import rows
from dashboard.postcodes.nations import BY_CODE, BY_POSTCODE_AREA
from dashboard.postcodes.postcode import SHAPE
from dashboard.postcodes.rows import Batch

_SHOWN: Final = 10
"""Problems of one kind that are listed; the rest are counted."""

_NOTHING: Final = "999999"
"""What codes that stand for no area at all end with: E99999999."""

_COUNTY: Final = "E10"
"""How the codes of county councils begin; other counties have no council."""

_MONTH: Final = r"^(?:|(?:19|20)\d\d(?:0[1-9]|1[0-2]))$"
_GROUP: Final = ("sector", "ended", "area_code")


class Collection:
    """Takes batch after batch; then says what is wrong, or gives the table."""

    def __init__(self, register: Register) -> None:
        """Starts empty; the register says which districts there are, and in which county."""
        self.rows = 0
        self.left_out = 0
        """Postcodes whose letters alone say where they are."""
        self.newest: str | None = None
        """The latest month in which a postcode began or ended: "2025-11"."""
        self._register = register
        self._file = ""
        self._tables: list[pa.Table] = []
        self._bad: list[Problem] = []
        self._bad_by_kind: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._counties: Counter[tuple[str, str]] = Counter()

    def add(self, batch: Batch) -> None:
        """Takes the rows of a batch."""
        self._file = batch.file
        count = batch.rows.num_rows
        self.rows += count
        numbers = pa.array(range(batch.first_row, batch.first_row + count))
        compact = pc.replace_substring_regex(pc.utf8_upper(batch.rows[rows.POSTCODE]), r"\s+", "")
        table = batch.rows.append_column("row", numbers).append_column("compact", compact)
        table = self._checked(table, "compact", SHAPE, _not_a_postcode)
        table = self._checked(table, rows.ENDED, _MONTH, _not_a_month)
        islands = pc.match_substring_regex(table["compact"], rf"^({'|'.join(BY_POSTCODE_AREA)})\d")
        self.left_out += pc.sum(islands).as_py() or 0
        self._take(table.filter(pc.invert(islands)))

    def problems(self) -> list[Problem]:
        """Everything that stops the source from being taken in; nothing if it may be."""
        found = list(self._bad)
        for kind, number in self._bad_by_kind.items():
            if number > _SHOWN:
                found.append(_more(self._file, kind, number - _SHOWN))
        found += [_unknown(self._file, code, n) for code, n in sorted(self._unknown.items())]
        if not found:
            table = self._whole()
            found += _twice(self._file, table)
            if not _has_councils(table):
                found.append(_no_councils(self._file, self.rows))
        return found

    def notices(self) -> list[Problem]:
        """Districts that the source puts in another county than the register does."""
        found = []
        for (district, county), number in sorted(self._counties.items()):
            authority, named = map(self._register.by_code, (district, county))
            ours = authority and self._register.county_of(authority)
            if authority and named and named != ours:
                found.append(_other_county(self._file, authority.name, named.name, number))
        return found

    def table(self) -> pa.Table:
        """Columns sector, ended, area_code, units, in the order of the first three.

        As `directory.TABLES` says. It is complete only if there are no problems.
        """
        table = self._whole().sort_by([(name, "ascending") for name in (*_GROUP, "unit")])
        groups = table.group_by(list(_GROUP), use_threads=False).aggregate([("unit", "list")])
        units = pc.binary_join(groups["unit_list"], "")
        return groups.select(list(_GROUP)).append_column("units", units)

    def _whole(self) -> pa.Table:
        """Every postcode once, unless its rows contradict each other."""
        columns = ("sector", "unit", "ended", "area_code")
        if not self._tables:
            return pa.table({name: pa.array([], pa.string()) for name in columns})
        return pa.concat_tables(self._tables).group_by(list(columns)).aggregate([])

    def _checked(
        self,
        table: pa.Table,
        column: str,
        shape: str,
        problem: Callable[[str, dict[str, Any]], Problem],
    ) -> pa.Table:
        """The rows whose cell has the shape; each of the others is a problem."""
        fits = pc.match_substring_regex(table[column], shape)
        others = table.filter(pc.invert(fits))
        for row in others.slice(0, _SHOWN).to_pylist():
            found = problem(self._file, row)
            if self._bad_by_kind[found.kind] < _SHOWN:
                self._bad.append(found)
            self._bad_by_kind[found.kind] += 1
        if (more := others.num_rows - _SHOWN) > 0:
            self._bad_by_kind[found.kind] += more
        return table.filter(fits)

    def _take(self, table: pa.Table) -> None:
        self._notice_newest(table)
        self._notice_counties(table)
        compact = table["compact"]
        outward, figure = (
            pc.utf8_slice_codeunits(compact, 0, -3),
            pc.utf8_slice_codeunits(compact, -3, -2),
        )
        self._tables.append(
            pa.table(
                {
                    "sector": pc.binary_join_element_wise(outward, figure, " "),
                    "unit": pc.utf8_slice_codeunits(compact, -2),
                    "ended": _replaced(table[rows.ENDED], _month),
                    "area_code": self._areas(table),
                }
            )
        )

    def _areas(self, table: pa.Table) -> pa.Array:
        """The code of each row's council by now, or of its nation; "" if there is neither."""
        pair = pc.binary_join_element_wise(table[rows.DISTRICT], table[rows.NATION], "|")
        areas = _replaced(pair, self._area)
        for counted in pc.value_counts(areas.filter(pc.starts_with(areas, "?"))).to_pylist():
            self._unknown[counted["values"][1:]] += counted["counts"]
        return areas

    def _area(self, pair: str) -> str:
        """What is kept for a district and a nation; a code that isn't known has "?" before it."""
        district, nation = pair.upper().split("|")
        if authority := self._register.by_code(district):
            return authority.code
        if district and _NOTHING not in district:
            for code in BY_CODE:
                if code[0] == district[0] != "E":
                    return code
            return district if district in BY_CODE else f"?{district}"
        return nation if nation in BY_CODE else ""

    def _notice_newest(self, table: pa.Table) -> None:
        months = [pc.max(table[name]).as_py() or "" for name in (rows.ENDED, rows.BEGAN)]
        known = [_month(month) for month in months if month and re.fullmatch(_MONTH, month)]
        self.newest = max([*known, *filter(None, [self.newest])], default=None)

    def _notice_counties(self, table: pa.Table) -> None:
        counties = table.filter(pc.starts_with(table[rows.COUNTY], _COUNTY))
        pairs = counties.group_by([rows.DISTRICT, rows.COUNTY]).aggregate([("row", "count")])
        for pair in pairs.to_pylist():
            self._counties[pair[rows.DISTRICT], pair[rows.COUNTY]] += pair["row_count"]


def _replaced(column: pa.ChunkedArray, by: Callable[[str], str]) -> pa.ChunkedArray:
    """A column with every different value replaced: few values, many rows."""
    encoded = column.combine_chunks().dictionary_encode()
    values = pa.array([by(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([values.take(encoded.indices)])


def _month(written: str) -> str:
    return f"{written[:4]}-{written[4:]}" if written else ""


def _twice(file: str, table: pa.Table) -> list[Problem]:
    """Postcodes that stand in several councils or months."""
    counted = table.group_by(["sector", "unit"]).aggregate([([], "count_all")])
    repeated = counted.filter(pc.greater(counted["count_all"], 1))
    found = [
        Problem(
            kind="postcode-twice",
            file=file,
            value=row["sector"] + row["unit"],
            expected="each postcode in one council and with one month of its end",
            remedy="choose a single edition of the directory",
        )
        for row in repeated.slice(0, _SHOWN).to_pylist()
    ]
    more = repeated.num_rows - len(found)
    return [*found, _more(file, "postcode-twice", more)] if more else found


def _has_councils(table: pa.Table) -> bool:
    codes = pc.unique(table["area_code"]).to_pylist()
    return any(code and code not in BY_CODE for code in codes)


def _not_a_postcode(file: str, row: dict[str, Any]) -> Problem:
    return Problem(
        kind="bad-postcode",
        file=file,
        row=row["row"],
        value=row[rows.POSTCODE],
        expected="a whole postcode such as SG1 1AA",
        remedy="download the file again",
    )


def _not_a_month(file: str, row: dict[str, Any]) -> Problem:
    return Problem(
        kind="bad-month",
        file=file,
        row=row["row"],
        column="doterm",
        value=row[rows.ENDED],
        expected="the year and month in which the postcode ended, such as 201506, or nothing",
        remedy="download the file again",
    )


def _more(file: str, kind: str, number: int) -> Problem:
    return Problem(
        kind=kind,
        file=file,
        value=f"{number:,} more",
        expected="none",
        remedy="see those above",
    )


def _unknown(file: str, code: str, postcodes: int) -> Problem:
    return Problem(
        kind="unknown-authority",
        file=file,
        value=f"{code}, of {postcodes:,} postcodes",
        expected="the GSS code of a council that data/authorities.csv has",
        remedy="add the council there, or choose an edition of 2011 or later",
    )


def _no_councils(file: str, number: int) -> Problem:
    return Problem(
        kind="no-postcodes",
        file=file,
        value=f"{number:,} rows",
        expected="postcodes of English councils",
        remedy="choose the directory of the whole United Kingdom or of England",
    )


def _other_county(file: str, district: str, county: str, postcodes: int) -> Problem:
    return Problem(
        kind="other-county",
        file=file,
        value=f"{district} in {county}, {postcodes:,} postcodes",
        expected="the county that data/authorities.csv gives for the district",
        remedy="the county of data/authorities.csv is shown; mend it there if it is wrong",
        is_warning=True,
    )
