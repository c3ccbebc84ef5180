"""File a verzoek: with a form that is in force, and perhaps about something the person already has."""

from __future__ import annotations

from typing import cast

from gateway.context import NO_NEEDS, Needs
from gateway.domain.fout import niet_gevonden
from gateway.domain.indiening import Verzoekindiening
from gateway.domain.invoer import VerzoekIndienenInvoer
from gateway.domain.item import Item
from gateway.plan.fanout.items import SOORTEN, by_ref
from gateway.plan.fanout.request import Request
from gateway.plan.wijzigen.uitvoeren import Invoer, ingediend, vind, wijzig

_ITEMS = tuple(soort for soort in SOORTEN if soort != "verzoektype")


async def verzoek_indienen(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Have the bron of a verzoektype take what was filled in."""
    given = cast(VerzoekIndienenInvoer, invoer)
    found = vind(request, given.verzoektype_id, ("verzoektype",))
    if found is None:
        return niet_gevonden()
    over = await sleutel_van(request, given.over_id) if given.over_id else None
    if given.over_id and over is None:
        return niet_gevonden()
    ref, live = found
    gevraagd = Verzoekindiening(given.versie, given.gegevens, over)
    return await wijzig(request, live, ref, "verzoek_indienen", invoer, needs, ingediend, gevraagd=gevraagd)


async def sleutel_van(request: Request, opaque: str) -> str | None:
    """The key by which other bronnen know an item of the person; None when there is no such item, or no such key."""
    found = vind(request, opaque, _ITEMS)
    if found is None:
        return None
    item = await by_ref(request, found[0], NO_NEEDS)
    return next(iter(item.sleutels), None) if isinstance(item, Item) else None
