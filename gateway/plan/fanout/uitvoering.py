"""How an action is done: here, the way its taak has at the bron, or else through the portal or the desk of the organisation.

The steps of MijnServices: in this portal when the bron takes it from us, otherwise as the bron says, and switching to another
portal always works.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from gateway.bronnen.registry import LiveBron
from gateway.context import Needs
from gateway.domain.actie import Actie, Actiesoort, BetaalActie, BetalingsregelingActie, BezwaarActie
from gateway.domain.bron import Organisatie
from gateway.domain.ref import Ref
from gateway.domain.regeling import RegelingActie
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    LinkUitvoering,
    OnbekendeUitvoering,
    Uitvoering,
    Uitvoeringstrede,
)
from gateway.domain.verzoek import VerzoekActie, VerzoektypeVersie
from gateway.domain.waarden import Json
from gateway.plan.fanout.request import Request

_VAN_DE_TAAK = frozenset({Actiesoort.BETALEN, Actiesoort.AANLEVEREN, Actiesoort.INVULLEN})
"""What one does by doing the taak itself; arranging or objecting is something else than what the taak asks."""

_SCHRIJVEN = {
    Actiesoort.BETALEN: "betaling_starten",
    Actiesoort.BETALINGSREGELING: "betalingsregeling_aanvragen",
    Actiesoort.BEZWAAR: "bezwaar_maken",
}
"""The write with which a bron takes an action from us."""


async def van_actie(
    request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
) -> Sequence[object]:
    """The way of each action; None for one that cannot be done now, the fault of a bron that failed to tell."""
    return await asyncio.gather(*(_een(request, one, needs) for one in parents if isinstance(one, Actie)))


async def _een(request: Request, actie: Actie, needs: Needs) -> object:
    if not actie.beschikbaar:
        return None
    if isinstance(actie, RegelingActie):
        return _onbekend(actie, actie.regeling.organisatie, Uitvoeringstrede.LOKAAL)
    live = request.registry.find(actie.doel.bron, request.subject)
    if isinstance(actie, VerzoekActie):
        return await _verzoek(request, actie, live)
    here = _hier(request, actie, live)
    if here is not None:
        return here
    is_taak = actie.doel.soort == "taak" and actie.soort in _VAN_DE_TAAK
    if is_taak and live is not None and live.source("uitvoering") is not None:
        outcome = await request.ask(live, "uitvoering", native=actie.doel.native, needs=needs)
        if outcome.value is not None or outcome.kept is None:
            return outcome.value or outcome.fault
    return elders(actie, live.bron.organisatie if live is not None else None)


def _hier(request: Request, actie: Actie, live: LiveBron | None) -> Uitvoering | None:
    """In this portal, when the bron that asks the money takes it from us; with what the form needs."""
    asking = _te_betalen_bij(request, actie.doel, live)
    if asking is None or asking.connector.writes.get(_SCHRIJVEN.get(actie.soort, "")) is None:
        return None
    website = asking.bron.organisatie.website
    alleen_via = None if website is not None else _contact(asking.bron.organisatie)
    if isinstance(actie, BetaalActie) and actie.bedrag is not None:
        return BetaalUitvoering(
            trede=Uitvoeringstrede.LOKAAL, knoptekst=actie.titel, fallback_url=website, alleen_via=alleen_via,
            bedrag=actie.bedrag,
        )  # fmt: skip
    schema = _schema(request, actie)
    if schema is None:
        return None
    return FormulierUitvoering(
        trede=Uitvoeringstrede.LOKAAL, knoptekst=actie.titel, fallback_url=website, alleen_via=alleen_via,
        schema=schema, voorinvulling=None,
    )  # fmt: skip


def _te_betalen_bij(request: Request, doel: Ref, live: LiveBron | None) -> LiveBron | None:
    """The bron of the assessment that a taak is the payment of; otherwise the bron of the item itself."""
    item = request.gevonden.item(doel)
    aanslag, _ = request.gevonden.aanslag_bij(item) if isinstance(item, Taak) else (None, False)
    return request.registry.find(aanslag.ref.bron, request.subject) if aanslag is not None else live


def _schema(request: Request, actie: Actie) -> Json | None:
    """What the mutation of an action takes, as JSON Schema (2020-12); its names are those of the input."""
    if isinstance(actie, BetalingsregelingActie):
        most = {"maximum": actie.maximum_termijnen} if actie.maximum_termijnen is not None else {}
        termijnen = {"type": "integer", "title": "In hoeveel delen", "minimum": 2, **most}
        toelichting = {"type": "string", "title": "Waarom u dit vraagt"}
        return _object({"aantalTermijnen": termijnen, "toelichting": toelichting}, "aantalTermijnen")
    if isinstance(actie, BezwaarActie) and actie.onderdelen:
        keuzes = [{"const": request.id(one.ref), "title": one.titel} for one in actie.onderdelen]
        reden = {"type": "string", "title": "Waarom u het er niet mee eens bent", "minLength": 1}
        bezwaar = _object(
            {"onderdeelId": {"oneOf": keuzes, "title": "Waartegen"}, "reden": reden}, "onderdeelId", "reden"
        )
        horen = {"type": "boolean", "title": "U wilt uw bezwaar ook vertellen"}
        return _object(
            {"bezwaren": {"type": "array", "minItems": 1, "items": bezwaar}, "gehoordWorden": horen},
            "bezwaren",
            "gehoordWorden",
        )
    return None


def _object(properties: Mapping[str, object], *required: str) -> Json:
    return Json({"type": "object", "properties": dict(properties), "required": list(required)})


async def _verzoek(request: Request, actie: VerzoekActie, live: LiveBron | None) -> object:
    """The form of a verzoektype, with what we know filled in; the fault of a bron that does not give it."""
    if live is None or live.source("verzoektypeversie") is None:
        return elders(actie, actie.verzoektype.organisatie)
    outcome = await request.ask(live, "verzoektypeversie", native=actie.verzoektype.ref.native)
    if outcome.kept is None:
        return outcome.fault
    versie, website = outcome.value, live.bron.organisatie.website
    if not isinstance(versie, VerzoektypeVersie):
        return elders(actie, live.bron.organisatie)
    return FormulierUitvoering(
        trede=Uitvoeringstrede.LOKAAL,
        knoptekst=actie.titel,
        fallback_url=website,
        alleen_via=None if website is not None else _contact(live.bron.organisatie),
        schema=versie.schema,
        voorinvulling=actie.voorinvulling,
    )


def elders(actie: Actie, organisatie: Organisatie | None) -> Uitvoering:
    """The way outside this portal: the site of the organisation, or a word with it."""
    website = organisatie.website if organisatie is not None else None
    if website is None:
        return _onbekend(actie, organisatie, Uitvoeringstrede.PORTAALWISSEL)
    return LinkUitvoering(
        trede=Uitvoeringstrede.PORTAALWISSEL, knoptekst=actie.titel, fallback_url=website, alleen_via=None, url=website
    )


def _onbekend(actie: Actie, organisatie: Organisatie | None, trede: Uitvoeringstrede) -> OnbekendeUitvoering:
    """A way without a form of its own: what the type of the action says, or a word with the organisation."""
    website = organisatie.website if organisatie is not None else None
    return OnbekendeUitvoering(
        trede=trede, knoptekst=actie.titel, fallback_url=website,
        alleen_via=None if website is not None else _contact(organisatie), bronwaarde=actie.soort.name,
    )  # fmt: skip


def _contact(organisatie: Organisatie | None) -> str:
    return f"Neem contact op met {organisatie.naam if organisatie is not None else 'de organisatie'}."
