from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboard.figures.theme import CONFIG, plain_layout


def test_a_chart_never_offers_to_send_itself_to_a_third_party() -> None:
    assert CONFIG["showSendToCloud"] is False


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_chart_is_quiet_and_says_if_its_data_are_made_up(demonstration: bool) -> None:
    layout = go.Figure(layout=plain_layout(height=240, demonstration=demonstration)).layout
    assert (layout.height, layout.dragmode, layout.showlegend) == (240, False, False)
    texts = [annotation.text for annotation in layout.annotations]
    assert texts == (["Demonstration data"] if demonstration else [])
