"""Where the files that travel with the program lie: in a checkout, or inside a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _folder(name: str) -> Path:
    beside = _CHECKOUT / name
    return (
        beside if (_CHECKOUT / "pyproject.toml").is_file() and beside.is_dir() else _PACKAGE / name
    )


def data_folder() -> Path:
    """The folder `data/`: the register of authorities, boundaries, the real extract."""
    return _folder("data")


def assets_folder() -> Path:
    """The folder `assets/`: style sheets, scripts, fonts, icons."""
    return _folder("assets")


def templates_folder() -> Path:
    """The folder of the program's document templates."""
    return Path(__file__).resolve().parent / "templates"
