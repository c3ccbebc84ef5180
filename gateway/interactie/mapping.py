"""From a taak as we know it to a taak as the contract has it. Pure: the same input gives the same answer."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from gateway.domain.bron import BronRapport, Bronstatus
from gateway.domain.status import Taaksoort, Taakstatus
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import BetaalUitvoering, LinkUitvoering
from gateway.domain.uitvoering import Uitvoering as Manier
from gateway.domain.urn import urn_of
from gateway.interactie.vormen import Bronmelding, ContextLink, TaakInfo, Uitvoering

TAAL = "nl"
_STATUS = {Taakstatus.OPEN: "open", Taakstatus.AFGEROND: "afgerond", Taakstatus.GEANNULEERD: "geannuleerd"}
_GESLOTEN = (Taakstatus.AFGEROND, Taakstatus.GEANNULEERD)
_ONBEKEND = "onbekend"
_TYPE = {
    Taaksoort.UPLOAD: "upload",
    Taaksoort.FORMULIER: "formulier",
    Taaksoort.BETALING: "betaling",
    Taaksoort.LINK: "link",
    Taaksoort.VOORSTEL: "voorstel",
}
_GOOD = (Bronstatus.OK, Bronstatus.LEEG)


def uuid_of(opaque: str) -> str:
    """The uuid (RFC 9562, version 8) of the taak with this opaque id: as unguessable, and as much of one person alone."""
    digest = bytearray(blake2b(opaque.encode(), digest_size=16).digest())
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))


def map_taak(taak: Taak, uuid: str, link: str) -> TaakInfo:
    """A taak for a list. `link` is where our own portal shows it; what is done has no way to do it."""
    return TaakInfo(
        uuid=uuid,
        titel={TAAL: taak.titel},
        status=_STATUS.get(taak.status, _ONBEKEND),
        toelichting={TAAL: taak.toelichting} if taak.toelichting else UNSET,
        deadline=taak.deadline.uiterlijk.isoformat() if taak.deadline is not None else UNSET,
        context=_context(taak.verwijst),
        uitvoering=UNSET if taak.status in _GESLOTEN else Uitvoering(_TYPE.get(taak.soort, _ONBEKEND), link),
    )


def map_detail(taak: Taak, uuid: str, link: str, manier: Manier | None) -> TaakInfo:
    """A taak alone, with the best address there is to do it.

    A file or a form is a link here: for those types the contract asks an address to send them to, and how is not agreed yet.
    """
    info = map_taak(taak, uuid, link)
    if info.uitvoering is UNSET:
        return info
    best = manier.url if isinstance(manier, LinkUitvoering) else manier.fallback_url if manier is not None else None
    is_safe = best is not None and best.startswith("https://")
    kind = "betaling" if isinstance(manier, BetaalUitvoering) else "link"
    return replace(info, uitvoering=Uitvoering(kind, str(best) if is_safe else link))


def meldingen(rapporten: Iterable[BronRapport]) -> list[Bronmelding]:
    """Whose taken may be missing, and the sentence for the person."""
    return [
        Bronmelding(
            organisatie=one.bron.organisatie.naam,
            status=one.status.value,
            oin=one.bron.organisatie.oin or UNSET,
            melding=one.melding or UNSET,
        )
        for one in rapporten
        if one.status not in _GOOD or one.aantal_ongeldig or one.afgekapt
    ]


def verborgen(taken: Iterable[Taak]) -> list[Bronmelding]:
    """Whose taken show only a title because of the login, so it is not known what they belong to."""
    hidden = {one.organisatie.naam: (one.organisatie, one.afscherming) for one in taken if one.afscherming is not None}
    return [
        Bronmelding(
            organisatie=whose.naam, status=reason.code.value, oin=whose.oin or UNSET, melding=reason.melding or UNSET
        )
        for whose, reason in hidden.values()
    ]


def _context(keys: Iterable[str]) -> ContextLink | UnsetType:
    """What the taak belongs to, when it names something that has a name everywhere."""
    found = next((urn for key in keys if (urn := urn_of(key)) is not None), None)
    return ContextLink(found) if found is not None else UNSET
