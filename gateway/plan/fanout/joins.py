"""What belongs together: items of different bronnen that name each other, found in the person's own lists.

The list of the other dienst is asked once for a whole page of parents, never once per item. Keys are normalised, so a
URN, a URN of another dialect and a ZGW address of the same zaak meet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.context import Needs
from gateway.domain.bericht import Bericht
from gateway.domain.besluit import Besluit
from gateway.domain.bron import Dienst
from gateway.domain.item import Item
from gateway.domain.product import Product
from gateway.domain.status import Taakstatus
from gateway.domain.taak import Taak
from gateway.domain.zaak import Zaak
from gateway.plan.fanout.items import SOORT_OF
from gateway.plan.fanout.lists import KINDS, Below, ListKind, connection
from gateway.plan.fanout.mogelijk import wil_voorstellen
from gateway.plan.fanout.request import Relevant, Request, SourceAnswer
from gateway.plan.fanout.scherm import hiding
from gateway.plan.fanout.voorstellen import ask_all

Related = Item | Besluit
_OVER = ((Zaak, Dienst.ZAKEN), (Product, Dienst.PRODUCTEN), (Bericht, Dienst.BERICHTEN))


def nested_list(naam: str) -> SourceAnswer:
    """A list below an item (`zaak.taken`): the person's own list, narrowed to what names the item or is named by it."""
    kind: ListKind = KINDS[naam]

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        items = _as_items(parents)
        over = _over(items) if wil_voorstellen(args) else ()
        outcomes = await ask_all(request, kind.dienst, needs, relevant=_relevant(items, kind.dienst), over=over)
        return [connection(request, kind, outcomes, args, below=_below(parent)) for parent in items]

    return answer


def one_related(dienst: Dienst) -> SourceAnswer:
    """The one item that belongs to a parent (`taak.zaak`); None when the person has no such item."""

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        own = _as_items(parents)
        items = _all(await request.ask_all(dienst, needs, relevant=_relevant(own, dienst)))
        by_key = {key: item for item in reversed(items) for key in item.sleutels}
        named = {key: item for item in reversed(items) for key in item.verwijst}
        return [_first(parent, by_key, named) for parent in own]

    return answer


async def actie_nodig(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """Is there an open taak for each zaak? The fault of a bron when it failed and the others have none.

    What rules propose may be left undone, so it is not counted.
    """
    outcomes = await request.ask_all(Dienst.TAKEN, needs)
    taken = [taak for taak in _all(outcomes) if isinstance(taak, Taak) and taak.status is Taakstatus.OPEN]
    named = {key for taak in taken for key in taak.verwijst}
    unknown = next((one.fault for one in outcomes if one.kept is None), None) or hiding(outcomes)
    return [True if named.intersection(zaak.sleutels) else unknown or False for zaak in _as_items(parents)]


async def gerelateerd(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """Everything of the person that names the item or is named by it, over the four diensten."""
    own = _as_items(parents)
    diensten = (Dienst.ZAKEN, Dienst.TAKEN, Dienst.BERICHTEN, Dienst.PRODUCTEN)
    lists = await asyncio.gather(
        *(ask_all(request, dienst, needs, relevant=_relevant(own, dienst), over=_over(own)) for dienst in diensten)
    )
    items = [item for outcomes in lists for item in _all(outcomes)]
    return [[item for item in items if item.ref != parent.ref and related(parent, item)] for parent in own]


def _relevant(parents: Sequence[Related], dienst: Dienst) -> Relevant | None:
    """Which lists of a dienst can have something that belongs to one of these: items that name it, or that it names."""
    wanted = SOORT_OF[dienst]
    if any(key.startswith(f"{wanted}/") for parent in parents for key in parent.verwijst):
        return None
    kinds = {parent.ref.soort for parent in parents}
    return lambda source: any(source.can_name(kind) for kind in kinds)


def _over(parents: Sequence[Related]) -> set[Dienst]:
    """The lists in which rules can have found something to propose about one of these: those they stand in themselves."""
    return {dienst for type_, dienst in _OVER if any(isinstance(one, type_) for one in parents)}


def related(one: Related, other: Item) -> bool:
    """Does one item name the other?"""
    return not set(one.sleutels).isdisjoint(other.verwijst) or not set(other.sleutels).isdisjoint(one.verwijst)


def _below(parent: Related) -> Below:
    return Below("/".join(parent.ref.key()), lambda item: isinstance(item, Item) and related(parent, item))


def _all(outcomes: Iterable[Outcome]) -> list[Item]:
    return [item for one in outcomes if isinstance(one.value, Page) for item in one.value.items]


def _as_items(parents: Sequence[object]) -> list[Related]:
    return [parent for parent in parents if isinstance(parent, Item | Besluit)]


def _first(parent: Related, by_key: Mapping[str, Item], named: Mapping[str, Item]) -> Item | None:
    for key in parent.verwijst:
        if key in by_key:
            return by_key[key]
    return next((named[key] for key in parent.sleutels if key in named), None)
