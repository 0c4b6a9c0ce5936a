"""The throw-away environment of the stock variants, and the geometry and values all of them show.

All of it lies in one folder that git ignores and that may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import brotli
import shapely

from dashboard.boundaries.store import load_embedded
from dashboard.dataset import Dataset
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import Measure, Tier

HERE = Path(__file__).parent
STOCK = HERE / "stock"
REQUIREMENTS = HERE / "requirements.txt"
BUNDLE_PACKAGE = "plotly.js-geo-dist-min"
BUNDLE_VERSION = "4.1.1"
"""The release of plotly.js that the locked plotly carries."""

_INSTALL_SECONDS = 600
_DECIMALS = 4


class WorkshopError(Exception):
    """A part of the stock variants can't be had on this machine; the message says why."""


@dataclass(frozen=True)
class Shown:
    """What every map shows."""

    years: tuple[str, ...]
    """Oldest first; a map shows the last until another is chosen."""
    names: frozenset[str]
    """Of the councils."""


@dataclass(frozen=True)
class Workshop:
    """Where the bench keeps what it made."""

    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter of the throw-away environment."""
        return self.folder / "environment" / "bin" / "python"

    @property
    def material(self) -> Path:
        """The folder of boundaries and values that the stock variants read."""
        return self.folder / "material"

    def clear(self) -> None:
        """Makes the folder, empty of what an earlier run wrote but not of what it installed."""
        shutil.rmtree(self.material, ignore_errors=True)
        self.material.mkdir(parents=True)
        (self.folder / ".gitignore").write_text("*\n", "utf-8")

    def prepare_environment(self) -> None:
        """Makes the throw-away environment, unless it stands as the requirements ask.

        Raises:
            WorkshopError: packages can't be installed.
        """
        stamp = self.folder / "environment" / "made-from"
        asked = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text("utf-8") == asked:
            return
        environment = self.folder / "environment"
        shutil.rmtree(environment, ignore_errors=True)
        _do([sys.executable, "-m", "venv", environment], "a virtual environment can't be made")
        pip = [self.python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
        _do(
            [*pip, "--require-hashes", "-r", REQUIREMENTS],
            "the packages of tests/bench/requirements.txt can't be installed",
        )
        stamp.write_text(asked, "utf-8")

    def prepare_bundle(self) -> None:
        """Fetches the partial bundle of plotly.js and compresses it.

        Raises:
            WorkshopError: there is no npm, or it can't fetch the package.
        """
        kept = self.folder / f"{BUNDLE_PACKAGE}-{BUNDLE_VERSION}.br"
        if not kept.is_file():
            kept.write_bytes(brotli.compress(self._fetch_bundle()))
        shutil.copyfile(kept, self.material / "plotly-geo.min.js.br")

    def _fetch_bundle(self) -> bytes:
        npm = shutil.which("npm")
        if npm is None:
            raise WorkshopError("npm is not on this machine")
        package = f"{BUNDLE_PACKAGE}@{BUNDLE_VERSION}"
        npm_folder = self.folder / "npm"
        _do(
            [npm, "install", "--silent", "--ignore-scripts", "--prefix", npm_folder, package],
            f"npm can't fetch {package}",
        )
        return (npm_folder / "node_modules" / BUNDLE_PACKAGE / "plotly-geo.min.js").read_bytes()

    def write_geometry(self) -> None:
        """Writes the boundaries that travel with the program as GeoJSON and as Geobuf.

        Raises:
            WorkshopError: the encoder doesn't run.
        """
        geojson = self.material / "boundaries.geojson"
        geobuf = self.material / "boundaries.pbf"
        geojson.write_text(json.dumps(_feature_collection(), separators=(",", ":")), "utf-8")
        _do(
            [self.python, STOCK / "encode_geobuf.py", geojson, geobuf],
            "the boundaries can't be written as Geobuf",
        )
        for path in (geojson, geobuf):
            path.with_name(f"{path.name}.br").write_bytes(brotli.compress(path.read_bytes()))

    def write_values(self, snapshots: Path) -> Shown:
        """Writes the uphold rates of a snapshot, every year and council, and says which."""
        dataset = Dataset.open(Shelf(snapshots).current())
        codes = list(load_embedded().areas.index)
        rates: dict[str, list[float | None]] = {}
        for year in dataset.years:
            figures = dataset.map_values(Measure.UPHOLD_RATE, year, Tier.LOWER)
            shares = {authority.code: figure.value for authority, figure in figures}
            rates[str(year.last)] = [_percent(shares.get(code)) for code in codes]
        names = {code: _name(dataset, code) for code in codes}
        council_list = {"codes": codes, "names": names, "years": list(rates), "rates": rates}
        written = json.dumps(council_list, ensure_ascii=False)
        (self.material / "councils.json").write_text(written, "utf-8")
        return Shown(tuple(rates), frozenset(names.values()))


def _name(dataset: Dataset, code: str) -> str:
    authority = dataset.register.by_code(code)
    if authority is None:
        raise KeyError(code)
    return authority.short_name


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _feature_collection() -> dict[str, object]:
    areas = load_embedded().areas.to_crs("EPSG:4326")
    rounded = shapely.transform(areas.geometry.array, lambda points: points.round(_DECIMALS))
    # Plotly takes an area whose outer ring runs the other way for the rest of the globe.
    drawn = shapely.orient_polygons(rounded, exterior_cw=True)
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, shape in zip(areas.index, drawn, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _do(command: list[str | Path], failure: str) -> None:
    try:
        subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=_INSTALL_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        raise WorkshopError(f"{failure}: {said[-1] if said else error}") from error
