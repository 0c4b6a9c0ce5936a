"""The site's own files: addresses that name their release and may be kept for ever."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import brotli
from fastapi import Request
from fastapi.responses import Response

from dashboard.answers import encoded

STYLE: Final = "css/site.css"
"""All style sheets in one, in the order of their names."""

_COMPRESSED_ALREADY: Final = {".png", ".woff2"}
_SENT: Final = {".js", ".svg", *_COMPRESSED_ALREADY}


_PLAIN_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}|rgba?\([^()]*\)")


@dataclass(frozen=True)
class _StaticFile:
    content: bytes
    """As it is sent: with Brotli, unless its format is compressed already."""
    media_type: str
    is_compressed: bool


class StaticFiles:
    """The files of `assets/`, below an address with the fingerprint of them all.

    One fingerprint for all lets scripts import each other, and style sheets their fonts, by
    relative addresses.
    """

    def __init__(self, folder: Path) -> None:
        """Looks the folder over once: a running site doesn't change its files."""
        self._folder = folder
        self._names = frozenset(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and path.suffix in _SENT
        )
        digest = hashlib.sha256(self._style())
        for name in sorted(self._names):
            digest.update(name.encode())
            digest.update((folder / name).read_bytes())
        self._root = f"/static/{digest.hexdigest()[:12]}/"

    def address(self, name: str) -> str:
        """The address of a file, by its name below `assets/`.

        Raises:
            KeyError: there is no such file, so the page that asks for it is wrong.
        """
        if name != STYLE and name not in self._names:
            raise KeyError(name)
        return self._root + name

    def light_colours(self) -> dict[str, str]:
        """The colours of the light theme, by their names in the style sheet without dashes."""
        root = re.search(r":root\s*{([^}]*)}", self._style().decode())
        declared = re.findall(r"--([\w-]+):\s*([^;]+);", root[1] if root else "")
        return {name: value for name, value in declared if _PLAIN_COLOUR.fullmatch(value)}

    def font_addresses(self) -> dict[str, str]:
        """The typefaces as addresses that need no other file, by family."""
        fonts = {"CP Sans": "fonts/cp-sans.woff2", "CP Serif": "fonts/cp-serif.woff2"}
        return {
            family: "data:font/woff2;base64,"
            + base64.b64encode((self._folder / name).read_bytes()).decode()
            for family, name in fonts.items()
        }

    def response(self, name: str, request: Request, headers: dict[str, str]) -> Response:
        """A file as an answer; 404 if there is none."""
        file = self._file(name)
        if file is None:
            return Response("No such file.", 404, media_type="text/plain")
        if file.is_compressed:
            headers = {**headers, "Vary": "Accept-Encoding"}
            return encoded(file.content, file.media_type, request, headers)
        return Response(file.content, headers=headers, media_type=file.media_type)

    @lru_cache(maxsize=256)  # noqa: B019 - one instance lives as long as the process
    def _file(self, name: str) -> _StaticFile | None:
        """A file, compressed at the first request for it."""
        if name != STYLE and name not in self._names:
            return None
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        content = self._style() if name == STYLE else (self._folder / name).read_bytes()
        if Path(name).suffix in _COMPRESSED_ALREADY:
            return _StaticFile(content, media_type, is_compressed=False)
        ready = self._folder / f"{name}.br"
        compressed = ready.read_bytes() if ready.is_file() else brotli.compress(content)
        return _StaticFile(compressed, media_type, is_compressed=True)

    def _style(self) -> bytes:
        sheets = sorted((self._folder / "css").glob("*.css"))
        return b"\n".join(sheet.read_bytes() for sheet in sheets)
