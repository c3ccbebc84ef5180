"""The HTTP client of one bron: its own pool, one total deadline, a size cap, and errors that never tell an address.

What a bron gets is exactly the path and query that a connector gave. What comes back is read whole, as it was sent: no
redirects, no cookies, no compression, no proxy from the environment.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from types import SimpleNamespace
from typing import Self
from urllib.parse import quote, unquote

import aiohttp
from yarl import URL

from gateway import trace
from gateway.bronnen.call import Params, Response, Stroom
from gateway.bronnen.credentials import Credentials, credentials_of
from gateway.bronnen.tls import Tls
from gateway.bronnen.weigering import check_plain, check_status, credential_code, is_refused
from gateway.config import BronConfig
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronInvalid, BronRefused, BronTimeout, BronUnreachable

MAX_BYTES = 2_000_000
CONNECT_S = 2.0
KEEPALIVE_S = 30.0
IDLE_S = 20.0
LONGEST_STREAM_S = 900.0
CHUNK_BYTES = 65_536
_NO_DEADLINE = Deadline(float("inf"))
_NEVER_ROUND = 86_400.0  # aiohttp rounds timeouts above this many seconds up to whole ones
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*")
_FAULTS: tuple[tuple[type[BaseException], type[BronError], str], ...] = (
    (aiohttp.ConnectionTimeoutError, BronUnreachable, "no connection in time"),
    (TimeoutError, BronTimeout, "deadline"),
    (aiohttp.ClientSSLError, BronUnreachable, "TLS"),
    (aiohttp.ClientConnectorError, BronUnreachable, "no connection"),
    (aiohttp.ClientPayloadError, BronInvalid, "body cut off"),
    (aiohttp.ClientResponseError, BronInvalid, "not HTTP"),
    (aiohttp.ClientError, BronUnreachable, "connection lost"),
    (OSError, BronUnreachable, "connection lost"),
)
_LOST = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)


class _Stale(Exception):
    """The bron closed a connection from the pool just as we used it again."""


class _Attempt(SimpleNamespace):
    """What happened to one request: did it use a connection from the pool, did it leave, and did an answer begin?"""

    is_reused = False
    is_sent = False
    is_answered = False


class AiohttpTransport:
    """Sends requests to one bron. Open it in the event loop that uses it; `gelijktijdig` is the size of its pool."""

    def __init__(
        self,
        basis_url: str,
        credentials: Credentials | None = None,
        *,
        gelijktijdig: int = 20,
        tls: Tls | None = None,
    ) -> None:
        self._basis_url = basis_url.rstrip("/")
        self._credentials = credentials or Credentials()
        self._gelijktijdig = gelijktijdig
        self._tls = tls or Tls()
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    def of(cls, bron: BronConfig) -> Self:
        """The client of a bron as configured."""
        tls = Tls.of(bron)
        return cls(bron.basis_url, credentials_of(bron, tls), gelijktijdig=bron.gelijktijdig, tls=tls)

    async def open(self) -> None:
        """Make the pool, in the running event loop. No connection is made yet."""
        connector = aiohttp.TCPConnector(
            limit=self._gelijktijdig, limit_per_host=self._gelijktijdig, keepalive_timeout=KEEPALIVE_S,
            ssl=self._tls.context() if self._basis_url.startswith("https") else True,
        )  # fmt: skip
        self._session = aiohttp.ClientSession(
            connector=connector, trust_env=False, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False,
            skip_auto_headers=["Accept-Encoding"], headers={"User-Agent": "mijnservices-gateway"},
            trace_configs=[_tracing()],
        )  # fmt: skip
        # aiohttp would repeat a PUT or DELETE as well; the one repeat that is safe is made here.
        self._session._retry_connection = False

    async def close(self) -> None:
        """Close all connections; requests under way fail."""
        if self._session is not None:
            await self._session.close()
        await self._credentials.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A token about a person in the form that this bron takes. Raises BronNotSupported when it takes none."""
        return await self._credentials.mint(claims)

    async def send(
        self, method: str, path: str, *, params: Params, headers: Mapping[str, str],
        body: bytes | None, deadline: Deadline, subject: Subject,
    ) -> Response:  # fmt: skip
        """Send one request; see `Transport.send` for what it raises. Refused credentials are renewed once."""
        url = self._url(path, params)
        shown = await self._show(deadline, subject)
        answer = await self._exchange(method, url, _merge(headers, shown), body, deadline)
        if is_refused(answer) and self._credentials.refresh(shown, subject):
            shown = await self._show(deadline, subject)
            answer = await self._exchange(method, url, _merge(headers, shown), body, deadline)
        if is_refused(answer):
            raise BronRefused(f"status {answer.status} {credential_code(answer)}".strip())
        return answer

    async def _show(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        """The headers that say who we are. A connection that is made for them shows the client certificate of now."""
        self._tls.context()
        return await self._credentials.headers(deadline, subject)

    async def upload(
        self, method: str, path: str, *, headers: Mapping[str, str], brokken: AsyncIterator[bytes], omvang: int,
        deadline: Deadline, subject: Subject,
    ) -> Response:  # fmt: skip
        """Send bytes as they come; see `Transport.upload`."""
        shown = await self._show(deadline, subject)
        if self._session is None:
            raise RuntimeError("open the transport first")
        attempt = _Attempt()
        timeout = aiohttp.ClientTimeout(LONGEST_STREAM_S, CONNECT_S, IDLE_S, CONNECT_S, ceil_threshold=_NEVER_ROUND)
        sent = {**_merge(headers, shown), "Content-Length": str(omvang)}
        try:
            async with self._session.request(
                method, self._url(path, {}), headers=sent, data=brokken, allow_redirects=False, timeout=timeout,
                trace_request_ctx=attempt,
            ) as answer:  # fmt: skip
                found = await _read(answer)
        except BronError as refused:
            fault = refused
        except (aiohttp.ClientError, OSError) as error:
            fault = _fault_of(error, _NO_DEADLINE)
        else:
            if is_refused(found):
                raise BronRefused(f"status {found.status} {credential_code(found)}".strip())
            return found
        fault.was_sent = attempt.is_sent
        raise fault

    @asynccontextmanager
    async def stream(
        self, path: str, *, params: Params, headers: Mapping[str, str], deadline: Deadline, subject: Subject
    ) -> AsyncIterator[Stroom]:
        """Open the bytes at a path; see `Transport.stream`. Refused credentials are renewed once."""
        url = self._url(path, params)
        shown = await self._show(deadline, subject)
        async with AsyncExitStack() as held:
            answer = await self._begin(held, url, _merge(headers, shown), deadline)
            if answer.status in (401, 403) and self._credentials.refresh(shown, subject):
                shown = await self._show(deadline, subject)
                answer = await self._begin(held, url, _merge(headers, shown), deadline)
            if answer.status in (401, 403):
                raise BronRefused(f"status {answer.status}")
            check_status(answer.status, answer.headers)
            check_plain(answer.headers)
            yield Stroom(answer.status, answer.content_length, _chunks(answer))

    async def _begin(
        self, held: AsyncExitStack, url: URL, headers: Mapping[str, str], deadline: Deadline
    ) -> aiohttp.ClientResponse:
        """The head of an answer, within the deadline; its body may take as long as bytes keep coming."""
        try:
            return await self._head(held, url, headers, deadline)
        except _Stale:
            pass  # as for `_exchange`
        return await self._head(held, url, headers, deadline, is_repeat=True)

    async def _head(
        self, held: AsyncExitStack, url: URL, headers: Mapping[str, str], deadline: Deadline, *, is_repeat: bool = False
    ) -> aiohttp.ClientResponse:
        if self._session is None:
            raise RuntimeError("open the transport first")
        attempt = _Attempt()
        timeout = aiohttp.ClientTimeout(LONGEST_STREAM_S, CONNECT_S, IDLE_S, CONNECT_S, ceil_threshold=_NEVER_ROUND)
        try:
            async with asyncio.timeout(deadline.left_s()):
                request = self._session.get(
                    url, headers=headers, allow_redirects=False, timeout=timeout, trace_request_ctx=attempt
                )
                return await held.enter_async_context(request)
        except (aiohttp.ClientError, OSError) as error:
            is_stale = isinstance(error, _LOST) and attempt.is_reused
            fault = _fault_of(error, deadline)
        raise _Stale if is_stale and not is_repeat else fault

    def _url(self, path: str, params: Params) -> URL:
        """The exact address. Raises BronInvalid for a path that a server could read in another way."""
        if not _PATH.fullmatch(path) or any(unquote(part) in (".", "..") for part in path.split("/")):
            raise BronInvalid("not a plain path")
        query = "&".join(f"{quote(name, safe='')}={quote(_text(value), safe='')}" for name, value in params.items())
        return URL(f"{self._basis_url}{path}{'?' if query else ''}{query}", encoded=True)

    async def _exchange(
        self, method: str, url: URL, headers: Mapping[str, str], body: bytes | None, deadline: Deadline
    ) -> Response:
        try:
            return await self._once(method, url, headers, body, deadline)
        except _Stale:
            pass  # nothing was answered, and reading twice does no harm
        return await self._once(method, url, headers, body, deadline, is_repeat=True)

    async def _once(
        self, method: str, url: URL, headers: Mapping[str, str], body: bytes | None, deadline: Deadline,
        *, is_repeat: bool = False,
    ) -> Response:  # fmt: skip
        if self._session is None:
            raise RuntimeError("open the transport first")
        left_s = deadline.left_s()
        if left_s <= 0:
            raise BronTimeout("no time left")
        attempt = _Attempt()
        timeout = aiohttp.ClientTimeout(left_s, connect=CONNECT_S, sock_connect=CONNECT_S, ceil_threshold=_NEVER_ROUND)
        try:
            async with self._session.request(
                method, url, headers=headers, data=body, allow_redirects=False, timeout=timeout,
                trace_request_ctx=attempt,
            ) as answer:  # fmt: skip
                attempt.is_answered = True
                return await _read(answer)
        except BronError as refused:
            fault, is_stale = refused, False
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            is_stale = isinstance(error, _LOST) and attempt.is_reused and not attempt.is_answered
            fault = _fault_of(error, deadline)
        fault.was_sent = attempt.is_sent
        # Raised here, outside the except block, so that no trace of the address hangs on the error.
        raise _Stale if is_stale and method == "GET" and not is_repeat else fault


def _tracing() -> aiohttp.TraceConfig:
    tracing = aiohttp.TraceConfig()

    async def reused(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        context.trace_request_ctx.is_reused = True

    async def sent(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
        context.trace_request_ctx.is_sent = True

    tracing.on_connection_reuseconn.append(reused)
    tracing.on_request_headers_sent.append(sent)
    return tracing


async def _chunks(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """The bytes as they come, at most `CHUNK_BYTES` at a time: no more is read than somebody takes."""
    fault = None
    try:
        async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
            yield chunk
    except (aiohttp.ClientError, OSError) as error:
        fault = (
            BronTimeout("the stream fell still") if isinstance(error, TimeoutError) else _fault_of(error, _NO_DEADLINE)
        )
    if fault is not None:
        raise fault


async def _read(answer: aiohttp.ClientResponse) -> Response:
    """The answer, whole. Raises for the statuses and forms that no connector ever gets."""
    check_status(answer.status, answer.headers)
    check_plain(answer.headers)
    if (answer.content_length or 0) > MAX_BYTES:
        raise BronInvalid("too large")
    chunks, size = [], 0
    async for chunk in answer.content.iter_any():
        size += len(chunk)
        if size > MAX_BYTES:
            raise BronInvalid("too large")
        chunks.append(chunk)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Response(answer.status, headers, b"".join(chunks))


def _merge(headers: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, str]:
    accept = {} if any(name.lower() == "accept" for name in headers) else {"Accept": "application/json"}
    place = trace.current.get()
    chain = {"traceparent": place.traceparent} if place is not None else {}
    return {**accept, **chain, **headers, **shown}


def _fault_of(error: BaseException, deadline: Deadline) -> BronError:
    if isinstance(error, TimeoutError) and deadline.left_s() <= 0:
        return BronTimeout("deadline")
    return next(fault(text) for kind, fault, text in _FAULTS if isinstance(error, kind))


def _text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
