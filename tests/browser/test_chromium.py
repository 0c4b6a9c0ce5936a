from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).with_name("chromium.py")
PRINTS_A_VERSION = "print('Chromium 150.0')"


@pytest.fixture(scope="module")
def chromium() -> ModuleType:
    specification = importlib.util.spec_from_file_location("chromium_for_tests", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def program(place: Path, body: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{body}\n")
    place.chmod(0o755)
    return place


def apt_get_that_installs(commands: Path, log: Path) -> Path:
    """Writes each call down; the last one brings a chromium, as the package does."""
    browser = f"#!{sys.executable}\n{PRINTS_A_VERSION}\n"
    return program(
        commands / "apt-get",
        f"with open({str(log)!r}, 'a') as log: log.write(' '.join(sys.argv[1:]) + '\\n')\n"
        "if 'install' in sys.argv:\n"
        f"    place = pathlib.Path({str(commands / 'chromium')!r})\n"
        f"    place.write_text({browser!r})\n"
        "    place.chmod(0o755)",
    )


def python_with_playwright(tmp_path: Path, *, fetches: bool) -> Path:
    """Stands for an interpreter that has Playwright, whose browser is fetched or can't be."""
    kept = tmp_path / "ms-playwright" / "chrome"
    browser = f"#!{sys.executable}\n{PRINTS_A_VERSION}\n"
    return program(
        tmp_path / "python",
        "if sys.argv[1] == '-c':\n"
        f"    print({str(kept)!r})\n"
        f"elif {fetches!r}:\n"
        "    print('Downloading')\n"
        f"    place = pathlib.Path({str(kept)!r})\n"
        "    place.parent.mkdir(exist_ok=True)\n"
        f"    place.write_text({browser!r})\n"
        "    place.chmod(0o755)\n"
        "else:\n"
        "    sys.exit('no network')",
    )


def run_script(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environment},
    )


def test_the_one_that_chromium_names_is_taken_before_any_other(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    program(commands / "chromium", PRINTS_A_VERSION)
    asked_for = program(tmp_path / "my" / "browser", PRINTS_A_VERSION)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=str(asked_for),
        is_root=True,
        python=tmp_path / "no-python",
    )
    assert chromium.find_or_install(machine) == asked_for


def test_a_wrong_name_in_chromium_is_an_error_and_not_passed_over(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    program(commands / "chromium", PRINTS_A_VERSION)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for="/no/such/browser",
        is_root=True,
        python=tmp_path / "no-python",
    )
    with pytest.raises(chromium.NoChromiumError, match="CHROMIUM is '/no/such/browser'"):
        chromium.find_or_install(machine)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_on_the_search_path_is_found_under_each_usual_name(
    chromium: ModuleType, tmp_path: Path, commands: Path, name: str
) -> None:
    browser = program(commands / name, PRINTS_A_VERSION)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=False,
        python=tmp_path / "no-python",
    )
    assert chromium.find_or_install(machine) == browser


def test_a_stub_that_only_asks_for_another_package_is_passed_over(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    program(commands / "chromium-browser", "sys.exit('please install the snap')")
    browser = program(commands / "google-chrome", PRINTS_A_VERSION)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=False,
        python=tmp_path / "no-python",
    )
    assert chromium.find_or_install(machine) == browser


def test_root_gets_the_package_of_debian_without_being_asked(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    log = tmp_path / "apt.log"
    apt_get_that_installs(commands, log)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=True,
        python=tmp_path / "no-python",
    )
    assert chromium.find_or_install(machine) == commands / "chromium"
    update, install = log.read_text().splitlines()
    assert update.endswith("update")
    assert install.endswith("install -y --no-install-recommends chromium")


def test_someone_who_is_not_root_gets_the_one_of_playwright(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    log = tmp_path / "apt.log"
    apt_get_that_installs(commands, log)
    python = python_with_playwright(tmp_path, fetches=True)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=False,
        python=python,
    )
    assert chromium.find_or_install(machine) == tmp_path / "ms-playwright" / "chrome"
    assert not log.exists()


def test_root_falls_back_on_playwright_when_the_package_cannot_be_had(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    program(commands / "apt-get", "sys.exit(100)")
    python = python_with_playwright(tmp_path, fetches=True)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=True,
        python=python,
    )
    assert chromium.find_or_install(machine) == tmp_path / "ms-playwright" / "chrome"


def test_one_that_playwright_fetched_before_is_taken_before_anything_is_installed(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    log = tmp_path / "apt.log"
    apt_get_that_installs(commands, log)
    python = python_with_playwright(tmp_path, fetches=False)
    kept = program(tmp_path / "ms-playwright" / "chrome", PRINTS_A_VERSION)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=True,
        python=python,
    )
    assert chromium.find_or_install(machine) == kept
    assert not log.exists()


def test_when_none_can_be_had_the_message_says_what_to_do(
    chromium: ModuleType, tmp_path: Path, commands: Path
) -> None:
    python = python_with_playwright(tmp_path, fetches=False)
    machine = chromium.Machine(
        search_path=str(commands),
        asked_for=None,
        is_root=False,
        python=python,
    )
    with pytest.raises(chromium.NoChromiumError) as caught:
        chromium.find_or_install(machine)
    for way_out in ("set CHROMIUM", "apt-get install chromium", "playwright install"):
        assert way_out in str(caught.value)


def test_the_script_prints_the_path_last_and_nothing_else_on_standard_output(
    tmp_path: Path,
) -> None:
    browser = program(tmp_path / "browser", PRINTS_A_VERSION)
    finished = run_script(CHROMIUM=str(browser))
    assert finished.returncode == 0
    assert finished.stdout == f"{browser}\n"


def test_the_script_exits_with_2_and_its_reason_when_the_browser_does_not_run() -> None:
    finished = run_script(CHROMIUM="/no/such/browser")
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert "does not run" in finished.stderr
