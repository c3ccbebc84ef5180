"""Writes server-sent events (HTML standard, 9.2) in the form of GraphQL over SSE, distinct connections mode.

A client that does not read is let go: what waits for it is memory of ours.
"""

from __future__ import annotations

import asyncio

from starlette.types import Send

from gateway.http.body import ClientGone

EVENT_STREAM = "text/event-stream"
WRITE_S = 10.0
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),  # proxies that buffer would keep every event to themselves
    (b"vary", b"Accept"),
]


def wants_events(accept: bytes | None) -> bool:
    """Does a client ask for an event stream? Only who names it does."""
    return accept is not None and any(
        part.partition(b";")[0].strip().lower() == b"text/event-stream" for part in accept.split(b",")
    )


class EventStream:
    """The answer of one connection, while it lasts. Every method raises ClientGone for a client that does not read."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.is_open = False

    async def open(self, last_id: str = "") -> None:
        """Begin the answer. `last_id` is where a client that heard nothing yet would go on."""
        self.is_open = True
        await self._write({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await self.pulse(last_id)

    async def next(self, data: bytes, event_id: str = "") -> None:
        """One result, with the id by which a client can go on after it."""
        own = b"id: %b\n" % event_id.encode() if event_id else b""
        await self._part(b"event: next\n%bdata: %b\n\n" % (own, data))

    async def complete(self) -> None:
        """No more will come, and the client need not try again."""
        await self._end(b"event: complete\ndata:\n\n")

    async def pulse(self, last_id: str = "") -> None:
        """A sign of life that is no event; it may move the id on."""
        await self._part(b":\nid: %b\n\n" % last_id.encode() if last_id else b":\n\n")

    async def come_back(self, after_ms: int) -> None:
        """End without completing: a client comes back by itself, after so long."""
        await self._end(b"retry: %d\n\n" % after_ms)

    async def _part(self, text: bytes) -> None:
        await self._write({"type": "http.response.body", "body": text, "more_body": True})

    async def _end(self, text: bytes) -> None:
        await self._write({"type": "http.response.body", "body": text})

    async def _write(self, message: dict[str, object]) -> None:
        try:
            async with asyncio.timeout(WRITE_S):
                await self._send(message)
        except TimeoutError:
            raise ClientGone from None
