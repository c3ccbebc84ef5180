"""Let the bron gather the messages of a person, and read from the event stream how each magazijn did.

Events follow the HTML standard for server-sent events. The HTTP status says nothing once the stream runs: only its last
event, `ophalen-gereed`, says that the session can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectors.mijnoverheid.models import Event
from gateway.bronnen.call import Call, accepted, decode
from gateway.domain.persoon import Subject
from gateway.errors import BronInvalid, BronNotSupported, BronUnreachable

_OPHALEN = "/api/v1/berichten/_ophalen"
_STREAM = "text/event-stream"
_GEREED = "ophalen-gereed"
_FOUT = "ophalen-fout"
_VOLTOOID = "magazijn-bevraging-voltooid"


@dataclass(slots=True)
class Opgehaald:
    """How gathering went: names of the magazijnen by id, and the ids of those that did not answer."""

    namen: dict[str, str] = field(default_factory=dict)
    mislukt: list[str] = field(default_factory=list)


def ontvanger(subject: Subject) -> Mapping[str, str]:
    """The header that says whose messages are asked. Raises BronNotSupported when there is no number for it."""
    for soort, number in (("BSN", subject.bsn), ("KVK", subject.kvk), ("RSIN", subject.rsin)):
        if number is not None:
            return {"X-Ontvanger": f"{soort}:{number.waarde}"}
    raise BronNotSupported("no number this bron knows")


async def ophalen(call: Call) -> Opgehaald:
    """Gather, and wait for the last event.

    Raises BronUnreachable when gathering failed or runs already, BronInvalid when the stream stops before its last event.
    """
    headers = {**ontvanger(call.subject), "Accept": _STREAM}
    response = await call.send("GET", _OPHALEN, headers=headers)
    if response.status == 409:
        return Opgehaald()  # another request of this person gathers right now; the list tells whether it is filled
    return _read(accepted(response, _STREAM).body)


def _read(body: bytes) -> Opgehaald:
    found = Opgehaald()
    for line_name, data in events(body):
        event = decode(data, Event)
        name = (line_name or event.event or "").lower().replace("_", "-")
        if name == _GEREED:
            return found
        if name == _FOUT:
            raise BronUnreachable("gathering failed")
        if event.magazijn_id and event.naam:
            found.namen[event.magazijn_id] = event.naam
        if name == _VOLTOOID and event.status != "OK" and event.magazijn_id:
            found.mislukt.append(event.magazijn_id)
    raise BronInvalid("stream stopped before its last event", pad="$")


def events(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The (name, data) of each event in a stream that was read whole; an event cut off at the end does not count.

    The name is empty when the stream has no `event:` line for it.
    """
    text = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    *blocks, _ = text.split("\n\n")
    for block in blocks:
        name, data = "", []
        for line in block.split("\n"):
            key, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if key == "event":
                name = value
            elif key == "data":
                data.append(value)
        if data:
            yield name, "\n".join(data).encode()
