"""Changes in Open VTB. It takes any status after any other, checks no deadline and loses one of two changes at once, so
what may happen is decided here, and answers and status go in one PATCH."""

from __future__ import annotations

from connectors.openvtb import models
from connectors.openvtb.eigen import BERICHTEN, TAKEN, eigen_bericht, eigen_taak, portaal
from connectors.openvtb.mapping import details_of, nummer_van_zaak
from connectors.openvtb.uitvoering import formulier, veilige_link
from gateway.bronnen.call import Response
from gateway.bronnen.schrijven.formulier import problemen
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.bron import Belemmeringcode
from gateway.domain.datum import NEDERLAND
from gateway.domain.fout import niet_ondersteund, niet_toegestaan, ongeldig
from gateway.domain.invoer import BerichtMarkerenInvoer, TaakAfrondenInvoer
from gateway.domain.status import Verwerking

_AFGEROND = "U bent klaar met deze taak. De organisatie kijkt er nu naar."
_VERWERKT = {"uitgevoerd": Verwerking.WORDT_VERWERKT, "verwerkt": Verwerking.VERWERKT}
_VERVALLEN = ("afgebroken", "niet_uitgevoerd")
_BETALEN = "Deze taak is een betaling. Betaal het bedrag; daarna sluit de organisatie de taak."
_LINK = "Deze taak doet u op een andere website. Volg de link."


async def taak_afronden(call: Schrijfcall) -> Stand:
    """Complete a formuliertaak. A betaaltaak ends by paying, an urltaak where its link leads."""
    found = await eigen_taak(call)
    if found is None:
        return None
    row, gegevens = found[0], call.invoer(TaakAfrondenInvoer).antwoorden
    if row.status in _VERWERKT:
        return _gedaan(row, call, gegevens)
    _check_stand(row, call)
    _check_soort(row, call)
    schema = formulier(details_of(row))
    if schema is None:
        raise Geweigerd(niet_ondersteund(portaal(call)))
    if wrong := problemen(schema, gegevens):
        raise Geweigerd(ongeldig(*wrong))

    async def send() -> Gedaan | None:
        body = {"status": "uitgevoerd", "details": {"ontvangenGegevens": gegevens}}
        answer = await call.change("PATCH", f"{TAKEN}/{call.native}", body=body)
        return _bevestigd(answer, call, gegevens)

    return TeDoen(send)


def _bevestigd(answer: Response, call: Schrijfcall, gegevens: object) -> Gedaan | None:
    """What the answer itself confirms: the server ignores what it does not know, and says 200."""
    row = call.decode(answer, models.Taak)
    return _gedaan(row, call, gegevens) if row.status in _VERWERKT else None


def _gedaan(row: models.Taak, call: Schrijfcall, gegevens: object) -> Gedaan:
    """That it is done. With other answers than ours, somebody else did it."""
    return call.bevestig(
        _AFGEROND,
        item=call.ref("taak", row.uuid),
        kenmerk=nummer_van_zaak(row),
        verwerking=_VERWERKT[row.status],
        is_ours=None if (details_of(row).ontvangen_gegevens or {}) == gegevens else False,
    )


def _check_stand(row: models.Taak, call: Schrijfcall) -> None:
    """May it be completed today? Raises Geweigerd."""
    today = call.nu.astimezone(NEDERLAND).date()
    if row.status in _VERVALLEN:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.AL_GEDAAN, "Deze taak is niet meer nodig."))
    if row.status != "open":
        raise Geweigerd(niet_toegestaan(Belemmeringcode.ONBEKEND, "Deze taak kunt u nu niet afronden."))
    if row.startdatum is not None and row.startdatum > today:
        raise Geweigerd(niet_toegestaan(Belemmeringcode.TE_VROEG, "Deze taak kunt u nog niet doen."))
    if row.einddatum_handelings_termijn is not None and row.einddatum_handelings_termijn < today:
        melding = "De laatste dag voor deze taak is voorbij. Neem contact op met de organisatie."
        raise Geweigerd(niet_toegestaan(Belemmeringcode.TERMIJN_VOORBIJ, melding))


def _check_soort(row: models.Taak, call: Schrijfcall) -> None:
    """Is it done here, with answers? Raises Geweigerd with where it is done."""
    if row.taak_soort == "betaaltaak":
        raise Geweigerd(niet_ondersteund(portaal(call), _BETALEN))
    if row.taak_soort == "urltaak":
        raise Geweigerd(niet_ondersteund(veilige_link(details_of(row)), _LINK))
    if row.taak_soort != "formuliertaak":
        raise Geweigerd(niet_ondersteund(portaal(call)))


async def bericht_markeren(call: Schrijfcall) -> Stand:
    """Mark a bericht. The moment of the first reading stays: it is only set when there is none."""
    found = await eigen_bericht(call)
    if found is None:
        return None
    gelezen = call.invoer(BerichtMarkerenInvoer).gelezen
    if (found[0].geopend_op is not None) == gelezen:
        return _gemarkeerd(call)

    async def send() -> Gedaan | None:
        moment = call.nu.isoformat().replace("+00:00", "Z") if gelezen else None
        answer = await call.change("PATCH", f"{BERICHTEN}/{call.native}", body={"geopendOp": moment})
        row = call.decode(answer, models.Bericht)
        return _gemarkeerd(call) if (row.geopend_op is not None) == gelezen else None

    return TeDoen(send)


def _gemarkeerd(call: Schrijfcall) -> Gedaan:
    return call.bevestig("", item=call.ref("bericht", call.native), is_ours=True)
