"""The reference of the API: a page made from its OpenAPI document, nothing from other hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.api.application import ABOUT, RULE
from dashboard.api.open_data import PREFIX
from dashboard.components import addresses
from dashboard.components.document import Page, source_note
from dashboard.components.wide_table import wide_table
from dashboard.dataset import Dataset


def reference(dataset: Dataset, document: Mapping[str, Any]) -> Page:
    """The page that describes what an OpenAPI document does."""
    return Page(
        title="Open data for programs",
        description="The figures, decisions and letters as JSON and CSV: every address of the "
        "API, its parameters and its fields.",
        section="data",
        body=html.Div(
            [
                html.H1("Open data for programs"),
                html.P(ABOUT, className="lede"),
                html.P(
                    [
                        "Whole files stand on the page ",
                        html.A("the data behind the figures", href=addresses.data()),
                        ". A machine reads ",
                        html.A("the OpenAPI document", href=f"{PREFIX}/openapi.json"),
                        " instead of this page.",
                    ]
                ),
                html.H2("What holds everywhere", id="rules"),
                _rules(),
                html.H2("Addresses", id="addresses"),
                html.Ul([html.Li(_link(path)) for path in document["paths"]]),
                *(
                    part
                    for path, methods in document["paths"].items()
                    for part in _operation(path, methods["get"], document)
                ),
                source_note(dataset.manifest),
            ],
            className="column open-data",
        ),
    )


def _rules() -> html.Dl:
    rules = (
        (
            "Format",
            "JSON, or CSV with `format=csv` or the header `Accept: text/csv`. In CSV each row says "
            "whose data it is.",
        ),
        (
            "Pages",
            "At most `limit` rows. `next` is the address of the following page; in CSV it stands "
            "in the header `Link`. A page begins with a row and not at a number, so that none is "
            "missed when the data change in between.",
        ),
        (
            "Mistakes",
            "A parameter that is unknown, given twice or not to be followed is answered with 400 "
            "and named with what was expected, all of them at once (RFC 9457).",
        ),
        (
            "Kept answers",
            "Each answer has an `ETag`. Send it back as `If-None-Match`, and 304 says that nothing "
            "has changed.",
        ),
        ("Versions", RULE),
    )
    return html.Dl(
        [part for name, words in rules for part in (html.Dt(name), html.Dd(_with_code(words)))],
        className="glossary",
    )


def _link(path: str) -> html.A:
    return html.A(html.Code(f"{PREFIX}{path}"), href=f"#{_anchor(path)}")


def _anchor(path: str) -> str:
    return path.strip("/").replace("/", "-").replace("{", "").replace("}", "")


def _operation(path: str, said: Mapping[str, Any], document: Mapping[str, Any]) -> list[Any]:
    """An address: what it answers, an example, its parameters and its fields."""
    example = said.get("x-example")
    return [
        html.H2(html.Code(f"{PREFIX}{path}"), id=_anchor(path)),
        html.P(_with_code(f"{said['summary']}. {said.get('description', '')}")),
        html.P(["For example: ", html.A(html.Code(PREFIX + example), href=PREFIX + example)])
        if example
        else None,
        wide_table(
            f"Parameters of {path}",
            [("Parameter", False), ("Values", False), ("Meaning", False)],
            [
                html.Tr(
                    [
                        html.Th(html.Code(p["name"]), scope="row"),
                        html.Td(_values(p["schema"], document)),
                        html.Td(
                            _with_code(
                                ("Has to be given. " if p["required"] else "") + p["description"]
                            )
                        ),
                    ]
                )
                for p in said["parameters"]
            ],
        ),
        wide_table(
            f"Fields of {path}",
            [("Field", False), ("Type", False), ("Meaning", False)],
            [
                html.Tr(
                    [
                        html.Th(html.Code(name), scope="row"),
                        html.Td(kind),
                        html.Td(_with_code(meaning)),
                    ]
                )
                for name, kind, meaning in _fields(said, document)
            ],
        ),
    ]


def _with_code(words: str) -> list[Any]:
    """Words in which code stands between backticks."""
    return [html.Code(part) if place % 2 else part for place, part in enumerate(words.split("`"))]


def _fields(said: Mapping[str, Any], document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The fields of a row: name, type and meaning."""
    answer = said["responses"]["200"]["content"]["application/json"]["schema"]
    properties = _followed(answer, document)["properties"]
    row = properties["items"]["items"] if "items" in properties else properties["item"]
    return [
        (name, _values(field, document), _meaning(field, document))
        for name, field in _followed(row, document)["properties"].items()
    ]


def _meaning(field: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    words = field.get("description") or _followed(field, document).get("description", "")
    return " ".join(words.split())


def _followed(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema, or the one that it refers to."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def _values(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """What a value may be, in words."""
    if choices := schema.get("anyOf"):
        return " or ".join(_values(choice, document) for choice in choices)
    plain = _followed(schema, document)
    if plain.get("type") == "array":
        return f"list of {_values(plain['items'], document)}"
    if "const" in plain:
        return str(plain["const"])
    if "enum" in plain:
        return ", ".join(map(str, plain["enum"]))
    if plain.get("type") == "object":
        return ", ".join(plain["properties"])
    limits = f", {plain['minimum']} to {plain['maximum']}" if "maximum" in plain else ""
    return f"{plain.get('format') or plain.get('type', '')}{limits}"
