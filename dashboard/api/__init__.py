"""The open data as an HTTP API: typed, versioned, JSON or CSV, every answer with its source."""

from dashboard.api.application import create_api

__all__ = ["create_api"]
