"""The look that every chart shares: colours that stand out from a light and a dark ground."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

INK: Final = "#1b2a33"
ACCENT: Final = "#23808d"
QUIET: Final = "#4f5f68"
"""For words; in the dark the style sheet makes them light."""
SIMILAR: Final = "#7a868d"
RANGE: Final = "#3f9196"
PALE: Final = "rgba(60, 160, 165, 0.4)"
RULE: Final = "rgba(128, 140, 145, 0.3)"

CONFIG: Final = {
    "displayModeBar": False,
    "responsive": True,
    # plotly.js 4 would offer to send the chart to a third party.
    "showSendToCloud": False,
}


def plain_layout(*, height: int, demonstration: bool) -> go.Layout:
    """A quiet layout: no frame, no zoom, and on made-up data a note that a picture keeps."""
    return go.Layout(
        template="none",
        height=height,
        margin={"l": 44, "r": 16, "t": 28, "b": 60},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "CP Sans, Arial, sans-serif", "size": 14, "color": INK},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={"font": {"family": "CP Sans, Arial, sans-serif", "size": 14}},
        annotations=[_watermark()] if demonstration else [],
    )


def _watermark() -> go.layout.Annotation:
    return go.layout.Annotation(
        text="Demonstration data",
        xref="paper",
        yref="paper",
        x=1,
        y=0,
        yshift=-50,
        xanchor="right",
        showarrow=False,
        font={"size": 12, "color": "#8a5a00"},
    )
