"""Rules for the fields of a request body, with the codes and reasons Django REST framework gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

import msgspec

from sandbox.openvtb.drf import ApiError, InvalidParam
from sandbox.openvtb.rijen import jsonb

PERSPECTIEVEN = (
    "",
    "betalen",
    "incasso",
    "informatie_geven",
    "informatie_krijgen",
    "reactie_ontvangen",
    "vernieuwing_nodig",
    "uitnodiging_voor_afspraak",
)


class Refused(Exception):
    """A value that breaks a rule; args are code and reason."""


@dataclass(frozen=True)
class Field:
    """What a field accepts: `clean` turns the value of the body into the value of the row, or raises Refused."""

    clean: Callable[[object], object]
    required: bool = False
    nullable: bool = False


def clean_body(body: Mapping[str, object], fields: Mapping[str, Field], *, partial: bool) -> dict[str, object]:
    """The values of the known fields; fields that are not known are left out without a word.

    Raises:
        ApiError: 400 with every refused field.
    """
    cleaned: dict[str, object] = {}
    refused: list[InvalidParam] = []
    for name, field in fields.items():
        if name not in body:
            if field.required and not partial:
                refused.append(InvalidParam(name, "required", "Dit veld is vereist."))
            continue
        try:
            cleaned[name] = _clean(body[name], field)
        except Refused as error:
            code, reason = error.args
            refused.append(InvalidParam(name, code, reason))
    if refused:
        raise ApiError("invalid", params=tuple(refused))
    return cleaned


def _clean(value: object, field: Field) -> object:
    if value is not None:
        return field.clean(value)
    if not field.nullable:
        raise Refused("null", "Dit veld mag niet leeg zijn.")
    return None


def text(max_length: int, *, blank: bool = True) -> Callable[[object], str]:
    """Text up to a length in characters."""

    def clean(value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise Refused("invalid", "Ongeldige tekst.")
        result = str(value).strip()
        if not result and not blank:
            raise Refused("blank", "Dit veld mag niet leeg zijn.")
        if len(result) > max_length:
            raise Refused("max_length", f"Zorg ervoor dat dit veld niet meer dan {max_length} karakters bevat.")
        return result

    return clean


def choice(*choices: str) -> Callable[[object], str]:
    """One of the published values."""

    def clean(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Refused("invalid_choice", f'"{value}" is een ongeldige keuze.')
        return value

    return clean


def day(value: object) -> str:
    """A date as YYYY-MM-DD."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise Refused(
            "invalid", "Datum heeft het verkeerde formaat. Gebruik 1 van de volgende formaten: YYYY-MM-DD."
        ) from error


def moment(value: object) -> str:
    """A moment, kept in UTC; without a zone it is UTC."""
    try:
        parsed = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(
            "invalid",
            "Datetime heeft een ongeldig formaat, gebruik 1 van de volgende formaten: "
            "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].",
        ) from error
    utc = parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return utc.isoformat().replace("+00:00", "Z")


def boolean(value: object) -> bool:
    """A yes or no."""
    if not isinstance(value, bool):
        raise Refused("invalid", "Moet een geldige waarheidswaarde zijn.")
    return value


def integer(value: object) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("invalid", "Een geldig getal is vereist.")
    return value


def urns(value: object) -> list[dict[str, str]]:
    """A list of `{urn}` objects."""
    if not isinstance(value, list):
        raise Refused("not_a_list", f'Verwachtte een lijst met items, maar kreeg type "{type(value).__name__}".')
    found = [item.get("urn") if isinstance(item, dict) else None for item in value]
    if not all(isinstance(urn, str) and urn.startswith("urn:") for urn in found):
        raise Refused("invalid", "Voer een geldige URN in.")
    return [{"urn": str(urn)} for urn in found]


def urn(value: object) -> str:
    """One URN of at most 255 characters, or nothing."""
    result = text(255)(value)
    if result and not result.startswith("urn:"):
        raise Refused("invalid", "Voer een geldige URN in.")
    return result


def objects(value: object) -> object:
    """A list of JSON objects."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Refused("invalid", "Waarde moet een lijst met JSON-objecten zijn.")
    return value


def json_object(value: object) -> object:
    """A JSON object with keys of its own."""
    if not isinstance(value, dict):
        raise Refused("invalid", "Waarde moet een geldig JSON-object zijn.")
    return jsonb(value)


R = TypeVar("R")


def to_row(values: Mapping[str, object], kind: type[R]) -> R:
    """The row made of cleaned values.

    Raises:
        ApiError: 400, an object inside a field does not have the form it must have.
    """
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise ApiError("invalid", params=(InvalidParam("nonFieldErrors", "invalid", str(error)),)) from error
