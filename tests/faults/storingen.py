"""Every way in which a bron can fail, as a script for its server, and what a person is told of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.client.foutserver import Peer, answer
from tests.faults.wereld import Behaviour, page, row

UNREACHABLE = ("ONBEREIKBAAR", "BRON_ONBEREIKBAAR")
PAUSED = ("ONBEREIKBAAR", "BRON_PAUZE")
LATE = ("TE_LAAT", "BRON_TE_LAAT")
INVALID = ("ONGELDIG", "BRON_ONGELDIG")
REFUSED = ("GEWEIGERD", "BRON_GEWEIGERD")


@dataclass(frozen=True)
class Storing:
    """A fault: what the server does, and the status and code in the report."""

    behaviour: Behaviour
    expected: tuple[str, str]


def raw(*parts: bytes, pause_s: float = 0.0, reset: bool = False) -> Behaviour:
    """These bytes, with pauses between, and then the connection goes."""

    async def act(peer: Peer, _: str) -> None:
        for part in parts:
            await peer.send(part)
            await asyncio.sleep(pause_s)
        if reset:
            peer.reset()
        peer.writer.close()
        await asyncio.sleep(0.01)

    return act


def told(given: bytes) -> Behaviour:
    """This answer."""

    async def act(peer: Peer, _: str) -> None:
        await peer.send(given)

    return act


async def hang(peer: Peer, _: str) -> None:
    """No answer, ever."""
    await asyncio.sleep(60)


def drip(start: bytes) -> Behaviour:
    """An answer that never ends, byte by byte."""

    async def act(peer: Peer, _: str) -> None:
        await peer.send(start)
        while True:
            await peer.send(b"x")
            await asyncio.sleep(0.05)

    return act


def _of(change: Callable[[str], bytes]) -> Behaviour:
    async def act(peer: Peer, bsn: str) -> None:
        await peer.send(answer(200, change(bsn)))

    return act


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_SOON = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
_DEEP = b'{"results": [' + b"[" * 200_000 + b"]" * 200_000 + b"]}"

STORINGEN: dict[str, Storing] = {
    "reset": Storing(raw(reset=True), UNREACHABLE),
    "closed without an answer": Storing(raw(), UNREACHABLE),
    "hangs before headers": Storing(hang, LATE),
    "drips headers": Storing(drip(b"HTTP/1.1 200 OK\r\nX-A: "), LATE),
    "drips the body": Storing(drip(_HEAD + b"Content-Length: 100000\r\n\r\n"), LATE),
    "500": Storing(told(answer(500)), UNREACHABLE),
    "502": Storing(told(answer(502)), UNREACHABLE),
    "503": Storing(told(answer(503)), UNREACHABLE),
    "504": Storing(told(answer(504)), UNREACHABLE),
    "429": Storing(told(answer(429)), PAUSED),
    "429 after 1 s": Storing(told(answer(429, Retry_After="1")), PAUSED),
    "429 after 120 s": Storing(told(answer(429, Retry_After="120")), PAUSED),
    "429 until a date": Storing(told(answer(429, Retry_After=_SOON)), PAUSED),
    "429 until nonsense": Storing(told(answer(429, Retry_After="straks")), PAUSED),
    "503 after 5 s": Storing(told(answer(503, Retry_After="5")), PAUSED),
    "401": Storing(told(answer(401)), REFUSED),
    "403 of our credentials": Storing(told(answer(403, b'{"code": "not_authenticated"}')), REFUSED),
    "204": Storing(told(b"HTTP/1.1 204 No Content\r\n\r\n"), INVALID),
    "empty body": Storing(told(answer(200, b"")), INVALID),
    "malformed JSON": Storing(told(answer(200, b'{"results": [')), INVALID),
    "truncated": Storing(raw(_HEAD + b"Content-Length: 500\r\n\r\n{}"), INVALID),
    "truncated in chunks": Storing(raw(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), INVALID),
    "a login page": Storing(
        told(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"), INVALID
    ),
    "10 MB": Storing(told(answer(200, b'{"results": ["' + b"x" * 10_000_000 + b'"]}')), INVALID),
    "compressed": Storing(told(answer(200, b"\x1f\x8b", Content_Encoding="gzip")), INVALID),
    "200,000 deep": Storing(told(answer(200, _DEEP)), INVALID),
    "NaN": Storing(told(answer(200, b'{"results": [], "count": NaN}')), INVALID),
    "a number without end": Storing(told(answer(200, b'{"results": [], "count": 1e400}')), INVALID),
    "another shape": Storing(told(answer(200, b'{"results": {"a": 1}}')), INVALID),
    "redirect": Storing(told(answer(302, Location="http://127.0.0.1:1/")), INVALID),
    "redirect inside": Storing(told(answer(307, Location="http://169.254.169.254/latest/meta-data")), INVALID),
}
"""Faults of a whole answer: nothing of it can be used."""

DEELS: dict[str, tuple[Behaviour, int]] = {
    "a field is missing": (_of(lambda bsn: page(row(bsn), {"titel": "zonder de rest"})), 1),
    "a field has another type": (_of(lambda bsn: page(row(bsn), row(bsn, uuid=7))), 1),
    "a date that is none": (_of(lambda bsn: page(row(bsn), row(bsn, uuid="t-2", startdatum="gisteren"))), 1),
    "null where none may be": (_of(lambda bsn: page(row(bsn), row(bsn, uuid="t-2", titel=None))), 1),
    "text that is not UTF-8": (_of(lambda bsn: page(row(bsn), row(bsn, titel="XX")).replace(b"XX", b"\xff\xfe")), 1),
    "another person's": (_of(lambda bsn: page(row(bsn), row("999990019", uuid="vreemd"))), 1),
    "a status nobody knows": (_of(lambda bsn: page(row(bsn), row(bsn, uuid="t-2", status="zoek"))), 0),
    "a million rows by its own count": (_of(lambda bsn: page(row(bsn), count=1_000_000)), 0),
    "twice the same key": (_of(lambda bsn: b'{"count": 9, ' + page(row(bsn))[1:]), 0),
    "fields nobody knows": (_of(lambda bsn: page(row(bsn, geheim={"a": [1]}), extra=json.loads("[]"))), 0),
}  # fmt: skip
"""Faults of a part of an answer: how many records are left out of it. The good taak is shown."""
