"""The Valkey or Redis server behind the second cache: bytes by name, an answer within a tenth of a second, or none.

aiocache keeps the connections and reads; a breaker for reading and one for writing (a server may be full, or a replica)
make a server that is down cost nothing.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from aiocache import RedisCache  # type: ignore[import-untyped]  # has no types
from aiocache.serializers import NullSerializer  # type: ignore[import-untyped]  # has no types
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from gateway.bronnen.breaker import Breaker, Rules, Stand
from gateway.errors import BronCircuitOpen, BronUnreachable
from gateway.telemetry import log

T = TypeVar("T")
ASK_S = 0.06
SURE_S = 0.5
"""For what has to be certain, such as whether a change was made: then waiting is better than not knowing."""
CONNECTIONS = 50
PORT = 6379
CONNECT_S = 1.0
_VALUE = b"v"
PAGE = 2_000
PLAIN, TLS = ("redis", "valkey"), ("rediss", "valkeys")
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
_RULES = Rules(window=4, minimum=2, open_s=2.0, probes=1)


class Server:
    """One server. Makes no connection before it is asked, and never raises for what the server does.

    `url`: `redis://` or `valkey://`, with TLS `rediss://` or `valkeys://`; user and database may stand in it. `ca_bestand`:
    the CA to trust instead of the system's; `certificaat`: files of our own certificate and its key.
    """

    def __init__(
        self, url: str, *, password: str | None = None, ca_bestand: str | None = None,
        certificaat: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        self._backend = _backend(url, password, _tls(ca_bestand, certificaat) if urlsplit(url).scheme in TLS else {})
        self._client: Redis = self._backend.client
        self._reading = Breaker("l2 lezen", _RULES)
        self._writing = Breaker("l2 schrijven", _RULES)
        self._sure = Breaker("l2 zeker", _RULES)

    @property
    def is_reachable(self) -> bool:
        """Did reading go well lately?"""
        return self._reading.stand is Stand.DICHT

    async def read(self, names: Sequence[str]) -> Sequence[bytes | None]:
        """What is kept under these names, in one go; None for what is not, and for all when the server does not answer."""
        found: Sequence[bytes | None] | None = await self._ask(
            self._reading, lambda: self._backend.multi_get(names, timeout=0)
        )
        return found or [None] * len(names)

    async def write(self, name: str, value: bytes, *, keep_s: float, index: str, index_s: float) -> None:
        """Keep a value for `keep_s` seconds, and its name in the index, which lives `index_s` seconds from now."""

        async def work() -> None:
            async with self._client.pipeline(transaction=False) as pipeline:
                pipeline.set(name, value, px=max(1, round(keep_s * 1000)))
                pipeline.sadd(index, name)
                pipeline.pexpire(index, round(index_s * 1000))
                await pipeline.execute()

        await self._ask(self._writing, work)

    async def add(self, name: str, amount: int, *, keep_s: float) -> int | None:
        """Add to a count that lives `keep_s` seconds from now, and give its new value; None when there is no answer."""

        async def work() -> int:
            async with self._client.pipeline(transaction=False) as pipeline:
                pipeline.incrby(name, amount)
                pipeline.pexpire(name, round(keep_s * 1000))
                total, _ = await pipeline.execute()
                return int(total)

        return await self._ask(self._writing, work)

    async def append(self, stream: str, value: bytes, *, most: int, keep_s: float) -> str | None:
        """Put a value at the end of a stream of about `most` entries; its id, or None when the server did not take it."""

        async def work() -> str:
            async with self._client.pipeline(transaction=False) as pipeline:
                pipeline.xadd(stream, {_VALUE: value}, maxlen=most, approximate=True)
                pipeline.pexpire(stream, round(keep_s * 1000))
                entry, _ = await pipeline.execute()
                return bytes(entry).decode("ascii")

        return await self._ask(self._writing, work)

    async def tail(self, stream: str, after: str, *, most: int, wait_s: float) -> list[tuple[str, bytes]] | None:
        """The entries after this id, waited for during `wait_s` seconds; None when the server does not answer."""
        try:
            async with asyncio.timeout(wait_s + CONNECT_S):
                found: Any = await self._client.xread({stream: after}, count=most, block=max(1, round(wait_s * 1000)))
        except (RedisError, OSError) as fault:  # TimeoutError is an OSError
            log().warning("l2_unanswered", breaker="l2 volgen", kind=type(fault).__name__)
            return None
        return [(bytes(entry).decode("ascii"), fields.get(_VALUE, b"")) for entry, fields in _entries(found)]

    async def purge(self, index: str) -> bool:
        """Drop all values whose names stand in the index. Did the server say it was done?"""

        async def work() -> bool:
            names = await self._client.smembers(index)
            await self._client.unlink(index, *names)
            return True

        return bool(await self._ask(self._writing, work))

    async def fetch(self, name: str) -> bytes | None:
        """What is kept under a name, empty for nothing; None when the server does not answer."""

        async def work() -> bytes:
            found: Any = await self._client.get(name)  # Any: the client may be set to decode, ours is not
            return found or b""

        return await self._ask(self._sure, work, SURE_S)

    async def put(self, name: str, value: bytes, *, keep_s: float) -> bool | None:
        """Keep a value. True when the server says so; None when it does not answer."""

        async def work() -> bool:
            return bool(await self._client.set(name, value, px=max(1, round(keep_s * 1000))))

        return await self._ask(self._sure, work, SURE_S)

    async def drop(self, names: Sequence[str]) -> bool | None:
        """Forget these values. None when the server does not answer."""

        async def work() -> bool:
            await self._client.unlink(*names)
            return True

        return await self._ask(self._sure, work, SURE_S)

    async def claim(self, name: str, token: bytes, *, lease_s: float) -> bool | None:
        """Take a place that nobody has, for so many seconds at most. None when the server does not answer."""

        async def work() -> bool:
            return bool(await self._client.set(name, token, nx=True, px=max(1, round(lease_s * 1000))))

        return await self._ask(self._sure, work, SURE_S)

    async def release(self, name: str, token: bytes) -> None:
        """Give a place back, if it is still ours. When that fails it comes free when its time is over."""

        async def work() -> None:
            await self._client.eval(_RELEASE, 1, name, token)

        await self._ask(self._sure, work, SURE_S)

    async def pin(self, name: str, member: bytes, *, at_s: float, keep_s: float) -> bool:
        """Put something on a list in order of time, and take off what is older than `keep_s` seconds. Was it done?"""

        async def work() -> bool:
            async with self._client.pipeline(transaction=False) as pipeline:
                pipeline.zadd(name, {member: at_s})
                pipeline.zremrangebyscore(name, "-inf", at_s - keep_s)
                pipeline.pexpire(name, round(keep_s * 1000))
                await pipeline.execute()
                return True

        return bool(await self._ask(self._writing, work))

    async def since(self, name: str, at_s: float) -> list[bytes] | None:
        """What was put on a list since a moment, the oldest first; None when the server does not answer."""
        found: list[bytes] = []
        while True:
            page = await self._page(name, at_s, len(found))
            if page is None:
                return None
            found += page
            if len(page) < PAGE:
                return found

    async def _page(self, name: str, at_s: float, start: int) -> list[bytes] | None:
        async def work() -> list[bytes]:
            members = await self._client.zrangebyscore(name, at_s, "+inf", start=start, num=PAGE)
            return [member for member in members if isinstance(member, bytes)]

        return await self._ask(self._reading, work)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, breaker: Breaker, work: Callable[[], Awaitable[T]], within_s: float = ASK_S) -> T | None:
        """What the server answers; None when it does not, or is left alone."""
        try:
            with breaker.attempt():
                return await _in_time(work, within_s)
        except BronCircuitOpen:
            return None
        except BronUnreachable as fault:
            log().warning("l2_unanswered", breaker=breaker.naam, kind=str(fault))
            return None


def _entries(found: Any) -> list[tuple[bytes, dict[bytes, bytes]]]:
    """The entries of the one stream that was asked, in whichever form the protocol gives them (RESP2 a list, RESP3 a map)."""
    if isinstance(found, dict):
        return [entry for part in found.values() for entry in part[0]]
    return found[0][1] if found else []


async def _in_time(work: Callable[[], Awaitable[T]], within_s: float) -> T:
    """The answer within so many seconds; raises BronUnreachable for every way in which there is none."""
    try:
        async with asyncio.timeout(within_s):
            return await work()
    except (RedisError, OSError) as fault:  # TimeoutError is an OSError
        raise BronUnreachable(type(fault).__name__) from None


def _backend(url: str, password: str | None, tls: dict[str, object]) -> Any:  # Any: aiocache has no types
    """aiocache's backend: bytes in and out, no repeats of its own, and no more connections than we count on."""
    parts = urlsplit(url)
    if parts.scheme not in (*PLAIN, *TLS) or not parts.hostname:
        raise ValueError(f"the address must begin with {', '.join(f'{scheme}://' for scheme in (*PLAIN, *TLS))}")
    options = {
        "username": unquote(parts.username) if parts.username else None,
        "retry": Retry(NoBackoff(), 0), "timeout": ASK_S, **tls,
        # No time limits inside ours: redis-py keeps them with asyncio.wait_for, which in Python 3.11 can swallow the
        # cancellation that our own limit is (python/cpython#86296), and then waits without any.
        "socket_timeout": None,
    }  # fmt: skip
    return RedisCache(
        endpoint=parts.hostname, port=parts.port or PORT, db=int(parts.path.strip("/") or 0), ssl=bool(tls),
        password=password, serializer=NullSerializer(encoding=None), create_connection_timeout=ASK_S,
        pool_max_size=CONNECTIONS, connection_pool_class=BlockingConnectionPool, connection_pool_kwargs=options,
    )  # fmt: skip


def _tls(ca_bestand: str | None, certificaat: tuple[str, str] | None) -> dict[str, object]:
    """TLS 1.2 or newer, with the name of the server checked."""
    certfile, keyfile = certificaat or (None, None)
    return {
        "ssl_ca_certs": ca_bestand, "ssl_certfile": certfile, "ssl_keyfile": keyfile, "ssl_check_hostname": True,
        "ssl_cert_reqs": "required", "ssl_min_version": ssl.TLSVersion.TLSv1_2,
    }  # fmt: skip
