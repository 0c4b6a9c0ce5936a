from __future__ import annotations

import json
from typing import Any

import pytest
import shapely

from dashboard.boundaries.topology import decode, encode

WEST, EAST = shapely.box(0, 0, 200, 400), shapely.box(200, 0, 400, 400)


def round_trip(areas: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    stored = json.loads(encode(areas, "areas", 100, {}))
    return {properties["code"]: area for properties, area in decode(stored, "areas")}


def test_areas_come_back_as_they_were() -> None:
    found = round_trip({"a": WEST, "b": EAST})
    assert found["a"].equals(WEST)
    assert found["b"].equals(EAST)


def test_neighbours_share_the_line_between_them() -> None:
    arcs = json.loads(encode({"a": WEST, "b": EAST}, "areas", 100, {}))["arcs"]
    # The shared border, and each one's other sides; the corner of neither is written twice.
    assert len(arcs) == 3
    assert sorted(len(arc) for arc in arcs) == [2, 4, 4]


def test_an_enclave_shares_its_ring_with_the_hole_round_it() -> None:
    enclave = shapely.box(100, 100, 300, 300)
    round_it = shapely.box(0, 0, 400, 400) - enclave
    text = encode({"a": round_it, "b": enclave}, "areas", 100, {})
    assert len(json.loads(text)["arcs"]) == 2
    found = round_trip({"a": round_it, "b": enclave})
    assert found["a"].equals(round_it)
    assert found["b"].equals(enclave)


def test_islands_and_areas_that_touch_at_a_corner_come_back() -> None:
    isles = shapely.MultiPolygon([shapely.box(0, 0, 100, 100), shapely.box(100, 100, 200, 200)])
    between = shapely.MultiPolygon([shapely.box(100, 0, 200, 100), shapely.box(0, 100, 100, 200)])
    found = round_trip({"a": isles, "b": between})
    assert found["a"].equals(isles)
    assert found["b"].equals(between)


def test_the_same_areas_make_the_same_text_in_any_order() -> None:
    assert encode({"a": WEST, "b": EAST}, "areas", 100, {"source": "x"}) == encode(
        {"b": EAST, "a": WEST}, "areas", 100, {"source": "x"}
    )


def test_the_file_keeps_one_line_for_each_border_and_area() -> None:
    text = encode({"a": WEST, "b": EAST}, "areas", 100, {"source": "x"})
    assert "\n[[2,4],[0,-4]],\n" in text or "\n[[2,0],[0,4]],\n" in text
    assert sum(line.startswith('{"type":"MultiPolygon"') for line in text.splitlines()) == 2


def topology(**parts: Any) -> dict[str, Any]:
    return {
        "type": "Topology",
        "arcs": [[[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]],
        "objects": {"areas": {"type": "GeometryCollection", "geometries": []}},
    } | parts


def objects(*geometries: dict[str, Any]) -> dict[str, Any]:
    return {"areas": {"type": "GeometryCollection", "geometries": list(geometries)}}


def test_steps_are_added_up_scaled_and_moved() -> None:
    document = topology(
        transform={"scale": [0.1, 0.2], "translate": [-1, 50]},
        objects=objects({"type": "Polygon", "arcs": [[0]], "properties": {"areacd": "E06000001"}}),
    )
    ((properties, area),) = decode(document, "areas")
    assert properties == {"areacd": "E06000001"}
    assert area.bounds == pytest.approx((-1, 50, 0, 52))


def test_without_a_transform_positions_are_as_written() -> None:
    ring = [[0.0, 50.0], [1.0, 50.0], [1.0, 51.0], [0.0, 50.0]]
    document = topology(arcs=[ring], objects=objects({"type": "Polygon", "arcs": [[0]]}))
    ((properties, area),) = decode(document, "areas")
    assert properties == {}
    assert area.area == pytest.approx(0.5)


def test_a_line_is_followed_backwards_where_its_number_is_negative() -> None:
    upper, lower = [[0, 0], [0, 2], [2, 2], [2, 0]], [[0, 0], [2, 0]]
    document = topology(
        arcs=[upper, lower], objects=objects({"type": "Polygon", "arcs": [[0, -2]]})
    )
    ((_, area),) = decode(document, "areas")
    assert area.equals(shapely.box(0, 0, 2, 2))


def test_an_area_without_geometry_is_empty() -> None:
    ((_, area),) = decode(topology(objects=objects({"type": None})), "areas")
    assert area.is_empty


@pytest.mark.parametrize(
    "document",
    [
        topology(objects={}),
        topology(objects=objects({"type": "Polygon", "arcs": [[7]]})),
        topology(objects=objects({"type": "Polygon"})),
        topology(objects=objects({"type": "Point", "coordinates": [0, 0]})),
        topology(arcs="none", objects=objects({"type": "Polygon", "arcs": [[0]]})),
        topology(transform={"scale": [1, 1]}),
    ],
)
def test_a_damaged_topology_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"damaged|areas are wanted|inhomogeneous|convert"):
        decode(document, "areas")
