"""What we read of Open VTB (Taken, Berichten, Verzoeken 0.1), in its own words. Free objects of a form keep their own keys."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec import Struct, field


class Vtb(Struct, rename="camel"):
    """A resource in camelCase."""


class Verwijzing(Vtb):
    """Something this belongs to, by URN."""

    urn: str = ""


class Rekening(Vtb):
    """Where a payment goes."""

    naam: str = ""
    iban: str = ""
    code: str = ""


class Component(Struct):
    """A field of a form definition: key, kind and label; the order of keys is not kept by the server."""

    key: str = ""
    type: str = ""
    label: str = ""
    validate: dict[str, object] = field(default_factory=dict)
    data: dict[str, object] = field(default_factory=dict)


class Formulier(Struct):
    """A form definition."""

    components: list[Component] = field(default_factory=list)


class Details(Vtb):
    """What belongs to the taakSoort; fields of the other kinds are absent."""

    bedrag: str | float | int | None = None
    transactieomschrijving: str | None = None
    doelrekening: Rekening | None = None
    uitvraag_link: str | None = None
    formulier_definitie: Formulier | None = None
    voorinvullen_gegevens: dict[str, object] | None = None
    ontvangen_gegevens: dict[str, object] | None = None


class Taak(Vtb):
    """An externe taak."""

    uuid: str
    titel: str
    status: str
    taak_soort: str
    is_toegewezen_aan: str
    urn: str | None = None
    startdatum: date | None = None
    einddatum_handelings_termijn: date | None = None
    toelichting: str | None = None
    is_gerelateerd_aan: list[Verwijzing] = field(default_factory=list)
    details: msgspec.Raw = msgspec.Raw(b"{}")


class Bijlage(Vtb):
    """An attachment: a document in the Documenten API, by URN."""

    informatie_object: str = ""
    omschrijving: str = ""


class Bericht(Vtb):
    """A message."""

    uuid: str
    onderwerp: str
    ontvanger: str
    bericht_tekst: str = ""
    urn: str | None = None
    publicatiedatum: datetime | None = None
    geopend_op: datetime | None = None
    bericht_type: str | None = None
    einddatum_handelings_termijn: datetime | None = None
    is_gerelateerd_aan: list[Verwijzing] = field(default_factory=list)
    bijlagen: list[Bijlage] = field(default_factory=list)


class Verzoekbron(Vtb):
    """Where a verzoek was filed, and what it is called there."""

    naam: str = ""
    kenmerk: str = ""


class Verzoek(Vtb):
    """An application or report. What was filled in is not even read: nobody asks for it."""

    uuid: str
    verzoek_type: str
    initiator: str
    urn: str | None = None
    verwerk_status: str = ""
    verzoek_bron: Verzoekbron | None = None
    is_gerelateerd_aan: list[Verwijzing] = field(default_factory=list)


class Versieverwijzing(Vtb):
    """A version as its verzoektype lists it."""

    versie: int
    status: str = ""


class Verzoektype(Vtb):
    """A kind of verzoek. The omschrijving is meant for the organisation itself, unless it says otherwise."""

    uuid: str
    naam: str
    omschrijving: str = ""
    versies: list[Versieverwijzing] = field(default_factory=list)

    @property
    def is_offered(self) -> bool:
        """Is there a version that people may use? Drafts and what was withdrawn are in the list too."""
        return any(one.status == "published" for one in self.versies)


class Bijlagetype(Vtb):
    """What may be sent along, in words for the person."""

    omschrijving: str = ""


class Versie(Vtb):
    """A version of a verzoektype: the JSON Schema its answers must obey, whose keys stay as they are."""

    versie: int
    status: str = ""
    aanvraag_gegevens_schema: dict[str, object] = field(default_factory=dict)
    bijlage_typen: list[Bijlagetype] = field(default_factory=list)
    begin_geldigheid: date | None = None
    einde_geldigheid: date | None = None

    def is_in_force(self, day: date) -> bool:
        """May it be used on this day?"""
        begun = self.begin_geldigheid is None or self.begin_geldigheid <= day
        return self.status == "published" and begun and (self.einde_geldigheid is None or day <= self.einde_geldigheid)
