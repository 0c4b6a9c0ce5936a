"""The look: every colour is a token, light and dark name the same ones, text can be read."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "assets" / "css"
TOKENS = (CSS / "0-tokens.css").read_text(encoding="utf-8")
SET_BY_THE_PAGE = {"left", "top", "width", "label-x", "label-y"}
"""Where the map's inset and its label stand, which the map itself knows."""
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)

PAIRS = [
    ("ink", "paper", 7.0),
    ("ink", "card", 7.0),
    ("ink", "wash", 7.0),
    ("quiet", "paper", 4.5),
    ("quiet", "card", 4.5),
    ("quiet", "wash", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "card", 4.5),
    ("accent", "wash", 4.5),
    ("accent-ink", "accent", 4.5),
    ("banner-ink", "banner", 4.5),
    ("focus", "paper", 3.0),
    ("focus", "card", 3.0),
    ("mark", "paper", 3.0),
    ("mark", "card", 3.0),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


LIGHT, DARK = (
    tokens(part)
    for part in TOKENS.split("@media screen and (prefers-color-scheme: dark)", maxsplit=1)
)


def luminance(colour: str) -> float:
    """WCAG's relative luminance of "#rrggbb"."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "sheet", sorted(path.name for path in CSS.glob("*.css") if path.name != "0-tokens.css")
)
def test_colours_stand_in_the_tokens_only(sheet: str) -> None:
    text = (CSS / sheet).read_text(encoding="utf-8")
    printed = text.split("@media print", maxsplit=1)
    assert COLOUR.findall(printed[0]) == []


def test_every_token_that_is_used_exists() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in CSS.glob("*.css"))
    assigned = set(re.findall(r"--([\w-]+):", sheets))
    used = set(re.findall(r"var\(--([\w-]+)\)", sheets))
    assert used - SET_BY_THE_PAGE <= assigned


def test_the_dark_has_a_value_for_every_colour_of_the_light() -> None:
    colours = {name for name, value in LIGHT.items() if COLOUR.search(value)}
    assert colours - {"shadow-raised"} <= set(DARK)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(
    scheme: dict[str, str], text: str, ground: str, least: float
) -> None:
    assert contrast(scheme[text], scheme[ground]) >= least


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_five_classes_are_ordered_by_lightness_and_far_enough_apart(
    scheme: dict[str, str],
) -> None:
    classes = [luminance(scheme[f"q{n}"]) for n in range(1, 6)]
    ordered = classes == sorted(classes) or classes == sorted(classes, reverse=True)
    assert ordered
    for first, second in itertools.pairwise(classes):
        light, dark = max(first, second), min(first, second)
        assert (light + 0.05) / (dark + 0.05) >= 1.3


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_two_ends_of_the_gap_are_equally_strong(scheme: dict[str, str]) -> None:
    one, other = contrast(scheme["d1"], scheme["d3"]), contrast(scheme["d5"], scheme["d3"])
    assert one / other == pytest.approx(1, abs=0.25)
