"""Numbers received: their range, the year before, and what other councils' rates would give."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.register import Register
from dashboard.statistics.received import received_beside
from dashboard.vocabulary import ChangeVerdict, YearEnding
from tests.factories import register, yearly_counts

Row = tuple[str, int, int, int | None]


def beside(
    *rows: Row, councils: Register | None = None, unfinished: YearEnding | None = None
) -> pd.DataFrame:
    """Council, year, number received and residents."""
    counts = yearly_counts(
        *({"authority": a, "year": y, "received": n, "population": p} for a, y, n, p in rows)
    )
    known = councils or register(*sorted({row[0] for row in rows}))
    found = received_beside(counts, known, unfinished=unfinished)
    return found.set_index(["authority", "year"])


@pytest.mark.parametrize(
    ("earlier", "later", "p_value"), [(2, 4, 0.45), (10, 20, 0.07), (40, 60, 0.046)]
)
def test_the_worked_values_of_two_counts(earlier: int, later: int, p_value: float) -> None:
    found = beside(("A", 2023, earlier, 80_000), ("A", 2024, later, 80_000))
    assert found.loc[("A", 2024), "p_value"] == pytest.approx(p_value, abs=0.005)
    assert found.loc[("A", 2024), "earlier_received"] == earlier


def test_twenty_four_complaints_after_fifteen_are_no_clear_change() -> None:
    """Epsom and Ewell's members argued whether 24 was significant."""
    found = beside(("A", 2023, 15, 81_000), ("A", 2024, 24, 81_000)).loc[("A", 2024)]
    assert found["verdict"] == ChangeVerdict.NOT_CLEAR
    assert (found["low"], found["high"]) == pytest.approx((15.4, 35.7), abs=0.05)


def test_more_residents_explain_more_complaints() -> None:
    found = beside(("A", 2023, 40, 100_000), ("A", 2024, 80, 200_000)).loc[("A", 2024)]
    assert found["p_value"] == pytest.approx(1.0, abs=0.1)
    unknown = beside(("A", 2023, 40, None), ("A", 2024, 80, 200_000)).loc[("A", 2024)]
    assert unknown["verdict"] == ChangeVerdict.UNLIKELY_CHANCE, "years of one length otherwise"


def test_the_pandemic_year_and_an_unfinished_one_compare_with_nothing() -> None:
    rows = [("A", year, 20, 80_000) for year in range(2019, 2025)]
    found = beside(*rows, unfinished=YearEnding(2024))
    compared = found.loc["A"]["earlier_year"].dropna().index.tolist()
    assert compared == [2020, 2023], "2021 was short, 2022 doesn't compare with it, 2024 is open"


def test_a_gap_of_a_year_is_no_year_before() -> None:
    found = beside(("A", 2017, 20, 80_000), ("A", 2019, 20, 80_000))
    assert found["p_value"].isna().all()


def test_the_residents_at_the_others_rate_leave_the_council_itself_out() -> None:
    found = beside(("A", 2024, 90, 100_000), ("B", 2024, 30, 100_000), ("C", 2024, 10, 100_000))
    of_a = found.loc[("A", 2024)]
    assert (of_a["others_received"], of_a["others_residents"]) == (40, 200_000)
    assert of_a["expected"] == pytest.approx(20)


def test_where_a_council_of_the_type_is_not_known_nothing_is_expected() -> None:
    councils = register("A", "B", "C")
    found = beside(("A", 2024, 90, 100_000), ("B", 2024, 30, 100_000), councils=councils)
    assert found["expected"].isna().all()


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(20_000, 900_000)), min_size=2, max_size=12),
    st.randoms(),
)
def test_the_order_of_rows_and_the_names_change_nothing(
    councils: list[tuple[int, int]], random: object
) -> None:
    rows = [(f"c{n}", 2023, received, people) for n, (received, people) in enumerate(councils)]
    rows += [(name, 2024, received + 3, people) for name, _, received, people in rows]
    shuffled = [(f"z{name}", *rest) for name, *rest in rows]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = beside(*rows), beside(*shuffled)
    second.index = second.index.set_levels(second.index.levels[0].str[1:], level=0)
    pd.testing.assert_frame_equal(first.sort_index(), second.sort_index())
    assert (first["low"] <= first["received"]).all()
    assert (first["received"] <= first["high"]).all()
