from __future__ import annotations

import hashlib
from pathlib import Path

from dashboard.boundaries.store import SUFFIX
from dashboard.publish.boundary_files import with_boundary_files
from dashboard.sources.intake import FileRecord
from dashboard.sources.recognition import FileKind


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def record(path: str, content: bytes, kind: FileKind) -> FileRecord:
    return FileRecord(path, hashlib.sha256(content).hexdigest(), len(content), kind)


def test_files_of_a_folder_of_stored_boundaries_are_recorded_one_by_one(tmp_path: Path) -> None:
    for name in ("lower", "upper"):
        written(tmp_path / "stored" / f"{name}{SUFFIX}", name.encode())
    written(tmp_path / "stored" / "readme.txt", b"not boundaries")
    assert with_boundary_files([], [tmp_path / "stored"]) == (
        record(f"boundaries/lower{SUFFIX}", b"lower", FileKind.BOUNDARIES),
        record(f"boundaries/upper{SUFFIX}", b"upper", FileKind.BOUNDARIES),
    )


def test_different_files_of_one_name_are_told_apart_and_the_same_file_is_recorded_once(
    tmp_path: Path,
) -> None:
    given = [
        written(tmp_path / "2023" / "LAD.geojson", b"2023"),
        written(tmp_path / "2024" / "LAD.geojson", b"2024"),
        written(tmp_path / "copy" / "LAD.geojson", b"2024"),
    ]
    assert with_boundary_files([], given) == (
        record("boundaries/LAD.geojson", b"2023", FileKind.BOUNDARIES),
        record("boundaries/LAD 2.geojson", b"2024", FileKind.BOUNDARIES),
    )


def test_a_boundary_file_in_the_publishers_folder_has_one_record(tmp_path: Path) -> None:
    file = written(tmp_path / "boundaries" / "LAD.geojson", b"2023")
    read = record("boundaries/LAD.geojson", b"2023", FileKind.NOT_RECOGNISED)
    cases = record("decided.csv", b"cases", FileKind.DECIDED)
    assert with_boundary_files([cases, read], [file]) == (
        cases,
        record("boundaries/LAD.geojson", b"2023", FileKind.BOUNDARIES),
    )
