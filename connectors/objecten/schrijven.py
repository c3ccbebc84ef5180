"""Changes of objects: a PATCH merges into the data (RFC 7396) and makes a new record, whatever the state before was. So what
may happen is decided here."""

from __future__ import annotations

from connectors.objecten import models
from connectors.objecten.eigen import BODY_CRS, OBJECTS, Gevonden, current_day, eigen_object, is_published, portaal
from connectors.objecten.formulier import formulier
from connectors.objecten.objecttypen import Taakmodel, berichttypen, taaktypen
from connectors.objecten.taakinhoud import Taakinhoud, taakinhoud
from gateway.bronnen.call import decode
from gateway.bronnen.schrijven.formulier import problemen
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.bron import Belemmeringcode
from gateway.domain.fout import niet_ondersteund, niet_toegestaan, ongeldig
from gateway.domain.invoer import BerichtMarkerenInvoer, TaakAfrondenInvoer
from gateway.domain.status import Taaksoort, Verwerking

_AFGEROND = "U bent klaar met deze taak. De organisatie kijkt er nu naar."
_VERWERKT = {
    "ingediend": Verwerking.WORDT_VERWERKT, "afgerond": Verwerking.WORDT_VERWERKT, "verwerkt": Verwerking.VERWERKT,
}  # fmt: skip
_BETALEN = "Deze taak is een betaling. Betaal het bedrag; daarna sluit de organisatie de taak."
_LINK = "Deze taak doet u op een andere website. Volg de link."


async def taak_afronden(call: Schrijfcall) -> Stand:
    """Complete a taak with a form that is in the settings. A payment ends by paying, a link where it leads."""
    found: Gevonden[Taakmodel] | None = await eigen_object(call, taaktypen(call.instellingen))
    if found is None:
        return None
    inhoud, gegevens = taakinhoud(found.data), call.invoer(TaakAfrondenInvoer).antwoorden
    if inhoud.status in _VERWERKT:
        return _gedaan(inhoud, call, gegevens)
    _check_stand(inhoud, call)
    _check_soort(inhoud, call)
    schema = formulier(call.instellingen, inhoud)
    if schema is None:
        raise Geweigerd(niet_ondersteund(portaal(call)))
    if wrong := problemen(schema, gegevens):
        raise Geweigerd(ongeldig(*wrong))

    async def send() -> Gedaan | None:
        return await _send(found, gegevens, call)

    return TeDoen(send)


async def _send(found: Gevonden[Taakmodel], gegevens: object, call: Schrijfcall) -> Gedaan | None:
    row = await _change(call, found.row.record, _answers(found.data, gegevens))
    inhoud = taakinhoud(decode(bytes(row.record.data), type(found.data)))
    return _gedaan(inhoud, call, gegevens) if inhoud.status in _VERWERKT else None


def _answers(data: Taakmodel, gegevens: object) -> dict[str, object]:
    """Answers and status as this version of a taak spells them."""
    if isinstance(data, models.TaakV1):
        return {"status": "ingediend", "verzonden_data": gegevens}
    return {"status": "afgerond", "portaalformulier": {"verzonden_data": gegevens}}


async def _change(call: Schrijfcall, record: models.Record, data: dict[str, object]) -> models.Object:
    """Merge into the data of the object: a new record that begins today, of the same version of its type."""
    changed = {"typeVersion": record.type_version, "data": data, "startAt": current_day(call).isoformat()}
    answer = await call.change("PATCH", f"{OBJECTS}/{call.native}", body={"record": changed}, headers=BODY_CRS)
    return call.decode(answer, models.Object)


def _gedaan(inhoud: Taakinhoud, call: Schrijfcall, gegevens: object) -> Gedaan:
    """That it is done. With other answers than ours, somebody else did it."""
    return call.bevestig(
        _AFGEROND,
        item=call.ref("taak", call.native),
        verwerking=_VERWERKT[inhoud.status],
        is_ours=None if inhoud.verzonden == gegevens else False,
    )


def _check_stand(inhoud: Taakinhoud, call: Schrijfcall) -> None:
    """May it be completed today? Raises Geweigerd."""
    if inhoud.status == "gesloten":
        raise Geweigerd(niet_toegestaan(Belemmeringcode.AL_GEDAAN, "Deze taak is niet meer nodig."))
    if inhoud.status != "open":
        raise Geweigerd(niet_toegestaan(Belemmeringcode.ONBEKEND, "Deze taak kunt u nu niet afronden."))
    if inhoud.verloopdatum is not None and inhoud.verloopdatum < current_day(call):
        melding = "De laatste dag voor deze taak is voorbij. Neem contact op met de organisatie."
        raise Geweigerd(niet_toegestaan(Belemmeringcode.TERMIJN_VOORBIJ, melding))


def _check_soort(inhoud: Taakinhoud, call: Schrijfcall) -> None:
    """Is it done here, with answers? Raises Geweigerd with where it is done."""
    if inhoud.soort is Taaksoort.BETALING:
        raise Geweigerd(niet_ondersteund(portaal(call), _BETALEN))
    if inhoud.soort is Taaksoort.LINK:
        raise Geweigerd(niet_ondersteund(inhoud.link, _LINK))
    if inhoud.soort is not Taaksoort.FORMULIER:
        raise Geweigerd(niet_ondersteund(portaal(call)))


async def bericht_markeren(call: Schrijfcall) -> Stand:
    """Mark a bericht: it keeps whether it was opened, not when."""
    found = await eigen_object(call, berichttypen(call.instellingen))
    if found is None or not is_published(found.data, call):
        return None
    gelezen, record = call.invoer(BerichtMarkerenInvoer).gelezen, found.row.record
    if found.data.geopend == gelezen:
        return _gemarkeerd(call)

    async def send() -> Gedaan | None:
        row = await _change(call, record, {"geopend": gelezen})
        data = decode(bytes(row.record.data), models.Bericht)
        return _gemarkeerd(call) if data.geopend == gelezen else None

    return TeDoen(send)


def _gemarkeerd(call: Schrijfcall) -> Gedaan:
    return call.bevestig("", item=call.ref("bericht", call.native), is_ours=True)
