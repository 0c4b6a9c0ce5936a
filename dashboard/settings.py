"""Settings of the site, read from the environment once: COUNCIL_PERFORMANCE_SNAPSHOTS ..."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_settings import BaseSettings, SettingsConfigDict

_HOST: Final = re.compile(r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


def public_address(text: str) -> str:
    """The address under which readers reach the site: scheme and host, without a last slash.

    Raises:
        ValueError: it is no such address, or has a path: the site stands at the top of its host.
    """
    parts = urlsplit(text.strip())
    host = parts.netloc.lower()
    rest = (parts.path.strip("/"), parts.query, parts.fragment)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or any(rest):
        raise ValueError(
            f"{text!r} is no public address; write scheme and host alone, such as "
            "https://councils.example (a name with other letters in its xn-- form)"
        )
    return f"{parts.scheme}://{host}"


class Settings(BaseSettings):
    """What the site needs to know; command-line options are handed on in these variables."""

    model_config = SettingsConfigDict(env_prefix="COUNCIL_PERFORMANCE_", frozen=True)

    snapshots: Path = Path("snapshots")
    """The folder of snapshots whose `current` is served."""
    postcodes: Path | None = None
    """The file that `council-performance postcodes import` wrote, opened when the site starts."""
    seconds_between_looks: float = 1.0
    """How often at most the site looks for a newly published snapshot."""
    public_address: Annotated[
        str | None,
        AfterValidator(lambda text: public_address(text) if text else None),
    ] = None
    """Scheme and host under which readers reach the site; None: pages don't name it."""
