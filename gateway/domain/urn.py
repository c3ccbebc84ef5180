"""One key for one thing, whatever name a bron uses for it: so a taak finds its zaak across bronnen.

A name is a URN (RFC 8141) in one of the dialects in use, or the URL of a resource at a ZGW-like API. Names of persons and
businesses never become a key.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID

_KINDS = {
    "zaak": "zaak",
    "product": "product",
    "informatieobject": "document",
    "taak": "taak",
    "bericht": "bericht",
    "verzoek": "verzoek",
}
_NUMBERS = {"zaaknummer": "nummer", "identificatie": "nummer"}
_RESOURCES = {
    "zaken": "zaak",
    "producten": "product",
    "enkelvoudiginformatieobjecten": "document",
    "externetaken": "taak",
    "berichten": "bericht",
    "verzoeken": "verzoek",
}
_MAYKIN = {"externetaak": "taak", "bericht": "bericht", "verzoek": "verzoek"}
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[^\s?#]+", re.IGNORECASE)
_MAX_LENGTH = 1_000


def join_key(name: str) -> str | None:
    """The key of what this name points at, such as `zaak/uuid/<uuid>` or `zaak/nummer/<nummer>`; None if unknown.

    `urn:uuid:` alone names a zaak: that is how Open Zaak reads it.
    """
    if len(name) > _MAX_LENGTH:
        return None
    if _URN.fullmatch(name):
        return _from_urn(name.split(":"))
    return _from_url(name)


def uuid_key(kind: str, uuid: str) -> str | None:
    """The key of a thing of this kind by its UUID; None when that is no UUID."""
    try:
        return f"{kind}/uuid/{UUID(uuid)}"
    except ValueError:
        return None


def uuid_in(key: str) -> str:
    """What names the thing in its key: the UUID of `document/uuid/<uuid>`."""
    return key.split("/", 2)[2]


def number_key(kind: str, number: str) -> str | None:
    """The key of a thing of this kind by its number at the organisation; None when that is empty."""
    return f"{kind}/nummer/{number.strip()}" if number.strip() else None


def urn_of(key: str) -> str | None:
    """A URN for what a key names, that `join_key` reads back; None for what has no name outside."""
    kind, form, value = key.split("/", 2)
    name = next((name for name, one in _KINDS.items() if one == kind), None)
    if form == "uuid" and kind == "zaak":
        return f"urn:uuid:{value}"
    if name is None or form not in ("uuid", "nummer"):
        return None
    return (
        f"urn:nld:gemeenten:{name}:uuid:{value}"
        if form == "uuid"
        else f"urn:nl:gemeenten:{name}:{quote(value, safe='')}"
    )


def _from_urn(parts: list[str]) -> str | None:
    match [parts[1].lower(), *parts[2:]]:
        case ["uuid", uuid]:
            return uuid_key("zaak", uuid)
        case ["nl", _, kind, number] if kind in _KINDS:
            return number_key(_KINDS[kind], unquote(number))
        case ["nld", _, kind, "uuid", uuid] if kind in _KINDS:
            return uuid_key(_KINDS[kind], uuid)
        case ["nld", _, kind, form, number] if kind in _KINDS and form in _NUMBERS:
            return number_key(_KINDS[kind], unquote(number))
        case ["maykin", _, kind, uuid] if kind in _MAYKIN:
            return uuid_key(_MAYKIN[kind], uuid)
    return None


def _from_url(name: str) -> str | None:
    try:
        url = urlsplit(name)
    except ValueError:
        return None
    steps = url.path.rstrip("/").rsplit("/", 2)
    if url.scheme not in ("http", "https") or len(steps) != 3 or steps[1] not in _RESOURCES:
        return None
    return uuid_key(_RESOURCES[steps[1]], steps[2])
