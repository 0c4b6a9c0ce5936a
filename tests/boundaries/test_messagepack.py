from __future__ import annotations

import struct

import pytest

from dashboard.boundaries.messagepack import unpack


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (b"\x07", 7),
        (b"\xff", -1),
        (b"\xc0", None),
        (b"\xc2", False),
        (b"\xc3", True),
        (b"\xcc\xc8", 200),
        (b"\xcd\x01\x00", 256),
        (b"\xd1\xff\x00", -256),
        (b"\xcb" + struct.pack(">d", 452300.5), 452300.5),
        (b"\xa7ZE1 0AA", "ZE1 0AA"),
        (b"\xd9\x03abc", "abc"),
        (b"\x92\x01\x02", [1, 2]),
        (b"\xdc\x00\x02\x01\x02", [1, 2]),
        (b"\x81\xa4laua\x91\xc0", {"laua": [None]}),
        (b"\xde\x00\x01\xa1a\x01", {"a": 1}),
    ],
)
def test_a_packed_value_is_read(packed: bytes, value: object) -> None:
    assert unpack(packed) == value


@pytest.mark.parametrize("packed", [b"", b"\xcd\x01", b"\xa7ZE1", b"\x92\x01", b"\xdc\x00"])
def test_a_document_cut_short_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="ends early"):
        unpack(packed)


def test_what_follows_the_value_is_refused() -> None:
    with pytest.raises(ValueError, match="goes on after its value, at byte 1"):
        unpack(b"\x07\x07")


def test_binary_values_are_refused() -> None:
    with pytest.raises(ValueError, match="0xc4"):
        unpack(b"\xc4\x01\x00")
