"""The catalogue of a municipality: zaaktypen and what belongs to them, the same for everybody and kept for hours.

Definitive types do not change, and the server resolves them row by row when asked to expand, so they are read as whole
lists once and looked up here. A type the lists do not have (a new version) is fetched apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from connectors.openzaak.adres import CATALOGI, uuid_of
from connectors.openzaak.models import Besluittype, Omschreven, Statustype, Zaaktype
from gateway.bronnen.call import Call, Paging

VERSHEID_S = 6 * 3600
APART_S = 900
_PAGING = Paging(rows=200)
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


async def catalogus(call: Call) -> Catalogus:
    """The kept catalogue of this bron. Raises what asking the bron raises when it was never read."""
    return await call.shared.get("catalogus", lambda: _load(call), versheid_s=VERSHEID_S)


async def _load(call: Call) -> Catalogus:
    zaaktypen = await _all(call, "zaaktypen", Zaaktype)
    statustypen = await _all(call, "statustypen", Statustype)
    resultaattypen = await _all(call, "resultaattypen", Omschreven)
    besluittypen = await _all(call, "besluittypen", Besluittype)
    documenttypen = await _all(call, "informatieobjecttypen", Omschreven)
    return Catalogus(
        _by_uuid(zaaktypen), _by_uuid(statustypen), _stappen(statustypen),
        _by_uuid(resultaattypen), _by_uuid(besluittypen), _by_uuid(documenttypen),
    )  # fmt: skip


async def _all(call: Call, naam: str, type_: type[T]) -> list[T]:
    rows, _, _ = await call.rows(
        "GET", f"{CATALOGI}/{naam}", type_, params={"status": "alles"}, paging=_PAGING, limit=_LIMIT
    )
    return rows


async def with_zaaktypen(call: Call, known: Catalogus, urls: Iterable[str]) -> Catalogus:
    """The catalogue with these zaaktypen in it: those newer than the lists we keep are fetched apart.

    A zaaktype that the register does not have itself, because it lives in another one, stays out.
    """
    missing = sorted({uuid_of(url) for url in urls} - known.zaaktypen.keys())
    if not missing:
        return known
    found = await asyncio.gather(*(_one(call, uuid) for uuid in missing))
    zaaktypen = _by_uuid([zaaktype for zaaktype, _ in found if zaaktype is not None])
    statustypen = [row for _, rows in found for row in rows]
    return replace(
        known,
        zaaktypen={**known.zaaktypen, **zaaktypen},
        statustypen={**known.statustypen, **_by_uuid(statustypen)},
        stappen={**known.stappen, **_stappen(statustypen)},
    )


async def _one(call: Call, uuid: str) -> tuple[Zaaktype | None, list[Statustype]]:
    return await call.shared.get(f"zaaktype/{uuid}", lambda: _load_one(call, uuid), versheid_s=APART_S)


async def _load_one(call: Call, uuid: str) -> tuple[Zaaktype | None, list[Statustype]]:
    zaaktype = await call.read("GET", f"{CATALOGI}/zaaktypen/{uuid}", Zaaktype)
    if zaaktype is None:
        return None, []
    params = {"zaaktype": zaaktype.url, "status": "alles"}
    rows, _, _ = await call.rows("GET", f"{CATALOGI}/statustypen", Statustype, params=params, paging=_PAGING)
    return zaaktype, rows


def _by_uuid(rows: Sequence[T]) -> dict[str, T]:
    return {uuid_of(row.url): row for row in rows}


def _stappen(rows: Sequence[Statustype]) -> dict[str, list[Statustype]]:
    found: dict[str, list[Statustype]] = {}
    for row in sorted(rows, key=lambda one: one.volgnummer):
        found.setdefault(uuid_of(row.zaaktype), []).append(row)
    return found
