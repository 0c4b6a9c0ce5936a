"""Pages of a list that changes between one page and the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from dashboard.api.cursor import cut
from dashboard.api.refusal import Refused
from dashboard.dataset import Dataset
from dashboard.dataset.checked_text import checked, unchecked
from dashboard.dataset.values import ValueQuery, Values
from tests.factories import council


def names(listed: str, cursor: str | None = None, limit: int = 2) -> tuple[str, str | None]:
    page, after = cut(listed.split(), lambda name: (name,), 1, cursor, limit)
    return " ".join(page), after


def test_a_page_begins_with_the_same_row_whatever_came_before_it_since() -> None:
    page, after = names("a c e g")
    assert page == "a c"
    assert names("a b c d e g", after)[0] == "e g"
    assert names("e g", after)[0] == "e g"


def test_a_page_whose_first_row_has_gone_begins_with_the_next_one() -> None:
    _, after = names("a c e g")
    assert names("a c g h", after)[0] == "g h"
    assert names("a c", after) == ("", None)


def test_the_last_page_has_no_cursor() -> None:
    assert names("a b")[1] is None
    assert names("")[0] == ""


@pytest.mark.parametrize("listed", ["a b c", ""])
@pytest.mark.parametrize("text", ["", "abc", checked("[]"), checked('["a", "b"]'), checked("[1]")])
def test_a_cursor_that_is_none_of_the_list_is_refused(listed: str, text: str) -> None:
    with pytest.raises(Refused, match="cursor is none of this list"):
        names(listed, text)


def test_a_text_in_an_address_comes_back_whole_or_not_at_all() -> None:
    assert unchecked(checked("a|é|b")) == "a|é|b"
    assert unchecked(checked("a|é|b")[:-1]) is None


@pytest.fixture
def growing() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        connection.row_factory = sqlite3.Row
        connection.execute(
            "CREATE TABLE yearly_count (authority_code TEXT, year_ending TEXT, decided INTEGER)"
        )
        yield connection
    connection.close()


def test_values_go_on_from_the_same_council_and_year_in_a_newer_snapshot(
    growing: sqlite3.Connection,
) -> None:
    def put(*rows: tuple[str, str]) -> None:
        growing.executemany("INSERT INTO yearly_count VALUES (?, ?, NULL)", rows)

    def asked(statement: str, parameters: object) -> list[sqlite3.Row]:
        return growing.execute(statement, parameters).fetchall()  # type: ignore[arg-type]

    values = Values(asked, lambda row: council(row["authority_code"]))
    put(("A", "2023-03-31"), ("C", "2023-03-31"), ("D", "2023-03-31"))
    first = values.counts(ValueQuery(), None, 2)
    assert [a.code for a, _, _ in first.found] == ["A", "C"]
    assert first.after == ("D", "2023-03-31")
    put(("A", "2024-03-31"), ("B", "2024-03-31"), ("D", "2024-03-31"))
    second = values.counts(ValueQuery(), first.after, 2)
    assert [(a.code, y.last) for a, y, _ in second.found] == [("D", 2023), ("D", 2024)]
    assert second.total == 6


def test_figures_of_no_council_are_none(four_councils: Dataset) -> None:
    assert four_councils.values.figures(ValueQuery(councils=()), None, 5).found == ()
