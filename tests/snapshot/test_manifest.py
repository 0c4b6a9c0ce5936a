from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SnapshotError
from dashboard.snapshot.manifest import FileProof, Manifest, MapRecord, prove, verify
from dashboard.snapshot.schema import SCHEMA_VERSION
from dashboard.vocabulary import SnapshotKind, Tier, YearEnding


def manifest(**changed: Any) -> Manifest:
    said: dict[str, Any] = {
        "version": "2024-09-01-120000-abcdef",
        "kind": SnapshotKind.PUBLISHED,
        "created": "2024-09-01T12:00:00+00:00",
        "program": "council-performance 0.1.0",
        "years": (YearEnding(2023), YearEnding(2024)),
        "unfinished_year": YearEnding(2024),
        "description": "Worked out from case tables – “all” of them.",
        "row_counts": {"decision": 480},
        "checks_passed": ("every authority known",),
        "maps": (MapRecord(Tier.UPPER, YearEnding(2024), "map/upper-2024.json", "ONS ©"),),
        "files": {"a.txt": FileProof("0" * 64, 5)},
    }
    return Manifest(**{**said, **changed})


@pytest.mark.parametrize("unfinished", [YearEnding(2024), None])
def test_a_manifest_is_read_as_it_was_written(
    tmp_path: Path, unfinished: YearEnding | None
) -> None:
    written = manifest(unfinished_year=unfinished)
    written.write(tmp_path)
    assert Manifest.read(tmp_path) == written


def test_a_manifest_is_readable_without_the_program(tmp_path: Path) -> None:
    manifest().write(tmp_path)
    document = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert document["kind"] == "published"
    assert document["years"] == ["2023-03-31", "2024-03-31"]
    assert document["files"]["a.txt"] == {"sha256": "0" * 64, "bytes": 5}


def test_a_folder_without_a_manifest_is_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"is not a snapshot: it has no manifest\.json"):
        Manifest.read(tmp_path)


def _without_files(document: dict[str, Any]) -> None:
    del document["files"]


def _of_another_schema(document: dict[str, Any]) -> None:
    document["schema_version"] = 99


def _of_no_schema(document: dict[str, Any]) -> None:
    del document["schema_version"]


def _of_an_unknown_kind(document: dict[str, Any]) -> None:
    document["kind"] = "rehearsal"


def _with_a_year_that_is_none(document: dict[str, Any]) -> None:
    document["years"] = ["last year"]


def _with_files_as_a_list(document: dict[str, Any]) -> None:
    document["files"] = ["a.txt"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            _of_another_schema,
            f"has schema 99, this program reads schema {SCHEMA_VERSION}; publish it again",
        ),
        (_of_no_schema, "has schema None"),
        (_without_files, "is damaged: KeyError"),
        (_of_an_unknown_kind, "is damaged"),
        (_with_a_year_that_is_none, "is damaged"),
        (_with_files_as_a_list, "is damaged"),
    ],
)
def test_a_manifest_that_means_nothing_here_is_refused_in_plain_words(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], words: str
) -> None:
    manifest().write(tmp_path)
    path = tmp_path / "manifest.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    spoil(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SnapshotError, match=words):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b'{"schema_version": 1,', b"\xff\xfe\x00", b"[]", b"null", b'"text"']
)
def test_a_damaged_manifest_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(SnapshotError, match="publish again"):
        Manifest.read(tmp_path)


def test_files_as_they_were_written_are_proved(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello")
    proof = prove(tmp_path / "a.txt")
    assert proof == FileProof("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5)
    verify(tmp_path, manifest(files={"a.txt": proof}))


def test_every_damaged_and_every_missing_file_is_named(tmp_path: Path) -> None:
    files = {}
    for name in ("whole.txt", "longer.txt", "changed.txt", "gone.txt"):
        (tmp_path / name).write_text("hello")
        files[name] = prove(tmp_path / name)
    (tmp_path / "longer.txt").write_text("hello!")
    (tmp_path / "changed.txt").write_text("hullo")
    (tmp_path / "gone.txt").unlink()
    with pytest.raises(SnapshotError) as refused:
        verify(tmp_path, manifest(files=files))
    assert str(refused.value) == (
        f"{tmp_path} is damaged: longer.txt differs from its checksum; "
        "changed.txt differs from its checksum; gone.txt is missing; publish again"
    )


@given(st.binary(min_size=1, max_size=200), st.data())
def test_any_single_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("snapshot")
    path = folder / "data"
    path.write_bytes(content)
    said = manifest(files={"data": prove(path)})
    place = data.draw(st.integers(0, len(content) - 1))
    changed = bytearray(content)
    changed[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(changed))
    with pytest.raises(SnapshotError):
        verify(folder, said)
