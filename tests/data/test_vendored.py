from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).parents[2]
FOLDERS = ("assets/vendor", "assets/fonts", "tests/browser/vendor")
CODE = {".js", ".css", ".svg"}

# Addresses that stand in the files and are never asked for, each with the reason.
NAMESPACES = re.compile(r"http://www\.w3\.org/")
NEVER_FETCHED = {
    "panzoom.min.js": {
        "https://github.com/timmywil/panzoom": "comment",
        "https://github.com/timmywil/panzoom/blob/main/MIT-License.txt": "comment",
    },
    "plotly-basic.min.js": {
        "http://getify.mit-license.org": "comment",
        "https://github.com/d3/d3-format/tree/v1.4.5": "text in the catalogue of attributes",
        "https://github.com/d3/d3-time-format/tree/v2.2.3": "text in the catalogue of attributes",
        "https://github.com/voidqk/polybooljs": "comment",
        "http://syntheti.cc": "comment",
        "https://plotly.com/": "a link that displaylogo: false takes away",
        "https://plotly.com/javascript/animations/": "text of an error message",
        "https://cdn.plot.ly/un/": "read by the map traces only, which this bundle has not",
        "https://cloud.plotly.com/newchart": "opened by a button that showSendToCloud turns off",
    },
}


def vendored() -> list[tuple[Path, dict[str, Any]]]:
    return [
        (ROOT / folder, entry)
        for folder in FOLDERS
        for entry in json.loads((ROOT / folder / "manifest.json").read_text())["files"]
    ]


def name(value: object) -> str | None:
    return value["file"] if isinstance(value, dict) else None


def files_served() -> list[Path]:
    return sorted(file for file in (ROOT / "assets").rglob("*") if file.suffix in CODE)


def addresses(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    found = {match.rstrip(".,") for match in re.findall(r"https?://[\w./%-]+", text)}
    return {address for address in found if not NAMESPACES.match(address)}


@pytest.mark.parametrize(("folder", "entry"), vendored(), ids=name)
def test_each_vendored_file_is_the_one_the_manifest_names(
    folder: Path, entry: dict[str, Any]
) -> None:
    assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@pytest.mark.parametrize(("folder", "entry"), vendored(), ids=name)
def test_the_licence_of_each_vendored_file_lies_beside_it(
    folder: Path, entry: dict[str, Any]
) -> None:
    opening = {
        "MIT": "Permission is hereby granted, free of charge",
        "OFL-1.1": "SIL Open Font License, Version 1.1",
        "MPL-2.0": "Mozilla Public License, version 2.0",
    }[entry["licence"]]
    assert opening in (folder / entry["licence_file"]).read_text(encoding="utf-8")


def test_no_file_lies_among_the_vendored_ones_without_an_entry() -> None:
    for folder in FOLDERS:
        entries = [entry for place, entry in vendored() if place == ROOT / folder]
        named = {entry["file"] for entry in entries} | {entry["licence_file"] for entry in entries}
        beside = {
            file.name
            for file in (ROOT / folder).iterdir()
            if file.suffix in {".js", ".br", ".woff2", ".css"}
        }
        assert beside <= named


def test_the_compressed_plotly_is_the_plotly_beside_it() -> None:
    script = ROOT / "assets/vendor/plotly-basic.min.js"
    assert brotli.decompress(Path(f"{script}.br").read_bytes()) == script.read_bytes()


def test_the_plotly_in_the_browser_is_the_one_that_the_python_package_is_made_for() -> None:
    entry = next(e for _, e in vendored() if e["file"] == "plotly-basic.min.js")
    assert entry["version"] == get_plotlyjs_version()


@pytest.mark.parametrize("file", files_served(), ids=lambda file: file.name)
def test_no_script_style_or_icon_names_another_host_that_it_would_ask(file: Path) -> None:
    assert addresses(file) <= set(NEVER_FETCHED.get(file.name, {}))


def test_the_plotly_bundle_has_no_map_trace_that_would_fetch_shapes() -> None:
    script = (ROOT / "assets/vendor/plotly-basic.min.js").read_text(encoding="utf-8")
    assert '"scatter"' in script
    for trace in ("scattergeo", "choropleth", "scattermap", "densitymap"):
        assert f'name:"{trace}"' not in script


@pytest.mark.parametrize("file", files_served(), ids=lambda file: file.name)
def test_no_script_makes_code_from_text_so_a_strict_content_policy_holds(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|\bnew Function\(|\bFunction\(\s*[\"']", text)


def test_every_font_that_the_style_names_is_there_and_small() -> None:
    style = ROOT / "assets/css/fonts.css"
    named = re.findall(r'url\("([^"]+)"\)', style.read_text(encoding="utf-8"))
    assert len(named) == 2
    for address in named:
        font = (style.parent / address).resolve()
        assert font.read_bytes()[:4] == b"wOF2"
        assert font.stat().st_size < 23_000
