"""How an action is done: the way its taak has at the bron, or else through the portal or the desk of the organisation.

The steps of MijnServices: what a bron offers itself is nearest by; switching to another portal always works.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from gateway.context import Needs
from gateway.domain.actie import Actie, Actiesoort
from gateway.domain.bron import Organisatie
from gateway.domain.uitvoering import LinkUitvoering, OnbekendeUitvoering, Uitvoering, Uitvoeringstrede
from gateway.plan.fanout.request import Request

_VAN_DE_TAAK = frozenset({Actiesoort.BETALEN, Actiesoort.AANLEVEREN, Actiesoort.INVULLEN})
"""What one does by doing the taak itself; arranging or objecting is something else than what the taak asks."""


async def van_actie(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The way of each action; None for one that cannot be done now, the fault of a bron that failed to tell."""
    return await asyncio.gather(*(_een(request, one, needs) for one in parents if isinstance(one, Actie)))


async def _een(request: Request, actie: Actie, needs: Needs) -> object:
    if not actie.beschikbaar:
        return None
    live = request.registry.find(actie.doel.bron, request.subject)
    is_taak = actie.doel.soort == "taak" and actie.soort in _VAN_DE_TAAK
    if is_taak and live is not None and live.source("uitvoering") is not None:
        outcome = await request.ask(live, "uitvoering", native=actie.doel.native, needs=needs)
        if outcome.value is not None or outcome.kept is None:
            return outcome.value or outcome.fault
    return elders(actie, live.bron.organisatie if live is not None else None)


def elders(actie: Actie, organisatie: Organisatie | None) -> Uitvoering:
    """The way outside this portal: the site of the organisation, or a word with it."""
    website = organisatie.website if organisatie is not None else None
    if website is not None:
        return LinkUitvoering(
            trede=Uitvoeringstrede.PORTAALWISSEL, knoptekst=actie.titel, fallback_url=website, alleen_via=None, url=website
        )  # fmt: skip
    wie = organisatie.naam if organisatie is not None else "de organisatie"
    return OnbekendeUitvoering(
        trede=Uitvoeringstrede.PORTAALWISSEL,
        knoptekst=actie.titel,
        fallback_url=None,
        alleen_via=f"Neem contact op met {wie}.",
        bronwaarde=actie.soort.name,
    )
