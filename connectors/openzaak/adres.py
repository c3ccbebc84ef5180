"""Where things are in a ZGW register, and how its lists are asked: both differ by supplier, and nobody else needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from connectors.openzaak.profiel import profiel_of
from gateway.bronnen.call import MAX_ITEMS, Call, Paging, Params

Api = Literal["zaken", "catalogi", "documenten", "besluiten"]
T = TypeVar("T")


def pad(call: Call, api: Api, rest: str) -> str:
    """The path of something in one of the APIs."""
    return profiel_of(call.instellingen).wortels[api] + rest


def zaak_url(call: Call, uuid: str) -> str:
    """The address of a zaak as the register itself writes it: a filter on any other finds nothing."""
    return call.canonieke_url + pad(call, "zaken", f"/zaken/{uuid}")


def besluit_url(call: Call, uuid: str) -> str:
    """The address of a besluit as the register itself writes it."""
    return call.canonieke_url + pad(call, "besluiten", f"/besluiten/{uuid}")


def uuid_of(url: str | None) -> str:
    """The uuid at the end of a ZGW address: the host may differ from the one we call, the uuid does not."""
    return (url or "").rstrip("/").rsplit("/", 1)[-1]


def keys(soort: str, uuid: str, nummer: str | None = None) -> tuple[str, ...]:
    """The join keys of something: by uuid, and by number when it has one."""
    by_uuid = f"{soort}/uuid/{uuid}"
    return (by_uuid, f"{soort}/nummer/{nummer}") if nummer else (by_uuid,)


async def read_rows(
    call: Call, path: str, type_: type[T], *, params: Params | None = None, headers: Mapping[str, str] | None = None,
    body: object = None, per_blad: int = 100, limit: int = MAX_ITEMS,
) -> tuple[list[T], bool]:  # fmt: skip
    """All rows of a paged list, and whether there are more than we read. With a body it is a search."""
    profiel = profiel_of(call.instellingen)
    found, _, cut = await call.rows(
        "GET" if body is None else "POST", path, type_, params=params, headers=headers, body=body,
        paging=Paging(rows=min(per_blad, profiel.per_blad)), limit=limit, empty_is_404=profiel.leeg_is_404,
    )  # fmt: skip
    return found, cut


async def read_bare(call: Call, path: str, type_: type[T], *, params: Params | None = None) -> list[T]:
    """All rows of a list that is a bare array."""
    empty = profiel_of(call.instellingen).leeg_is_404
    return await call.bare_rows("GET", path, type_, params=params, empty_is_404=empty)
