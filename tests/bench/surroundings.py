"""On what the bench ran: cores and versions, nothing that tells one machine from another."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from workshop import BUNDLE_VERSION, REQUIREMENTS

_SHARED = ("dash", "plotly", "uvicorn")
_STOCK = ("dash-leaflet", "gunicorn")


def sentences(chromium: str, runs: int) -> list[str]:
    """The day, the machine and the versions, in plain sentences."""
    cores = os.cpu_count()
    packages = ", ".join([*_of_the_project(), *_of_the_stock(), f"plotly.js {BUNDLE_VERSION}"])
    return [
        f"Measured on {date.today():%-d %B %Y} on {cores} cores ({platform.system()}, "
        f"{platform.machine()}); servers, browser and load share them.",
        f"Python {platform.python_version()}, Chromium {chromium} headless with software "
        f"graphics, {packages}.",
        f"Each visit has an empty cache; one to warm up, then {runs}; medians with least and "
        "greatest. Everything runs over the loopback interface. Megabytes and kilobytes are "
        "decimal; bytes include headers.",
    ]


def _of_the_project() -> Iterator[str]:
    for package in _SHARED:
        yield f"{package} {version(package)}"


def _of_the_stock() -> Iterator[str]:
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", REQUIREMENTS.read_text("utf-8"), re.M))
    for package in _STOCK:
        yield f"{package} {pinned[package]}"
