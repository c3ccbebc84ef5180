"""Searches for a portal of others, through the one seam by which every field of the schema gets its data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from msgspec import UnsetType

from gateway.context import NO_NEEDS, Fetches
from gateway.domain.actie import Identifies
from gateway.domain.bron import BronRapport, Bronstatus
from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.taak import Taak, TaakConnection
from gateway.domain.uitvoering import Uitvoering
from gateway.domain.urn import join_key
from gateway.errors import GatewayError, LevelTooLow
from gateway.interactie.mapping import map_detail, map_taak, meldingen, uuid_of, verborgen
from gateway.interactie.vormen import ContextQuery, ContextResultaat, TaakInfo

PAGE = 100
MAX_PAGES = 10
_LEVELS = list(Betrouwbaarheidsniveau.__members__)
_ANSWERED = (Bronstatus.OK, Bronstatus.LEEG, Bronstatus.VEROUDERD, Bronstatus.NIET_ONDERSTEUND)


class Vraag(Fetches, Identifies, Protocol):
    """The request of one person: fetches data, and makes opaque ids."""


class NietTeVragen(Exception):
    """Whoever may have it could not be asked, so nobody may read the answer as "there is nothing"."""


@dataclass(frozen=True, slots=True)
class Taken:
    """All taken of the person that could be had, and how asking went."""

    taken: list[Taak]
    rapporten: list[BronRapport]
    volledig: bool


@dataclass(frozen=True, slots=True)
class Zoeker:
    """Searches for one person. `portaal_url` holds `{id}` where the opaque id of a taak goes."""

    vraag: Vraag
    portaal_url: str

    async def zoek(self, query: ContextQuery) -> ContextResultaat:
        """What was asked for; without taken when no bron has them for this person. Raises NietTeVragen and LevelTooLow."""
        if not query.wants_taken:
            return ContextResultaat()
        found = await self._taken()
        if all(one.status is Bronstatus.NIET_ONDERSTEUND for one in found.rapporten):
            return ContextResultaat()
        taken, told = found.taken, [] if found.volledig else meldingen(found.rapporten)
        if not isinstance(query.context_id, UnsetType):
            keys = await self._keys(query.context_id)
            told += verborgen(taken)
            taken = [one for one in taken if not keys.isdisjoint((*one.verwijst, *one.sleutels))]
        return ContextResultaat([self._info(one) for one in taken], found.volledig and not told, told)

    async def haal(self, uuid: str) -> TaakInfo | None:
        """One taak, read anew with the way to do it; None when the person has no such taak. Raises NietTeVragen and
        LevelTooLow."""
        found = await self._taken()
        opaque = next((id for one in found.taken if uuid_of(id := self.vraag.id(one.ref)) == uuid), None)
        if opaque is None:
            if not found.volledig:
                raise _stronger(found.rapporten) or NietTeVragen
            return None
        taak = await self._one("taak", {"id": opaque})
        if not isinstance(taak, Taak):
            return None
        (manier,) = await self.vraag.fetch("taak.uitvoering", [taak], {}, NO_NEEDS)
        return map_detail(taak, uuid, self._link(opaque), manier if isinstance(manier, Uitvoering) else None)

    async def _taken(self) -> Taken:
        """The whole list. When not one bron answered: raises LevelTooLow when a stronger login helps, else NietTeVragen."""
        pages = [page async for page in self._pages()]
        first, last = pages[0], pages[-1]
        if first.bronnen and not any(one.status in _ANSWERED for one in first.bronnen):
            raise _stronger(first.bronnen) or NietTeVragen
        taken = [taak for page in pages for taak in page.nodes]
        return Taken(taken, first.bronnen, first.volledig and not last.page_info.has_next_page)

    async def _pages(self) -> AsyncIterator[TaakConnection]:
        """Page after page; a bron is asked once, however many pages there are. Raises NietTeVragen and LevelTooLow."""
        after: str | None = None
        for _ in range(MAX_PAGES):
            page = await self._one("taken", {"first": PAGE, "after": after})
            if not isinstance(page, TaakConnection):
                raise NietTeVragen
            yield page
            mark = page.page_info.bladwijzer
            after = mark.cursor(-1) if mark is not None else None
            if not page.page_info.has_next_page or after is None:
                return

    async def _keys(self, urn: str) -> frozenset[str]:
        """Every name of what this URN points at: its own, and those of the item of the person that has it."""
        own = join_key(urn)
        if own is None:
            return frozenset()
        item = await self._one("context", {"urn": urn})
        return frozenset({own, *(item.sleutels if isinstance(item, Item) else ())})

    async def _one(self, key: str, args: Mapping[str, object]) -> object:
        """The answer of a root. Raises LevelTooLow, and NietTeVragen when its bron could not be asked."""
        (answer,) = await self.vraag.fetch(key, [None], args, NO_NEEDS)
        if isinstance(answer, LevelTooLow):
            raise answer
        if isinstance(answer, GatewayError):
            raise NietTeVragen from answer
        return answer

    def _info(self, taak: Taak) -> TaakInfo:
        opaque = self.vraag.id(taak.ref)
        return map_taak(taak, uuid_of(opaque), self._link(opaque))

    def _link(self, opaque: str) -> str:
        return self.portaal_url.replace("{id}", opaque)


def _stronger(rapporten: Iterable[BronRapport]) -> LevelTooLow | None:
    """What to ask when every bron without an answer wants a stronger login: the least of what they want (RFC 9470)."""
    faults: list[LevelTooLow] = []
    for one in rapporten:
        if one.status in _ANSWERED:
            continue
        if one.belemmering is None or one.belemmering.niveau is None:
            return None
        faults.append(LevelTooLow(one.belemmering.niveau.name, acr=one.belemmering.acr_waarden))
    return min(faults, key=lambda fault: _LEVELS.index(fault.niveau), default=None)
