"""What whatever looks after the process asks: does it live, and has it data to serve?"""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse

from dashboard.current import CurrentDataset
from dashboard.errors import SnapshotError

_NOT_KEPT: Final = {"Cache-Control": "no-store"}


def serve_health(server: FastAPI, current: CurrentDataset) -> None:
    """Adds /healthz and /readyz."""

    @server.get("/healthz")
    async def healthz() -> PlainTextResponse:
        """Whether the process answers."""
        return PlainTextResponse("ok", headers=_NOT_KEPT)

    @server.get("/readyz")
    def readyz() -> JSONResponse:
        """Whether there is a verified snapshot to serve, and which; 503 if there is none."""
        try:
            manifest = current().manifest
        except SnapshotError:
            why = (
                "No snapshot can be served: none has been published here, or it is damaged or of "
                "another schema. The log says which. Make one with `council-performance publish`."
            )
            return JSONResponse({"ready": False, "why": why}, 503, _NOT_KEPT)
        ready = {"ready": True, "version": manifest.version, "kind": manifest.kind}
        return JSONResponse(ready, headers=_NOT_KEPT)
