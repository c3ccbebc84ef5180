"""An overview in parts: every list at every bron, each told when it is asked and when it is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.rapport import is_whole
from gateway.bronnen.registry import LiveBron
from gateway.context import NO_NEEDS, Needs
from gateway.domain.bron import BronRapport, Dienst
from gateway.domain.wijziging import Overzichtdeel, Overzichtstap
from gateway.errors import InputInvalid
from gateway.plan.fanout.gevonden import Answering, items_of
from gateway.plan.fanout.lists import KINDS
from gateway.plan.fanout.merge import MAX_FIRST
from gateway.plan.fanout.mogelijk import erbij
from gateway.plan.fanout.order import View
from gateway.plan.fanout.request import Request
from gateway.plan.fanout.voorstellen import ask_all, rapporten

_ITEMS = "items."
DIENSTEN = tuple(dict.fromkeys(kind.dienst for kind in KINDS.values()))


def chosen(args: Mapping[str, object]) -> tuple[Dienst, ...]:
    """The diensten that somebody wants to hear of: those they name, or all."""
    given = args.get("diensten")
    named = [one for one in given if isinstance(one, Dienst)] if isinstance(given, list) else []
    return tuple(dict.fromkeys(named)) or DIENSTEN


async def overview(request: Request, args: Mapping[str, object], needs: Needs) -> AsyncGenerator[Overzichtdeel, None]:
    """First that each bron is asked, then each part as it comes, and KLAAR at the end, within the request's deadline.

    What rules propose comes after what it follows from. Parts that nobody waits for any more are cancelled. Raises
    InputInvalid for a page of a size there is not.
    """
    first = args.get("first")
    if not isinstance(first, int) or not 1 <= first <= MAX_FIRST:
        raise InputInvalid("first", melding=f"Vraag 1 tot en met {MAX_FIRST} items tegelijk.")
    own = Needs(frozenset(path.removeprefix(_ITEMS) for path in needs.paths if path.startswith(_ITEMS)))
    asked = [(dienst, *part) for dienst in chosen(args) for part in request.parts(dienst, own)]
    coming = {asyncio.ensure_future(_whole(request, dienst, own, part)): (dienst, live) for dienst, live, part in asked}
    try:
        for dienst, live, _ in asked:
            yield _part(Overzichtstap.GESTART, live, dienst)
        waiting = set(coming)
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for part in done:
                dienst, live = coming[part]
                yield _arrived(request, part.result(), live, dienst, first)
        if Dienst.TAKEN in chosen(args) and request.lacking(Dienst.TAKEN) is None:
            for outcome in await ask_all(request, Dienst.TAKEN, own):
                if outcome.dienst is not None and (not is_whole(outcome) or items_of(outcome)):
                    yield _arrived(request, outcome, outcome.live, Dienst.TAKEN, first)
        yield Overzichtdeel(stap=Overzichtstap.KLAAR, bron=None, dienst=None, rapport=None, items=[])
    finally:
        for one in (*coming, *(part for _, _, part in asked if isinstance(part, asyncio.Task))):
            one.cancel()


async def _whole(request: Request, dienst: Dienst, needs: Needs, part: Answering) -> Outcome:
    """The outcome of a part, when what else is needed to say what can be done with its items is there, too."""
    for_rules = erbij(request.regels, "taken", needs) if dienst is Dienst.TAKEN else ()
    await asyncio.gather(*(request.ask_all(one, NO_NEEDS) for one in for_rules))
    return await part if isinstance(part, asyncio.Future) else part


def _arrived(request: Request, outcome: Outcome, live: LiveBron, dienst: Dienst, first: int) -> Overzichtdeel:
    """The part of a bron that answered, well or not, in the order of the list it is a part of."""
    page = outcome.value if isinstance(outcome.value, Page) else None
    kind = next(kind for kind in KINDS.values() if kind.dienst is dienst)
    order = next(iter(kind.orders.values()))
    items = order.sort(page.items)[:first] if page is not None else []
    request.ids_ahead(items)  # type: ignore[arg-type]  # lists hold items
    step = Overzichtstap.BINNEN if outcome.fault is None else Overzichtstap.MISLUKT
    told = rapporten([outcome], dienst, request.acr)  # what is only proposed has none while its bron answers well
    return _part(step, live, dienst, told[0] if told else None, items)


def _part(
    step: Overzichtstap, live: LiveBron, dienst: Dienst, told: BronRapport | None = None, items: Iterable[View] = ()
) -> Overzichtdeel:
    return Overzichtdeel(stap=step, bron=live.bron, dienst=dienst, rapport=told, items=list(items))  # type: ignore[arg-type]  # lists hold items
