"""The front that a supplier puts before its register: how it holds its rows, and what it does with a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.openzaak.adressen import PADEN
from sandbox.openzaak.fouten import Fout
from sandbox.openzaak.register import Register


@dataclass
class Vraag:
    """A question as a supplier gets it; what it changes is what the register behind it is asked."""

    methode: str
    pad: str
    params: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def zoekvraag(self) -> dict[str, object]:
        """The keys of a search; nothing when there is no body."""
        return msgspec.json.decode(self.body, type=dict[str, object]) if self.body else {}

    @zoekvraag.setter
    def zoekvraag(self, keys: Mapping[str, object]) -> None:
        self.body = msgspec.json.encode(keys)


class Leverancier:
    """Open Zaak itself, which changes nothing; other suppliers say where they differ.

    `paden` is below which path each resource is; `leeg_is_404` says that there is nothing where others give an empty list.
    """

    paden: Mapping[str, str] = PADEN
    leeg_is_404: bool = False

    def richt_in(self, register: Register) -> None:
        """Write the rows down as this supplier does; called once."""

    def vraag(self, vraag: Vraag, register: Callable[[], Register]) -> None:
        """Change a question into one that the register knows. Raises Fout for what this supplier refuses."""


@dataclass
class Gevel:
    """ASGI middleware that hands every question to a supplier first."""

    app: ASGIApp
    leverancier: Leverancier
    register: Callable[[], Register]
    basis: Callable[[], str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self._run(scope, receive, send)
        except Fout as fout:
            await Response(fout.body(self.basis()), fout.status, media_type="application/json")(scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        params = dict(parse_qsl(request.url.query, keep_blank_values=True))
        vraag = Vraag(request.method, request.url.path, params, await request.body())
        self.leverancier.vraag(vraag, self.register)
        inner = dict(scope, path=vraag.pad, raw_path=vraag.pad.encode(), query_string=urlencode(vraag.params).encode())
        inner["headers"] = _with_length(scope["headers"], vraag.body)
        answer = _Held()
        await self.app(inner, _body(vraag.body), answer)
        if self.leverancier.leeg_is_404 and answer.is_empty:
            raise Fout("NotFound")
        for message in answer.messages:
            await send(message)


@dataclass
class _Held:
    """An answer that was not sent yet."""

    messages: list[Message] = field(default_factory=list)

    async def __call__(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def is_empty(self) -> bool:
        """Is it a list with nothing in it?"""
        body = b"".join(message.get("body", b"") for message in self.messages)
        return body == b"[]" or body.startswith(b'{"count":0,')


def _with_length(headers: list[tuple[bytes, bytes]], body: bytes) -> list[tuple[bytes, bytes]]:
    kept = [(naam, value) for naam, value in headers if naam != b"content-length"]
    return [*kept, (b"content-length", str(len(body)).encode())] if body else kept


def _body(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
