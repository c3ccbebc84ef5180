"""Begin a payment. The amount is what is open at the bron at that moment; the name we give it tells a repeat apart."""

from __future__ import annotations

from connectors.belastingen import models
from connectors.belastingen.eigen import eigen_biljet
from connectors.belastingen.mapping import euro
from gateway.bronnen.schrijven.opdracht import Betaalplek, Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.bron import Belemmeringcode
from gateway.domain.fout import bedrag_gewijzigd, niet_ondersteund, niet_toegestaan, ongeldig, probleem
from gateway.domain.invoer import BetalingStartenInvoer
from gateway.domain.waarden import Bedrag
from gateway.errors import BronInvalid, BronNotAccepted

BETALINGEN = "/v1/betalingen"
_KLAAR = ("betaald", "kwijtgescholden")
_INCASSO = "Dit bedrag wordt automatisch van uw rekening gehaald. U hoeft niets te doen."


async def betaling_starten(call: Schrijfcall) -> Stand:
    """A payment of what is open, or of one termijn, when that is the amount the person saw."""
    biljet = await eigen_biljet(call)
    if biljet is None:
        return None
    invoer = call.invoer(BetalingStartenInvoer)
    if biljet.betaalstatus in _KLAAR:
        return call.bevestig("", item=call.ref("product", call.native), is_ours=False)
    if biljet.automatische_incasso:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.AL_GEDAAN, _INCASSO))
    termijn = _termijn(biljet, invoer)
    amount = _te_betalen(biljet, termijn)
    if amount == 0:
        return call.bevestig("", item=call.ref("product", call.native), is_ours=False)
    if amount != invoer.getoond_bedrag:
        raise Geweigerd(bedrag_gewijzigd(amount))
    known = await call.read("GET", f"{BETALINGEN}/{call.opdracht.kenmerk}", models.Betaling)
    if known is not None:
        return _gestart(known, amount, call)

    async def send() -> Gedaan:
        answer = await call.send("POST", BETALINGEN, body=_aanvraag(biljet, termijn, amount, invoer, call))
        if answer.status == 409:
            return await _veranderd(call)
        if not 200 <= answer.status < 300:
            raise BronNotAccepted(f"status {answer.status}")
        call.is_begun = True
        return _gestart(call.decode(answer, models.Betaling), amount, call)

    return TeDoen(send)


async def _veranderd(call: Schrijfcall) -> Gedaan:
    """Something changed after we looked: look once more, which tells what. Raises Geweigerd, or BronNotAccepted."""
    stand = await betaling_starten(call)
    if isinstance(stand, Gedaan):
        return stand
    raise BronNotAccepted("refused, though nothing changed")


def _termijn(biljet: models.Biljet, invoer: BetalingStartenInvoer) -> models.Termijn | None:
    """The termijn that was chosen; None for all that is open. Raises Geweigerd for one that is not there or paid."""
    if not isinstance(invoer.termijn, int):
        return None
    found = next((one for one in biljet.termijnen if one.volgnr == invoer.termijn), None)
    if found is None:
        raise Geweigerd(ongeldig(probleem("/termijn", "ONBEKEND", "Deze termijn is er niet.")))
    if found.betaald_op is not None:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.AL_GEDAAN, "Deze termijn is al betaald."))
    return found


def _te_betalen(biljet: models.Biljet, termijn: models.Termijn | None) -> Bedrag:
    """What the bron asks. Raises Geweigerd when it does not tell."""
    if termijn is not None:
        return euro(termijn.bedrag)
    if biljet.openstaand_bedrag is None:
        raise Geweigerd(niet_ondersteund())
    return euro(biljet.openstaand_bedrag)


def _aanvraag(
    biljet: models.Biljet,
    termijn: models.Termijn | None,
    amount: Bedrag,
    invoer: BetalingStartenInvoer,
    call: Schrijfcall,
) -> dict[str, object]:
    return {
        "kenmerk": call.opdracht.kenmerk,
        "aanslagbiljetnummer": biljet.aanslagbiljetnummer,
        "aanslagbiljetvolgnummer": biljet.aanslagbiljetvolgnummer,
        "termijn": termijn.volgnr if termijn is not None else None,
        "bedrag": komma(amount),
        "terugkeerUrl": invoer.terugkeer_url,
    }


def _gestart(row: models.Betaling, amount: Bedrag, call: Schrijfcall) -> Gedaan:
    """The payment page of the bron. Raises Geweigerd when it asks another amount, BronInvalid when it is another's."""
    if row.kenmerk != call.opdracht.kenmerk:
        raise BronInvalid("another payment than was asked for", pad="$.kenmerk")
    if (asked := euro(row.bedrag)) != amount:
        raise Geweigerd(bedrag_gewijzigd(asked))
    plek = Betaalplek(row.betaal_url, f"{asked:.2f}", row.geldig_tot)
    return call.bevestig("", item=call.ref("product", call.native), betaling=plek, is_ours=True)


def komma(amount: Bedrag) -> str:
    """An amount as this system writes it: two decimals after a comma."""
    return f"{amount:.2f}".replace(".", ",")
