"""The files of `deploy/` name options, settings and addresses that the program has."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.settings import Settings
from tests.site.asking import Ask
from tests.site.serving import ROOT, run

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
SITE = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "site.yaml").read_text()))


def container() -> dict[str, Any]:
    deployment = next(part for part in SITE if part["kind"] == "Deployment")
    found: dict[str, Any] = deployment["spec"]["template"]["spec"]["containers"][0]
    return found


def test_every_option_of_serve_exists() -> None:
    known = set(re.findall(r"--[a-z-]+", run("serve", "--help")))
    named = set()
    for path in FILES:
        for command in re.findall(r'council-performance",? "?serve(.*?)\n(?=\S|\n|\Z)',
                                  path.read_text() + "\n", re.DOTALL):  # fmt: skip
            named |= set(re.findall(r"--[a-z-]+", command))
    assert named
    assert named <= known


def test_every_variable_is_a_setting() -> None:
    known = {f"COUNCIL_PERFORMANCE_{name.upper()}" for name in Settings.model_fields}
    known.add("COUNCIL_PERFORMANCE_COMMIT")
    named = {
        name for path in FILES for name in re.findall(r"COUNCIL_PERFORMANCE_\w+", path.read_text())
    }
    assert named
    assert named <= known


def test_probes_ask_what_the_site_answers(ask: Ask) -> None:
    of_kubernetes = container()
    probes = [
        of_kubernetes[f"{kind}Probe"]["httpGet"]["path"] for kind in ("liveness", "readiness")
    ]
    for path in [*probes, "/healthz", "/readyz"]:
        assert ask(path).status == 200


def test_nothing_runs_as_root_or_writes_to_its_image() -> None:
    security = container()["securityContext"]
    assert security["readOnlyRootFilesystem"] is True
    assert security["allowPrivilegeEscalation"] is False
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    assert compose["services"]["site"]["read_only"] is True
    assert compose["services"]["site"]["cap_drop"] == ["ALL"]
    assert re.search(r"^USER [1-9]\d*$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)


def test_the_unit_is_one_that_systemd_understands(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not on this machine")
    program = tmp_path / "council-performance"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "council-performance.service"
    written = (DEPLOY / "council-performance.service").read_text()
    unit.write_text(
        written.replace("/opt/council-performance/bin/council-performance", str(program))
    )
    found = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert "council-performance.service" not in found.stderr, found.stderr
