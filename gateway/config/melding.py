"""What is wrong with a setting, in Dutch for an operator. A message never shows the value."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeGuard, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from gateway.config.geheim import NAMES

_TEXTS = {
    "string_type": "hier hoort een tekst",
    "bool_type": "hier hoort true of false",
    "bool_parsing": "hier hoort true of false",
    "int_type": "hier hoort een geheel getal",
    "int_parsing": "hier hoort een geheel getal",
    "int_from_float": "hier hoort een geheel getal",
    "float_type": "hier hoort een getal",
    "float_parsing": "hier hoort een getal",
    "list_type": "hier hoort een lijst",
    "dict_type": "hier hoort een tabel",
    "model_type": "hier hoort een tabel",
    "model_attributes_type": "hier hoort een tabel",
    "greater_than_equal": "moet minstens {ge} zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "string_too_short": "mag niet leeg zijn",
    "string_too_long": "mag hoogstens {max_length} tekens lang zijn",
    "too_short": "moet minstens {min_length} waarde hebben",
    "too_long": "mag hoogstens {max_length} waarden hebben",
    "string_pattern_mismatch": "heeft niet de goede vorm ({pattern})",
    "literal_error": "moet {expected} zijn",
    "union_tag_invalid": "onbekende soort; kies uit {expected_tags}",
    "union_tag_not_found": "soort ontbreekt",
    "is_instance_of": "een geheim staat niet in dit bestand; gebruik {name}_env of {name}_bestand",
}


def text_of(error: ErrorDetails, known: list[str]) -> str:
    """The message for one fault of pydantic; `known` are the keys that the table does have."""
    name = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "missing":
        return f"ontbreekt: geef {name}_env of {name}_bestand" if name in NAMES else "ontbreekt"
    if error["type"] == "extra_forbidden":
        near = get_close_matches(name, known, n=1)
        return f"onbekende instelling; bedoelt u {near[0]}?" if near else "onbekende instelling"
    context = {key: str(value).replace(" or ", " of ") for key, value in error.get("ctx", {}).items()}
    if error["type"] == "eigen":
        return context["text"]
    template = _TEXTS.get(error["type"])
    return template.format(**{**context, "name": name}) if template else f"klopt niet ({error['type']})"


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that the table at `path` has; of every kind when there is a choice."""
    models = [model]
    for step in path:
        found = [choice.model_fields[str(step)].annotation for choice in models if str(step) in choice.model_fields]
        models = [kind for one in found for kind in (one, *get_args(one)) if _is_model(kind)]
    return [key for choice in models for key in choice.model_fields]


def _is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
