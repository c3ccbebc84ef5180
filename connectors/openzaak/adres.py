"""The addresses of a ZGW register: where its APIs are, and how it names what is in them."""

from __future__ import annotations

from gateway.bronnen.call import Call

ZAKEN = "/zaken/api/v1"
CATALOGI = "/catalogi/api/v1"
DOCUMENTEN = "/documenten/api/v1"
BESLUITEN = "/besluiten/api/v1"


def uuid_of(url: str) -> str:
    """The uuid at the end of a ZGW address: the host may differ from the one we call, the uuid does not."""
    return url.rstrip("/").rsplit("/", 1)[-1]


def zaak_url(call: Call, uuid: str) -> str:
    """The address of a zaak as the register itself writes it: a filter on any other finds nothing."""
    return f"{call.canonieke_url}{ZAKEN}/zaken/{uuid}"


def besluit_url(call: Call, uuid: str) -> str:
    """The address of a besluit as the register itself writes it."""
    return f"{call.canonieke_url}{BESLUITEN}/besluiten/{uuid}"


def keys(soort: str, uuid: str, nummer: str | None = None) -> tuple[str, ...]:
    """The join keys of something: by uuid, and by number when it has one."""
    by_uuid = f"{soort}/uuid/{uuid}"
    return (by_uuid, f"{soort}/nummer/{nummer}") if nummer else (by_uuid,)
