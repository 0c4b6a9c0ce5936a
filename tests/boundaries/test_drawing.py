from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from dashboard.boundaries.drawing import Frame, Inset, MapArea, MapDrawing, ReplacedCouncil, Tiles

BOX = Frame(0, 0, 10, 10)
EASTON = MapArea("E08000902", "m0 0h10v10h-10z", 5.0, 5.0, None, "E07000903", None, None, BOX)
DRAWING = MapDrawing(
    view_box="0 0 1234 1400",
    areas=(EASTON,),
    london=Inset(Frame(9, 445, 464, 404), "0 0 464 404", (EASTON,)),
    scilly=Frame(4, 1166, 140, 140),
    tiles=Tiles("0 0 1234 1100", (EASTON,), borders=0, kept=0),
    vintage="2025-26",
    source="made up",
    attribution="Open Government Licence",
    replaced=(ReplacedCouncil("E07000901", "North Vale Council", ("E06000901",)),),
    not_yet=("E06000901",),
)


def test_a_drawing_comes_back_from_json_as_it_was() -> None:
    assert MapDrawing.from_json(json.loads(json.dumps(DRAWING.as_json()))) == DRAWING


def test_a_drawing_without_inset_and_frame_comes_back_too() -> None:
    plain = replace(DRAWING, london=None, scilly=None, replaced=(), not_yet=())
    assert MapDrawing.from_json(json.loads(json.dumps(plain.as_json()))) == plain


def test_a_drawing_is_as_it_was_when_nobody_is_replaced_or_to_come() -> None:
    assert not DRAWING.is_as_it_was
    assert not replace(DRAWING, replaced=()).is_as_it_was
    assert replace(DRAWING, replaced=(), not_yet=()).is_as_it_was


@pytest.mark.parametrize("part", ["areas", "london", "tiles", "not_yet"])
def test_a_document_that_lacks_a_part_is_refused(part: str) -> None:
    document = DRAWING.as_json()
    del document[part]
    with pytest.raises(KeyError, match=part):
        MapDrawing.from_json(document)


def test_the_site_can_read_drawings_without_the_publishers_libraries() -> None:
    code = (
        "import sys, dashboard.boundaries.drawing; "
        "print([m for m in ('geopandas', 'shapely', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
