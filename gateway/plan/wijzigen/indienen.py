"""File a verzoek: with a form that is in force, and perhaps about something the person already has."""

from __future__ import annotations

from typing import cast

from gateway.context import Needs
from gateway.domain.fout import GebruikersFout, niet_gevonden
from gateway.domain.indiening import Verzoekindiening
from gateway.domain.invoer import VerzoekIndienenInvoer
from gateway.plan.fanout.request import Request
from gateway.plan.wijzigen.over import over, sleutels
from gateway.plan.wijzigen.uitvoeren import Invoer, ingediend, vind, wijzig


async def verzoek_indienen(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Have the bron of a verzoektype take what was filled in."""
    given = cast(VerzoekIndienenInvoer, invoer)
    found = vind(request, given.verzoektype_id, ("verzoektype",))
    if found is None:
        return niet_gevonden()
    item = await over(request, given.over_id) if given.over_id else None
    if isinstance(item, GebruikersFout):
        return item
    ref, live = found
    keys = sleutels(item) if item is not None else ()
    gevraagd = Verzoekindiening(given.versie, given.gegevens, keys[0] if keys else None)
    return await wijzig(request, live, ref, "verzoek_indienen", invoer, needs, ingediend, gevraagd=gevraagd)
