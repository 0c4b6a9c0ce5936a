"""What a snapshot says of itself, and the proof that its files are the ones it was written with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.errors import SnapshotError
from dashboard.snapshot.schema import DATABASE, SCHEMA_VERSION
from dashboard.vocabulary import SnapshotKind, Tier, YearEnding

FILE_NAME: Final = "manifest.json"
DOWNLOADS: Final = "downloads"
"""The folder of a snapshot with the files to take away."""


@dataclass(frozen=True)
class FileProof:
    """A file's size and SHA-256, by which a damaged snapshot is noticed."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class MapRecord:
    """The drawing that shows a tier in a year, and whose boundaries it is made of."""

    tier: Tier
    year: YearEnding
    file: str
    attribution: str


@dataclass(frozen=True)
class Manifest:
    """A snapshot's own description; `version` is the name of its folder."""

    version: str
    kind: SnapshotKind
    created: str
    """UTC, ISO 8601."""
    program: str
    years: tuple[YearEnding, ...]
    """Every year with a figure, oldest first."""
    unfinished_year: YearEnding | None
    """The last year, if its cases don't reach 31 March."""
    description: str
    """What the figures are, for a reader: where they come from, or that they are made up."""
    row_counts: dict[str, int]
    checks_passed: tuple[str, ...]
    maps: tuple[MapRecord, ...]
    files: dict[str, FileProof]
    publisher: str | None = None
    """Who publishes the snapshot, as it names itself; None if it didn't say."""
    licence: str | None = None
    """The address of the licence of the figures; None if the publisher didn't say."""

    def write(self, folder: Path) -> None:
        """Writes `manifest.json` into the snapshot's folder."""
        document = {
            **asdict(self),
            "schema_version": SCHEMA_VERSION,
            "years": [str(year) for year in self.years],
            "unfinished_year": str(self.unfinished_year) if self.unfinished_year else None,
            "maps": [
                {"tier": m.tier, "year": str(m.year), "file": m.file, "attribution": m.attribution}
                for m in self.maps
            ],
        }
        text = json.dumps(document, indent=1, ensure_ascii=False)
        (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, *, any_schema: bool = False) -> Manifest:
        """The manifest in a snapshot's folder; of another schema only if that is asked for.

        Raises:
            SnapshotError: there is none, it can't be read, or its schema is another.
        """
        path = folder / FILE_NAME
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise SnapshotError(f"{folder} is not a snapshot: it has no {FILE_NAME}") from None
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise SnapshotError(f"{path} is damaged: {error}; publish again") from None
        if not isinstance(document, dict):
            raise SnapshotError(f"{path} is damaged: it is not a JSON object; publish again")
        if not any_schema and document.get("schema_version") != SCHEMA_VERSION:
            raise SnapshotError(
                f"{folder} has schema {document.get('schema_version')}, this program reads "
                f"schema {SCHEMA_VERSION}; publish it again with this version"
            )
        try:
            return _manifest(document)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise SnapshotError(f"{path} is damaged: {error!r}; publish again") from None


def _manifest(document: dict[str, Any]) -> Manifest:
    unfinished = document["unfinished_year"]
    return Manifest(
        version=document["version"],
        kind=SnapshotKind(document["kind"]),
        created=document["created"],
        program=document["program"],
        years=tuple(YearEnding.parse(year) for year in document["years"]),
        unfinished_year=YearEnding.parse(unfinished) if unfinished else None,
        description=document["description"],
        row_counts=document["row_counts"],
        checks_passed=tuple(document["checks_passed"]),
        maps=tuple(
            MapRecord(Tier(m["tier"]), YearEnding.parse(m["year"]), m["file"], m["attribution"])
            for m in document["maps"]
        ),
        files={name: FileProof(**proof) for name, proof in document["files"].items()},
        publisher=document["publisher"],
        licence=document["licence"],
    )


def prove(path: Path) -> FileProof:
    """The size and SHA-256 of a file as it lies on disk."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileProof(digest, path.stat().st_size)


def verify(folder: Path, manifest: Manifest) -> None:
    """Compares every file with the manifest.

    Raises:
        SnapshotError: naming every file that is absent or differs.
    """
    wrong = []
    for name, proof in manifest.files.items():
        path = folder / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif prove(path) != proof:
            wrong.append(f"{name} differs from its checksum")
    if wrong:
        raise SnapshotError(f"{folder} is damaged: {'; '.join(wrong)}; publish again")


def downloads(manifest: Manifest) -> dict[str, FileProof]:
    """The files that hold all the data or describe them, by the name under which they are served.

    The database itself is one of them.
    """
    folder = f"{DOWNLOADS}/"
    return {
        name.removeprefix(folder): proof
        for name, proof in manifest.files.items()
        if name.startswith(folder) or name == DATABASE
    }
