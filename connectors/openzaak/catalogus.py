"""The catalogue of a municipality: zaaktypen and what belongs to them, the same for everybody and kept for hours.

Definitive types do not change, and the server resolves them row by row when asked to expand, so they are read as whole
lists once and looked up here. A type the lists do not have (a new version) is fetched apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from connectors.openzaak.models import Besluittype, Omschreven, Statustype, Zaaktype
from gateway.bronnen.call import Call, Paging
from gateway.errors import BronInvalid

VERSHEID_S = 6 * 3600
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


def uuid_of(url: str) -> str:
    """The uuid at the end of a ZGW address: the host may differ from the one we call, the uuid does not."""
    return url.rstrip("/").rsplit("/", 1)[-1]


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
        "GET", f"/catalogi/api/v1/{naam}", type_, params={"status": "alles"}, paging=_PAGING, limit=_LIMIT
    )
    return rows


async def with_zaaktype(call: Call, known: Catalogus, zaaktype_url: str) -> Catalogus:
    """The catalogue with this zaaktype in it: fetched apart when the lists were read before it existed."""
    uuid = uuid_of(zaaktype_url)
    if uuid in known.zaaktypen:
        return known
    return await call.shared.get(f"zaaktype/{uuid}", lambda: _load_one(call, known, uuid), versheid_s=VERSHEID_S)


async def _load_one(call: Call, known: Catalogus, uuid: str) -> Catalogus:
    zaaktype = await call.read("GET", f"/catalogi/api/v1/zaaktypen/{uuid}", Zaaktype)
    if zaaktype is None:
        raise BronInvalid("zaaktype not there", pad="$.zaaktype")
    rows, _, _ = await call.rows(
        "GET", "/catalogi/api/v1/statustypen", Statustype,
        params={"zaaktype": zaaktype.url, "status": "alles"}, paging=_PAGING,
    )  # fmt: skip
    return Catalogus(
        {**known.zaaktypen, uuid: zaaktype}, {**known.statustypen, **_by_uuid(rows)},
        {**known.stappen, **_stappen(rows)}, known.resultaattypen, known.besluittypen, known.documenttypen,
    )  # fmt: skip


def _by_uuid(rows: Sequence[T]) -> dict[str, T]:
    return {uuid_of(row.url): row for row in rows}


def _stappen(rows: Sequence[Statustype]) -> dict[str, list[Statustype]]:
    found: dict[str, list[Statustype]] = {}
    for row in sorted(rows, key=lambda one: one.volgnummer):
        found.setdefault(uuid_of(row.zaaktype), []).append(row)
    return found
