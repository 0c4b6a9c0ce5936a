"""Reads MessagePack, the compact binary relative of JSON, as far as the postcode package uses it.

Reading it here spares every installation a dependency that only the rare building of the default
boundaries would use.
"""

from __future__ import annotations

import struct
from typing import Any

_NUMBERS = {
    0xCA: struct.Struct(">f"),
    0xCB: struct.Struct(">d"),
    0xCC: struct.Struct(">B"),
    0xCD: struct.Struct(">H"),
    0xCE: struct.Struct(">I"),
    0xCF: struct.Struct(">Q"),
    0xD0: struct.Struct(">b"),
    0xD1: struct.Struct(">h"),
    0xD2: struct.Struct(">i"),
    0xD3: struct.Struct(">q"),
}
_CONSTANTS = {0xC0: None, 0xC2: False, 0xC3: True}
_TEXT_SIZES = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_LIST_SIZES = {0xDC: 2, 0xDD: 4}
_MAP_SIZES = {0xDE: 2, 0xDF: 4}


def unpack(packed: bytes) -> Any:
    """The value that a MessagePack document holds.

    Raises:
        ValueError: it ends early, goes on after its value, or has binary or extension values.
    """
    try:
        value, end = _value(packed, 0)
    except (IndexError, struct.error) as error:
        raise ValueError("the MessagePack document ends early") from error
    if end != len(packed):
        raise ValueError(f"the MessagePack document goes on after its value, at byte {end}")
    return value


def _value(packed: bytes, at: int) -> tuple[Any, int]:
    tag = packed[at]
    at += 1
    if tag < 0x80:
        return tag, at
    if tag >= 0xE0:
        return tag - 0x100, at
    if tag in _NUMBERS:
        number = _NUMBERS[tag]
        return number.unpack_from(packed, at)[0], at + number.size
    if tag in _CONSTANTS:
        return _CONSTANTS[tag], at
    if tag < 0x90:
        return _map(packed, at, tag & 0x0F)
    if tag < 0xA0:
        return _list(packed, at, tag & 0x0F)
    if tag < 0xC0:
        return _text(packed, at, tag & 0x1F)
    for sizes, read in ((_TEXT_SIZES, _text), (_LIST_SIZES, _list), (_MAP_SIZES, _map)):
        if tag in sizes:
            size, start = _size(packed, at, sizes[tag])
            return read(packed, start, size)
    raise ValueError(f"MessagePack values of kind 0x{tag:02x} are not read here")


def _size(packed: bytes, at: int, length: int) -> tuple[int, int]:
    start = at + length
    if start > len(packed):
        raise IndexError
    return int.from_bytes(packed[at:start], "big"), start


def _text(packed: bytes, at: int, size: int) -> tuple[str, int]:
    end = at + size
    if end > len(packed):
        raise IndexError
    return packed[at:end].decode("utf-8"), end


def _list(packed: bytes, at: int, size: int) -> tuple[list[Any], int]:
    items = []
    for _ in range(size):
        item, at = _value(packed, at)
        items.append(item)
    return items, at


def _map(packed: bytes, at: int, size: int) -> tuple[dict[Any, Any], int]:
    pairs = {}
    for _ in range(size):
        key, at = _value(packed, at)
        pairs[key], at = _value(packed, at)
    return pairs, at
