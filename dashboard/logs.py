"""What the site logs: a line of JSON each, without anything that tells who asked or for what.

No address of a visitor, no query, no header of a browser, no text that somebody typed. An error's
own words are left out, too, for they may quote what was asked; its kind and its place are there.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Final

request_id: Final[ContextVar[str | None]] = ContextVar("request_id", default=None)
"""Of the request that is being answered."""

FIELDS: Final = "fields"
"""The name under which `extra` carries what a line says beside its message."""


class Level(StrEnum):
    """The least that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object: time (UTC), level, logger, message, request_id ..."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without an end of line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        asked = request_id.get()
        if asked is not None:
            line["request_id"] = asked
        line.update(getattr(record, FIELDS, {}))
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _places(trace: TracebackType | None) -> list[str]:
    """The calls that led to an error, the innermost last, as "file:line function"."""
    return [f"{Path(x.filename).name}:{x.lineno} {x.name}" for x in extract_tb(trace)[-12:]]


def configuration(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: everything to standard error, as lines of JSON.

    Uvicorn's own log of requests is off: it has the visitor's address and the query.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": f"{__name__}.{JsonLines.__name__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": Level.WARNING.upper()},
        "loggers": {
            "dashboard": {"level": level.upper()},
            "uvicorn.access": {"handlers": [], "propagate": False},
        },
    }
