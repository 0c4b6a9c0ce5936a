"""Settings of the site, read from the environment once: COUNCIL_PERFORMANCE_SNAPSHOTS ..."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the site needs to know; command-line options are handed on in these variables."""

    model_config = SettingsConfigDict(env_prefix="COUNCIL_PERFORMANCE_", frozen=True)

    snapshots: Path = Path("snapshots")
    """The folder of snapshots whose `current` is served."""
    seconds_between_looks: float = 1.0
    """How often at most the site looks for a newly published snapshot."""
    public_address: str = ""
    """Where readers find the site, such as "https://performance.example.org": named in feeds and
    citations. Without it, the address that a request was sent to."""
