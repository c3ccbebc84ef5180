"""How the taken of the stories are made: one call per taak, days counted from now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.belastingen.seed import AANSLAGNUMMERS, BETAALKENMERKEN, OPENSTAAND
from sandbox.openvtb.details import merge_details
from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.rijen import JsonObject, Taak, Urn
from sandbox.openvtb.taken import taak_urn
from sandbox.openvtb.verwijzingen import zaak_urns
from sandbox.verhalen.gemeenten import BELASTINGEN, GEMEENTEN
from sandbox.verhalen.namen import uuid

HERINNERING_DAGEN = 7


@dataclass(frozen=True)
class Maker:
    """Makes the taken of one gemeente."""

    gemeente: str
    kalender: Kalender

    def taak(
        self,
        naam: str,
        titel: str,
        aan: str,
        soort: str,
        details: JsonObject,
        dagen: tuple[int, int],
        *,
        status: str = "open",
        perspectief: str = "",
        toelichting: str = "",
        over: Sequence[Urn] = (),
    ) -> Taak:
        """A taak for the URN `aan`, from and up to so many days from now."""
        begin, eind = dagen
        return Taak(
            uuid=uuid("taak", naam),
            urn=taak_urn(uuid("taak", naam)),
            titel=titel,
            verwerker_taak_id=uuid("verwerkertaak", naam),
            status=status,
            startdatum=self.kalender.dag(begin),
            handelings_perspectief=perspectief,
            einddatum_handelings_termijn=self.kalender.dag(eind),
            datum_herinnering=self.kalender.dag(eind - HERINNERING_DAGEN),
            toelichting=toelichting,
            is_toegewezen_aan=aan,
            is_gerelateerd_aan=list(over),
            taak_soort=soort,
            details=merge_details(soort, {}, details),
        )

    def zaak(self, naam: str) -> list[Urn]:
        """Both URNs of a zaak of this gemeente."""
        return zaak_urns(self.gemeente, naam)

    def link(self, path: str, **prefilled: object) -> JsonObject:
        """Details of an urltaak: a page of this gemeente."""
        url = f"https://formulieren.{GEMEENTEN[self.gemeente].sleutel}.example/{path}"
        return {"uitvraagLink": url, "voorinvullenGegevens": dict(prefilled)}

    def rekening(self, bedrag: str, omschrijving: str) -> JsonObject:
        """Details of a betaaltaak to the account of this gemeente."""
        naam = f"Gemeente {GEMEENTEN[self.gemeente].naam}"
        doel = {"naam": naam, "iban": "NL02ABNA0123456789"}
        return {"bedrag": bedrag, "transactieomschrijving": omschrijving, "doelrekening": doel}


def aanslag(sleutel: str) -> list[Urn]:
    """The URN of the aanslag that a person must still pay, at the belastingsamenwerking."""
    return [Urn(f"urn:nld:{BELASTINGEN.sleutel}:product:identificatie:{AANSLAGNUMMERS[sleutel]}-01")]


def aanslag_rekening(sleutel: str) -> JsonObject:
    """Details of a betaaltaak for what is open on an aanslag of the belastingsamenwerking."""
    doel = {
        "naam": BELASTINGEN.naam,
        "code": BETAALKENMERKEN[sleutel],
        "iban": "NL86INGB0002445588",
    }
    bedrag = f"{OPENSTAAND[sleutel]:.2f}"
    return {"bedrag": bedrag, "transactieomschrijving": "Gemeentelijke belastingen", "doelrekening": doel}


def formulier(*components: tuple[str, str, str], **prefilled: object) -> JsonObject:
    """Details of a formuliertaak with fields (key, type, label)."""
    fields = [{"key": key, "type": kind, "label": label} for key, kind, label in components]
    return {"formulierDefinitie": {"display": "form", "components": fields}, "voorinvullenGegevens": dict(prefilled)}
