"""What can be asked for at one Open VTB: the same for everybody, read as one list and kept for minutes."""

from __future__ import annotations

from urllib.parse import urlsplit

from connectors.openvtb.models import Versie, Verzoektype
from gateway.bronnen.call import Call, Paging
from gateway.domain.datum import NEDERLAND
from gateway.errors import BronInvalid

VERZOEKTYPEN = "/verzoeken/api/v1/verzoektypen"
VERSHEID_S = 300
_PAGING = Paging(rows=500)


async def catalogue(call: Call) -> dict[str, Verzoektype]:
    """Every verzoektype of the bron by uuid, offered or not: old verzoeken may point at what is no longer offered."""
    return await call.shared.get("verzoektypen", lambda: _load(call), versheid_s=VERSHEID_S)


async def find(call: Call, uuid: str) -> Verzoektype | None:
    """One verzoektype; one that is newer than the kept list is asked apart. None when the bron does not have it."""
    known = (await catalogue(call)).get(uuid)
    if known is not None:
        return known
    return await call.shared.get(
        f"verzoektype/{uuid}", lambda: call.read("GET", f"{VERZOEKTYPEN}/{uuid}", Verzoektype), versheid_s=VERSHEID_S
    )


async def in_force(call: Call, uuid: str) -> Versie | None:
    """The version to fill in today: the newest that is published and valid. The server itself takes the last, draft or not."""
    today = call.nu.astimezone(NEDERLAND).date()
    versies = await call.shared.get(f"versies/{uuid}", lambda: _versies(call, uuid), versheid_s=VERSHEID_S)
    return max((one for one in versies if one.is_in_force(today)), key=lambda one: one.versie, default=None)


def uuid_of(url: str) -> str:
    """The uuid at the end of an address of this API; the host before it may be another than the one we call."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


async def _load(call: Call) -> dict[str, Verzoektype]:
    rows, _, _ = await call.rows("GET", VERZOEKTYPEN, Verzoektype, paging=_PAGING)
    return {row.uuid: row for row in rows}


async def _versies(call: Call, uuid: str) -> list[Versie]:
    """Every version. One that breaks its type may be the one in force, so then none is known. Raises BronInvalid."""
    known = len(call.dropped)
    rows, _, _ = await call.rows("GET", f"{VERZOEKTYPEN}/{uuid}/versies", Versie, paging=_PAGING)
    if len(call.dropped) > known:
        raise BronInvalid("a version breaks its type", pad=f"$.results[]{call.dropped[known].lstrip('$')}")
    return rows
