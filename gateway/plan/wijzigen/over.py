"""What a change is about, and which bron takes it: an item of the person, or an organisation by its OIN."""

from __future__ import annotations

from gateway.bronnen.registry import LiveBron
from gateway.context import NO_NEEDS
from gateway.domain.bron import Dienst
from gateway.domain.fout import (
    GebruikersFout,
    bron_onbereikbaar,
    niet_gevonden,
    niet_ondersteund,
    niveau_te_laag,
    ongeldig,
    probleem,
)
from gateway.domain.item import Item
from gateway.errors import BronError, LevelTooLow
from gateway.plan.fanout.items import SOORTEN, by_ref
from gateway.plan.fanout.request import Request

ITEMS = tuple(soort for soort in SOORTEN if soort != "verzoektype")
_ONBEKEND = "Deze organisatie kennen wij niet."
_KIES = "Kies de organisatie: er zijn er meer."


async def over(request: Request, opaque: str) -> Item | GebruikersFout:
    """The item of the person that a change is about; NietGevonden for anybody else's, another fault when that is not known."""
    ref = request.ids.decode(opaque, request.subject.id_sleutel)
    if ref is None or ref.soort not in ITEMS:
        return niet_gevonden()
    found = await by_ref(request, ref, NO_NEEDS)
    live = request.registry.find(ref.bron, request.subject)
    if live is not None and isinstance(found, BronError):
        return bron_onbereikbaar(live.bron, found)
    if live is not None and isinstance(found, LevelTooLow):
        needed = live.bron.minimaal_niveau
        return niveau_te_laag(needed, request.acr.get(needed, ()))
    return found if isinstance(found, Item) else niet_gevonden()


def sleutels(item: Item) -> tuple[str, ...]:
    """The keys by which other bronnen know what an item is about: its own, or of what it points at when it has none."""
    return item.sleutels or item.verwijst


def bron_die(request: Request, naam: str, dienst: Dienst, oin: str | None) -> LiveBron | GebruikersFout:
    """The bron of an organisation that takes this write; without an OIN the only one there is, or why there is none."""
    every = request.registry.for_dienst(dienst, request.subject)
    takers = [live for live in every if naam in live.connector.writes]
    if oin is not None:
        same = [live for live in request.registry.bronnen.values() if live.bron.organisatie.oin == oin]
        known = [live for live in same if request.registry.find(live.code, request.subject) is not None]
        if not known:
            return ongeldig(probleem("/organisatie", "ONBEKEND", _ONBEKEND))
        takers = [live for live in takers if live in known]
        return takers[0] if takers else niet_ondersteund(known[0].bron.organisatie.website)
    organisaties = {live.bron.organisatie.oin for live in takers}
    if len(organisaties) > 1:
        return ongeldig(probleem("/organisatie", "VERPLICHT", _KIES))
    return takers[0] if takers else niet_ondersteund()
