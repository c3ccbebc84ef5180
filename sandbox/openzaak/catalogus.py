"""Which types a gemeente has, and by which address each is named (ZGW Catalogi 1.3)."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.openzaak.adressen import Adressen
from sandbox.verhalen.gemeenten import Organisatie
from sandbox.verhalen.namen import uuid

ROLLEN = {
    "initiator": "Aanvrager",
    "belanghebbende": "Belanghebbende",
    "behandelaar": "Behandelaar",
    "zaakcoordinator": "Zaakcoördinator",
}
DOCUMENTSOORTEN = {
    "Aanvraag": "inkomend",
    "Advies": "intern",
    "Besluit": "uitgaand",
    "Bezwaar": "inkomend",
    "Bijlage": "inkomend",
    "Brief": "uitgaand",
    "Verslag": "intern",
}
"""Every kind of document, and which way it goes at a zaak."""
BESLUIT, BESLUIT_OP_BEZWAAR = "Besluit op aanvraag", "Besluit op bezwaar"
BESLUITTYPEN = {BESLUIT: "P42D", BESLUIT_OP_BEZWAAR: None}
"""Omschrijving and how long one may object (ISO 8601)."""


@dataclass(frozen=True)
class Catalogus:
    """Addresses of the types of one gemeente."""

    gemeente: Organisatie
    adressen: Adressen

    @property
    def url(self) -> str:
        return self.adressen.van("catalogussen", uuid("catalogus", self.gemeente.code))

    def zaaktype(self, code: str) -> str:
        return self._van("zaaktypen", "zaaktype", code)

    def statustype(self, code: str, volgnummer: int) -> str:
        return self._van("statustypen", "statustype", f"{code}-{volgnummer}")

    def resultaattype(self, code: str, omschrijving: str) -> str:
        return self._van("resultaattypen", "resultaattype", f"{code}-{omschrijving}")

    def roltype(self, code: str, generiek: str) -> str:
        return self._van("roltypen", "roltype", f"{code}-{generiek}")

    def eigenschap(self, code: str, naam: str) -> str:
        return self._van("eigenschappen", "eigenschap", f"{code}-{naam}")

    def besluittype(self, omschrijving: str) -> str:
        return self._van("besluittypen", "besluittype", omschrijving)

    def informatieobjecttype(self, soort: str) -> str:
        return self._van("informatieobjecttypen", "informatieobjecttype", soort)

    def zaaktype_document(self, code: str, soort: str) -> str:
        return self._van("zaaktype-informatieobjecttypen", "zaaktype-informatieobjecttype", f"{code}-{soort}")

    def _van(self, resource: str, soort: str, naam: str) -> str:
        return self.adressen.van(resource, uuid(soort, f"{self.gemeente.code}-{naam}"))
