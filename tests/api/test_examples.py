"""The examples of docs/api.md and the notebook, run as they stand against a real server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
LOCAL = "http://127.0.0.1:8050"
PAGE = (DOCS / "api.md").read_text(encoding="utf-8")
NOTEBOOK = DOCS / "examples" / "open-data.ipynb"


def block(language: str, site: str) -> str:
    """The one block of a language, about that site."""
    (code,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert LOCAL in code
    assert len([line for line in code.splitlines() if line]) == 5
    return str(code).replace(LOCAL, site)


def run(command: list[str], program: str, folder: Path) -> str:
    """What a program prints that is given to an interpreter."""
    finished = subprocess.run(
        command, input=program, cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_five_lines_of_python_print_the_rates_with_their_counts(site: str, tmp_path: Path) -> None:
    printed = run([sys.executable, "-"], block("python", site), tmp_path).splitlines()
    assert [line.split()[1:] for line in printed[1:]] == [
        ["published", "Hertfordshire", "County", "Council", *figure]
        for figure in (
            ("2021-03-31", "9", "10"),
            ("2022-03-31", "8", "10"),
            ("2023-03-31", "3", "3"),
            ("2024-03-31", "31", "39"),
        )
    ]


def test_five_lines_of_curl_fetch_the_data_and_then_nothing_again(
    site: str, tmp_path: Path
) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    printed = run(["bash"], block("bash", site), tmp_path)
    assert '"kind":"published"' in printed
    assert printed.endswith("304\n")
    assert ",31,39," in (tmp_path / "values.csv").read_text(encoding="utf-8")


def test_five_lines_of_r_print_the_rates_with_their_counts(site: str, tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("there is no Rscript here")
    printed = run(["Rscript", "-"], block("r", site), tmp_path)
    assert '"published"' in printed
    assert re.search(r"Hertfordshire County Council +2024-03-31 +31 +39", printed)


def test_the_notebook_runs_from_top_to_bottom(site: str, tmp_path: Path) -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) == 4
    assert LOCAL in code[0]
    program = "\n\n".join([*code, "print(shown.to_string())"]).replace(LOCAL, site)
    printed = run([sys.executable, "-"], program, tmp_path)
    assert printed.startswith("published ")
    assert re.search(r"Hertfordshire County Council +31 +39 +79%", printed)


def test_the_notebook_carries_no_output_that_could_grow_old() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(not cell["outputs"] for cell in cells if cell["cell_type"] == "code")
