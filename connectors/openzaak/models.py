"""What we read of the ZGW APIs (Zaken 1.5, Catalogi 1.3, Documenten 1.4, Besluiten 1.1), in their own words.

Only fields that a view needs are named, so that nothing else is ever decoded or kept. Suppliers leave fields out that the
standard has, and give null where it says text: what may be missing has a default.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Raw, Struct, field


class Zgw(Struct, rename="camel"):
    """A resource in camelCase, as all ZGW APIs write it."""


class Status(Zgw):
    """A status that was set (statussen). `tekst` is ours: its name, where a supplier has that and no statustype."""

    statustype: str | None = None
    datum_status_gezet: datetime | None = None
    statustoelichting: str | None = None
    uuid: str | None = None
    tekst: str | None = field(name="_ons", default=None)


class Resultaat(Zgw):
    """How a zaak ended (resultaten). `tekst` is ours: its name, where a supplier has that and no resultaattype."""

    resultaattype: str
    toelichting: str | None = None
    tekst: str | None = field(name="_ons", default=None)


class Eigenschap(Zgw):
    """A property of a zaak: name and value, both text."""

    naam: str
    waarde: str


class Zaakdocument(Zgw):
    """The link of a zaak to a document. Its title may tell what the document hides, so only the link is read."""

    informatieobject: str


class Zaakkenmerk(Zgw):
    """A word that another system puts on a zaak. Suppliers keep texts for people here: the name as `kenmerk`."""

    kenmerk: str = ""
    bron: str = ""


class Expand(Zgw):
    """What came along in `_expand`; a null relation is absent."""

    status: Status | None = None
    resultaat: Resultaat | None = None
    eigenschappen: list[Raw] | None = None
    zaakinformatieobjecten: list[Raw] | None = None


class Verlenging(Zgw):
    """The term was extended."""

    reden: str = ""


class Opschorting(Zgw):
    """The zaak stands still."""

    indicatie: bool = False
    reden: str = ""


class Zaak(Struct, rename="camel"):
    """A zaak as lists and details give it."""

    url: str
    uuid: str
    zaaktype: str
    startdatum: date
    identificatie: str | None = None
    omschrijving: str | None = None
    toelichting: str | None = None
    registratiedatum: date | None = None
    einddatum: date | None = None
    einddatum_gepland: date | None = None
    uiterlijke_einddatum_afdoening: date | None = None
    laatst_gemuteerd: datetime | None = None
    vertrouwelijkheidaanduiding: str | None = None
    verlenging: Verlenging | None = None
    opschorting: Opschorting | None = None
    hoofdzaak: str | None = None
    deelzaken: list[str] | None = None
    status: str | None = None
    resultaat: str | None = None
    kenmerken: Raw = Raw(b"[]")
    expand: Expand | None = field(name="_expand", default=None)


class Zaaktype(Zgw):
    """A version of a zaaktype (catalogi)."""

    url: str
    identificatie: str | None = None
    omschrijving: str = ""
    doel: str | None = None
    onderwerp: str | None = None
    doorlooptijd: str | None = None
    indicatie_intern_of_extern: str = "extern"
    concept: bool = False


class Statustype(Zgw):
    """A step a zaaktype knows."""

    url: str
    zaaktype: str
    omschrijving: str = ""
    omschrijving_generiek: str | None = None
    statustekst: str | None = None
    toelichting: str | None = None
    volgnummer: int = 0
    is_eindstatus: bool = False


class Omschreven(Zgw):
    """A resultaattype or informatieobjecttype: what we show of it is its description.

    A resultaattype has at most 20 letters there; a supplier that knows more writes it in full as `naam`.
    """

    url: str
    omschrijving: str = ""
    naam: str | None = None


class Besluittype(Zgw):
    """A kind of besluit, with its term for objection."""

    url: str
    omschrijving: str = ""
    reactietermijn: str | None = None


class Besluit(Zgw):
    """A besluit in a zaak."""

    url: str
    besluittype: str
    datum: date
    zaak: str | None = None
    identificatie: str | None = None
    toelichting: str | None = None
    ingangsdatum: date | None = None
    vervaldatum: date | None = None
    verzenddatum: date | None = None
    publicatiedatum: date | None = None
    uiterlijke_reactiedatum: date | None = None


class Betrokkene(Zgw):
    """Who has a rol. Its shape follows betrokkeneType; only what proves or names is read."""

    inp_bsn: str | None = None
    inn_nnp_id: str | None = None
    kvk_nummer: str | None = None
    vestigings_nummer: str | None = None
    naam: str | None = None
    identificatie: str | None = None


class Rol(Zgw):
    """A rol in a zaak. Other people's numbers stand in it, so it never leaves this connector."""

    betrokkene_type: str
    omschrijving: str = ""
    omschrijving_generiek: str | None = None
    indicatie_machtiging: str | None = None
    betrokkene_identificatie: Betrokkene | None = None
    einde_geldigheid: str | None = None


class Document(Zgw):
    """Metadata of a document (enkelvoudig informatieobject)."""

    url: str
    titel: str
    informatieobjecttype: str | None = None
    vertrouwelijkheidaanduiding: str | None = None
    status: str | None = None
    formaat: str | None = None
    taal: str | None = None
    bestandsnaam: str | None = None
    bestandsomvang: int | None = None
    versie: int | None = None
    creatiedatum: date | None = None
    ontvangstdatum: date | None = None
    verzenddatum: date | None = None
