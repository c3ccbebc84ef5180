"""Taken that rules propose, between those of the bronnen: made from the person's own lists, for this request only.

What a bron told is turned into what is proposed about it, bron by bron. So a bron that fails proposes nothing, its report
says so, and the position of a cursor is kept for each bron as in every list.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.rapport import Acr, is_whole, rapport
from gateway.context import NO_NEEDS, Needs
from gateway.domain.actie import Actiesoort
from gateway.domain.bron import BronRapport, Dienst
from gateway.domain.product import Belastingaanslag
from gateway.domain.ref import Ref
from gateway.domain.status import Taaksoort, Taakstatus
from gateway.domain.taak import Taak
from gateway.domain.voorstel import Voorstel, bron_van
from gateway.plan.fanout.gevonden import hoort_bij, items_of
from gateway.plan.fanout.mogelijk import OVERAL
from gateway.plan.fanout.request import Relevant, Request

SOORTEN = {"zaak": Dienst.ZAKEN, "bericht": Dienst.BERICHTEN, "product": Dienst.PRODUCTEN}
"""The kinds of items that a rule can propose something about, with the list they stand in."""


async def ask_all(
    request: Request,
    dienst: Dienst,
    needs: Needs,
    source: str = "",
    *,
    relevant: Relevant | None = None,
    over: Collection[Dienst] = OVERAL,
) -> list[Outcome]:
    """The list of a dienst at every bron, as `Request.ask_all`; among taken also what rules propose.

    `over`: the diensten about whose items something may be proposed.
    """
    regels = request.regels.proactief if request.regels is not None and dienst is Dienst.TAKEN else ()
    proactief = [one for one in regels if one in over]
    if not proactief:
        return await request.ask_all(dienst, needs, source, relevant)
    taken, *lists = await asyncio.gather(
        request.ask_all(dienst, needs, source, relevant), *(request.ask_all(one, NO_NEEDS) for one in proactief)
    )
    own = [taak for outcome in taken for taak in items_of(outcome) if isinstance(taak, Taak)]
    seen: set[tuple[str, str]] = set()
    found = [(one, outcome) for one, outcomes in zip(proactief, lists, strict=True) for outcome in outcomes]
    return [*taken, *(_proposed(request, outcome, one, own, seen) for one, outcome in found)]


async def voorstel(request: Request, ref: Ref) -> object:
    """The taak of a proposal by its reference; None when nothing is proposed, the fault of a bron that failed."""
    code, soort = bron_van(ref)
    live, dienst = request.registry.find(code, request.subject), SOORTEN.get(soort)
    if request.regels is None or live is None or dienst is None or dienst not in request.regels.proactief:
        return None
    outcome = await request.ask(live, dienst.value.lower())
    if outcome.kept is None:
        return outcome.fault
    return next((one for one in items_of(_proposed(request, outcome, dienst, [], set())) if one.ref == ref), None)


def rapporten(outcomes: Sequence[Outcome], dienst: Dienst, acr: Acr) -> list[BronRapport]:
    """The reports under a list. A bron that rules only looked at is named when something may be missing because of it."""
    return [rapport(one, one.dienst or dienst, acr) for one in outcomes if one.dienst is None or not is_whole(one)]


def _proposed(
    request: Request, outcome: Outcome, dienst: Dienst, own: Iterable[Taak], seen: set[tuple[str, str]]
) -> Outcome:
    """The answer of a bron with, in place of its items, what is proposed about them."""
    assert request.regels is not None
    if outcome.kept is None or not isinstance(outcome.value, Page):
        return replace(outcome, dienst=dienst)
    found = request.regels.voorstellen(
        items_of(outcome), request.nu, request.subject.niveau, seen=seen, acr=request.acr
    )
    proposed = [request.propose(one) for one in found if not _is_taak(one, own)]
    taken: list[object] = [taak for taak in proposed if taak is not None]
    page = Page(taken, None, outcome.value.afgekapt)
    return replace(outcome, kept=replace(outcome.kept, value=page), dienst=dienst)


def _is_taak(voorstel: Voorstel, own: Iterable[Taak]) -> bool:
    """Did a bron give a taak for this already?"""
    item = voorstel.item
    if voorstel.actie.soort is not Actiesoort.BETALEN or not isinstance(item, Belastingaanslag):
        return False
    return any(
        taak.soort is Taaksoort.BETALING and taak.status is Taakstatus.OPEN and hoort_bij(taak, item) for taak in own
    )
