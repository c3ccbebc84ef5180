"""Look into one check: consent first, then exactly what was consented to, then the answer; and nothing of it stays."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import cast

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.schrijven.bewaring import BewaringOnbereikbaar, Bezet
from gateway.bronnen.schrijven.eenmalig import SleutelHergebruikt
from gateway.bronnen.schrijven.pad import check_sleutel
from gateway.context import Needs
from gateway.domain.bron import Belemmeringcode, Bron
from gateway.domain.fout import (
    GebruikersFout,
    OngeldigeInvoer,
    al_afgerond,
    bron_onbereikbaar,
    niet_gevonden,
    niet_toegestaan,
    niveau_te_laag,
    ongeldig,
    probleem,
    uitkomst_onbekend,
)
from gateway.domain.invoer import RegelingOnderzoekenInvoer, ToestemmingIntrekkenInvoer
from gateway.domain.regeling import Gegevensvraag, Gevonden, Regeling, Regelinguitkomst
from gateway.errors import BronUnreachable
from gateway.plan.fanout.request import Request
from gateway.plan.onderzoek.aanbod import als_toestemming, bron_van, regeling_van
from gateway.plan.onderzoek.toestemmingen import Gegeven, Toestemmingen, Vraag
from gateway.plan.onderzoek.vervolg import vervolg
from gateway.plan.wijzigen.uitvoeren import Invoer
from gateway.telemetry import log

_HERGEBRUIKT = "Dit kenmerk is al gebruikt voor iets anders. Maak een nieuw kenmerk."
_INGETROKKEN = "U trok deze toestemming in. Geef opnieuw toestemming als u het wilt laten onderzoeken."
_VERLOPEN = "Uw toestemming is verlopen. Geef opnieuw toestemming als u het wilt laten onderzoeken."
_ONGELDIG = "Wij kregen een antwoord dat niet klopt."


async def regeling_onderzoeken(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Record the consent, ask what it allows, and judge. A repeat rests on the same consent, as long as that counts."""
    given = cast(RegelingOnderzoekenInvoer, invoer)
    ref = request.ids.decode(given.regeling_id, request.subject.id_sleutel)
    regeling = regeling_van(request, ref) if ref is not None else None
    if regeling is None:
        return niet_gevonden()
    fout = check_sleutel(given.idempotentiesleutel) or _niveau(request, regeling)
    if fout is not None:
        return fout
    vragen = _akkoord(request, regeling, given)
    if isinstance(vragen, OngeldigeInvoer):
        return vragen
    found = await _bewaard(_bron(regeling), lambda: _geef(request, regeling, vragen, given.idempotentiesleutel))
    return await _onderzoek(request, regeling, found, needs) if isinstance(found, Gegeven) else found


async def toestemming_intrekken(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Withdraw a consent: from then on nothing is asked on the ground of it."""
    given = cast(ToestemmingIntrekkenInvoer, invoer)
    ref = request.ids.decode(given.toestemming_id, request.subject.id_sleutel)
    if ref is None or ref.soort != "toestemming":
        return niet_gevonden()
    fout = check_sleutel(given.idempotentiesleutel)
    regelingen = request.regelingen()
    if fout is not None or not regelingen:
        return fout or niet_gevonden()
    kept, sleutel = _toestemmingen(request), given.idempotentiesleutel
    found = await _bewaard(
        _bron(regelingen[0]),
        lambda: kept.trek_in(request.subject, ref.native, sleutel, request.nu, request.deadline),
    )
    if found is None:
        return niet_gevonden()
    if not isinstance(found, tuple):
        return found
    gegeven, by_this = found
    log().info("toestemming_ingetrokken", regeling=gegeven.regeling[1])
    return (als_toestemming(request, gegeven) if by_this else al_afgerond()) or niet_gevonden()


async def _onderzoek(request: Request, regeling: Regeling, gegeven: Gegeven, needs: Needs) -> object:
    if not gegeven.telt(request.nu):
        melding = _INGETROKKEN if gegeven.ingetrokken_s else _VERLOPEN
        return niet_toegestaan(Belemmeringcode.NIET_AANGEBODEN, melding)
    toestemming = als_toestemming(request, gegeven)
    assert request.boek is not None  # or there would be no regeling
    assert toestemming is not None  # its regeling is offered: it was just found
    conclusie = request.boek.oordeel(regeling, await _haal(request, toestemming.gegevens))
    return Regelinguitkomst(
        regeling=regeling,
        oordeel=conclusie.oordeel,
        uitleg=conclusie.uitleg,
        criteria=conclusie.criteria,
        vervolg=await vervolg(request, regeling, conclusie, needs),
        onderzocht_op=request.nu,
        toestemming=toestemming,
    )


async def _haal(request: Request, vragen: list[Gegevensvraag]) -> Mapping[str, Gevonden]:
    """What the bronnen tell, side by side; each is asked for its own fact and nothing else."""
    answers = await asyncio.gather(*(_vraag(request, one) for one in vragen))
    return {bron_van(one.ref): answer for one, answer in zip(vragen, answers, strict=True)}


async def _vraag(request: Request, vraag: Gegevensvraag) -> Gevonden:
    live = request.registry.find(vraag.bron.code, request.subject)
    if live is None:  # it was offered, so it is there
        return Gevonden(mislukt=True)
    return _gevonden(await request.ask(live, bron_van(vraag.ref)), vraag.bron)


def _gevonden(outcome: Outcome, bron: Bron) -> Gevonden:
    if outcome.kept is None:
        assert outcome.fault is not None  # without an answer there is a reason
        return Gevonden(reden=f"{bron.naam}: {outcome.fault.melding}", mislukt=True)
    value = outcome.value
    feit = (value.items[0] if value.items else None) if isinstance(value, Page) else value
    if feit is None and outcome.kept.dropped:
        return Gevonden(reden=f"{bron.naam}: {_ONGELDIG}", mislukt=True)
    return Gevonden(feit)


def _akkoord(
    request: Request, regeling: Regeling, given: RegelingOnderzoekenInvoer
) -> list[Gegevensvraag] | OngeldigeInvoer:
    """The questions that the person agrees with; or what is wrong with the ids that were sent."""
    offered = {one.ref: one for one in regeling.gegevens}
    chosen: dict[object, Gegevensvraag] = {}
    wrong = []
    for place, opaque in enumerate(given.akkoord_met):
        ref = request.ids.decode(opaque, request.subject.id_sleutel)
        if ref in offered:
            chosen[ref] = offered[ref]
        else:
            wrong.append(probleem(f"/akkoordMet/{place}", "ONBEKEND", "Dit gegeven hoort niet bij deze regeling."))
    if not given.akkoord_met:
        wrong.append(probleem("/akkoordMet", "VERPLICHT", "Geef toestemming voor minstens een gegeven."))
    return ongeldig(*wrong) if wrong else [one for one in regeling.gegevens if one.ref in chosen]


def _niveau(request: Request, regeling: Regeling) -> GebruikersFout | None:
    if request.subject.niveau.reaches(regeling.minimaal_niveau):
        return None
    return niveau_te_laag(regeling.minimaal_niveau, request.acr.get(regeling.minimaal_niveau, []))


async def _geef(request: Request, regeling: Regeling, vragen: list[Gegevensvraag], sleutel: str) -> Gegeven:
    assert request.boek is not None
    gegevens = tuple(bron_van(one.ref) for one in vragen)
    vraag = Vraag((regeling.ref.bron, regeling.ref.native), gegevens, request.boek.geldig_dagen(regeling))
    given = await _toestemmingen(request).geef(request.subject, vraag, sleutel, request.nu, request.deadline)
    log().info("toestemming_gegeven", regeling=regeling.ref.native, gegevens=len(gegevens))
    return given


async def _bewaard(bron: Bron, work: Callable[[], Awaitable[object]]) -> object:
    """What is recorded, or the fault when it cannot be: without a record nothing is asked."""
    try:
        return await work()
    except SleutelHergebruikt:
        return ongeldig(probleem("/idempotentiesleutel", "SLEUTEL_HERGEBRUIKT", _HERGEBRUIKT))
    except Bezet:
        return uitkomst_onbekend(bron)
    except BewaringOnbereikbaar:
        log().error("toestemming_bewaring_weg")
        return bron_onbereikbaar(bron, BronUnreachable("consent cannot be recorded"))


def _toestemmingen(request: Request) -> Toestemmingen:
    """Where consent is recorded. Raises TypeError in a request that can only read."""
    if request.toestemmingen is None:
        raise TypeError("this request can only read")
    return request.toestemmingen


def _bron(regeling: Regeling) -> Bron:
    """The bron to name when consent cannot be recorded: the one that is then not asked."""
    return regeling.gegevens[0].bron
