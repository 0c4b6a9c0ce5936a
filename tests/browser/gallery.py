"""Pictures of every page and state, wide and on a phone, light and dark, on one page.

    make screenshots                 # all of them, in .screenshots/index.html
    make screenshots ONLY=council    # those whose name has this word

CHROMIUM names the browser; tests/browser/chromium.py finds one. Whoever changes the look of the
site looks at them before and after.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.states import STATES, Site, State
from tests.browser.visitor import PHONE, WIDE
from tests.site.serving import demonstration, real, serving, serving_nothing

SIZES: Final = {"1440": WIDE, "390": PHONE}
THEMES: Final = ("light", "dark")
_HIGHEST: Final = 6000
"""Pixels of a long page that are shown; what follows is more of the same."""

_STYLE: Final = """
body { font: 16px/1.4 system-ui, sans-serif; margin: 1.5rem; background: #777; color: #fff }
a { color: inherit } nav { columns: 16rem; margin-bottom: 2rem } nav a { display: block }
h2 { margin: 2rem 0 .3rem; font-size: 1.1rem } code { font-size: .9rem }
.row { display: flex; gap: 1rem; align-items: flex-start }
figure { margin: 0; flex: 1 1 0 } figure.is-1440 { flex-grow: 2.4 }
figcaption { font-size: .8rem } img { width: 100%; max-height: 60rem; object-fit: cover;
  object-position: top; display: block }
"""


def main() -> int:
    """Makes the pictures; 1 when a state could not be reached."""
    parser = argparse.ArgumentParser(description="Pictures of every page and state.")
    parser.add_argument("--to", type=Path, default=Path(".screenshots"), help="the folder")
    parser.add_argument("--only", default="", help="states whose name has these words")
    asked = parser.parse_args()
    states = [state for state in STATES if asked.only.lower() in state.name.lower()]
    if not states:
        sys.stderr.write(f"No state has “{asked.only}” in its name.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        shared = Path(folder)
        address = {
            site: stack.enter_context(_serve(site, shared))
            for site in dict.fromkeys(state.site for state in states)
        }
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        failed = take(browser, address, states, asked.to)
    for words in failed:
        sys.stderr.write(f"{words}\n")
    sys.stdout.write(f"{asked.to / 'index.html'}: {len(states)} pages and states\n")
    return 1 if failed else 0


def _serve(site: Site, shared: Path) -> contextlib.AbstractContextManager[str]:
    if site is Site.EMPTY:
        (shared / "empty").mkdir()
        return serving_nothing(shared / "empty")
    publish: Callable[[Path], Path] = demonstration if site is Site.DEMONSTRATION else real
    return serving(publish(shared))


def take(
    browser: Browser, address: dict[Site, str], states: Sequence[State], folder: Path
) -> list[str]:
    """Writes the pictures and their page into the folder; what could not be reached, in words."""
    folder.mkdir(parents=True, exist_ok=True)
    failed: list[str] = []
    for width, size in SIZES.items():
        contexts = {
            site: browser.new_context(
                base_url=base,
                viewport=size,  # type: ignore[arg-type]
                # So that no picture shows a colour on its way to another one.
                reduced_motion="reduce",
            )
            for site, base in address.items()
        }
        for state in states:
            failed += _picture(contexts[state.site], state, width, folder)
        for context in contexts.values():
            context.close()
    (folder / "index.html").write_text(_index(states), encoding="utf-8")
    return failed


def _picture(context: BrowserContext, state: State, width: str, folder: Path) -> list[str]:
    """One page in both themes."""
    page = context.new_page()
    try:
        state.open(page)
        size = page.viewport_size
        assert size
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            whole = page.evaluate("document.documentElement.scrollHeight")
            page.screenshot(
                path=folder / file_name(state, width, theme),
                full_page=True,
                clip={"x": 0, "y": 0, "width": size["width"], "height": min(whole, _HIGHEST)},
            )
    except Exception as error:  # Every other state is still worth a picture.
        return [f"{state.name}, {width}: {str(error).splitlines()[0]}"]
    finally:
        page.close()
    return []


def file_name(state: State, width: str, theme: str) -> str:
    """The name of a picture."""
    words = re.sub(r"[^a-z0-9]+", "-", state.name.lower()).strip("-")
    return f"{words}-{width}-{theme}.png"


def _index(states: Sequence[State]) -> str:
    contents = "".join(
        f'<a href="#{number}">{escape(state.name)}</a>' for number, state in enumerate(states)
    )
    rows = "".join(_row(number, state) for number, state in enumerate(states))
    return (
        '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Pages and states</title>'
        f"<style>{_STYLE}</style><h1>{len(states)} pages and states</h1>"
        f"<nav>{contents}</nav>{rows}</html>\n"
    )


def _row(number: int, state: State) -> str:
    figures = "".join(
        f'<figure class="is-{width}"><figcaption>{width} px, {theme}</figcaption>'
        f'<a href="{name}"><img src="{name}" loading="lazy" alt="{escape(state.name)}"></a>'
        "</figure>"
        for width in SIZES
        for theme in THEMES
        for name in [file_name(state, width, theme)]
    )
    return (
        f'<h2 id="{number}">{escape(state.name)}</h2><code>{escape(state.address)}</code> '
        f'on {state.site}<div class="row">{figures}</div>'
    )


if __name__ == "__main__":
    sys.exit(main())
