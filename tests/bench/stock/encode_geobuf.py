"""Writes a GeoJSON file as Geobuf: `python encode_geobuf.py boundaries.geojson boundaries.pbf`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geobuf

source, target = map(Path, sys.argv[1:])
target.write_bytes(geobuf.encode(json.loads(source.read_text("utf-8")), 4, 2))
