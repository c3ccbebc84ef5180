"""The catalogue of a municipality: zaaktypen and what belongs to them, the same for everybody and kept for hours.

Definitive types do not change, and the server resolves them row by row when asked to expand, so they are read as whole
lists once and looked up here. A type the lists do not have (a new version) is fetched apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from msgspec import structs

from connectors.openzaak.adres import pad, read_rows, uuid_of
from connectors.openzaak.models import Besluittype, Omschreven, Statustype, Zaaktype
from connectors.openzaak.profiel import profiel_of
from gateway.bronnen.call import Call

VERSHEID_S = 6 * 3600
APART_S = 900
_PER_BLAD = 200
_LIMIT = 4_000
T = TypeVar("T", Zaaktype, Statustype, Omschreven, Besluittype)


@dataclass(frozen=True, slots=True)
class Catalogus:
    """All types by uuid; statustypen also by the uuid of their zaaktype, in order."""

    zaaktypen: dict[str, Zaaktype]
    statustypen: dict[str, Statustype]
    stappen: dict[str, list[Statustype]]
    resultaattypen: dict[str, Omschreven]
    besluittypen: dict[str, Besluittype]
    documenttypen: dict[str, Omschreven]

    def steps_of(self, zaaktype_url: str) -> list[Statustype]:
        """The statustypen of a zaaktype, in order."""
        return self.stappen.get(uuid_of(zaaktype_url), [])


async def catalogus(call: Call) -> Catalogus:
    """The kept catalogue of this bron. Raises what asking the bron raises when it was never read."""
    return await call.shared.get("catalogus", lambda: _load(call), versheid_s=VERSHEID_S)


async def _load(call: Call) -> Catalogus:
    zaaktypen = await _all(call, "zaaktypen", Zaaktype)
    statustypen = _numbered(call, await _all(call, "statustypen", Statustype))
    resultaattypen = await _all(call, "resultaattypen", Omschreven)
    besluittypen = await _all(call, "besluittypen", Besluittype) if profiel_of(call.instellingen).besluiten else []
    documenttypen = await _all(call, "informatieobjecttypen", Omschreven)
    return Catalogus(
        _by_uuid(zaaktypen), _by_uuid(statustypen), _stappen(statustypen),
        _by_uuid(resultaattypen), _by_uuid(besluittypen), _by_uuid(documenttypen),
    )  # fmt: skip


async def _all(call: Call, naam: str, type_: type[T]) -> list[T]:
    path = pad(call, "catalogi", f"/{naam}")
    found, _ = await read_rows(call, path, type_, params={"status": "alles"}, per_blad=_PER_BLAD, limit=_LIMIT)
    return found


async def with_zaaktypen(call: Call, known: Catalogus, urls: Iterable[str]) -> Catalogus:
    """The catalogue with these zaaktypen in it: those newer than the lists we keep are fetched apart.

    A zaaktype that the register does not have itself, because it lives in another one, stays out.
    """
    missing = sorted({uuid_of(url) for url in urls} - known.zaaktypen.keys())
    if not missing:
        return known
    found = await asyncio.gather(*(_one(call, uuid) for uuid in missing))
    zaaktypen = _by_uuid([zaaktype for zaaktype, _ in found if zaaktype is not None])
    statustypen = [row for _, of_type in found for row in of_type]
    return replace(
        known,
        zaaktypen={**known.zaaktypen, **zaaktypen},
        statustypen={**known.statustypen, **_by_uuid(statustypen)},
        stappen={**known.stappen, **_stappen(statustypen)},
    )


async def _one(call: Call, uuid: str) -> tuple[Zaaktype | None, list[Statustype]]:
    return await call.shared.get(f"zaaktype/{uuid}", lambda: _load_one(call, uuid), versheid_s=APART_S)


async def _load_one(call: Call, uuid: str) -> tuple[Zaaktype | None, list[Statustype]]:
    zaaktype = await call.read("GET", pad(call, "catalogi", f"/zaaktypen/{uuid}"), Zaaktype)
    if zaaktype is None:
        return None, []
    params = {"zaaktype": zaaktype.url, "status": "alles"}
    found, _ = await read_rows(
        call, pad(call, "catalogi", "/statustypen"), Statustype, params=params, per_blad=_PER_BLAD
    )
    return zaaktype, _numbered(call, found)


def _numbered(call: Call, statustypen: list[Statustype]) -> list[Statustype]:
    """The statustypen with their numbers; where a supplier gives none, the order in which it lists them counts."""
    if profiel_of(call.instellingen).volgnummers:
        return statustypen
    return [structs.replace(row, volgnummer=number) for number, row in enumerate(statustypen, 1)]


def _by_uuid(found: Sequence[T]) -> dict[str, T]:
    return {uuid_of(row.url): row for row in found}


def _stappen(statustypen: Sequence[Statustype]) -> dict[str, list[Statustype]]:
    found: dict[str, list[Statustype]] = {}
    for row in sorted(statustypen, key=lambda one: one.volgnummer):
        found.setdefault(uuid_of(row.zaaktype), []).append(row)
    return found
