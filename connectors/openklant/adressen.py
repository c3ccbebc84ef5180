"""Where somebody can be reached, as one gemeente has it: read, and changed at the very address that is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from connectors.openklant import models
from connectors.openklant.eigen import KLANTINTERACTIES, partijen
from connectors.openklant.partij import partij
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Page
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Schrijfcall, Stand, TeDoen
from gateway.domain.fout import ongeldig, probleem
from gateway.domain.indiening import Contactwijziging
from gateway.domain.klant import Contactgegevens
from gateway.domain.status import Verwerking
from gateway.domain.waarden import EmailAddress
from gateway.errors import BronNotAccepted

ADRESSEN = f"{KLANTINTERACTIES}/digitaleadressen"
EMAIL, TELEFOON = "email", "telefoonnummer"
LANGSTE_ADRES = 80
_PLEK = {EMAIL: "/email", TELEFOON: "/telefoon"}
_GEWEIGERD = "De organisatie neemt dit niet aan. Vul iets anders in."
_GEWIJZIGD = "Uw contactgegevens zijn gewijzigd."


async def contactgegevens(call: Call) -> Page[Contactgegevens]:
    """The address of each kind that counts; an empty page when there is none."""
    adressen = await _adressen(call, await partijen(call))
    if not adressen:
        return Page([], 0)
    email, telefoon = _geldend(adressen, EMAIL), _geldend(adressen, TELEFOON)
    view = Contactgegevens(
        email=EmailAddress(email.adres) if email is not None else None,
        email_bevestigd=email is not None and email.verificatie_datum is not None,
        telefoon=telefoon.adres if telefoon is not None else None,
        bron=call.bron,
    )
    return Page([view], 1)


async def contactgegevens_wijzigen(call: Schrijfcall) -> Stand:
    """Change what was given, and leave the rest. An address that is already so is not sent."""
    gevraagd = call.invoer(Contactwijziging)
    if gevraagd.email is not None and len(gevraagd.email) > LANGSTE_ADRES:
        raise Geweigerd(ongeldig(probleem("/email", "TE_LANG", f"Vul hoogstens {LANGSTE_ADRES} tekens in.")))
    adressen = await _adressen(call, await partijen(call))
    wanted = {EMAIL: gevraagd.email, TELEFOON: gevraagd.telefoon}
    to_do = {
        soort: adres for soort, adres in wanted.items() if adres is not None and _is_anders(adressen, soort, adres)
    }
    if not to_do:
        return _gewijzigd(call)

    async def send() -> Gedaan:
        for soort, adres in to_do.items():
            await _probeer(call, _geldend(adressen, soort), soort, adres)
        return _gewijzigd(call)

    return TeDoen(send)


async def _probeer(call: Schrijfcall, known: models.DigitaalAdres | None, soort: str, adres: str) -> None:
    """Write one address; what the bron takes for no address is said at its place. Raises Geweigerd."""
    try:
        await _zet(call, known, soort, adres)
    except BronNotAccepted as fault:
        if not fault.by_content:
            raise
        raise Geweigerd(ongeldig(probleem(_PLEK[soort], "GEWEIGERD", _GEWEIGERD))) from None


async def _zet(call: Schrijfcall, known: models.DigitaalAdres | None, soort: str, adres: str) -> None:
    """Write one address. A new one was proven by nobody yet."""
    if known is not None:
        await call.change("PATCH", f"{ADRESSEN}/{known.uuid}", body={"adres": adres, "verificatieDatum": None})
        return
    body = {
        "verstrektDoorPartij": {"uuid": (await partij(call)).uuid},
        "verstrektDoorBetrokkene": None,
        "adres": adres,
        "soortDigitaalAdres": soort,
        "isStandaardAdres": True,
        "omschrijving": "",
    }
    await call.change("POST", ADRESSEN, body=body)


async def _adressen(call: Call, rows: Iterable[models.Partij]) -> list[models.DigitaalAdres]:
    """The addresses of these partijen, and of nobody else."""
    found = await asyncio.gather(*(_van(call, row.uuid) for row in rows))
    return [adres for adressen in found for adres in adressen]


async def _van(call: Call, uuid: str) -> list[models.DigitaalAdres]:
    params = {"verstrektDoorPartij__uuid": uuid}
    rows, _, _ = await call.rows("GET", ADRESSEN, models.DigitaalAdres, params=params)
    owners = [row.verstrekt_door_partij.uuid if row.verstrekt_door_partij is not None else "" for row in rows]
    pad = "$.results[].verstrektDoorPartij"
    return [row for row, owner in zip(rows, owners, strict=True) if call.mine(owner, (uuid,), pad)]


def _geldend(adressen: Iterable[models.DigitaalAdres], soort: str) -> models.DigitaalAdres | None:
    """The one of this kind that counts: the standard, else the first; always the same one."""
    same = sorted((one for one in adressen if one.soort_digitaal_adres == soort), key=lambda one: one.uuid)
    return next((one for one in same if one.is_standaard_adres), next(iter(same), None))


def _is_anders(adressen: Iterable[models.DigitaalAdres], soort: str, adres: str) -> bool:
    known = _geldend(adressen, soort)
    return known is None or known.adres != adres


def _gewijzigd(call: Schrijfcall) -> Gedaan:
    return call.bevestig(_GEWIJZIGD, verwerking=Verwerking.VERWERKT, is_ours=True)
