from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postcodes.directories import directory_file

ONLY_THE_PUBLISHERS = (
    "pandas",
    "geopandas",
    "shapely",
    "scipy",
    "statsmodels",
    "pyarrow",
    "dashboard.sources",
    "PIL.Image",
    "dashboard.publish",
    "dashboard.pictures",
    "dashboard.demonstration",
    "dashboard.postcodes.intake",
    "dashboard.scrutiny_pack",
    "dashboard.pack_worker",
    "typst",
)
"""What the site never loads: it reads snapshots, and leaves all reckoning to the publisher."""

ASKS_THE_SITE = """
import json, sys, threading, time, urllib.request
from pathlib import Path
import uvicorn
from dashboard.app import create_app
from dashboard.settings import Settings

postcodes = Path(sys.argv[3])
app = create_app(
    Settings(snapshots=Path(sys.argv[1]), postcodes=postcodes, packs=postcodes.parent / "packs")
)
site = uvicorn.Server(uvicorn.Config(app.server, port=0, log_level="error"))
thread = threading.Thread(target=site.run)
thread.start()
while not site.started:
    time.sleep(0.01)
host = "http://127.0.0.1:%d" % site.servers[0].sockets[0].getsockname()[1]
status = {
    address: urllib.request.urlopen(host + address).status for address in json.loads(sys.argv[2])
}
site.should_exit = True
thread.join()
print(json.dumps({"status": status, "modules": sorted(sys.modules)}))
"""
ADDRESSES = (
    "/",
    "/?measure=compliance_rate&tier=upper&council=hertfordshire-county-council",
    "/council/milton-keynes",
    "/council/milton-keynes/summary?year=2024",
    "/council/milton-keynes/pack?year=2024",
    "/map/lower/uphold_rate.json",
    "/suggestions.json?q=newcasle",
    "/search?q=newcastle",
    "/search?place=stevenage",
    "/search?q=SG1",
    "/decisions?q=bins",
    "/letters",
    "/letters/milton-keynes/2024",
    "/methods",
    "/data",
    "/healthz",
    "/readyz",
    "/downloads/yearly-figures.csv",
    "/api",
    "/api/v1/values?limit=5",
    "/api/v1/decisions?format=csv",
    "/api/v1/openapi.json",
    "/pictures/milton-keynes.png",
    "/robots.txt",
)


def modules_after(program: str, *arguments: str) -> set[str]:
    """The modules that a Python process of its own has loaded when its program is through."""
    finished = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert finished.returncode == 0, finished.stderr
    said = json.loads(finished.stdout.splitlines()[-1])
    assert set(said.get("status", {}).values()) <= {200}, said["status"]
    return set(said["modules"])


def publishers_own(modules: set[str]) -> set[str]:
    return {
        module
        for module in modules
        for own in ONLY_THE_PUBLISHERS
        if module == own or module.startswith(f"{own}.")
    }


def test_a_site_that_answers_every_kind_of_address_loads_nothing_of_the_publishers(
    four_councils_snapshots: Path, tmp_path: Path
) -> None:
    postcodes = directory_file(tmp_path)
    modules = modules_after(
        ASKS_THE_SITE, str(four_councils_snapshots), json.dumps(ADDRESSES), str(postcodes)
    )
    assert "dashboard.app" in modules
    assert publishers_own(modules) == set()


@pytest.mark.parametrize(
    "module",
    ["dashboard.app", "dashboard.dataset", "dashboard.current", "dashboard.council_year_report"],
)
def test_importing_a_part_of_the_site_loads_nothing_of_the_publishers(module: str) -> None:
    program = f"import json, sys, {module}; print(json.dumps({{'modules': sorted(sys.modules)}}))"
    assert publishers_own(modules_after(program)) == set()


@pytest.mark.parametrize(
    "module", ["dashboard.statistics.definitions", "dashboard.vocabulary", "dashboard.dataset"]
)
def test_the_domain_loads_nothing_of_the_screen(module: str) -> None:
    program = f"import json, sys, {module}; print(json.dumps({{'modules': sorted(sys.modules)}}))"
    modules = modules_after(program)
    assert not modules & {"dash", "plotly", "fastapi", "starlette", "flask"}


def test_importing_the_command_line_does_no_work() -> None:
    program = "import json, sys, dashboard.cli; print(json.dumps({'modules': sorted(sys.modules)}))"
    modules = modules_after(program)
    assert publishers_own(modules) == set()
    assert not modules & {"dash", "plotly", "uvicorn"}
