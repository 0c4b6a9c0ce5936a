"""Text that an address carries for the program alone, and that nobody may cut off or change."""

from __future__ import annotations

import base64
import binascii
import zlib


def checked(text: str) -> str:
    """The text as an address has it, with its checksum."""
    written = text.encode()
    check = zlib.crc32(written).to_bytes(4, "big")
    return base64.urlsafe_b64encode(check + written).decode().rstrip("=")


def unchecked(text: str) -> str | None:
    """The text in an address; None if it was cut off or changed."""
    try:
        whole = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        check, written = whole[:4], whole[4:]
        if zlib.crc32(written).to_bytes(4, "big") != check:
            return None
        return written.decode()
    except (ValueError, binascii.Error):
        return None
