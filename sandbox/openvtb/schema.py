"""The part of JSON Schema the stories use: type, required and properties, with the reasons of python-jsonschema."""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}


def first_breach(value: object, schema: Mapping[str, object]) -> str | None:
    """The first way in which `value` breaks `schema`; None when it obeys."""
    kind = schema.get("type")
    if isinstance(kind, str) and not _is_of_type(value, kind):
        return f"{value!r} is not of type {kind!r}"
    if not isinstance(value, dict):
        return None
    required, properties = schema.get("required", []), schema.get("properties", {})
    for name in required if isinstance(required, list) else []:
        if name not in value:
            return f"{name!r} is a required property"
    known = properties if isinstance(properties, dict) else {}
    breaches = (first_breach(value[name], known[name]) for name in known if name in value)
    return next((breach for breach in breaches if breach), None)


def _is_of_type(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])
