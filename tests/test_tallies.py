from __future__ import annotations

from datetime import date, timedelta

import ibis
import pandas as pd
import pyarrow as pa

from dashboard.tallies import DECIDED, RECEIVED, brought, ombudsman_year
from dashboard.vocabulary import YearEnding
from tests.factories import cases, decided, received


def test_every_day_falls_in_the_year_that_the_vocabulary_says() -> None:
    days = [date(2012, 1, 1) + timedelta(days=number) for number in range(366 * 20)]
    table = ibis.memtable(pa.table({"day": pa.array(days, pa.date32())}))
    told = brought(table.select("day", year=ombudsman_year(table.day)).order_by("day"))
    assert told["year"].tolist() == [YearEnding.containing(day).last for day in days]


def test_a_tally_has_a_row_for_each_combination_that_has_a_case() -> None:
    tally = cases(received(("A", "2019-05-01"), ("A", "2020-03-31"), ("B", "2020-04-01")), RECEIVED)
    rows = tally.tally.sort_values("authority").itertuples(index=False, name=None)
    assert list(rows) == [
        ("A", 2020, "Housing", 2, pd.Timestamp("2020-03-31")),
        ("B", 2021, "Housing", 1, pd.Timestamp("2020-04-01")),
    ]


def test_a_label_that_a_case_has_not_is_missing_and_not_no() -> None:
    frame = decided(
        ("A", "2020-01-10", "Upheld"),
        ("A", "2020-01-10", "Upheld"),
        ("A", "2020-01-10", "Upheld"),
        satisfactory=[True, False, None],
    )
    told = cases(frame, DECIDED).tally["satisfactory_remedy"]
    assert (told.dtype, told.isna().sum(), told.sum()) == ("boolean", 1, 1)
