"""GET /documenten/{id}: the bytes of a document, passed on as they come, to the person whose it is and nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Generic, Protocol, TypeVar

from starlette.types import Receive, Scope, Send

from gateway import trace
from gateway.bronnen.call import Stroom
from gateway.context import Deadline, Fetches
from gateway.errors import BronBusy, BronError, BronNotSupported, BronTimeout, Denied, GatewayError, LevelTooLow
from gateway.http.answer import log_crash
from gateway.http.bijlage import disposition, media_type
from gateway.http.body import ClientGone
from gateway.http.logboek import Logboek, Unrecorded, full, keep
from gateway.http.presence import Presence
from gateway.http.problem import INTERNE_FOUT, NIET_GEVONDEN, Kind, Problem, method_not_allowed, stronger_login
from gateway.http.tempo import Tempo, Unhurried, admit, network_of
from gateway.http.wie import Verify, identify
from gateway.telemetry import log

PATH = "/documenten/"
POINTS = 250
"""What a file costs of somebody's tempo: the calls that prove the right, and the stream."""

SEND_S = 30.0
Who = TypeVar("Who")
_SAFE = (
    (b"cache-control", b"private, no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    (b"accept-ranges", b"none"),
)


class Bestand(Protocol):
    """What a file is called."""

    @property
    def naam(self) -> str:
        """Its name, as its bron has it."""
        ...

    @property
    def mediatype(self) -> str | None:
        """Its media type, as its bron has it."""
        ...

    @property
    def omvang(self) -> int | None:
        """How many bytes its bron says it has."""
        ...


class Download(Protocol):
    """A file that may be taken now."""

    @property
    def bestand(self) -> Bestand:
        """What it is called."""
        ...

    def open(self) -> AbstractAsyncContextManager[Stroom | None]:
        """Its bytes; None when there are none after all. Raises GatewayError."""
        ...


Find = Callable[[Fetches, str], Awaitable[Download | None]]
"""The file behind an id, for the person of a context; None when there is none for them. Raises GatewayError."""


class DocumentEndpoint(Generic[Who]):
    """Asks `verify` who is there, lets `find` prove whose the file is, and passes it on. Ranges are not served."""

    def __init__(
        self,
        verify: Verify[Who],
        context: Callable[[Who, Deadline], Fetches],
        find: Find,
        deadline_ms: int,
        tempo: Tempo[Who] | None = None,
        logboek: Logboek[Who] | None = None,
    ) -> None:
        self._verify = verify
        self._context = context
        self._find_file = find
        self._deadline_ms = deadline_ms
        self._tempo: Tempo[Who] = tempo or Unhurried()
        self._logboek: Logboek[Who] = logboek or Unrecorded()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        try:
            with Presence(receive):
                await self._answer(scope, send)
        except ClientGone:
            return
        except Problem as problem:
            await problem.response()(scope, receive, send)
        except Exception as fault:  # the edge: nothing that goes wrong inside may show outside
            log_crash(fault)
            await Problem(INTERNE_FOUT).response()(scope, receive, send)

    async def _answer(self, scope: Scope, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise method_not_allowed("GET", "HEAD")
        download = await self._find(scope)
        if scope["method"] == "HEAD":
            await _head(download.bestand, None, send)
            await send({"type": "http.response.body"})
            return
        try:
            async with download.open() as stroom:
                if stroom is None:
                    raise Problem(NIET_GEVONDEN)
                first = await anext(stroom.brokken, b"")  # a bron that fails at once still gets its problem document
                await _head(download.bestand, stroom.omvang, send)
                await _pass_on(first, stroom.brokken, send)
        except GatewayError as fault:
            raise problem_of(fault) from None

    async def _find(self, scope: Scope) -> Download:
        """The file of this person. It stands in the processing log before a byte of it leaves. Raises Problem."""
        headers = dict(scope["headers"])
        admit(self._tempo.arrive(network_of(scope)))
        who = await identify(self._verify, scope, headers)
        admit(self._tempo.ask(who))
        admit(self._tempo.pay(who, POINTS))
        if not self._logboek.has_room:
            raise full()
        trace.current.set(trace.begin(headers.get(b"traceparent")))
        context = self._context(who, Deadline.after(self._deadline_ms))
        try:
            download = await self._find_file(context, scope["path"].removeprefix(PATH))
        except GatewayError as fault:
            keep(self._logboek, who, context, ok=True)
            raise problem_of(fault) from None
        keep(self._logboek, who, context, ok=True)
        if download is None:
            raise Problem(NIET_GEVONDEN)
        return download


def problem_of(fault: GatewayError) -> Problem:
    """A fault of asking as a problem document: its own code and sentence, and the HTTP status that fits."""
    if isinstance(fault, LevelTooLow):
        return stronger_login(fault)
    if isinstance(fault, Denied):
        return Problem(Kind(403, fault.code.value, fault.melding))
    if isinstance(fault, BronNotSupported) or not isinstance(fault, BronError):
        return Problem(NIET_GEVONDEN)
    wait_s = 1.0 if isinstance(fault, BronBusy) else fault.wacht_s
    status = 503 if wait_s is not None else 504 if isinstance(fault, BronTimeout) else 502
    headers = {} if wait_s is None else {"Retry-After": str(max(1, round(wait_s)))}
    return Problem(Kind(status, fault.code.value, fault.melding), headers=headers)


async def _head(bestand: Bestand, omvang: int | None, send: Send) -> None:
    headers = [
        (b"content-type", media_type(bestand.mediatype).encode()),
        (b"content-disposition", disposition(bestand.naam).encode("latin-1")),
        *_SAFE,
    ]
    if omvang is not None:
        headers.append((b"content-length", b"%d" % omvang))
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _pass_on(first: bytes, rest: AsyncIterator[bytes], send: Send) -> None:
    """Send the bytes, one piece at a time, each only when the client took the one before.

    When the bron stops halfway, or the client takes nothing, the answer is left unfinished: the server then breaks the
    connection, so that nobody takes half a file for a whole one.
    """
    try:
        await _send(first, send)
        async for piece in rest:
            await _send(piece, send)
    except (BronError, TimeoutError) as fault:
        code = fault.code.value if isinstance(fault, BronError) else "client is slow"
        log().warning("download_broken_off", code=code)
        return
    await send({"type": "http.response.body"})


async def _send(piece: bytes, send: Send) -> None:
    async with asyncio.timeout(SEND_S):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
