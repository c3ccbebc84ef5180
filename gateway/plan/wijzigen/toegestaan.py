"""What the person was told about an action counts when it is carried out: what cannot be done on the screen, cannot be done."""

from __future__ import annotations

from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.wijziging import Vooraf
from gateway.context import NO_NEEDS
from gateway.domain.actie import Actie, Actiesoort
from gateway.domain.besluit import Besluit
from gateway.domain.bron import Belemmeringcode, Dienst
from gateway.domain.fout import GebruikersFout, NietToegestaan, NiveauTeLaag
from gateway.domain.item import Item
from gateway.domain.product import Belastingaanslag
from gateway.domain.ref import Ref
from gateway.domain.taak import Taak
from gateway.errors import Foutcode
from gateway.plan.fanout.items import by_ref
from gateway.plan.fanout.request import Request


async def actie_bij(request: Request, ref: Ref, soort: Actiesoort) -> Actie | None:
    """The action of this kind at an item of the person, as the rules of its organisation make it; None without one."""
    item = await by_ref(request, ref, NO_NEEDS)
    if isinstance(item, Taak) and item.betaling is not None:
        await request.ask_all(Dienst.PRODUCTEN, NO_NEEDS)
    if not isinstance(item, Item | Besluit):
        return None
    return next((one for one in request.acties(item) if one.soort is soort), None)


def toegestaan(request: Request, ref: Ref, soort: Actiesoort) -> Vooraf:
    """Asks whether the action of this kind can be done at this item; see `weigering`."""

    async def vooraf() -> GebruikersFout | None:
        return weigering(await actie_bij(request, ref, soort))

    return vooraf


def weigering(actie: Actie | None) -> GebruikersFout | None:
    """Why an action cannot be done, as a fault; None when it can, or when no rule says anything about it."""
    if actie is None or actie.beschikbaar or actie.reden is None:
        return None
    reden = actie.reden
    if reden.code is Belemmeringcode.NIVEAU_TE_LAAG:
        return NiveauTeLaag(code=Foutcode.NIVEAU_TE_LAAG, melding=reden.melding, belemmering=reden)
    return NietToegestaan(code=Foutcode.NIET_TOEGESTAAN, melding=reden.melding, belemmering=reden)


async def te_betalen_bij(request: Request, ref: Ref, live: LiveBron) -> tuple[Ref, LiveBron]:
    """The assessment that a taak is the payment of, at its bron; the taak itself when there is none."""
    if ref.soort != "taak":
        return ref, live
    taak = await by_ref(request, ref, NO_NEEDS)
    if not isinstance(taak, Taak) or taak.betaling is None:
        return ref, live
    await request.ask_all(Dienst.PRODUCTEN, NO_NEEDS)
    aanslag, _ = request.gevonden.aanslag_bij(taak)
    return _bij(request, aanslag) or (ref, live)


def _bij(request: Request, aanslag: Belastingaanslag | None) -> tuple[Ref, LiveBron] | None:
    live = request.registry.find(aanslag.ref.bron, request.subject) if aanslag is not None else None
    return (aanslag.ref, live) if aanslag is not None and live is not None else None
