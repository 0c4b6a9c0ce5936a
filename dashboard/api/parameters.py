"""The parameters of a question as the OpenAPI document describes them."""

from __future__ import annotations

from typing import Any

from dashboard.api.asked import Asked


def parameters_of(kind: type[Asked], path: str) -> list[dict[str, Any]]:
    """A parameter object for each field, those of the path first."""
    document = kind.model_json_schema()
    definitions = document.get("$defs", {})
    required = document.get("required", [])
    found = []
    for name, schema in document["properties"].items():
        plain = _plain(schema, definitions)
        is_in_path = f"{{{name}}}" in path
        words = plain.pop("description", "")
        parameter = {
            "name": name,
            "in": "path" if is_in_path else "query",
            "required": is_in_path or name in required,
            "description": " ".join(words.split()),
            "schema": plain,
        }
        found.append(parameter)
    return sorted(found, key=lambda p: p["in"])


def _plain(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema without references, and without the null that no address can say."""
    schema = dict(schema)
    if reference := schema.pop("$ref", None):
        schema = {**definitions[reference.rpartition("/")[2]], **schema}
    choices = [c for c in schema.pop("anyOf", ()) if c.get("type") != "null"]
    if choices:
        schema = {**_plain(choices[0], definitions), **schema}
    if schema.get("default", 0) is None:
        del schema["default"]
    schema.pop("title", None)
    return schema
