"""The product catalogue of the stories: seven typen, one of them not published, some with texts in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sandbox.openproduct.producten import AMSTERDAM
from sandbox.openproduct.producttypen import Catalogus, Vertaling
from sandbox.openproduct.rijen import (
    Actie,
    ContentElement,
    JsonObject,
    Link,
    Prijs,
    Prijsoptie,
    ProductType,
    Schema,
    Thema,
)
from sandbox.verhalen.gemeenten import GEMEENTEN
from sandbox.verhalen.namen import uuid

STATUSSEN = ["gereed", "actief", "verlopen", "ingetrokken", "geweigerd", "in_aanvraag"]


def local_moment(vandaag: date, days: int, hour: int = 15) -> str:
    """A moment so many days from now with the offset of Amsterdam, as Open Product writes it."""
    found = datetime.combine(vandaag + timedelta(days), time(hour, 14, 11, 123482), AMSTERDAM)
    return found.isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Soort:
    """What makes one producttype different from another."""

    code: str
    naam: str
    thema: str
    samenvatting: str
    prijs: str = ""
    actie: str = ""
    schema: JsonObject | None = None
    gepubliceerd: bool = True
    engels: tuple[str, str] | None = None


def text_schema(*required: str, **properties: str) -> JsonObject:
    """A JSON Schema of an object with properties of these types."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {name: {"type": kind} for name, kind in properties.items()},
    }


SOORTEN = (
    Soort(
        "GPK",
        "Gehandicaptenparkeerkaart",
        "Parkeren",
        "Een kaart om dichtbij te parkeren.",
        prijs="68.40",
        actie="Kaart als gestolen melden",
        schema=text_schema("kaartnummer", kaartnummer="string", soort="string"),
        engels=("Disabled parking permit", "A card to park close by."),
    ),
    Soort(
        "WMO",
        "Wmo-voorziening",
        "Zorg en ondersteuning",
        "Hulp of een hulpmiddel als u iets zelf niet meer kunt doen.",
        actie="Hulp pauzeren",
        schema=text_schema("aanbieder", aanbieder="string", voorziening="string", uren_per_week="number"),
    ),
    Soort(
        "EVENEMENT",
        "Evenementenvergunning",
        "Ondernemen en organiseren",
        "Toestemming om een evenement te houden.",
        prijs="89.00",
        schema=text_schema("locatie", locatie="string", bezoekers="integer"),
        engels=("Event permit", "Permission to hold an event."),
    ),
    Soort("URGENTIE", "Urgentieverklaring", "Wonen", "Voorrang bij het zoeken naar een woning."),
    Soort(
        "TERRAS",
        "Terrasvergunning",
        "Ondernemen en organiseren",
        "Toestemming voor een terras bij uw zaak.",
        prijs="312.00",
        schema=text_schema("oppervlakte", oppervlakte="number", seizoen="string"),
    ),
    Soort("BIJSTAND", "Bijstandsuitkering", "Werk en inkomen", "Geld om van te leven als u te weinig inkomen hebt."),
    Soort("INTERN", "Dossier handhaving", "Wonen", "Alleen voor medewerkers.", gepubliceerd=False),
)


def catalogus(gemeente: str, vandaag: date) -> Catalogus:
    """The catalogue of a gemeente."""
    typen = [producttype(gemeente, vandaag, soort) for soort in SOORTEN]
    content: dict[tuple[str, str], list[ContentElement]] = {}
    vertalingen: dict[tuple[str, str], Vertaling] = {}
    for soort, found in zip(SOORTEN, typen, strict=True):
        content[found.uuid, "nl"] = _texts(found, "nl", soort.samenvatting, "U krijgt binnen 8 weken antwoord.")
        if soort.engels:
            vertalingen[found.uuid, "en"] = Vertaling(*soort.engels)
            content[found.uuid, "en"] = _texts(found, "en", soort.engels[1], "You will get an answer within 8 weeks.")
    return Catalogus({found.uuid: found for found in typen}, content, vertalingen)


def producttype(gemeente: str, vandaag: date, soort: Soort) -> ProductType:
    """One type in full."""
    naam = f"{gemeente}-{soort.code}"
    site = f"https://www.{GEMEENTEN[gemeente].sleutel}.example"
    made = local_moment(vandaag, -500)
    optie = Prijsoptie(uuid=uuid("prijsoptie", naam), bedrag=soort.prijs, beschrijving="Leges")
    begin = (vandaag - timedelta(400)).isoformat()
    schema = Schema(naam=f"{soort.code.lower()}-data", schema=soort.schema) if soort.schema else None
    actie = Actie(uuid=uuid("actie", naam), naam=soort.actie, url=f"{site}/formulier/{soort.code.lower()}")
    link = Link(uuid=uuid("link", naam), naam="Meer informatie", url=f"{site}/{soort.code.lower()}")
    return ProductType(
        uuid=uuid("producttype", naam),
        uniforme_product_naam=soort.naam.lower(),
        themas=[_thema(gemeente, soort.thema, made)],
        prijzen=[Prijs(uuid=uuid("prijs", naam), prijsopties=[optie], actief_vanaf=begin)] if soort.prijs else [],
        links=[link],
        acties=[actie] if soort.actie else [],
        naam=soort.naam,
        samenvatting=soort.samenvatting,
        dataobject_schema=schema,
        gepubliceerd=soort.gepubliceerd,
        publicatie_start_datum="2024-01-01" if soort.gepubliceerd else None,
        aanmaak_datum=made,
        update_datum=made,
        code=soort.code,
        toegestane_statussen=STATUSSEN,
        keywords=[soort.naam.lower()],
        interne_opmerkingen="" if soort.gepubliceerd else "Niet delen met inwoners.",
    )


def _thema(gemeente: str, naam: str, made: str) -> Thema:
    """A theme; that it is not published itself says nothing about its typen."""
    return Thema(
        uuid=uuid("thema", f"{gemeente}-{naam}"),
        naam=naam,
        beschrijving=f"Alles over {naam.lower()}",
        gepubliceerd=False,
        aanmaak_datum=made,
        update_datum=made,
    )


def _texts(found: ProductType, taal: str, about: str, term: str) -> list[ContentElement]:
    return [
        ContentElement(
            uuid=uuid("content", f"{found.uuid}-{taal}-{label}"),
            labels=[label],
            content=text,
            taal=taal,
            producttype_uuid=found.uuid,
        )
        for label, text in (("omschrijving", about), ("termijn", term))
    ]
