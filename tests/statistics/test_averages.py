from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.authorities.register import Register
from dashboard.statistics.averages import type_averages, with_similar
from dashboard.statistics.printed import printed_averages
from dashboard.statistics.rates import figures
from dashboard.vocabulary import AuthorityType, Measure, Verdict
from tests.factories import council, register, yearly_counts

Pair = tuple[int, int]


def rates(**councils: Pair | None) -> pd.DataFrame:
    """The uphold rates of 2019-20 of councils that upheld so many of so many, from cases."""
    counts = yearly_counts(
        *(
            {"authority": name} | ({"upheld": pair[0], "investigated": pair[1]} if pair else {})
            for name, pair in councils.items()
        )
    )
    found = figures(counts)
    return found[found["measure"] == Measure.UPHOLD_RATE].assign(source="cases")


def average(found: pd.DataFrame, councils: Register) -> pd.Series:
    averages = type_averages(found, councils)
    assert len(averages) == 1
    return averages.iloc[0]


def beside(found: pd.DataFrame, councils: Register, printed: float | None = None) -> pd.DataFrame:
    """The figures with the similar councils' value, by council; `printed` is the publisher's."""
    publishers = printed_averages(
        None
        if printed is None
        else pd.DataFrame(
            {
                "authority_type": ["unitary"],
                "year": [2020],
                "measure": ["uphold_rate"],
                "value": [printed],
                "source_url": ["https://example.org/averages"],
            }
        )
    )
    similar = with_similar(found, type_averages(found, councils), publishers, councils)
    return similar.set_index("authority")


def test_the_average_is_pooled_from_the_counts_and_not_a_mean_of_rates() -> None:
    pooled = average(rates(A=(9, 10), B=(1, 2), C=(30, 60)), register("A", "B", "C"))
    assert (pooled["numerator"], pooled["denominator"]) == (40, 72)
    assert (pooled["display"], pooled["value"]) == ("56%", pytest.approx(40 / 72))


def test_the_council_itself_is_in_the_average_beside_it() -> None:
    similar = beside(rates(A=(9, 10), B=(0, 10)), register("A", "B"))
    assert similar["similar_display"].to_dict() == {"A": "45%", "B": "45%"}
    assert similar["similar_source"].unique().tolist() == ["computed"]


def test_types_are_never_averaged_together() -> None:
    councils = register(
        council("A"), council("D", AuthorityType.DISTRICT), council("E", AuthorityType.DISTRICT)
    )
    averages = type_averages(rates(A=(1, 10), D=(8, 10), E=(6, 10)), councils)
    assert averages.set_index("type")["display"].to_dict() == {"district": "70%", "unitary": "10%"}


def test_years_are_never_averaged_together() -> None:
    counts = yearly_counts(
        {"authority": "A", "year": 2020, "upheld": 1, "investigated": 10},
        {"authority": "A", "year": 2021, "upheld": 9, "investigated": 10},
    )
    averages = type_averages(figures(counts), register("A"))
    shown = averages[averages["measure"] == Measure.UPHOLD_RATE].set_index("year")["display"]
    assert shown.to_dict() == {2020: "10%", 2021: "90%"}


def test_an_average_says_from_how_many_of_how_many_councils_it_is() -> None:
    pooled = average(rates(A=(1, 2), B=(3, 4)), register("A", "B", "C", "D"))
    assert (pooled["councils"], pooled["councils_in_all"]) == (2, 4)


def test_a_council_without_investigations_is_known_and_counts_among_the_councils() -> None:
    pooled = average(rates(A=(1, 2), B=(0, 0)), register("A", "B"))
    assert (pooled["display"], pooled["councils"], pooled["councils_in_all"]) == ("50%", 2, 2)


def test_a_council_whose_counts_are_not_known_is_not_among_the_councils() -> None:
    pooled = average(rates(A=(1, 2), B=None), register("A", "B"))
    assert (pooled["display"], pooled["councils"], pooled["councils_in_all"]) == ("50%", 1, 2)


def test_where_nobody_has_a_case_there_is_no_average() -> None:
    assert type_averages(rates(A=(0, 0), B=(0, 0)), register("A", "B")).empty


def test_a_late_decision_of_an_abolished_council_is_pooled_but_it_is_no_council_of_the_year() -> (
    None
):
    councils = register("A", council("Old", last_day=date(2019, 3, 31)))
    pooled = average(rates(A=(1, 2), Old=(1, 1)), councils)
    assert (pooled["numerator"], pooled["denominator"]) == (2, 3)
    assert (pooled["councils"], pooled["councils_in_all"]) == (1, 1)


def test_rates_by_population_are_pooled_over_all_residents() -> None:
    counts = yearly_counts(
        {"authority": "A", "upheld": 2, "population": 100_000},
        {"authority": "B", "upheld": 7, "population": 200_000},
    )
    averages = type_averages(figures(counts), register("A", "B")).set_index("measure")
    row = averages.loc[Measure.UPHELD_PER_100K]
    assert (row["display"], row["value"]) == ("3.0", pytest.approx(3.0))


def test_the_publishers_average_is_shown_as_the_publishers() -> None:
    similar = beside(rates(A=(9, 10), B=(0, 10)), register("A", "B"), printed=56)
    assert similar["similar_display"].tolist() == ["56%", "56%"]
    assert similar["similar_value"].tolist() == [0.56, 0.56]
    assert similar["similar_source"].tolist() == ["publisher", "publisher"]
    assert similar["similar_url"].tolist() == ["https://example.org/averages"] * 2
    assert similar["similar_councils"].isna().all()


def test_without_any_average_there_is_no_similar_value() -> None:
    similar = beside(rates(A=None, B=None), register("A", "B"))
    assert similar["similar_value"].isna().all()
    assert similar["similar_display"].isna().all()


def test_a_verdict_leaves_the_council_itself_out() -> None:
    # Pooled with A, the type's rate is 99 of 119; without it 80 of 100, where 19 of 19 is possible
    # by chance less often than once in forty.
    similar = beside(rates(A=(19, 19), B=(40, 50), C=(40, 50)), register("A", "B", "C"))
    assert similar.loc["A", "similar_display"] == "83%"
    assert similar.loc["A", "verdict"] == Verdict.POSSIBLY_HIGHER


def test_a_council_alone_of_its_type_has_no_benchmark() -> None:
    assert beside(rates(A=(5, 9)), register("A")).loc["A", "verdict"] == Verdict.NO_BENCHMARK


def test_when_councils_of_the_type_are_missing_there_is_no_verdict() -> None:
    similar = beside(rates(A=(50, 50), B=(1, 50)), register("A", "B", "C"))
    assert similar["verdict"].tolist() == [Verdict.NO_BENCHMARK] * 2


def test_when_councils_are_missing_the_publishers_average_is_the_benchmark() -> None:
    similar = beside(rates(A=(50, 50), B=(40, 50)), register("A", "B", "C"), printed=80)
    assert similar["verdict"].to_dict() == {"A": Verdict.HIGHER, "B": Verdict.CONSISTENT}


def test_fewer_than_5_cases_have_no_verdict() -> None:
    similar = beside(rates(A=(4, 4), B=(1, 100)), register("A", "B"))
    assert similar.loc["A", "verdict"] == Verdict.TOO_FEW


def test_without_cases_nothing_is_judged() -> None:
    similar = beside(rates(A=(0, 0), B=None, C=(5, 9)), register("A", "B", "C"))
    assert similar.loc[["A", "B"], "verdict"].isna().all()


def test_a_rate_by_population_is_never_judged() -> None:
    counts = yearly_counts(
        {"authority": "A", "upheld": 90, "population": 100_000},
        {"authority": "B", "upheld": 1, "population": 100_000},
    )
    found = figures(counts).assign(source="cases")
    found = found[found["measure"] == Measure.UPHELD_PER_100K]
    assert beside(found, register("A", "B"))["verdict"].isna().all()


def test_a_council_that_is_not_in_the_pool_is_not_taken_out_of_it() -> None:
    # Old was abolished before the year; its figure is printed, and its cases are in no table.
    councils = register("A", "B", council("Old", last_day=date(2019, 3, 31)))
    of_cases = rates(A=(4, 5), B=(4, 5))
    printed = rates(Old=(8, 9)).assign(source="ombudsman")
    both = pd.concat([of_cases, printed], ignore_index=True)
    similar = with_similar(
        both, type_averages(of_cases, councils), printed_averages(None), councils
    ).set_index("authority")
    # 8 of 9 is common where 8 of 10 are upheld. Taken out of it, 0 of 1 would be left.
    assert similar.loc["Old", "verdict"] == Verdict.CONSISTENT


pairs = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: (min(p), max(p))),
    min_size=1,
    max_size=8,
)


def _named(some: Sequence[Pair]) -> dict[str, Pair]:
    return {f"Council {number}": pair for number, pair in enumerate(some)}


@settings(max_examples=15)
@given(pairs)
def test_a_pooled_average_lies_between_the_lowest_and_the_highest_rate(some: list[Pair]) -> None:
    assume(any(investigated for _, investigated in some))
    pooled = average(rates(**_named(some)), register(*_named(some)))
    shares = [upheld / investigated for upheld, investigated in some if investigated]
    assert min(shares) - 1e-12 <= pooled["value"] <= max(shares) + 1e-12


@settings(max_examples=6)
@given(pairs, st.integers(0, 1000))
def test_the_order_of_the_councils_does_not_matter(some: list[Pair], seed: int) -> None:
    found = rates(**_named(some))
    councils = register(*_named(some))
    shuffled = found.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(type_averages(found, councils), type_averages(shuffled, councils))
    in_order = beside(found, councils).sort_index()
    pd.testing.assert_frame_equal(beside(shuffled, councils).sort_index(), in_order)
