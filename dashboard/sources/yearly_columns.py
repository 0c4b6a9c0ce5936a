"""The columns of a table by their headings, in one row or in two: groups, then their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.sources.grid import HEADING_ROWS, Grid
from dashboard.sources.wording import plain
from dashboard.sources.yearly_headings import Role, meaning_in_group, meaning_of

_LONGEST_HEADING: Final = 150


@dataclass(frozen=True)
class HeadedColumn:
    """A column, its place from 0, its heading with the group's before it, and what that means."""

    position: int
    written: str
    meaning: str | None
    group: str = ""
    """The heading above it that other columns share."""
    is_ambiguous: bool = False
    """Whether the meaning hangs on how far the group's heading reaches, which can't be told."""


def heading_rows(grid: Grid) -> Iterator[tuple[int, list[HeadedColumn]]]:
    """Each of the first rows as headings, together with the groups in the row above it."""
    above: list[str] = []
    for row, cells in grid.cells.head(HEADING_ROWS).iterrows():
        number = int(str(row))
        spread = {m.left: m.right for m in grid.merged if m.top <= number - 1 <= m.bottom}
        texts = heading_texts(cells)
        yield number, headed_columns(texts, above, spread)
        above = texts


def heading_texts(cells: Iterable[str]) -> list[str]:
    """The cells of a row as headings, each in one line: what is too long for one is none."""
    return [" ".join(text.split()) if len(text) <= _LONGEST_HEADING else "" for text in cells]


def headed_columns(
    texts: list[str], above: Sequence[str] = (), spread: Mapping[int, int] | None = None
) -> list[HeadedColumn]:
    """The columns of one row of headings, or of two where `above` is given.

    `spread` has the first and the last column of each group that is merged in the row above.
    """
    first = _first_authority(texts, above)
    groups = _groups(above, spread or {}, first)
    columns = []
    for position, text in enumerate(texts):
        group, is_sure = groups.get(position, ("", True))
        upper = above[position] if above else ""
        written = text or (upper if groups or _is_authority(upper) else "")
        if not written:
            continue
        if not text or not group or position == first:
            columns.append(HeadedColumn(position, written, meaning_of(written)))
            continue
        together, alone = meaning_in_group(group, text), meaning_of(text)
        columns.append(
            HeadedColumn(
                position,
                text if plain(group) == plain(text) else f"{group}: {text}",
                together,
                group,
                is_ambiguous=not is_sure and None not in (together, alone) and together != alone,
            )
        )
    return columns


def _first_authority(texts: list[str], above: Sequence[str]) -> int | None:
    either = [texts[at] or (above[at] if above else "") for at in range(len(texts))]
    return next((at for at, text in enumerate(either) if _is_authority(text)), None)


def _is_authority(text: str) -> bool:
    return meaning_of(text) == Role.AUTHORITY


def _groups(
    above: Sequence[str], spread: Mapping[int, int], first: int | None
) -> dict[int, tuple[str, bool]]:
    """The upper heading of each column, and whether it is certain that it reaches so far.

    Only headings to the right of the councils' column are groups; what stands over it or before
    it is a title. Without merged cells a heading may reach up to the next one.
    """
    if first is None or not any(above[first + 1 :]):
        return {}
    is_merged = any(right > max(left, first) for left, right in spread.items())
    groups: dict[int, tuple[str, bool]] = {}
    reaching = ""
    for position in range(first + 1, len(above)):
        if above[position]:
            reaching = above[position]
            groups[position] = (reaching, True)
            last = spread.get(position, position)
            groups.update(dict.fromkeys(range(position + 1, last + 1), (reaching, True)))
        elif position not in groups and not is_merged and reaching:
            groups[position] = (reaching, False)
    return groups
