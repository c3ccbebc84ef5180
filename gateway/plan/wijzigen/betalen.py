"""Pay, arrange or object: the three ways out of an open amount, each sent to the bron that asks it.

The amount comes from the bron, the way back from our own list, and nothing here says that something was paid.
"""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.context import Needs
from gateway.domain.actie import Actiesoort, BetalingsregelingActie
from gateway.domain.bezwaar import Bezwaar, Grief
from gateway.domain.fout import (
    GebruikersFout,
    Invoerprobleem,
    OngeldigeInvoer,
    bron_onbereikbaar,
    niet_gevonden,
    ongeldig,
    probleem,
)
from gateway.domain.invoer import BetalingsregelingAanvragenInvoer, BetalingStartenInvoer, BezwaarMakenInvoer
from gateway.domain.uitkomst import BetalingGestart
from gateway.domain.waarden import Url, bedrag
from gateway.errors import BronInvalid
from gateway.plan.fanout.request import Request
from gateway.plan.wijzigen.toegestaan import actie_bij, te_betalen_bij, toegestaan, weigering
from gateway.plan.wijzigen.uitvoeren import Invoer, ingediend, schrijfpad, vind, wijzig
from gateway.telemetry import log

_TE_BETALEN = ("product", "taak")
_MET_BEZWAAR = ("product", "besluit", "taak")
_ONDERDELEN = ("aanslagregel", "wozwaarde")
MEESTE_BEZWAREN, LANGSTE_REDEN = 50, 4_000
MEESTE_TERMIJNEN = 60
"""Where the rules of an organisation set no limit themselves."""
_TERUG = "Naar dit adres mogen wij niemand terugsturen. Vraag de beheerder het op de lijst te zetten."


async def betaling_starten(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Have the bron make a payment page ready for what the person saw."""
    given = cast(BetalingStartenInvoer, invoer)
    if not schrijfpad(request).terugkeer.allow(given.terugkeer_url):
        return ongeldig(probleem("/terugkeerUrl", "ADRES_ONBEKEND", _TERUG))
    found = vind(request, given.doel_id, _TE_BETALEN)
    if found is None:
        return niet_gevonden()
    ref, live = await te_betalen_bij(request, *found)
    vooraf = toegestaan(request, found[0], Actiesoort.BETALEN)
    return await wijzig(request, live, ref, "betaling_starten", invoer, needs, _gestart, vooraf=vooraf)


async def _gestart(request: Request, live: LiveBron, bevestiging: Bevestiging, needs: Needs) -> object:
    plek = bevestiging.betaling
    if plek is None or not schrijfpad(request).betaalpaginas.allow(plek.url):
        log().error("betaalpagina_onbekend", bron=live.code)
        return bron_onbereikbaar(live.bron, BronInvalid("a payment page that is not on our list"))
    return BetalingGestart(betaal_url=Url(plek.url), bedrag=bedrag(Decimal(plek.bedrag)), geldig_tot=plek.geldig_tot)


async def betalingsregeling_aanvragen(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Ask the bron to be paid in parts, within what the rules of the organisation allow."""
    given = cast(BetalingsregelingAanvragenInvoer, invoer)
    found = vind(request, given.doel_id, _TE_BETALEN)
    if found is None:
        return niet_gevonden()
    ref, live = await te_betalen_bij(request, *found)

    async def vooraf() -> GebruikersFout | None:
        actie = await actie_bij(request, found[0], Actiesoort.BETALINGSREGELING)
        wrong = _termijnen_fout(actie, given)
        return weigering(actie) or (ongeldig(wrong) if wrong is not None else None)

    return await wijzig(request, live, ref, "betalingsregeling_aanvragen", invoer, needs, ingediend, vooraf=vooraf)


def _termijnen_fout(actie: object, given: BetalingsregelingAanvragenInvoer) -> Invoerprobleem | None:
    """What is wrong with the number of parts; how small a part may be, the bron knows together with the amount."""
    pad = "/aantalTermijnen"
    most = actie.maximum_termijnen if isinstance(actie, BetalingsregelingActie) else None
    if given.aantal_termijnen < 2:
        return probleem(pad, "TE_LAAG", "Kies twee of meer termijnen.")
    most = MEESTE_TERMIJNEN if most is None else most
    if given.aantal_termijnen > most:
        return probleem(pad, "TE_HOOG", f"Kies hoogstens {most} termijnen.")
    return None


async def bezwaar_maken(request: Request, invoer: Invoer, needs: Needs) -> object:
    """File an objection against parts of an assessment, or against a besluit."""
    given = cast(BezwaarMakenInvoer, invoer)
    found = vind(request, given.doel_id, _MET_BEZWAAR)
    if found is None:
        return niet_gevonden()
    bezwaar = _bezwaar(request, given)
    if isinstance(bezwaar, OngeldigeInvoer):
        return bezwaar
    ref, live = await te_betalen_bij(request, *found)
    vooraf = toegestaan(request, found[0], Actiesoort.BEZWAAR)
    return await wijzig(request, live, ref, "bezwaar_maken", invoer, needs, ingediend, gevraagd=bezwaar, vooraf=vooraf)


def _bezwaar(request: Request, given: BezwaarMakenInvoer) -> Bezwaar | OngeldigeInvoer:
    """The objection, its parts found by their ids; or what is wrong with it."""
    grieven: list[Grief] = []
    wrong: list[Invoerprobleem] = []
    if not 1 <= len(given.bezwaren) <= MEESTE_BEZWAREN:
        return ongeldig(probleem("/bezwaren", "TE_WEINIG", "Kies minstens één onderdeel."))
    for place, one in enumerate(given.bezwaren):
        ref = request.ids.decode(one.onderdeel_id, request.subject.id_sleutel)
        reden = one.reden.strip()
        if ref is None or ref.soort not in _ONDERDELEN:
            wrong.append(probleem(f"/bezwaren/{place}/onderdeelId", "ONBEKEND", "Dit onderdeel is er niet."))
        elif any(ref.key() == grief.onderdeel for grief in grieven):
            wrong.append(probleem(f"/bezwaren/{place}/onderdeelId", "DUBBEL", "Dit onderdeel staat er al bij."))
        else:
            grieven.append(Grief(ref.key(), reden))
        if not reden:
            wrong.append(
                probleem(f"/bezwaren/{place}/reden", "VERPLICHT", "Vul in waarom u het er niet mee eens bent.")
            )
        elif len(reden) > LANGSTE_REDEN:
            wrong.append(probleem(f"/bezwaren/{place}/reden", "TE_LANG", f"Vul hoogstens {LANGSTE_REDEN} tekens in."))
    return ongeldig(*wrong) if wrong else Bezwaar(tuple(grieven), given.gehoord_worden)
