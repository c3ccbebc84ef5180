"""The resources of Open Product with the names, all snake_case, and the order of fields it publishes them in."""

from __future__ import annotations

import msgspec

JsonObject = dict[str, object]


class Thema(msgspec.Struct, kw_only=True):
    """A theme of the product catalogue."""

    uuid: str
    naam: str
    beschrijving: str
    gepubliceerd: bool
    aanmaak_datum: str
    update_datum: str
    hoofd_thema: str | None = None


class NestedProductType(msgspec.Struct, kw_only=True):
    """A producttype as a product and a thema show it."""

    uuid: str
    code: str
    naam: str
    keywords: list[str]
    uniforme_product_naam: str
    toegestane_statussen: list[str]
    gepubliceerd: bool
    publicatie_start_datum: str | None
    publicatie_eind_datum: str | None
    aanmaak_datum: str
    update_datum: str
    themas: list[Thema]
    taal: str = "nl"


class Eigenaar(msgspec.Struct, kw_only=True):
    """One of the owners of a product; empty text where there is no number."""

    uuid: str
    bsn: str = ""
    kvk_nummer: str = ""
    vestigingsnummer: str = ""
    klantnummer: str = ""


class Verwijzing(msgspec.Struct, kw_only=True):
    """A pointer to a zaak, taak or document in another register."""

    urn: str | None = None
    url: str | None = None


class Product(msgspec.Struct, kw_only=True):
    """A product of a person or business; moments carry the local offset."""

    uuid: str
    url: str = ""
    naam: str
    start_datum: str | None = None
    eind_datum: str | None = None
    aanmaak_datum: str
    update_datum: str
    producttype: NestedProductType
    gepubliceerd: bool = True
    eigenaren: list[Eigenaar]
    documenten: list[Verwijzing] = []
    zaken: list[Verwijzing] = []
    taken: list[Verwijzing] = []
    status: str = "actief"
    prijs: str | None = None
    frequentie: str = ""
    verbruiksobject: JsonObject | None = None
    dataobject: JsonObject | None = None
    aanvraag_zaak_urn: str | None = None
    aanvraag_zaak_url: str | None = None


class Prijsoptie(msgspec.Struct, kw_only=True):
    """One price among the options of a price list."""

    uuid: str
    bedrag: str
    beschrijving: str


class Prijs(msgspec.Struct, kw_only=True):
    """The price list of a producttype from a day on."""

    uuid: str
    prijsopties: list[Prijsoptie]
    prijsregels: list[JsonObject] = []
    actief_vanaf: str


class Link(msgspec.Struct, kw_only=True):
    """A link to more information about a producttype."""

    uuid: str
    naam: str
    url: str


class Actie(msgspec.Struct, kw_only=True):
    """Something an owner can do with a product."""

    uuid: str
    naam: str
    url: str
    mapping: JsonObject | None = None


class Schema(msgspec.Struct, kw_only=True):
    """A named JSON Schema for the dataobject or verbruiksobject of a product."""

    naam: str
    schema: JsonObject


class ProductType(msgspec.Struct, kw_only=True):
    """A kind of product."""

    uuid: str
    uniforme_product_naam: str
    doelgroep: str = "burgers"
    themas: list[Thema]
    locaties: list[JsonObject] = []
    organisaties: list[JsonObject] = []
    eigenaar: JsonObject | None = None
    contacten: list[JsonObject] = []
    prijzen: list[Prijs] = []
    links: list[Link] = []
    acties: list[Actie] = []
    bestanden: list[JsonObject] = []
    naam: str
    samenvatting: str
    taal: str = "nl"
    externe_codes: list[JsonObject] = []
    parameters: list[JsonObject] = []
    verbruiksobject_schema: Schema | None = None
    dataobject_schema: Schema | None = None
    gepubliceerd: bool = True
    publicatie_start_datum: str | None = "2024-01-01"
    publicatie_eind_datum: str | None = None
    aanmaak_datum: str
    update_datum: str
    code: str
    toegestane_statussen: list[str]
    keywords: list[str]
    interne_opmerkingen: str = ""
    zaaktypen: list[Verwijzing] = []
    verzoektypen: list[Verwijzing] = []
    processen: list[Verwijzing] = []


class ContentElement(msgspec.Struct, kw_only=True):
    """A piece of text about a producttype."""

    uuid: str
    labels: list[str]
    content: str
    aanvullende_informatie: str = ""
    taal: str = "nl"
    producttype_uuid: str | None = None
    thema_uuid: str | None = None
