"""Answers held against the JSON Schema of their form: what is wrong, where, and what to do about it, in plain Dutch.

The schema comes from a bron and the answers from a person, so neither is trusted: no reference leads outside (offline),
patterns give up after so many steps, and no sentence repeats a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any  # the library's kinds have an attribute for each of their keywords

import jsonschema_rs

from gateway.domain.fout import Invoerprobleem, probleem
from gateway.errors import BronInvalid

MAX_PROBLEMS = 50
_PATTERNS = jsonschema_rs.FancyRegexOptions(backtrack_limit=100_000)
_OUTDATED = "Het formulier is veranderd. Vraag de persoon het opnieuw in te vullen."
_FORMATS: Mapping[str, str] = {
    "date": "Vul een bestaande dag in, zoals 2026-03-14.",
    "date-time": "Vul een dag en tijd in, zoals 2026-03-14T09:30:00Z.",
    "time": "Vul een tijd in, zoals 09:30.",
    "email": "Vul een geldig e-mailadres in.",
    "uri": "Vul een heel adres in, zoals https://www.voorbeeld.nl.",
    "uuid": "Dit is geen geldig kenmerk.",
}
_SORTS: Mapping[str, str] = {
    "string": "Vul hier tekst in.",
    "number": "Vul hier een getal in.",
    "integer": "Vul hier een heel getal in.",
    "boolean": "Kies ja of nee.",
    "array": "Geef hier een lijst.",
    "object": "Geef hier een groep velden.",
}


def problemen(schema: object, gegevens: object, onder: str = "/gegevens") -> list[Invoerprobleem]:
    """What is wrong with the answers, each with its place as a JSON Pointer below `onder`; empty when all is well.

    Raises BronInvalid when the schema itself is no valid JSON Schema, or refers to another document.
    """
    found: list[Invoerprobleem] = []
    for error in _validator(schema).iter_errors(gegevens):
        found += _told(error, onder)
        if len(found) >= MAX_PROBLEMS:
            break
    return found[:MAX_PROBLEMS]


def _validator(schema: object) -> jsonschema_rs.Validator:
    if not isinstance(schema, dict | bool):
        raise BronInvalid("the schema of a form is no schema", pad="$.schema")
    try:
        return jsonschema_rs.validator_for(schema, validate_formats=True, offline=True, pattern_options=_PATTERNS)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, RecursionError):
        raise BronInvalid("the schema of a form is not valid", pad="$.schema") from None


def _told(error: jsonschema_rs.ValidationError, onder: str) -> list[Invoerprobleem]:
    """One error of the library, as the fields it is about."""
    kind: Any = error.kind
    place = onder + "".join(f"/{_escaped(step)}" for step in error.instance_path)
    match kind.name:
        case "required":
            return [probleem(f"{place}/{_escaped(kind.property)}", "VERPLICHT", "Vul dit in.")]
        case "additionalProperties" | "unevaluatedProperties":
            return [probleem(f"{place}/{_escaped(one)}", "ONBEKEND_VELD", _OUTDATED) for one in kind.unexpected]
    code, sentence = _RULES.get(kind.name, ("ONGELDIG", lambda _: "Dit klopt niet. Kijk het na."))
    return [probleem(place, code, sentence(kind))]


def _escaped(step: object) -> str:
    """A step of a JSON Pointer (RFC 6901)."""
    return str(step).replace("~", "~0").replace("/", "~1")


def _sort(kind: Any) -> str:
    types: Sequence[str] = kind.types
    return next((_SORTS[one] for one in types if one in _SORTS), "Dit is een ander soort antwoord dan gevraagd.")


_RULES: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "type": ("SOORT", _sort),
    "enum": ("KEUZE", lambda _: "Kies een van de mogelijkheden."),
    "const": ("KEUZE", lambda _: "Hier past maar één antwoord."),
    "format": ("VORM", lambda kind: _FORMATS.get(str(kind.format), "Dit is niet in de goede vorm.")),
    "pattern": ("VORM", lambda _: "Dit is niet in de goede vorm."),
    "minLength": ("TE_KORT", lambda kind: f"Vul minstens {kind.limit} tekens in."),
    "maxLength": ("TE_LANG", lambda kind: f"Vul hoogstens {kind.limit} tekens in."),
    "minimum": ("TE_LAAG", lambda kind: f"Vul {kind.limit} of meer in."),
    "exclusiveMinimum": ("TE_LAAG", lambda kind: f"Vul meer dan {kind.limit} in."),
    "maximum": ("TE_HOOG", lambda kind: f"Vul {kind.limit} of minder in."),
    "exclusiveMaximum": ("TE_HOOG", lambda kind: f"Vul minder dan {kind.limit} in."),
    "multipleOf": ("STAP", lambda _: "Dit getal past hier niet."),
    "minItems": ("TE_WEINIG", lambda kind: f"Geef er minstens {kind.limit}."),
    "maxItems": ("TE_VEEL", lambda kind: f"Geef er hoogstens {kind.limit}."),
    "uniqueItems": ("DUBBEL", lambda _: "Noem alles maar één keer."),
}
