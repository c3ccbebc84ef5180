"""The partij of the person: the one there is, or a new one when this bron does not know them yet."""

from __future__ import annotations

from connectors.openklant import models
from connectors.openklant.eigen import PARTIJEN, partijen, partijen_met
from connectors.openklant.identiteit import Naam, namen
from gateway.bronnen.schrijven.opdracht import Schrijfcall
from gateway.errors import BronInvalid


async def partij(call: Schrijfcall) -> models.Partij:
    """The partij that something new is hung on. Raises BronNotSupported for who has no number that this bron knows."""
    known = await partijen(call)
    return min(known, key=lambda row: row.uuid) if known else await _maak(call, namen(call.subject)[0])


async def _maak(call: Schrijfcall, naam: Naam) -> models.Partij:
    """A new partij with this number; a number that only counts below another is put there."""
    is_person = naam.soort == "bsn"
    called = call.subject.naam or ""
    contactnaam = {"voorletters": "", "voornaam": "", "voorvoegselAchternaam": "", "achternaam": called}
    body = {
        "soortPartij": "persoon" if is_person else "organisatie",
        "indicatieActief": True,
        "digitaleAdressen": None,
        "voorkeursDigitaalAdres": None,
        "rekeningnummers": None,
        "voorkeursRekeningnummer": None,
        "partijIdentificatoren": [await _nummer(call, naam)],
        "partijIdentificatie": {"contactnaam": contactnaam} if is_person else {"naam": called},
    }
    return call.decode(await call.change("POST", PARTIJEN, body=body), models.Partij)


async def _nummer(call: Schrijfcall, naam: Naam) -> dict[str, object]:
    number: dict[str, object] = {"partijIdentificator": naam.codes()}
    if naam.onder is not None:
        number["subIdentificatorVan"] = {"uuid": await _boven(call, naam.onder)}
    return number


async def _boven(call: Schrijfcall, naam: Naam) -> str:
    """The uuid of the number itself, at a partij that is there or is made for it."""
    rows = await partijen_met(call, naam) or [await _maak(call, naam)]
    found = [one.uuid for row in rows for one in row.partij_identificatoren if naam.among([one.partij_identificator])]
    if not found or not found[0]:
        raise BronInvalid("a partij without the number it was found by")
    return found[0]
