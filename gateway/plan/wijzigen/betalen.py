"""Begin a payment: the amount comes from the bron, the way back from our own list, and nothing here says it was paid."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.context import Needs
from gateway.domain.fout import bron_onbereikbaar, niet_gevonden, ongeldig, probleem
from gateway.domain.invoer import BetalingStartenInvoer
from gateway.domain.uitkomst import BetalingGestart
from gateway.domain.waarden import Url, bedrag
from gateway.errors import BronInvalid
from gateway.plan.fanout.request import Request
from gateway.plan.wijzigen.uitvoeren import Invoer, schrijfpad, vind, wijzig
from gateway.telemetry import log

_TERUG = "Naar dit adres mogen wij niemand terugsturen. Vraag de beheerder het op de lijst te zetten."


async def betaling_starten(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Have the bron make a payment page ready for what the person saw."""
    given = cast(BetalingStartenInvoer, invoer)
    if not schrijfpad(request).terugkeer.allow(given.terugkeer_url):
        return ongeldig(probleem("/terugkeerUrl", "ADRES_ONBEKEND", _TERUG))
    found = vind(request, given.doel_id, ("product", "taak"))
    if found is None:
        return niet_gevonden()
    ref, live = found
    return await wijzig(request, live, ref, "betaling_starten", invoer, needs, _gestart)


async def _gestart(request: Request, live: LiveBron, bevestiging: Bevestiging, needs: Needs) -> object:
    plek = bevestiging.betaling
    if plek is None or not schrijfpad(request).betaalpaginas.allow(plek.url):
        log().error("betaalpagina_onbekend", bron=live.code)
        return bron_onbereikbaar(live.bron, BronInvalid("a payment page that is not on our list"))
    return BetalingGestart(betaal_url=Url(plek.url), bedrag=bedrag(Decimal(plek.bedrag)), geldig_tot=plek.geldig_tot)
