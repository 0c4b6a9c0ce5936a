"""Settings of the site, read from the environment once: COUNCIL_PERFORMANCE_SNAPSHOTS ..."""

from __future__ import annotations

import re
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

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


def proxies_of(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks of proxies, written with commas between: 10.0.0.7, fd00::/8.

    Raises:
        ValueError: one of them is neither. A name or "*" is not taken: whoever is believed says
            who a visitor is.
    """
    written = text.split(",") if isinstance(text, str) else text
    wanted = tuple(x.strip() for x in written if x.strip())
    for proxy in wanted:
        try:
            ip_network(proxy)
        except ValueError:
            raise ValueError(
                f"{proxy!r} is no address or network of a proxy; write it such as 10.0.0.7 or "
                "10.0.0.0/8, several with commas between"
            ) from None
    return wanted


def store_of(text: str) -> str:
    """Where rate limits are counted: "memory", or the address of a Valkey or Redis.

    Raises:
        ValueError: it is neither, or what speaks to it is not installed.
    """
    if text == "memory":
        return text
    if urlsplit(text).scheme not in _STORES:
        # Not the text itself: it may hold a password.
        raise ValueError(
            "the store of rate limits is neither `memory` nor an address such as "
            "valkey://127.0.0.1:6379/0 (a Redis has the same address)"
        )
    if not find_spec("valkey"):
        raise ValueError(
            "a shared store of rate limits needs an extra: "
            "pip install 'council-performance[shared-limits]'"
        )
    return text


_STORES: Final = ("valkey", "valkeys", "valkey+unix")


class Settings(BaseSettings):
    """What the site needs to know; command-line options are handed on in these variables."""

    model_config = SettingsConfigDict(env_prefix="COUNCIL_PERFORMANCE_", frozen=True)

    snapshots: Path = Path("snapshots")
    """The folder of snapshots whose `current` is served."""
    postcodes: Path | None = None
    """The file that `council-performance postcodes import` wrote, opened when the site starts."""
    packs: Annotated[Path | None, BeforeValidator(lambda text: text or None)] = None
    """The folder in which scrutiny packs are made and kept; None: the site makes none."""
    packs_broker: Annotated[str | None, BeforeValidator(lambda text: text or None)] = None
    """The address of Redis, where several machines share the making of packs and their folder."""
    seconds_between_looks: float = 1.0
    """How often at most the site looks for a newly published snapshot."""
    public_address: Annotated[
        str | None,
        AfterValidator(lambda text: public_address(text) if text else None),
    ] = None
    """Scheme and host under which readers reach the site; None: pages don't name it."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(proxies_of)] = ()
    """Proxies that are believed when they say who a visitor is and how a request is called."""
    searches_per_minute: Annotated[int, Field(ge=0)] = 600
    """That one visitor may make; 0 for any number."""
    exports_per_minute: Annotated[int, Field(ge=0)] = 300
    """Files made as they are asked for that one visitor may take; 0 for any number."""
    rate_limit_store: Annotated[str, AfterValidator(store_of)] = "memory"
    """Where these are counted: in each process for itself, or in one place for several."""
