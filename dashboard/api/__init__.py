"""The open data as an HTTP API: typed, versioned, JSON or CSV, every answer with its source."""

from dashboard.api.open_data import PATH, PREFIX, OpenData

__all__ = ["PATH", "PREFIX", "OpenData"]
