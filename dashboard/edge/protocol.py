"""HTTP as uvicorn speaks it, but for heads of a request that never end.

Uvicorn's quick parser takes as many and as long headers as somebody sends, and keeps them all.
"""

from __future__ import annotations

import asyncio
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES_OF_A_HEAD: Final = 65_536
"""Of the address and the headers together, as far as pieces of this size can be told apart."""


class BoundedHttp(HttpToolsProtocol):
    """Refuses a request whose address and headers are too long, and hangs up."""

    _received = 0
    """Bytes since the last whole head."""
    _is_in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins with nothing received."""
        self._received, self._is_in_head = 0, True
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Takes a piece, unless the head is too long with it."""
        if self._is_in_head:
            self._received += len(data)
            if self._received > MOST_BYTES_OF_A_HEAD:
                self.send_400_response("The address or the headers of this request are too long.")
                return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head is whole; what follows is a body."""
        self._received, self._is_in_head = 0, False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; what follows is the head of the next."""
        self._received, self._is_in_head = 0, True
        super().on_message_complete()
