"""What can be done after a check: apply for it, with what we know now filled in."""

from __future__ import annotations

from gateway.bronnen.manifest import Page
from gateway.context import NO_NEEDS, Needs
from gateway.domain.actie import Actie, Actiesoort, AlgemeneActie, Kern
from gateway.domain.bron import Dienst
from gateway.domain.regeling import Conclusie, Oordeel, Regeling
from gateway.domain.verzoek import VerzoekActie, Verzoektype
from gateway.domain.waarden import Json
from gateway.plan.fanout.request import Request

_WAAROM = {
    Oordeel.JA: "U hebt hier waarschijnlijk recht op.",
    Oordeel.MISSCHIEN: "Misschien hebt u hier recht op. De organisatie zoekt het uit als u het aanvraagt.",
}


async def vervolg(request: Request, regeling: Regeling, conclusie: Conclusie, needs: Needs) -> Actie | None:
    """The application that follows; None after NEE, and when nobody selected it."""
    aanvraag = request.boek.vervolg(regeling) if request.boek is not None else None
    if aanvraag is None or conclusie.oordeel not in _WAAROM or "vervolg" not in needs:
        return None
    verzoektype = await _verzoektype(request, regeling, aanvraag.verzoektype)
    kern: Kern = {
        "soort": Actiesoort.AANVRAGEN,
        "titel": aanvraag.titel,
        "waarom": _WAAROM[conclusie.oordeel],
        "deadline": None,
        "minimaal_niveau": verzoektype.minimaal_niveau if verzoektype is not None else regeling.minimaal_niveau,
        "beschikbaar": True,
        "reden": None,
        "doel": verzoektype.ref if verzoektype is not None else regeling.ref,
    }
    if verzoektype is None:
        return AlgemeneActie(**kern)
    return VerzoekActie(**kern, verzoektype=verzoektype, voorinvulling=Json(dict(conclusie.invulling)))


async def _verzoektype(request: Request, regeling: Regeling, naam: str) -> Verzoektype | None:
    """The verzoektype of this name at the organisation that decides; None when it has none."""
    outcomes = await request.ask_all(Dienst.VERZOEKEN, NO_NEEDS, "verzoektypen")
    offered = [one for found in outcomes if isinstance(found.value, Page) for one in found.value.items]
    for one in offered:
        if isinstance(one, Verzoektype) and one.organisatie.oin == regeling.organisatie.oin and _is(one.naam, naam):
            return one
    return None


def _is(naam: str, wanted: str) -> bool:
    return naam.strip().casefold() == wanted.strip().casefold()
