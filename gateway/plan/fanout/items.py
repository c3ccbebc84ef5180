"""One item by its id: the id tells kind and bron, the connector proves that it is this person's."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.context import Needs
from gateway.domain.bron import Dienst
from gateway.domain.item import Item
from gateway.domain.ref import Ref
from gateway.domain.urn import join_key
from gateway.domain.voorstel import is_voorstel
from gateway.domain.wijziging import Wijziging
from gateway.plan.fanout.request import Request, SourceAnswer
from gateway.plan.fanout.voorstellen import voorstel
from gateway.plan.onderzoek.aanbod import regeling_van, toestemming_van

SOORTEN = {
    "zaak": Dienst.ZAKEN,
    "taak": Dienst.TAKEN,
    "bericht": Dienst.BERICHTEN,
    "product": Dienst.PRODUCTEN,
    "contactmoment": Dienst.CONTACTMOMENTEN,
    "verzoek": Dienst.VERZOEKEN,
    "verzoektype": Dienst.VERZOEKEN,
}
SOORT_OF = {dienst: soort for soort, dienst in reversed(SOORTEN.items())}


def root_item(soort: str | None = None) -> SourceAnswer:
    """The answer of a root field with an id; `soort` None takes every kind (`node`)."""

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        ref = request.ids.decode(str(args["id"]), request.subject.id_sleutel)
        if ref is None or soort not in (None, ref.soort):
            return [None] * len(parents)
        return [await by_ref(request, ref, needs)] * len(parents)

    return answer


async def by_ref(request: Request, ref: Ref, needs: Needs) -> object:
    """The item, None when it does not exist or is not this person's, or the fault of asking.

    A bron that can tell one item is asked for it; otherwise the item is looked up in the person's own list.
    """
    if is_voorstel(ref):
        return await voorstel(request, ref)
    if ref.soort == "regeling":
        return regeling_van(request, ref)
    if ref.soort == "toestemming":
        return await toestemming_van(request, ref)
    live = request.registry.find(ref.bron, request.subject)
    if live is None:
        return None
    if live.source(ref.soort) is not None:
        outcome = await request.ask(live, ref.soort, native=ref.native, needs=needs)
        return outcome.value if outcome.kept is not None else outcome.fault
    if ref.soort not in SOORTEN:
        return None
    outcome = await request.ask(live, SOORTEN[ref.soort].value.lower(), needs=needs)
    if outcome.kept is None:
        return outcome.fault
    return next((item for item in _items(outcome) if item.ref == ref), None)


async def changed_item(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The item that a change is about, as this person may see it now; nothing when it is gone."""
    return [
        await by_ref(request, one.ref, needs) if isinstance(one, Wijziging) and not one.verdwenen else None
        for one in parents
    ]


async def context(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The item with this URN among the person's own; None when there is none. Only lists of its kind are asked."""
    key = join_key(str(args["urn"]))
    if key is None:
        return [None] * len(parents)
    soort = key.split("/")[0]
    diensten = [SOORTEN[soort]] if soort in SOORTEN else list(dict.fromkeys(SOORTEN.values()))
    lists = await asyncio.gather(*(request.ask_all(dienst, needs) for dienst in diensten))
    found = (item for outcomes in lists for outcome in outcomes for item in _items(outcome) if key in item.sleutels)
    return [next(found, None)] * len(parents)


def _items(outcome: Outcome) -> list[Item]:
    return outcome.value.items if isinstance(outcome.value, Page) else []
