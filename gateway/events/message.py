"""A message of a bron, in either of its two forms: a notification (Notificaties API 1.0) or a CloudEvent (NL GOV profile).

It is a hint that something changed, never the data itself: what it says beyond that goes to the connector's own function
and nowhere else, for a person's number may stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from gateway.errors import InputInvalid

NOTIFICATION, CLOUDEVENT = "application/json", "application/cloudevents+json"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Message:
    """What a message is about. `kinds`: the names it may be declared under, the most exact first.

    `native`: the uuid of the item, empty when it names none. `identity`: equal for the same message that comes twice.
    `address`: the whole address of the item, where the message tells it.
    """

    kinds: tuple[str, ...]
    native: str
    identity: str
    address: str = ""
    told: Mapping[str, object] = field(default_factory=dict, repr=False)


class _Notification(msgspec.Struct, rename="camel"):
    kanaal: str
    hoofd_object: str
    resource: str
    resource_url: str
    actie: str
    aanmaakdatum: str
    kenmerken: dict[str, object] = {}


class _CloudEvent(msgspec.Struct):
    id: str
    source: str
    specversion: str
    type: str
    subject: str | None = None
    dataref: str | None = None
    data: object = None


def read_message(raw: bytes, media_type: str) -> Message:
    """The message in a body. Raises InputInvalid when it is not what its media type says."""
    try:
        if media_type == CLOUDEVENT:
            return _of_cloudevent(_CLOUDEVENT.decode(raw))
        return _of_notification(_NOTIFICATION.decode(raw))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise InputInvalid("not a message") from None


def _of_notification(told: _Notification) -> Message:
    kind = f"{told.kanaal}/{told.resource}"
    identity = f"{told.resource_url} {told.actie} {told.aanmaakdatum}"  # it has no id of its own
    return Message(
        (f"{kind}/{told.actie}", kind), _uuid(told.hoofd_object), identity, told.hoofd_object, told.kenmerken
    )


def _of_cloudevent(told: _CloudEvent) -> Message:
    if told.specversion != "1.0" or not (told.id and told.source and told.type):
        raise InputInvalid("not a CloudEvent of version 1.0")
    native = _uuid(told.subject or "") or _uuid(told.dataref or "")
    data = told.data if isinstance(told.data, dict) else {}
    return Message((told.type,), native, f"{told.source} {told.id}", told=data)


def _uuid(name: str) -> str:
    """The uuid that a name or address ends in; empty when it does not, and so never anything of a person."""
    last = name[-_MOST:].rstrip("/").rpartition("/")[2].rpartition(":")[2].lower()
    return last if _UUID.fullmatch(last) else ""


_NOTIFICATION = msgspec.json.Decoder(_Notification)
_CLOUDEVENT = msgspec.json.Decoder(_CloudEvent)
