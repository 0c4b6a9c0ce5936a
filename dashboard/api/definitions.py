"""Definitions: the words of the data, each explained once."""

from __future__ import annotations

from typing import Final

from dashboard.api.answer import Found
from dashboard.api.asked import Asked
from dashboard.api.endpoint import Endpoint
from dashboard.api.row import Row
from dashboard.dataset import Dataset
from dashboard.statistics.glossary import GLOSSARY


class Definition(Row):
    """A word and its meaning."""

    key: str
    name: str
    meaning: str


class DefinitionsAsked(Asked):
    """Nothing but the format."""


def definitions(dataset: Dataset, asked: DefinitionsAsked) -> Found[Definition]:  # noqa: ARG001
    """The words that the data use: investigated, upheld, range, similar councils and others."""
    rows = [Definition(key=t.key, name=t.name, meaning=t.meaning) for t in GLOSSARY]
    return Found(rows, len(rows))


ENDPOINTS: Final = (Endpoint("/definitions", definitions, "/definitions"),)
