"""Documents made by Typst: tagged PDF that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import typst

from dashboard.errors import CallError


class Template:
    """A Typst template, which the typesetter keeps ready for one document after another."""

    def __init__(self, file: Path) -> None:
        """Takes the file of a template; its folder is all that the template may read."""
        self._file = file
        self._compiler = typst.Compiler(ignore_system_fonts=True, root=file.resolve().parent)

    def pdf(self, name: str, content: Mapping[str, Any], day: date) -> bytes:
        """A document as tagged PDF/UA-1, dated on a day.

        The template finds the content as JSON in its input `name`. The same content gives the same
        bytes.

        Raises:
            CallError: the template can't be set, or its result isn't accessible; with the file,
                the line and the typesetter's hint.
        """
        try:
            written = self._compiler.compile(
                input=self._file,
                format="pdf",
                sys_inputs={name: json.dumps(content, ensure_ascii=False)},
                pdf_standards=["ua-1"],
                timestamp=int(datetime.combine(day, time()).timestamp()),
            )
        except (typst.TypstError, RuntimeError) as error:
            raise CallError(f"{self._file}: {_words(error)}") from None
        assert isinstance(written, bytes), "one document in one piece"
        return written


def _words(error: Exception) -> str:
    """What the typesetter found wrong, with its hints, in one line."""
    hints = "; ".join(getattr(error, "hints", []) or [])
    said = " ".join(str(error).split())
    return f"{said} ({hints})" if hints else said
