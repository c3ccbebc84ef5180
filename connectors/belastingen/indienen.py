"""Ask for parts, or object. The number we give a request is the same for every repeat, and the bron takes a number once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from connectors.belastingen import models
from connectors.belastingen.eigen import eigen_biljet
from connectors.belastingen.mapping import bezwaar_tot, euro
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.bezwaar import Bezwaar, Grief
from gateway.domain.bron import Belemmeringcode
from gateway.domain.datum import NEDERLAND
from gateway.domain.fout import niet_ondersteund, niet_toegestaan, ongeldig, probleem
from gateway.domain.invoer import BetalingsregelingAanvragenInvoer
from gateway.domain.status import Verwerking
from gateway.errors import BronNotAccepted

BEZWAREN = "/v1/bezwaren"
REGELINGEN = "/v1/betalingsregelingen"
_KLAAR = ("betaald", "kwijtgescholden")
_BEZWAAR = "Uw bezwaar is ontvangen. U krijgt hierover bericht van de organisatie."
_REGELING = {
    "toegekend": ("U mag in delen betalen.", Verwerking.VERWERKT),
    "aangevraagd": ("Uw vraag is ontvangen. U krijgt hierover bericht van de organisatie.", Verwerking.WORDT_VERWERKT),
}
_TE_LAAT = "De termijn om bezwaar te maken is voorbij. Neem contact op met de organisatie."
SOORT_GRIEF = "Overig"


async def betalingsregeling_aanvragen(call: Schrijfcall) -> Stand:
    """Ask to pay what is open in parts."""
    biljet = await eigen_biljet(call)
    if biljet is None:
        return None
    known = await call.read("GET", f"{REGELINGEN}/{call.opdracht.kort_kenmerk}", models.Aanvraag)
    if known is not None:
        return _regeling(known, call)
    if biljet.betaalstatus in (*_KLAAR, "in_regeling"):
        return call.bevestig("", item=call.ref("product", call.native), is_ours=False)
    if biljet.openstaand_bedrag is None or euro(biljet.openstaand_bedrag) <= 0:
        raise Geweigerd(niet_ondersteund())
    if biljet.betaalstatus == "invordering":
        raise Geweigerd(niet_toegestaan(Belemmeringcode.NIET_AANGEBODEN, "Dit kan niet meer. Neem contact op."))
    invoer = call.invoer(BetalingsregelingAanvragenInvoer)
    if euro(biljet.openstaand_bedrag) * 100 < invoer.aantal_termijnen:
        raise Geweigerd(ongeldig(probleem("/aantalTermijnen", "TE_HOOG", "Zo kleine delen zijn er niet.")))

    async def send() -> Gedaan | None:
        body = {
            "aanvraagnummer": call.opdracht.kort_kenmerk,
            "aanslagbiljetnummer": biljet.aanslagbiljetnummer,
            "aanslagbiljetvolgnummer": biljet.aanslagbiljetvolgnummer,
            "aantalTermijnen": invoer.aantal_termijnen,
            "toelichting": invoer.toelichting or "",
        }
        found = await _eenmalig(call, REGELINGEN, body)
        return _regeling(found, call) if found is not None else None

    return TeDoen(send)


async def bezwaar_maken(call: Schrijfcall) -> Stand:
    """Object to lines or WOZ values of a biljet, within six weeks."""
    biljet = await eigen_biljet(call)
    if biljet is None:
        return None
    known = await call.read("GET", f"{BEZWAREN}/{call.opdracht.kort_kenmerk}", models.Aanvraag)
    if known is not None:
        return _bezwaar(known, call)
    bezwaar = call.invoer(Bezwaar)
    today = call.nu.astimezone(NEDERLAND).date()
    if not biljet.bezwaar_mogelijk:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.NIET_AANGEBODEN, "Tegen deze aanslag kan geen bezwaar."))
    if bezwaar_tot(biljet) < today:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.TERMIJN_VOORBIJ, _TE_LAAT))
    body = _aanvraag(biljet, bezwaar, call, today)

    async def send() -> Gedaan | None:
        found = await _eenmalig(call, BEZWAREN, body)
        return _bezwaar(found, call) if found is not None else None

    return TeDoen(send)


async def _eenmalig(call: Schrijfcall, path: str, body: dict[str, object]) -> models.Aanvraag | None:
    """Send a request under its number. A number that the bron has already is no fault: then it is looked up."""
    answer = await call.send("POST", path, body=body)
    if answer.status == 409:
        return await call.read("GET", f"{path}/{call.opdracht.kort_kenmerk}", models.Aanvraag)
    if not 200 <= answer.status < 300:
        raise BronNotAccepted(f"status {answer.status}")
    call.is_begun = True
    return call.decode(answer, models.Aanvraag)


def _aanvraag(biljet: models.Biljet, bezwaar: Bezwaar, call: Schrijfcall, today: date) -> dict[str, object]:
    """The objection in the words of the bron. Raises Geweigerd for parts that cannot be objected to."""
    regels, waarden = dict(_regels(biljet)), {one.sleutel_beschikkingsregel: one for one in biljet.beschikkingsregels}
    of_regels: list[object] = []
    of_waarden: list[object] = []
    for place, grief in enumerate(bezwaar.grieven):
        key = _onderdeel(grief, call)
        grieven = [{"soortGrief": SOORT_GRIEF, "toelichtingGrief": grief.reden}]
        if grief.ref.soort == "aanslagregel" and key in regels and regels[key].bezwaar_mogelijk:
            of_regels.append({"belastingplichtnummer": regels[key].belastingplichtnummer, "grieven": grieven})
        elif grief.ref.soort == "wozwaarde" and key in waarden and waarden[key].bezwaar_mogelijk:
            of_waarden.append({"sleutelBeschikkingsregel": key, "grieven": grieven})
        else:
            melding = "Hiertegen kan geen bezwaar."
            raise Geweigerd(ongeldig(probleem(f"/bezwaren/{place}/onderdeelId", "ONBEKEND", melding)))
    return {
        "aanvraagnummer": call.opdracht.kort_kenmerk,
        "aanvraagdatum": today.isoformat(),
        "aanslagbiljetnummer": biljet.aanslagbiljetnummer,
        "aanslagbiljetvolgnummer": biljet.aanslagbiljetvolgnummer,
        "gehoordWorden": bezwaar.gehoord_worden,
        "belastingplichtige": {"burgerservicenummer": biljet.belastingplichtige.burgerservicenummer},
        "aanslagregels": of_regels,
        "beschikkingsregels": of_waarden,
        "bijlagen": [],
    }


def _regels(biljet: models.Biljet) -> Iterator[tuple[str, models.Regel]]:
    """The lines by what names them within the biljet."""
    for place, regel in enumerate(biljet.aanslagregels):
        yield regel.belastingplichtnummer or str(place), regel


def _onderdeel(grief: Grief, call: Schrijfcall) -> str:
    """What names the part within this biljet; empty for a part of another biljet or bron."""
    ref = grief.ref
    biljet, _, key = ref.native.partition("/")
    return key if (ref.bron, biljet) == (call.bron.code, call.native) else ""


def _bezwaar(row: models.Aanvraag, call: Schrijfcall) -> Gedaan:
    return call.bevestig(
        _BEZWAAR, item=call.ref("product", call.native), kenmerk=row.kenmerk or row.aanvraagnummer, is_ours=True
    )


def _regeling(row: models.Aanvraag, call: Schrijfcall) -> Gedaan:
    zin, verwerking = _REGELING.get(row.status, _REGELING["aangevraagd"])
    return call.bevestig(
        zin, item=call.ref("product", call.native), kenmerk=row.kenmerk or row.aanvraagnummer,
        verwerking=verwerking, is_ours=True,
    )  # fmt: skip
