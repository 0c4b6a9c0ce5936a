from __future__ import annotations

import pytest

from dashboard.errors import InputError
from dashboard.sources.encoding import Encoding, decode


def test_utf_8_is_read_with_and_without_a_byte_order_mark() -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        decoded = decode("a.csv", "Fee: \u00a310".encode(encoding))
        assert (decoded.text, decoded.encoding) == ("Fee: \u00a310", Encoding.UTF_8)


def test_windows_1252_is_read_and_said() -> None:
    decoded = decode("a.csv", "King\u2019s Lynn \u00a310".encode("cp1252"))
    assert (decoded.text, decoded.encoding) == ("King\u2019s Lynn \u00a310", Encoding.WINDOWS_1252)


def test_rows_in_two_encodings_are_each_named() -> None:
    content = "a\nfee \u00a31\n".encode() + "fee \u00a32\nplain\nfee \u00a33\n".encode("cp1252")
    with pytest.raises(InputError) as raised:
        decode("a.csv", content)
    assert [(p.kind, p.row, p.value) for p in raised.value.problems] == [
        ("mixed-encoding", 3, "fee \u00a32"),
        ("mixed-encoding", 5, "fee \u00a33"),
    ]


@pytest.mark.parametrize(
    ("content", "row"),
    [(b"a,b\n1,2\n3,\x00\n", 3), (b"a\n\x81\x8d\n", 2), ("a,b".encode("utf-16"), None)],
)
def test_bytes_that_are_no_text_name_the_row(content: bytes, row: int | None) -> None:
    with pytest.raises(InputError) as raised:
        decode("a.csv", content)
    (problem,) = raised.value.problems
    assert (problem.kind, problem.row) == ("unreadable-file", row)
    assert "UTF-8" in problem.remedy
