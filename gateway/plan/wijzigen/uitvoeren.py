"""From a mutation to the write path and back: the id becomes an item of this person, the outcome a type of the schema."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.opdracht import Bevestiging, Opdracht
from gateway.bronnen.schrijven.pad import WritePath
from gateway.bronnen.schrijven.wijziging import Afgerond, Vooraf
from gateway.context import Needs
from gateway.domain.fout import al_afgerond, niet_gevonden
from gateway.domain.item import Item
from gateway.domain.ref import Ref
from gateway.domain.uitkomst import Ingediend
from gateway.plan.fanout.items import by_ref
from gateway.plan.fanout.request import Request, SourceAnswer

ITEM = "item"


class Invoer(Protocol):
    """Every input: the key by which a repeat is known."""

    idempotentiesleutel: str


Antwoord = Callable[[Request, LiveBron, Bevestiging, Needs], Awaitable[object]]
"""The success of a mutation, made of what the bron confirmed."""

Doen = Callable[[Request, Invoer, Needs], Awaitable[object]]


def mutatie(doen: Doen) -> SourceAnswer:
    """The answer of a mutation. What was read in this request before it, counts no more after it."""

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        invoer: Invoer = args["invoer"]  # type: ignore[assignment]  # the schema says so
        return [await doen(request, invoer, needs) for _ in parents]

    return answer


def vind(request: Request, opaque: str, soorten: Sequence[str]) -> tuple[Ref, LiveBron] | None:
    """The item behind an id of this person, with its bron; None for anybody else's, or another kind of thing."""
    ref = request.ids.decode(opaque, request.subject.id_sleutel)
    live = request.registry.find(ref.bron, request.subject) if ref is not None and ref.soort in soorten else None
    return (ref, live) if ref is not None and live is not None else None


def over_item(naam: str, veld: str, soorten: Sequence[str], antwoord: Antwoord) -> SourceAnswer:
    """A mutation about one item, whose id stands in `veld` of the input: the write `naam` of its bron."""

    async def doen(request: Request, invoer: Invoer, needs: Needs) -> object:
        found = vind(request, str(getattr(invoer, veld)), soorten)
        if found is None:
            return niet_gevonden()
        ref, live = found
        return await wijzig(request, live, ref, naam, invoer, needs, antwoord)

    return mutatie(doen)


def schrijfpad(request: Request) -> WritePath:
    """The write path of a request. Raises TypeError in a request that can only read."""
    if request.writes is None:
        raise TypeError("this request can only read")
    return request.writes


async def wijzig(
    request: Request, live: LiveBron, ref: Ref, naam: str, invoer: Invoer, needs: Needs, antwoord: Antwoord,
    *, gevraagd: object = None, vooraf: Vooraf | None = None,
) -> object:  # fmt: skip
    """Have a bron make a change, and tell how it ended in the types of the schema.

    `gevraagd`: what the connector gets, when that is not the input as it came, such as with ids that were looked up.
    `vooraf`: what else may stand in the way; see `WritePath.run`.
    """
    opdracht = Opdracht(
        naam, request.subject, invoer.idempotentiesleutel, invoer if gevraagd is None else gevraagd, request.deadline,
        soort=ref.soort, native=ref.native, acr=request.acr,
    )  # fmt: skip
    uitkomst, span_id = await schrijfpad(request).run(live, opdracht, vooraf)
    request.reread(live)
    request.seen.append((naam, Outcome(live, span_id=span_id)))
    if isinstance(uitkomst, Bevestiging):
        return await antwoord(request, live, uitkomst, needs)
    if isinstance(uitkomst, Afgerond):
        return al_afgerond(await herlees(request, uitkomst.item, needs))
    return uitkomst


async def ingediend(request: Request, live: LiveBron, bevestiging: Bevestiging, needs: Needs) -> Ingediend:
    """The receipt of what was filed, with the item as it is now."""
    return Ingediend(
        bevestiging=bevestiging.zin,
        kenmerk=bevestiging.kenmerk,
        ontvangen_op=bevestiging.ontvangen_op,
        verwerking=bevestiging.verwerking,
        item=await herlees(request, bevestiging.item, needs),
    )


async def herlees(request: Request, plek: tuple[str, str, str] | None, needs: Needs) -> Item | None:
    """The item as the bron has it now, when it was selected; None when it is not there or cannot be read."""
    if plek is None or ITEM not in needs:
        return None
    below = frozenset(path.removeprefix(f"{ITEM}.") for path in needs.paths if path.startswith(f"{ITEM}."))
    found = await by_ref(request, Ref(*plek), Needs(below))
    return found if isinstance(found, Item) else None
