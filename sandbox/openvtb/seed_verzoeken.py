"""The verzoeken of the stories and the typen they obey."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.rijen import (
    JsonObject,
    VersieVerwijzing,
    Verzoek,
    VerzoekBetaling,
    VerzoekBron,
    VerzoekType,
    VerzoekTypeVersie,
    jsonb_object,
)
from sandbox.openvtb.verwijzingen import kvk_urn, persoon_urn, zaak_urns
from sandbox.openvtb.verzoeken import verzoek_urn, verzoektype_urn
from sandbox.verhalen.namen import uuid

SCHEMAS: Mapping[str, JsonObject] = {
    "urgentieverklaring": {
        "type": "object",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "required": ["reden"],
        "properties": {"reden": {"type": "string"}, "aantal_kinderen": {"type": "integer"}},
    },
    "parkeervergunning": {
        "type": "object",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "required": ["kenteken"],
        "properties": {"kenteken": {"type": "string"}, "vergunning_gebied": {"type": "string"}},
    },
    "bijzondere-bijstand": {
        "type": "object",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "required": ["kostensoort", "bedrag"],
        "properties": {
            "kostensoort": {"type": "string", "title": "Voor welke kosten"},
            "bedrag": {"type": "number", "minimum": 0, "title": "Hoeveel het kost"},
            "nettoMaandinkomen": {"type": "number", "title": "Netto inkomen per maand"},
            "leefsituatie": {"type": "string", "enum": ["ALLEENSTAAND", "ALLEENSTAANDE_OUDER", "SAMENWONEND"]},
            "vermogen": {"type": "number", "title": "Spaargeld en ander vermogen"},
        },
    },
    "afvalcontainer": {"type": "object", "properties": {"plek": {"type": "string"}}},
}
NAMEN = {
    "urgentieverklaring": "Aanvraag urgentieverklaring",
    "parkeervergunning": "Aanvraag parkeervergunning",
    "bijzondere-bijstand": "Aanvraag bijzondere bijstand",
    "afvalcontainer": "Melding volle afvalcontainer",
}
OMSCHRIJVINGEN = {
    "urgentieverklaring": "Vraag voorrang aan bij het zoeken naar een woning.",
    "parkeervergunning": "Voor bewoners en bedrijven die in de straat willen parkeren.",
    "bijzondere-bijstand": "Voor kosten die u door bijzondere omstandigheden hebt en niet zelf kunt betalen.",
    "afvalcontainer": "Nog niet klaar: wacht op de koppeling met de reinigingsdienst.",
}
CONCEPT = ("afvalcontainer",)
"""Kinds that the gemeente still works on: they are in the list, with a draft as their only version."""
BIJLAGEN: Mapping[str, list[JsonObject]] = {
    "urgentieverklaring": [{"informatieObjecttype": "", "omschrijving": "Huurcontract"}],
}


def verzoektypen(gemeente: str) -> list[VerzoekType]:
    """The typen a gemeente offers."""
    return [
        VerzoekType(
            uuid=type_uuid(gemeente, soort),
            urn=verzoektype_urn(type_uuid(gemeente, soort)),
            versies=[VersieVerwijzing(versie=1, status=_status(soort))],
            naam=naam,
            omschrijving=OMSCHRIJVINGEN[soort],
        )
        for soort, naam in NAMEN.items()
    ]


def versies(gemeente: str, kalender: Kalender) -> dict[str, tuple[VerzoekTypeVersie, ...]]:
    """The one version of each type."""
    begin = kalender.dag(-400)
    return {
        type_uuid(gemeente, soort): (
            VerzoekTypeVersie(
                versie=1,
                bijlage_typen=BIJLAGEN.get(soort, []),
                status=_status(soort),
                aanvraag_gegevens_schema=schema,
                aangemaakt_op=begin,
                gewijzigd_op=begin,
                begin_geldigheid=begin,
            ),
        )
        for soort, schema in SCHEMAS.items()
    }


def _status(soort: str) -> str:
    return "draft" if soort in CONCEPT else "published"


def type_uuid(gemeente: str, soort: str) -> str:
    """The uuid of a type of a gemeente."""
    return uuid("verzoektype", f"{gemeente}-{soort}")


def verzoeken(gemeente: str, kalender: Kalender) -> list[Verzoek]:
    """All verzoeken in the Open VTB of a gemeente."""
    if gemeente != "9901":
        return []
    betaling = VerzoekBetaling("tr_korenaar", "312.00", True, kalender.moment(-8, 10), "HVN-000812")
    return [
        _verzoek(
            gemeente,
            "fatima-urgentie",
            "urgentieverklaring",
            persoon_urn("fatima"),
            {"reden": "Ik moet mijn woning uit", "aantal_kinderen": 2},
            "OF-1000",
            zaak="fatima-urgentie",
        ),
        _verzoek(
            gemeente,
            "korenaar-parkeren",
            "parkeervergunning",
            kvk_urn("ondernemer"),
            {"kenteken": "V-482-BK", "vergunning_gebied": "Havenkwartier"},
            "OF-1001",
            betaling=betaling,
        ),
        _verzoek(
            gemeente,
            "sanne-bezoekers",
            "parkeervergunning",
            persoon_urn("inwoner"),
            {"kenteken": "SN-482-K"},
            "OF-1002",
        ),
        _verzoek(
            gemeente,
            "sanne-bewoners",
            "parkeervergunning",
            persoon_urn("inwoner"),
            {"kenteken": "SN-482-K", "vergunning_gebied": "Havenkwartier"},
            "OF-0418",
            zaak="sanne-parkeervergunning",
        ),
    ]


def _verzoek(
    gemeente: str,
    naam: str,
    soort: str,
    initiator: str,
    gegevens: JsonObject,
    kenmerk: str,
    *,
    zaak: str = "",
    betaling: VerzoekBetaling | None = None,
) -> Verzoek:
    return Verzoek(
        uuid=uuid("verzoek", naam),
        urn=verzoek_urn(uuid("verzoek", naam)),
        verzoek_type_urn=verzoektype_urn(type_uuid(gemeente, soort)),
        aanvraag_gegevens=jsonb_object(gegevens),
        initiator=initiator,
        is_gerelateerd_aan=zaak_urns(gemeente, zaak) if zaak else [],
        kanaal="website",
        verwerk_status="verwerkt" if zaak else "geregistreerd",
        verzoek_bron=VerzoekBron("Open Formulieren", kenmerk),
        verzoek_betaling=betaling,
    )
