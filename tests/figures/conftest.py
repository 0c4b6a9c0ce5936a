from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

Drawn = Callable[[go.Figure], dict[str, Any]]


@pytest.fixture
def drawn() -> Drawn:
    """A chart as the browser gets it, without its template, which is most of it."""

    def read(chart: go.Figure) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(chart.to_json())
        document["layout"].pop("template", None)
        return document

    return read
