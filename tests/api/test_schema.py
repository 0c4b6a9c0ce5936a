"""Questions that Schemathesis makes up from the OpenAPI document: no fault, no breach of it."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
)


def asked(schema: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Some fifteen made-up questions a phase and address, the same ones each time."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", schema),
        *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"),
        *("--max-examples", "15", "--generation-deterministic", "--workers", "1", "--no-color"),
        *options,
    ]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def document_of(site: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{site}/api/v1/openapi.json") as answer:
        document: dict[str, Any] = json.load(answer)
    return document


def test_no_made_up_question_makes_the_api_fail_or_break_its_document(
    site: str, tmp_path: Path
) -> None:
    finished = asked(f"{site}/api/v1/openapi.json", tmp_path)
    assert finished.returncode == 0, finished.stdout
    assert f"Tested: {len(document_of(site)['paths'])}" in finished.stdout


def test_a_breach_of_the_document_would_be_seen(site: str, tmp_path: Path) -> None:
    document = document_of(site)
    fields = document["components"]["schemas"]["MeasureRow"]["properties"]
    fields["label"] = {"type": "integer"}
    schema = tmp_path / "openapi.json"
    schema.write_text(json.dumps(document))
    only = ("--url", f"{site}/api/v1", "--include-path", "/measures")
    finished = asked(str(schema), tmp_path, *only)
    assert finished.returncode == 1, finished.stdout
    assert "violates schema" in finished.stdout
