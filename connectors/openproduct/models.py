"""What we read of Open Product (Producten, Producttypen 1.7): snake_case throughout, free data as it was put in."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct, field


class Thema(Struct):
    """A subject to group by."""

    naam: str = ""
    gepubliceerd: bool = True


class Producttype(Struct):
    """The kind of product, as it stands in a product."""

    uuid: str
    code: str
    naam: str
    taal: str = "nl"
    gepubliceerd: bool = True
    themas: list[Thema] = field(default_factory=list)


class Eigenaar(Struct):
    """An owner. The numbers of co-owners stand here too, so it never leaves this connector."""

    bsn: str | None = None
    kvk_nummer: str | None = None
    vestigingsnummer: str | None = None


class Eigendom(Struct):
    """Whose a product is, and nothing else of it."""

    eigenaren: list[Eigenaar] = field(default_factory=list)


class Verwijzing(Struct):
    """Something the product belongs to: by URN, by address, or both."""

    urn: str | None = None
    url: str | None = None


class Product(Struct):
    """A product of a person or business."""

    uuid: str
    producttype: Producttype
    eigenaren: list[Eigenaar]
    status: str
    gepubliceerd: bool
    naam: str | None = None
    start_datum: date | None = None
    eind_datum: date | None = None
    prijs: str | None = None
    frequentie: str | None = None
    update_datum: datetime | None = None
    zaken: list[Verwijzing] = field(default_factory=list)
    taken: list[Verwijzing] = field(default_factory=list)
    documenten: list[Verwijzing] = field(default_factory=list)
    aanvraag_zaak_urn: str | None = None
    aanvraag_zaak_url: str | None = None
    dataobject: dict[str, object] | None = None
    verbruiksobject: dict[str, object] | None = None


class Producttekst(Struct):
    """The text of a producttype, in the language it was found in."""

    samenvatting: str = ""
    taal: str = "nl"


class Actie(Struct):
    """What an owner can do, and the form for it."""

    naam: str = ""
    url: str = ""


class Schema(Struct):
    """What free data must look like (JSON Schema)."""

    schema: dict[str, object]


class Productsoort(Struct):
    """What can be done with a kind of product, and what its data must look like."""

    acties: list[Actie] = field(default_factory=list)
    dataobject_schema: Schema | None = None
