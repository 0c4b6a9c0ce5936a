"""The four readers' ways through the site by keyboard alone, step by step.

`docs/accessibility.md` tells each step in the same words; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.keyboard import Keyboard
from tests.browser.states import charts_drawn


@dataclass(frozen=True)
class Step:
    """One thing that a reader does, and what it brings."""

    words: str
    do: Callable[[Keyboard], None]


@dataclass(frozen=True)
class Journey:
    """A reader's way from a question to its answer."""

    who: str
    question: str
    start: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        """The reader, whom pytest names."""
        return self.who


def _status(keyboard: Keyboard, words: str | re.Pattern[str]) -> None:
    expect(keyboard.page.locator("#status")).to_have_text(words)


def _section(keyboard: Keyboard, heading: str) -> Locator:
    page = keyboard.page
    return page.locator("section").filter(has=page.get_by_role("heading", name=heading))


def _skip(keyboard: Keyboard) -> None:
    keyboard.press("Tab")
    expect(keyboard.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    keyboard.press("Enter")
    expect(keyboard.page.get_by_role("main")).to_be_focused()


def _search(text: str) -> Callable[[Keyboard], None]:
    def search(keyboard: Keyboard) -> None:
        keyboard.tab_to("Find a council", tag="input")
        keyboard.write(text)
        expect(keyboard.page.get_by_role("option").first).to_be_visible()
        _status(keyboard, re.compile(r"^\d+ councils? found$"))

    return search


def _choose(name: str) -> Callable[[Keyboard], None]:
    def choose(keyboard: Keyboard) -> None:
        keyboard.press("ArrowDown")
        expect(keyboard.page.locator("[aria-selected=true]")).to_contain_text(name)
        keyboard.page.keyboard.press("Enter")
        expect(keyboard.page.locator("#answer-heading")).to_be_focused()
        expect(keyboard.page.locator("#answer-heading")).to_have_text(name)
        _status(keyboard, re.compile(name))

    return choose


# The public


def _read_the_answer(keyboard: Keyboard) -> None:
    answer = keyboard.page.get_by_role("region", name="The council you chose")
    expect(answer).to_contain_text(re.compile(r"\d+ of \d+ complaints investigated were upheld"))
    expect(answer).to_contain_text("similar councils")
    expect(answer).to_contain_text("chance")


def _open_profile(keyboard: Keyboard) -> None:
    keyboard.open("Full profile", "Milton Keynes City Council")


def _a_word_explained(keyboard: Keyboard) -> None:
    keyboard.tab_to("Uphold rate", tag="button")
    keyboard.press("Enter")
    note = keyboard.page.locator("[popover]:popover-open")
    expect(note).to_contain_text("upheld")
    keyboard.press("Escape")
    expect(note).to_have_count(0)
    assert (keyboard.focused() or {})["label"].startswith("Uphold rate")


def _its_cases(keyboard: Keyboard) -> None:
    keyboard.tab_to("Decisions", tag="a", backwards=True)
    keyboard.press("Enter")
    keyboard.open("All ", re.compile("^Published decisions about Milton Keynes"))
    assert keyboard.page.locator(".decisions > li").count() > 0


# The councillor


def _leeds_profile(keyboard: Keyboard) -> None:
    keyboard.open("Full profile", "Leeds City Council")


def _could_be_chance(keyboard: Keyboard) -> None:
    keyboard.tab_to("Could it be chance?", tag="a")
    keyboard.press("Enter")
    section = _section(keyboard, "could this be chance?")
    expect(section.get_by_role("heading", level=2)).to_be_in_viewport()
    expect(section).to_contain_text("The other metropolitan boroughs")
    expect(section).to_contain_text(re.compile(r"From \d+% .* in 2022-23 to \d+% .* in 2023-24"))


def _beside_peers(keyboard: Keyboard) -> None:
    keyboard.open("Compare councils", "Compare councils")
    expect(keyboard.page.get_by_role("main")).to_contain_text("the other metropolitan boroughs")


def _walk_the_peers(keyboard: Keyboard) -> None:
    keyboard.tab_to("Leeds: ", tag="a")
    own = keyboard.stops[-1]
    keyboard.press("ArrowRight")
    other = keyboard.stops[-1]
    assert own != other
    for words in (own, other):
        assert re.search(r"^[\w ,'-]+: \d+%, \d+ of \d+ complaints investigated", words), words
    expect(keyboard.page.locator(".marked-words").first).to_have_text(other)
    keyboard.press("Home")
    keyboard.press("End")


def _back_and_to_the_letter(keyboard: Keyboard) -> None:
    keyboard.tab_to("Leeds", tag="a", backwards=True)
    while (keyboard.focused() or {})["label"] != "Leeds":
        keyboard.tab_to("Leeds", tag="a", backwards=True)
    keyboard.page.keyboard.press("Enter")
    expect(keyboard.page.get_by_role("heading", level=1)).to_have_text("Leeds City Council")
    keyboard.tab_to("Letters", tag="a")
    while keyboard.page.evaluate("document.activeElement.getAttribute('href')") != "#letters":
        keyboard.tab_to("Letters", tag="a")
    keyboard.press("Enter")
    keyboard.open("2023-24", "Annual review letter 2023-24: Leeds")
    expect(keyboard.page.get_by_role("table").first).to_contain_text("Uphold rate")


# The scrutiny officer


def _to_trends(keyboard: Keyboard) -> None:
    keyboard.open("Trends", "England over the years")


def _name_a_council(keyboard: Keyboard) -> None:
    keyboard.tab_to("Name a council", tag="input")
    keyboard.write("Leeds")
    keyboard.page.keyboard.press("Enter")
    expect(keyboard.page.get_by_role("heading", level=1)).to_have_text("Leeds over the years")


def _year_by_year(keyboard: Keyboard) -> None:
    keyboard.tab_to("20", tag="a")
    seen = []
    for key in ("Home", "ArrowRight", "ArrowRight"):
        keyboard.press(key)
        seen.append(keyboard.stops[-1].split(":")[0])
    assert seen == ["2021-22", "2022-23", "2023-24"]
    keyboard.tab_to("Uphold rate, year by year")
    table = keyboard.page.get_by_role("table", name="Uphold rate, year by year")
    expect(table.get_by_role("row")).to_have_count(4)


def _categories(keyboard: Keyboard) -> None:
    keyboard.tab_to("Upheld of investigated, by category and year")
    table = keyboard.page.get_by_role("table", name="Upheld of investigated, by category and year")
    expect(table.get_by_role("rowheader").first).to_be_visible()
    expect(table).to_contain_text(re.compile(r"\d+ of \d+"))


def _not_complied_with(keyboard: Keyboard) -> None:
    keyboard.tab_to("Signals", tag="a", backwards=True)
    keyboard.page.keyboard.press("Enter")
    page = keyboard.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Signals")
    keyboard.tab_to("Kind", tag="select")
    keyboard.write("Not complied")
    keyboard.tab_to("Show", tag="button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        re.compile(r"^\d+ signals? in 2023-24")
    )
    kind = page.get_by_role("navigation", name="Kind of signal").locator("[aria-current=true]")
    expect(kind).to_contain_text("Not complied with")
    for signal in page.locator(".signal-list > li").all_inner_texts():
        assert "were not complied with" in signal


def _print_a_profile(keyboard: Keyboard) -> None:
    page = keyboard.page
    name = page.locator(".signal-list a").first.inner_text()
    keyboard.tab_to(name, tag="a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    charts_drawn(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.get_by_role("heading", name="Recommendations and compliance")).to_be_visible()
    expect(page.locator(".source-note")).to_contain_text("Data version")
    page.emulate_media(media="screen")


# Whoever checks the data


def _to_the_data(keyboard: Keyboard) -> None:
    keyboard.tab_to("The data, and how they compare with print", tag="a", backwards=True)
    keyboard.page.keyboard.press("Enter")
    expect(keyboard.page.get_by_role("heading", level=1)).to_have_text(
        "The data behind the figures"
    )


def _reconcile(keyboard: Keyboard) -> None:
    keyboard.tab_to("Council", tag="input")
    keyboard.write("Leeds")
    keyboard.tab_to("Result", tag="select")
    keyboard.write("All")
    keyboard.tab_to("Show figures", tag="button")
    keyboard.page.keyboard.press("Enter")
    page = keyboard.page
    expect(page).to_have_url(re.compile(r"council=Leeds&year=&status=#"))
    table = page.get_by_role("table", name="Leeds City Council: computed and printed figures")
    expect(table).to_contain_text(re.compile("Leeds.*equal"))


def _corrections(keyboard: Keyboard) -> None:
    heading = keyboard.page.get_by_role("heading", name="Corrections")
    expect(heading).to_be_visible()
    said = heading.locator("xpath=following-sibling::*[1]").inner_text()
    assert said.strip()


def _download(keyboard: Keyboard) -> None:
    keyboard.tab_to("yearly-figures.csv", tag="a", backwards=True)
    with keyboard.page.expect_download() as download:
        keyboard.page.keyboard.press("Enter")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert "Leeds" in "".join(lines)
    assert all("demonstration" in line for line in lines[1:])


def _methods(keyboard: Keyboard) -> None:
    keyboard.tab_to("How the figures are worked out", tag="a")
    keyboard.page.keyboard.press("Enter")
    expect(keyboard.page.get_by_role("heading", level=1)).to_contain_text("worked out")


JOURNEYS: Final = (
    Journey(
        "The public",
        "Is my council any good with complaints?",
        "/",
        (
            Step("Tab, then Enter: “Skip to the content” leads past the navigation.", _skip),
            Step(
                "Tab to “Find a council” and type “milton”: the councils that fit stand below the "
                "field, and their number is said.",
                _search("milton"),
            ),
            Step(
                "Down, then Enter: Milton Keynes is chosen, said, and the focus moves to its "
                "heading.",
                _choose("Milton Keynes"),
            ),
            Step(
                "Read on from there: how many of how many complaints were upheld, similar "
                "councils, and whether the gap could be chance.",
                _read_the_answer,
            ),
            Step("Tab to “Full profile”, Enter: its profile.", _open_profile),
            Step(
                "Tab to “Uphold rate”, Enter: what the words mean; Escape closes the note and the "
                "focus is where it was.",
                _a_word_explained,
            ),
            Step(
                "Shift and Tab back to “Decisions”, Enter, then Tab to “All published decisions”, "
                "Enter: its cases.",
                _its_cases,
            ),
        ),
    ),
    Journey(
        "The councillor",
        "How does my authority compare, what changed, and could it be chance?",
        "/",
        (
            Step("Tab to “Find a council” and type “leeds”.", _search("leeds")),
            Step("Down, then Enter: the summary of Leeds.", _choose("Leeds")),
            Step("Tab to “Full profile”, Enter: its profile.", _leeds_profile),
            Step(
                "Tab to “Could it be chance?” among the parts of the page, Enter: each group of "
                "councils and the change since last year, with both counts and a verdict.",
                _could_be_chance,
            ),
            Step("Tab to “Compare councils”, Enter: Leeds beside its peers.", _beside_peers),
            Step(
                "Tab to the mark of Leeds in the chart; the arrow keys go from council to council, "
                "and name, figure and counts of each are said and written below the chart. Home "
                "and End go to the lowest and the highest.",
                _walk_the_peers,
            ),
            Step(
                "Shift and Tab back to “Leeds”, Enter; Tab to “Letters”, Enter; Tab to “2023-24”, "
                "Enter: the letter and its figures.",
                _back_and_to_the_letter,
            ),
        ),
    ),
    Journey(
        "The scrutiny officer",
        "What do the years show, in which services, and what was not complied with?",
        "/",
        (
            Step("Tab to “Trends”, Enter: the years of all of England.", _to_trends),
            Step("Tab to “Name a council”, type “Leeds”, Enter.", _name_a_council),
            Step(
                "Tab to the chart; the arrow keys go from year to year. Tab to the table of the "
                "years below it, which the arrow keys scroll where it is wider than the screen.",
                _year_by_year,
            ),
            Step("Tab to the table of categories.", _categories),
            Step(
                "Shift and Tab back to “Signals”, Enter; Tab to “Kind” and type “Not complied”, "
                "Tab to “Show”, Enter: the councils with a remedy not carried out.",
                _not_complied_with,
            ),
            Step(
                "Tab to the first council, Enter, and print: the pages have the figures, the "
                "recommendations and the source, and no navigation.",
                _print_a_profile,
            ),
        ),
    ),
    Journey(
        "Whoever checks the data",
        "Are these the published figures, and were any of them corrected?",
        "/",
        (
            Step(
                "Shift and Tab to the last links of the page, “The data, and how they compare with "
                "print”, Enter.",
                _to_the_data,
            ),
            Step(
                "Tab to “Council” and type “Leeds”, Tab to “Result” and type “All”, Tab to “Show "
                "figures”, Enter: each figure and its printed one.",
                _reconcile,
            ),
            Step(
                "Read on to “Corrections”: each with its reason, or that there is none.",
                _corrections,
            ),
            Step(
                "Shift and Tab back to “yearly-figures.csv”, Enter: every figure as a file.",
                _download,
            ),
            Step(
                "Tab to “How the figures are worked out”, Enter: definitions, tests and breaks.",
                _methods,
            ),
        ),
    ),
)
