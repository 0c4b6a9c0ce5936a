"""The map as a picture that stands alone: one SVG file with its title, legend, source and caveat.

It needs nothing from anywhere: colours are written out and the typefaces are in the file. It is
always drawn in the light colours, for paper and slides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any, Final

from dashboard.boundaries.drawing import Frame, MapArea
from dashboard.components import map_words
from dashboard.components.legend import key_of
from dashboard.components.map_patterns import patterns
from dashboard.components.markup import Element, to_html
from dashboard.components.shading import SHADING_NOTES, shading_entries
from dashboard.components.sharing import SITE_NAME
from dashboard.components.shown_map import ShownMap
from dashboard.snapshot.manifest import Manifest
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import SnapshotKind

WIDTH: Final = 1600
HEIGHT: Final = 1640
_LEFT: Final = 56
_MAP: Final = Frame(400, 210, 1144, 1170)
_FADED: Final = 0.13
_LETTER: Final = 0.51
"""The width of a bold letter, as a share of its height, on the safe side."""

_COLOURS: Final = (
    *(f"{kind}{n}" for kind in "qd" for n in range(1, 6)),
    *("none", "unknown", "unknown-mark", "hatch", "outline", "mark", "paper", "card", "ink"),
    *("quiet", "rule", "banner", "banner-ink"),
)
"""The colours of the style sheet that the picture needs."""


def map_picture(
    shown: ShownMap, manifest: Manifest, colours: Mapping[str, str], fonts: Mapping[str, str]
) -> str:
    """The picture as SVG text.

    Args:
        shown: what it shows; a chosen council is outlined and named.
        manifest: of the snapshot.
        colours: by their name in the style sheet, without the dashes.
        fonts: addresses of the typefaces that need no other file, by family.

    Raises:
        KeyError: a colour is not there.
    """
    title = map_words.title(shown)
    parts: list[Any] = [
        Element("title", title),
        Element("desc", f"{map_words.scope(shown)}. {map_words.source(manifest)}"),
        Element("style", _style(colours, fonts)),
        Element("rect", None, {"width": WIDTH, "height": HEIGHT, "class": "paper"}),
        *(_banner() if manifest.kind is SnapshotKind.DEMONSTRATION else ()),
        _text(title, _LEFT, 122, "title", style=f"font-size:{_title_size(title)}px"),
        _text(map_words.scope(shown), _LEFT, 164, "scope"),
        *_legend(shown),
        *_chosen_words(shown),
        _map(shown),
        *_foot(shown, manifest),
    ]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + to_html(
        Element(
            "svg",
            parts,
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {HEIGHT}",
                "width": WIDTH,
                "height": HEIGHT,
                "role": "img",
            },
        )
    )


def _title_size(title: str) -> int:
    """The largest letters in which a title fits on its line."""
    return min(46, int((WIDTH - 2 * _LEFT) / len(title) / 0.48))


def _style(colours: Mapping[str, str], fonts: Mapping[str, str]) -> str:
    c = {name: colours[name] for name in _COLOURS}
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-weight:400 700;src:url({address})}}"
        for family, address in fonts.items()
    )
    shades = "".join(f".{kind}{n}{{fill:{c[f'{kind}{n}']}}}" for kind in "qd" for n in range(1, 6))
    return (
        f"{faces}text{{font-family:'CP Sans',Arial,sans-serif;fill:{c['ink']}}}"
        f".title{{font:600 46px 'CP Serif',Georgia,serif}}.scope{{font-size:26px;"
        f"fill:{c['quiet']}}}.note{{font-size:21px;fill:{c['quiet']}}}.words{{font-size:24px}}"
        f".count{{font-size:24px;text-anchor:end}}.strong{{font-weight:600;font-size:26px}}"
        f".figure{{font:600 64px 'CP Serif',Georgia,serif}}.paper{{fill:{c['paper']}}}"
        f".banner{{fill:{c['banner']}}}.banner-words{{fill:{c['banner-ink']};font-size:26px;"
        f"font-weight:600}}.swatch{{stroke:{c['ink']};stroke-opacity:.25}}{shades}"
        f".none{{fill:{c['none']}}}.unknown-ground{{fill:{c['unknown']}}}"
        f".unknown-dot{{fill:{c['unknown-mark']}}}"
        f".hatch-line{{stroke:{c['hatch']};stroke-width:3;fill:none}}"
        f".area{{stroke:{c['outline']};stroke-width:.8;stroke-linejoin:round;"
        "vector-effect:non-scaling-stroke}"
        f".chosen{{fill:none;stroke:{c['mark']};stroke-width:4;vector-effect:non-scaling-stroke}}"
        f".frame{{fill:{c['card']};stroke:{c['rule']}}}.frame-name{{font-size:24px;"
        f"font-weight:600;fill:{c['quiet']}}}.tag{{fill:{c['ink']}}}"
        f".tag-words{{fill:{c['paper']};font-size:26px;font-weight:600}}"
        f".rule{{stroke:{c['rule']};stroke-width:2}}"
    )


def _text(words: str, x: float, y: float, css: str, **more: object) -> Element:
    return Element("text", words, {"x": x, "y": y, "class": css, **more})


def _banner() -> list[Element]:
    return [
        Element("rect", None, {"width": WIDTH, "height": 56, "class": "banner"}),
        _text(map_words.DEMONSTRATION, _LEFT, 38, "banner-words"),
    ]


def _legend(shown: ShownMap) -> Iterator[Element]:
    state = shown.state
    yield _text(f"{DEFINITIONS[state.measure].label}, {state.year.label}", _LEFT, 240, "strong")
    y = 262
    for css, words in shading_entries(state.shading, state.measure):
        key = key_of(css)
        swatch = {"x": _LEFT, "y": y, "width": 40, "height": 26, "rx": 4}
        lines = wrap(words, 26)
        yield Element(
            "g",
            [
                Element("g", Element("rect", None, {**swatch, "class": css}), {"class": "map"}),
                Element("rect", None, {**swatch, "fill": "none", "class": "swatch"}),
                *(
                    _text(line, _LEFT + 54, y + 22 + 28 * row, "words")
                    for row, line in enumerate(lines)
                ),
                _text(str(shown.counts[key]), _LEFT + 372, y + 22, "count"),
            ],
            {"opacity": 0.4 if _opacity(shown, css) else None},
        )
        y += 42 + 28 * (len(lines) - 1)


def _opacity(shown: ShownMap, css: str) -> float | None:
    is_faded = shown.state.only and key_of(css) != shown.state.only
    return _FADED if is_faded else None


def _chosen_words(shown: ShownMap) -> Iterator[Element]:
    area = shown.chosen
    if area is None:
        return
    value, counts = shown.words(area)
    y = 710
    for line in wrap(shown.authority(area).short_name, 24):
        yield _text(line, _LEFT, y, "strong")
        y += 32
    is_figure = any(sign.isdigit() for sign in value) and len(value) < 9
    if is_figure:
        yield _text(value, _LEFT, y + 38, "figure")
        y += 78
    for line in wrap(counts if is_figure else f"{value}. {counts}".strip(". "), 28):
        yield _text(line, _LEFT, y, "words")
        y += 30


def _map(shown: ShownMap) -> Element:
    """The areas as they are seen, cut at the edge of the map."""
    left, top, zoom = shown.window()
    width, height = shown.size
    scale = min(_MAP.width / width, _MAP.height / height)
    seen = f"{left:.2f} {top:.2f} {width / zoom:.2f} {height / zoom:.2f}"
    right = _MAP.x + _MAP.width - width * scale
    place = {"x": right, "y": _MAP.y, "width": width * scale, "height": height * scale}
    return Element(
        "g",
        [
            Element(
                "svg",
                [
                    patterns(),
                    *_scilly(shown),
                    *_areas(shown, shown.areas),
                    *_london(shown),
                ],
                {**place, "viewBox": seen, "class": "map", "overflow": "hidden"},
            ),
            *_tag(shown, right, scale),
        ],
    )


def _areas(shown: ShownMap, areas: Iterable[MapArea]) -> Iterator[Element]:
    chosen = shown.chosen
    for area in areas:
        css = shown.css(area)
        attributes = {"d": area.d, "class": f"area {css}", "opacity": _opacity(shown, css)}
        yield Element("path", None, attributes)
    for area in areas:
        if chosen and area.code == chosen.code:
            yield Element("path", None, {"d": area.d, "class": "chosen"})


def _london(shown: ShownMap) -> Iterator[Element]:
    inset = shown.drawing.london
    if inset is None or not shown.has_inset:
        return
    sides = {
        "x": inset.frame.x,
        "y": inset.frame.y,
        "width": inset.frame.width,
        "height": inset.frame.height,
    }
    yield Element("rect", None, {**sides, "rx": 12, "class": "frame"})
    yield _text("London", inset.frame.x + 16, inset.frame.y + 34, "frame-name")
    yield Element("svg", list(_areas(shown, inset.areas)), {**sides, "viewBox": inset.view_box})


def _scilly(shown: ShownMap) -> Iterator[Element]:
    frame = shown.drawing.scilly
    if frame is None or not shown.has_inset:
        return
    sides = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
    yield Element("rect", None, {**sides, "rx": 12, "class": "frame"})
    yield _text("Scilly", frame.x + 2, frame.y - 10, "frame-name")


def _tag(shown: ShownMap, right: float, scale: float) -> Iterator[Element]:
    """The chosen council's name above its area, within the map whatever its length."""
    area = shown.chosen
    if area is None:
        return
    name = shown.authority(area).short_name
    width = len(name) * 26 * _LETTER + 28
    left, top, zoom = shown.window()
    x = right + (area.box.x + area.box.width / 2 - left) * zoom * scale - width / 2
    y = _MAP.y + (area.box.y - top) * zoom * scale - 50
    x = min(max(x, _LEFT), _MAP.x + _MAP.width - width)
    y = min(max(y, _MAP.y), _MAP.y + _MAP.height - 44)
    box = {"x": x, "y": y, "width": width, "height": 42, "rx": 8, "class": "tag"}
    yield Element("rect", None, box)
    yield _text(name, x + width / 2, y + 30, "tag-words", **{"text-anchor": "middle"})


def _foot(shown: ShownMap, manifest: Manifest) -> Iterator[Element]:
    """Source, caveat and attribution, under a line."""
    y = _MAP.y + _MAP.height + 30
    ends = {"x1": _LEFT, "x2": WIDTH - _LEFT, "y1": y, "y2": y, "class": "rule"}
    yield Element("line", None, ends)
    words = (
        SHADING_NOTES.get(shown.state.shading, ""),
        map_words.CAVEAT,
        f"{SITE_NAME}. {map_words.source(manifest)}",
        shown.drawing.attribution,
    )
    for paragraph in words:
        for line in wrap(paragraph, 150):
            y += 30
            yield _text(line, _LEFT, y, "note")
