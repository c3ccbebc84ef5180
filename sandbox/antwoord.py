"""An answer of a system, caught whole so that a middleware can delay, spoil or weigh it before it leaves."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Antwoord:
    """Status, headers and complete body of one answer."""

    status: int = 200
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def send(self, send: Send, *, body: bytes | None = None, more_body: bool = False) -> None:
        """Send the head and (a part of) the body; with `more_body` the answer stays open."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body if body is None else body, "more_body": more_body})

    def replace(self, status: int, content_type: bytes, body: bytes, **extra: str) -> Antwoord:
        """Another answer in place of this one, with a matching Content-Length."""
        headers = [(b"content-type", content_type), (b"content-length", str(len(body)).encode())]
        headers += [(name.replace("_", "-").encode(), value.encode()) for name, value in extra.items()]
        return Antwoord(status, headers, body)


async def catch(app: ASGIApp, scope: Scope, receive: Receive) -> Antwoord:
    """Let the app answer completely and keep what it said."""
    antwoord = Antwoord()
    parts: list[bytes] = []

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            antwoord.status, antwoord.headers = message["status"], list(message.get("headers", []))
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, collect)
    antwoord.body = b"".join(parts)
    return antwoord


async def wait_until_gone(receive: Receive) -> None:
    """Return when the caller has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def pause(receive: Receive, seconds: float) -> bool:
    """Wait, but no longer than the caller does; True when the caller has gone."""
    try:
        await asyncio.wait_for(wait_until_gone(receive), seconds)
    except TimeoutError:
        return False
    return True
