"""The four readers reach their answers by keyboard alone, wide and on a phone's width."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.journeys import JOURNEYS, Journey
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import PHONE, WIDE

DOCUMENT = Path(__file__).parents[2] / "docs" / "accessibility.md"
SIZES = {size["width"]: size for size in (WIDE, PHONE)}


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("journey", JOURNEYS, ids=str)
def test_a_reader_gets_there_by_keyboard_alone_and_always_sees_the_focus(
    page: Page, journey: Journey, width: int, record_property: Callable[[str, object], None]
) -> None:
    page.set_viewport_size(SIZES[width])  # type: ignore[arg-type]
    page.emulate_media(reduced_motion="reduce")
    page.goto(journey.start)
    keyboard = Keyboard(page)
    for number, step in enumerate(journey.steps, start=1):
        try:
            step.do(keyboard)
        except AssertionError as error:
            raise AssertionError(f"Step {number}: {step.words}\n{error}") from error
    assert len(keyboard.stops) > len(journey.steps)
    went = {"who": journey.who, "width": width, "steps": len(journey.steps)}
    record_property("journey", {**went, "stops": len(keyboard.stops)})


@pytest.mark.parametrize("journey", JOURNEYS, ids=str)
def test_the_document_tells_the_steps_that_are_tested(journey: Journey) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    _, part = text.split(f"### {journey.who}: ", maxsplit=1)
    part = part.split("\n#", maxsplit=1)[0]
    told = re.split(r"\n\d+\. ", part)
    assert " ".join(told[0].split()).startswith(journey.question)
    assert [" ".join(step.split()) for step in told[1:]] == [s.words for s in journey.steps]
