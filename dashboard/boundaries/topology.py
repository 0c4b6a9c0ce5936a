"""TopoJSON: areas as lines that neighbours share, so that they can't part; read and written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

Point: TypeAlias = tuple[int, int]
Line: TypeAlias = tuple[Point, ...]
Topology: TypeAlias = dict[str, Any]


def decode(topology: Topology, name: str) -> list[tuple[dict[str, Any], shapely.MultiPolygon]]:
    """The properties and the geometry of each area of one of a topology's objects.

    Areas without geometry come as empty ones.

    Raises:
        ValueError: the topology doesn't keep to the format.
    """
    try:
        arcs = _positions(topology)
        geometries = topology["objects"][name]["geometries"]
        return [(g.get("properties") or {}, _geometry(g, arcs)) for g in geometries]
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"the topology's object {name!r} is damaged: {error!r}") from error


def _positions(topology: Topology) -> list[npt.NDArray[np.float64]]:
    arcs = [np.array(arc, dtype=float)[:, :2] for arc in topology["arcs"]]
    if "transform" not in topology:
        return arcs
    scale = np.array(topology["transform"]["scale"])
    translate = np.array(topology["transform"]["translate"])
    return [np.cumsum(arc, axis=0) * scale + translate for arc in arcs]


def _geometry(
    geometry: dict[str, Any], arcs: list[npt.NDArray[np.float64]]
) -> shapely.MultiPolygon:
    rings = [[_ring(ring, arcs) for ring in polygon] for polygon in _polygons(geometry)]
    return shapely.MultiPolygon([shapely.Polygon(ring[0], ring[1:]) for ring in rings])


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    match geometry["type"]:
        case "Polygon":
            return [geometry["arcs"]]
        case "MultiPolygon":
            return list(geometry["arcs"])
        case None:
            return []
        case other:
            raise ValueError(f"areas are wanted, not a {other}")


def _ring(indexes: list[int], arcs: list[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    lines = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indexes]
    return np.concatenate([line if n == 0 else line[1:] for n, line in enumerate(lines)])


def encode(
    areas: Mapping[str, shapely.Geometry], name: str, step: int, properties: Mapping[str, Any]
) -> str:
    """A topology's text: one line for each shared line and area, the same for the same areas.

    Args:
        areas: code to geometry; coordinates in metres, whole multiples of `step`.
        name: what its one object is called.
        step: metres to which coordinates count.
        properties: what else the file says of itself, beside the topology's own parts.
    """
    rings = {code: _rings(geometry, step) for code, geometry in sorted(areas.items())}
    junctions = _junctions(ring for polygons in rings.values() for p in polygons for ring in p)
    numbers: dict[Line, int] = {}
    geometries = [
        {
            "type": "MultiPolygon",
            "properties": {"code": code},
            "arcs": [[_numbered(ring, junctions, numbers) for ring in p] for p in polygons],
        }
        for code, polygons in rings.items()
    ]
    head = {"type": "Topology", **properties, "transform": _transform(step)}
    parts = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    parts.append(f'"arcs": {_lines(_steps(arc) for arc in numbers)}')
    collection = f'{{"type": "GeometryCollection", "geometries": {_lines(geometries)}}}'
    parts.append(f'"objects": {{{json.dumps(name)}: {collection}}}')
    return "{" + ",\n".join(parts) + "}\n"


def _transform(step: int) -> dict[str, list[int]]:
    return {"scale": [step, step], "translate": [0, 0]}


def _lines(values: Any) -> str:
    return "[\n" + ",\n".join(json.dumps(value, separators=(",", ":")) for value in values) + "\n]"


def _rings(geometry: shapely.Geometry, step: int) -> list[list[Line]]:
    polygons = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return [[_points(ring, step) for ring in (p.exterior, *p.interiors)] for p in polygons]


def _points(ring: shapely.LinearRing, step: int) -> Line:
    """The ring's corners in steps, its first not repeated as its last."""
    corners = np.rint(shapely.get_coordinates(ring)[:-1] / step).astype(int)
    return tuple((x, y) for x, y in corners.tolist())


def _junctions(rings: Iterator[Line]) -> set[Point]:
    """The corners where lines of different areas meet or part: they have over two neighbours."""
    neighbours: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point, after in zip(
            ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True
        ):
            neighbours[point] |= {before, after}
    return {point for point, around in neighbours.items() if len(around) > 2}


def _numbered(ring: Line, junctions: set[Point], numbers: dict[Line, int]) -> list[int]:
    """The ring as numbers of lines; a line that is new gets the next one."""
    indexes = []
    for line in _cut(ring, junctions):
        backwards = line[::-1]
        if backwards in numbers:
            indexes.append(~numbers[backwards])
        else:
            indexes.append(numbers.setdefault(line, len(numbers)))
    return indexes


def _cut(ring: Line, junctions: set[Point]) -> list[Line]:
    """The ring as lines from junction to junction; from its least corner if it has none."""
    cuts = [n for n, point in enumerate(ring) if point in junctions] or [ring.index(min(ring))]
    turned = ring[cuts[0] :] + ring[: cuts[0] + 1]
    ends = [cut - cuts[0] for cut in cuts] + [len(ring)]
    return [turned[start : end + 1] for start, end in pairwise(ends)]


def _steps(line: Line) -> list[list[int]]:
    """The line's first point, then each step from point to point."""
    points = np.array(line)
    steps: list[list[int]] = np.diff(points, axis=0, prepend=[[0, 0]]).tolist()
    return steps
