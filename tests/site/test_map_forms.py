"""The map in its other forms: a picture that stands alone, a view to swap in, a page to embed."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from tests.site.asking import Ask

SVG = "{http://www.w3.org/2000/svg}"
VISITED = (
    "/",
    "/council/cornwall",
    "/compare?councils=leeds",
    "/decisions",
    "/methods",
    "/data",
    "/nowhere",
    "/map.svg",
    "/map/lower/uphold_rate.json",
)


def picture(ask: Ask, asked: str = "") -> ElementTree.Element:
    answer = ask(f"/map.svg?{asked}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-disposition"].startswith("attachment")
    return ElementTree.fromstring(answer.body)


def words(drawn: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in drawn.iter(f"{SVG}text"))


def test_the_picture_says_what_it_is_where_it_is_from_and_what_to_beware_of(ask: Ask) -> None:
    said = words(picture(ask, "year=2024&measure=uphold_rate"))
    version = re.findall(r'data-version="([^"]+)"', ask("/").text)[0]
    for part in (
        "Uphold rate of English districts and single-tier councils, 2023-24",
        "All of England",
        "Demonstration data. These are made-up cases, not the Ombudsman’s figures.",
        "Figures describe complaints that reached the Ombudsman.",
        f"Data version {version}.",
        "Open Government Licence",
        "fewer than 5 investigated",
    ):
        assert part in said


def test_the_picture_of_real_figures_does_not_say_that_they_are_made_up(ask_real: Ask) -> None:
    assert "made-up" not in words(picture(ask_real, "year=2020"))


@pytest.mark.parametrize("asked", ["", "view=tiles", "region=london&council=camden", "only=few"])
def test_the_picture_needs_nothing_from_anywhere(ask: Ask, asked: str) -> None:
    text = ask(f"/map.svg?{asked}").text
    addresses = re.findall(r"url\(([^)]*)\)", text)
    assert [a for a in addresses if not a.startswith(("#", "data:"))] == []
    assert re.findall(r"(?:href|src)=", text) == []
    assert "var(" not in text
    assert re.findall(r'"https?://[^"]*"', text) == ['"http://www.w3.org/2000/svg"']
    drawn = ElementTree.fromstring(text)
    referred = {a[1:] for a in addresses if a.startswith("#")}
    assert referred <= {element.get("id") for element in drawn.iter()}


def test_the_picture_is_of_the_state_that_is_asked_for(ask: Ask) -> None:
    drawn = picture(ask, "view=tiles&only=q4&council=leeds&year=2024&tier=lower")
    areas = [e for e in drawn.iter(f"{SVG}path") if (e.get("class") or "").startswith("area")]
    assert len(areas) == 296
    shown = [area.get("class") for area in areas if area.get("opacity") is None]
    assert set(shown) == {"area q4"}
    said = words(drawn)
    assert f"only “80 to 89%”: {len(shown)} councils" in said
    assert "one tile for each council" in said
    assert said.count("Leeds") == 2
    assert len([e for e in drawn.iter(f"{SVG}path") if e.get("class") == "chosen"]) == 1


def test_a_part_of_the_map_is_a_part_of_the_picture(ask: Ask) -> None:
    def window(asked: str) -> list[float]:
        parts = picture(ask, asked).iter(f"{SVG}svg")
        (drawn,) = [part for part in parts if part.get("class") == "map"]
        return [float(side) for side in (drawn.get("viewBox") or "").split()]

    assert window("") == [0, 0, 1234, 1400]
    left, top, width, height = window("frame=900,900,200,300")
    assert left <= 900
    assert top <= 900
    assert left + width >= 1100
    assert top + height >= 1200
    assert height < 400


@pytest.mark.parametrize("asked", ["frame=0,0,0,0", "frame=a,b,c,d", "region=atlantis", "only=q9"])
def test_what_can_not_be_meant_is_the_whole_map(ask: Ask, asked: str) -> None:
    assert ask(f"/map.svg?{asked}").body == ask("/map.svg").body


@pytest.mark.parametrize("tier", ["lower", "upper"])
def test_a_view_to_swap_in_is_the_one_that_its_page_has(ask: Ask, tier: str) -> None:
    for view in ("map", "tiles"):
        swapped = json.loads(ask(f"/map/{tier}/2024/{view}.json").text)
        page = ask(f"/?tier={tier}&year=2024&view={view}").text
        ground = page[page.index('id="map-ground"') : page.index('id="map-label"')]
        drawn = re.findall(r'data-next="([^"]*)"[^>]*><path d="([^"]+)"', ground)
        assert [[d, following] for following, d in drawn] == swapped["areas"]
        assert f'viewBox="{swapped["viewBox"]}"' in page
        assert len(json.loads(swapped["regions"])) == 9


def test_views_of_no_year_are_not_found(ask: Ask) -> None:
    assert ask("/map/lower/1999/tiles.json").status == 404
    assert ask("/map/lower/2024/globe.json").status == 422


def test_only_the_embedded_map_may_stand_in_other_websites(ask: Ask) -> None:
    embedded = ask("/embed/map").headers
    assert "frame-ancestors *" in embedded["content-security-policy"]
    assert "x-frame-options" not in embedded
    for path in VISITED:
        assert ask(path).headers["content-security-policy"].endswith("frame-ancestors 'self'"), path


def test_the_embedded_page_has_the_map_its_title_source_and_caveat_and_no_more(ask: Ask) -> None:
    page = ask("/embed/map?year=2024&council=leeds&only=q5").text
    assert "<h1>Uphold rate of English districts and single-tier councils, 2023-24</h1>" in page
    assert "High or low has many causes" in page
    assert "Data version" in page
    assert "Demonstration data." in page
    assert 'name="robots" content="noindex' in page
    for absent in ('role="search"', "<nav", "<footer", "js/search.js", 'id="controls"'):
        assert absent not in page


def test_what_is_asked_for_is_never_written_as_markup(ask: Ask) -> None:
    nonsense = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    for path in ("/", "/embed/map", "/map.svg"):
        for name in ("only", "region", "frame", "view"):
            answer = ask(f"{path}?{name}={nonsense}")
            assert answer.status == 200
            assert "<script>alert" not in answer.text
