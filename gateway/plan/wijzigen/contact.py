"""Ask a question, and say where one can be reached."""

from __future__ import annotations

import re
from typing import cast

import strawberry

from gateway.bronnen.manifest import Page
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.context import Needs
from gateway.domain.bron import Dienst
from gateway.domain.contactmoment import Contactmoment
from gateway.domain.fout import GebruikersFout, Invoerprobleem, ongeldig, probleem, uitkomst_onbekend
from gateway.domain.indiening import Contactwijziging, Vraag
from gateway.domain.invoer import ContactgegevensWijzigenInvoer, VraagStellenInvoer
from gateway.domain.item import Item
from gateway.domain.klant import Contactgegevens
from gateway.domain.ref import Ref
from gateway.plan.fanout.request import Request
from gateway.plan.wijzigen.over import bron_die, over, sleutels
from gateway.plan.wijzigen.uitvoeren import Invoer, ingediend, wijzig

_DIENST = Dienst.CONTACTMOMENTEN
_VRAAG, _WIJZIGEN = "vraag_stellen", "contactgegevens_wijzigen"
_TELEFOON = re.compile(r"0[1-9][0-9]{8}|\+[1-9][0-9]{8,14}")
_OPMAAK = re.compile(r"[\s().-]")
_VUL_IN = "Vul dit in."


async def vraag_stellen(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Ask the organisation of an item, or the organisation that was chosen. About an earlier contact, it goes on there."""
    given = cast(VraagStellenInvoer, invoer)
    titel, vraag = " ".join(given.titel.split()), given.vraag.strip()
    if wrong := _lege(titel, vraag):
        return ongeldig(*wrong)
    item = await over(request, given.over_id) if given.over_id else None
    if isinstance(item, GebruikersFout):
        return item
    live = _bron(request, item, given.organisatie or None)
    if isinstance(live, GebruikersFout):
        return live
    verder = item.ref.native if isinstance(item, Contactmoment) and item.ref.bron == live.code else ""
    gevraagd = Vraag(titel, vraag, sleutels(item) if item is not None else ())
    ref = Ref("contactmoment", live.code, verder)
    return await wijzig(request, live, ref, _VRAAG, invoer, needs, ingediend, gevraagd=gevraagd)


def _lege(titel: str, vraag: str) -> list[Invoerprobleem]:
    return [probleem(pad, "VERPLICHT", _VUL_IN) for pad, text in (("/titel", titel), ("/vraag", vraag)) if not text]


def _bron(request: Request, item: Item | None, oin: str | None) -> LiveBron | GebruikersFout:
    """The bron that takes the question: of the contact itself, else of the organisation."""
    if item is None:
        missing = ongeldig(probleem("/organisatie", "VERPLICHT", "Kies een organisatie."))
        return bron_die(request, _VRAAG, _DIENST, oin) if oin is not None else missing
    own = request.registry.find(item.ref.bron, request.subject) if isinstance(item, Contactmoment) else None
    if own is not None and _VRAAG in own.connector.writes:
        return own
    return bron_die(request, _VRAAG, _DIENST, item.organisatie.oin)


async def contactgegevens_wijzigen(request: Request, invoer: Invoer, needs: Needs) -> object:
    """Change where an organisation can reach the person."""
    given = cast(ContactgegevensWijzigenInvoer, invoer)
    email = _given(given.email)
    telefoon = _OPMAAK.sub("", _given(given.telefoon) or "") or None
    if email is None and telefoon is None:
        return ongeldig(probleem("/email", "VERPLICHT", "Vul een e-mailadres of een telefoonnummer in."))
    if telefoon is not None and not _TELEFOON.fullmatch(telefoon):
        return ongeldig(probleem("/telefoon", "VORM", "Vul een telefoonnummer in, zoals 0612345678 of +31612345678."))
    live = bron_die(request, _WIJZIGEN, _DIENST, _given(given.organisatie))
    if isinstance(live, GebruikersFout):
        return live
    gevraagd = Contactwijziging(email, telefoon)
    ref = Ref("contactgegevens", live.code, "")
    return await wijzig(request, live, ref, _WIJZIGEN, invoer, needs, _gewijzigd, gevraagd=gevraagd)


def _given(value: str | None) -> str | None:
    return value if value and value is not strawberry.UNSET else None


async def _gewijzigd(request: Request, live: LiveBron, bevestiging: Bevestiging, needs: Needs) -> object:
    """What the bron has now."""
    outcome = await request.ask(live, "contactgegevens", needs=needs)
    items = outcome.value.items if isinstance(outcome.value, Page) else []
    found = items[0] if items else None
    return found if isinstance(found, Contactgegevens) else uitkomst_onbekend(live.bron)
