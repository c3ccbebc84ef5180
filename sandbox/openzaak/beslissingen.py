"""Besluiten of a zaak as the Besluiten API (ZGW 1.1) shows them."""

from __future__ import annotations

from sandbox.openvtb.kalender import Kalender
from sandbox.openzaak.adressen import Adressen, Rij
from sandbox.openzaak.catalogus import BESLUIT, BESLUIT_OP_BEZWAAR, Catalogus
from sandbox.openzaak.documenten import Document
from sandbox.verhalen.namen import uuid, volgnummer
from sandbox.verhalen.zaken import Zaakverhaal


def besluiten(verhaal: Zaakverhaal, catalogus: Catalogus, kalender: Kalender) -> list[Rij]:
    """The besluit of a story, or none."""
    besluit, dag, adressen = verhaal.besluit, kalender.dag, catalogus.adressen
    if besluit is None:
        return []
    soort = BESLUIT_OP_BEZWAAR if verhaal.zaaktype == "BEZWAAR" else BESLUIT
    return [
        {
            "url": adressen.van("besluiten", uuid("besluit", verhaal.naam)),
            "identificatie": f"BESLUIT-2026-{volgnummer('besluit', verhaal.naam):010d}",
            "verantwoordelijkeOrganisatie": catalogus.gemeente.rsin,
            "besluittype": catalogus.besluittype(soort),
            "zaak": adressen.van("zaken", uuid("zaak", verhaal.naam)),
            "datum": dag(besluit.dag),
            "toelichting": besluit.toelichting,
            "bestuursorgaan": "College van B en W",
            "ingangsdatum": dag(besluit.ingaat),
            "vervaldatum": None if besluit.vervalt is None else dag(besluit.vervalt),
            "vervalreden": "" if besluit.vervalt is None else "tijdelijk",
            "vervalredenWeergave": "" if besluit.vervalt is None else "Besluit met tijdelijke werking",
            "publicatiedatum": None,
            "verzenddatum": dag(besluit.dag),
            "uiterlijkeReactiedatum": None if besluit.reageren is None else dag(besluit.reageren),
        }
    ]


def stukken(besluiten: list[Rij], documenten: list[Document], adressen: Adressen) -> list[Rij]:
    """The links from a besluit to the letters it was laid down in."""
    besluitbrieven = [one for one in documenten if one.naam.endswith("-besluit")]
    return [
        {
            "url": adressen.van("besluitinformatieobjecten", uuid("besluitinformatieobject", one.naam)),
            "informatieobject": one.rij["url"],
            "besluit": besluit["url"],
        }
        for besluit in besluiten
        for one in besluitbrieven
    ]
