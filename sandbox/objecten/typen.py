"""The objecttypes of the stories, and what the gateway must be told about them."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.objecten.rijen import JsonObject, Objecttype
from sandbox.verhalen.namen import uuid

BASE_PATH = "/api/v2"
TAAK_V1, TAAK_V2, BERICHT = "taak_v1", "taak_v2", "bericht"


def _schema(**properties: str) -> JsonObject:
    """A schema in which all these are required."""
    required = {"identificatie": "object", **properties}
    shapes = {name: {"type": kind} for name, kind in required.items()}
    return {"type": "object", "required": list(required), "properties": shapes}


OBJECTTYPEN: Mapping[str, Objecttype] = {
    soort: Objecttype(naam, uuid("objecttype", soort), schema)
    for soort, naam, schema in (
        (TAAK_V1, "Taak", _schema(title="string", status="string")),
        (TAAK_V2, "Externe taak", _schema(titel="string", status="string", soort="string", verwerker_taak_id="string")),
        (BERICHT, "Bericht", _schema(onderwerp="string", berichtTekst="string", geopend="boolean")),
        ("melding", "Melding", _schema(titel="string")),
    )
}


def address(base: str, soort: str) -> str:
    """The address of an objecttype, as this system writes it."""
    return f"{base}{BASE_PATH}/objecttypes/{OBJECTTYPEN[soort].uuid}"


FORMULIEREN: JsonObject = {
    "kenteken": {
        "type": "object", "required": ["kenteken", "klopt"], "additionalProperties": False,
        "properties": {
            "kenteken": {"type": "string", "title": "Kenteken", "pattern": "^[A-Z0-9-]{6,8}$"},
            "klopt": {"type": "boolean", "title": "Klopt het?"},
        },
    },
    "afvalpas": {
        "type": "object", "required": ["ophaalpunt"], "additionalProperties": False,
        "properties": {
            "adres": {"type": "string", "title": "Uw adres"},
            "ophaalpunt": {"type": "string", "title": "Waar haalt u de pas op?", "enum": ["gemeentehuis", "bibliotheek"]},
        },
    },
}  # fmt: skip
"""The forms of the portal by name: the objects know no more than that name."""


def instellingen(base: str) -> JsonObject:
    """The settings a connector needs for the Objects API at `base`."""
    kinds = {soort: [address(base, soort)] for soort in (TAAK_V1, TAAK_V2, BERICHT)}
    return {**kinds, "portaal_url": "https://mijn.duindorp.example/taken", "formulieren": FORMULIEREN}
