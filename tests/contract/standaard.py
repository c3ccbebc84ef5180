"""Recorded answers and questions held against the official descriptions (OpenAPI 3), where those lie beside the project."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any  # Any: OpenAPI

import jsonschema
import yaml
from jsonschema.exceptions import best_match

from tests.contract.opname import Antwoord, opnamen
from tests.contract.vraag import Vraag

if TYPE_CHECKING:
    from tests.contract.kwaliteit import Connector

SPECS = Path(__file__).resolve().parents[3] / "shared" / "domain" / "specs"


class Beschrijving:
    """One OpenAPI document."""

    def __init__(self, path: Path) -> None:
        self.whole: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506  # the safe loader, in C

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        """What the document says about this question; its paths may stand below a server path."""
        for template, item in self.whole["paths"].items():
            pattern = re.sub(r"\{[^}]+\}", "[^/]+", template.rstrip("/"))
            if re.search(f"(^|/v[0-9]+|[a-z]){pattern}$", path) and method.lower() in item:
                return {**item[method.lower()], "parameters": [
                    *item.get("parameters", []), *item[method.lower()].get("parameters", []),
                ]}  # fmt: skip
        return None

    def faults(self, answer: Antwoord) -> Iterator[str]:
        """Where a recorded answer breaks the schema of its answer."""
        method, path = answer.vraag.split(" ")
        operation = self.operation(method, path) or {}
        content = self.resolved(operation.get("responses", {}).get("200", {})).get("content", {})
        schema = next((one["schema"] for type_, one in content.items() if "json" in type_), None)
        if schema is None:
            yield f"{answer.vraag}: geen beschrijving van het antwoord"
            return
        validator = jsonschema.Draft202012Validator(self.translated(schema))
        error = best_match(validator.iter_errors(_absolute(answer.json)))
        if error is not None:
            yield f"{answer.vraag} {error.json_path}: {error.message[:200]}"

    def unknown_names(self, vraag: Vraag) -> Iterator[str]:
        """The parameters and keys of a question that the document does not have."""
        method, path = vraag.vraag.split(" ")
        operation = self.operation(method, path) or {}
        named = {self.resolved(one)["name"] for one in operation.get("parameters", [])}
        yield from (f"{vraag.vraag}: parameter {name}" for name in vraag.params.keys() - named)
        if isinstance(vraag.body, dict):
            content: dict[str, dict[str, Any]] = self.resolved(operation.get("requestBody", {})).get("content", {})
            schema = self.resolved(next((one["schema"] for one in content.values()), {}))
            yield from (f"{vraag.vraag}: sleutel {name}" for name in vraag.body.keys() - self.properties(schema))

    def properties(self, schema: dict[str, Any]) -> set[str]:
        """The names an object may have."""
        parts = [self.resolved(one) for key in ("allOf", "oneOf", "anyOf") for one in schema.get(key, [])]
        return set(schema.get("properties", {})).union(*(self.properties(one) for one in parts))

    def resolved(self, part: dict[str, Any]) -> dict[str, Any]:
        """The part itself when it is only a reference to it; nothing when that lies in another document."""
        reference = part.get("$ref") if isinstance(part, dict) else None
        if reference is None:
            return part
        if not reference.startswith("#/"):
            return {}
        found: Any = self.whole
        for step in reference[2:].split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        return self.resolved(found)

    def translated(self, schema: Any, depth: int = 0) -> Any:
        """The schema as JSON Schema. What real answers do otherwise than described is let through: null and empty text.

        Kinds that a discriminator tells apart look alike without it, so one of them is enough.
        """
        if isinstance(schema, list):
            return [self.translated(one, depth) for one in schema]
        if not isinstance(schema, dict) or depth > 12:
            return {} if isinstance(schema, dict) else schema
        whole = self.resolved(schema)
        kept = {key: value for key, value in whole.items() if key in _KEPT}
        made = {"anyOf" if key == "oneOf" else key: self._part(key, value, depth) for key, value in kept.items()}
        return {"anyOf": [made, {"type": "null"}, {"const": ""}]} if depth else made

    def _part(self, key: str, value: Any, depth: int) -> Any:
        if key == "properties":
            return {name: self.translated(one, depth + 1) for name, one in value.items()}
        return self.translated(value, depth + 1) if key in _SCHEMAS else value


_SCHEMAS = ("items", "allOf", "oneOf", "anyOf", "additionalProperties")
_KEPT = (*_SCHEMAS, "type", "properties", "required", "enum", "pattern", "maxLength", "maximum", "minimum")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def beschrijving(name: str) -> Beschrijving:
    """An official description by its name below the folder of descriptions."""
    return Beschrijving(SPECS / name)


def described(connector: Connector) -> Iterator[tuple[Antwoord, str]]:
    """Every recorded answer with the name of its description."""
    for opname in opnamen(connector.manifest, connector.folder):
        for answer in opname.antwoorden:
            name = _name(connector, answer.path)
            if name is not None and answer.tekst is None:
                yield answer, name


def uncovered(connector: Connector) -> set[str]:
    """The paths of recorded questions that no official description is named for."""
    paths = {one.path for opname in opnamen(connector.manifest, connector.folder) for one in opname.antwoorden}
    return {path for path in paths if _name(connector, path) is None}


def _name(connector: Connector, path: str) -> str | None:
    table: dict[str, str] = connector.claims.get("standaard", {})
    return next((name for prefix, name in table.items() if path.startswith(prefix)), None)


def _absolute(value: Any) -> Any:
    """The answer with real addresses where the recording has `{basis}`."""
    if isinstance(value, dict):
        return {key: _absolute(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_absolute(one) for one in value]
    return value.replace("{basis}", "https://bron.example") if isinstance(value, str) else value
