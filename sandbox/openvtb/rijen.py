"""The resources of Open VTB with the names and the order of fields in which it publishes them."""

from __future__ import annotations

import msgspec

JsonObject = dict[str, object]


class Urn(msgspec.Struct, frozen=True):
    """A pointer to something in another register."""

    urn: str


class Taak(msgspec.Struct, rename="camel", kw_only=True):
    """An externe taak: something a person has to do for an organisation."""

    url: str = ""
    urn: str
    uuid: str
    titel: str
    verwerker_taak_id: str = ""
    status: str = "open"
    startdatum: str
    handelings_perspectief: str = ""
    einddatum_handelings_termijn: str
    datum_herinnering: str | None = None
    toelichting: str = ""
    is_toegewezen_aan: str = ""
    is_gerelateerd_aan: list[Urn] = []
    taak_soort: str
    details: JsonObject


class Bijlage(msgspec.Struct, rename="camel", frozen=True):
    """A document that goes with a bericht; the document itself lives in a Documenten API."""

    informatie_object: str
    omschrijving: str = ""
    is_bericht_type_bijlage: bool = False


class Bericht(msgspec.Struct, rename="camel", kw_only=True):
    """A bericht of the organisation to a person; moments are UTC."""

    url: str = ""
    urn: str
    uuid: str
    onderwerp: str
    bericht_tekst: str
    publicatiedatum: str | None = None
    referentie: str = ""
    ontvanger: str
    geopend_op: str | None = None
    bericht_type: str = ""
    is_gerelateerd_aan: list[Urn] = []
    handelings_perspectief: str = ""
    einddatum_handelings_termijn: str | None = None
    mijn_overheid_berichtenbox: bool = False
    bijlagen: list[Bijlage] = []


class VerzoekBron(msgspec.Struct, frozen=True):
    """The form or portal where a verzoek came from."""

    naam: str = ""
    kenmerk: str = ""


class VerzoekBetaling(msgspec.Struct, rename="camel", frozen=True):
    """How a verzoek was paid; the amount is text with a point."""

    provider_kenmerk: str = ""
    bedrag: str | None = None
    voltooid: bool = False
    transactie_datum: str | None = None
    transactie_referentie: str = ""


class Verzoek(msgspec.Struct, rename="camel", kw_only=True):
    """An application a person filed, before or beside a zaak."""

    url: str = ""
    urn: str
    uuid: str
    verzoek_type: str = ""
    verzoek_type_urn: str
    geometrie: JsonObject | None = None
    aanvraag_gegevens: JsonObject
    versie: int = 1
    bijlagen: list[Bijlage] = []
    initiator: str = ""
    mede_initiator: str = ""
    is_gerelateerd_aan: list[Urn] = []
    kanaal: str = ""
    verzoek_taal: str = "nl"
    verwerk_status: str = "geregistreerd"
    verzoek_informatie_object: str = ""
    verzoek_bron: VerzoekBron | None = None
    verzoek_betaling: VerzoekBetaling | None = None


class VersieVerwijzing(msgspec.Struct, kw_only=True):
    """A version as the verzoektype lists it."""

    url: str = ""
    versie: int
    status: str


class VerzoekType(msgspec.Struct, kw_only=True):
    """A kind of verzoek."""

    url: str = ""
    urn: str
    uuid: str
    versies: list[VersieVerwijzing]
    naam: str
    omschrijving: str


class VerzoekTypeVersie(msgspec.Struct, rename="camel", kw_only=True):
    """One version of a verzoektype, with the JSON Schema its aanvraagGegevens must obey."""

    url: str = ""
    versie: int
    verzoek_type: str = ""
    bijlage_typen: list[JsonObject] = []
    status: str
    aanvraag_gegevens_schema: JsonObject
    aangemaakt_op: str
    gewijzigd_op: str
    begin_geldigheid: str
    einde_geldigheid: str | None = None


def jsonb(value: object) -> object:
    """The value as PostgreSQL's jsonb gives it back: keys by length, then alphabet; arrays as they were."""
    if isinstance(value, dict):
        return {key: jsonb(value[key]) for key in sorted(value, key=lambda key: (len(key.encode()), key))}
    if isinstance(value, list):
        return [jsonb(item) for item in value]
    return value


def jsonb_object(value: JsonObject) -> JsonObject:
    """`jsonb` of an object."""
    return {key: jsonb(value[key]) for key in sorted(value, key=lambda key: (len(key.encode()), key))}
