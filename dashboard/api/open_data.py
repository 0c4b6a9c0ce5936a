"""The API as the site carries it: made when it is first asked for."""

from __future__ import annotations

import re
import threading
from typing import Any, Final

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from dashboard.answers import Answers
from dashboard.components import addresses
from dashboard.components.document import Page, Redirect
from dashboard.current import CurrentDataset
from dashboard.dataset import Dataset

PREFIX: Final = "/api/v1"
PATH: Final = addresses.api()
"""Where its reference is."""


class OpenData:
    """The API and its reference; a site that is asked for pages only has no work with them."""

    def __init__(self, current: CurrentDataset, answers: Answers) -> None:
        """Makes nothing yet."""
        self._current = current
        self._answers = answers
        self._lock = threading.Lock()
        self._api: FastAPI | None = None

    def mount(self) -> Mount:
        """The API under its prefix, whatever follows that."""
        mount = Mount(PREFIX, self._answer)
        # Starlette's own pattern stops at the end of a line, which an address may have.
        mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
        return mount

    def reference(self, dataset: Dataset, /, **_: str) -> Page:
        """The page that describes it."""
        from dashboard.api.reference import reference

        return reference(dataset, self._made().openapi())

    def to_reference(self, _: Dataset, /, **__: str) -> Redirect:
        """Leads whoever asks for the whole API to its description."""
        return Redirect(PATH)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        api: Any = self._api or await run_in_threadpool(self._made)
        await api(scope, receive, send)

    def _made(self) -> FastAPI:
        # Its models take some tenths of a second to load, by which the site would start later.
        from dashboard.api.application import create_api

        with self._lock:
            if self._api is None:
                self._api = create_api(self._current, self._answers)
            return self._api
