"""Where it is remembered which changes were made, and who holds one right now; here, in the process itself."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from gateway.context import Deadline

MAX_REMEMBERED = 200_000


class Bezet(Exception):
    """Somebody else holds this, and did not let go before the deadline."""


class BewaringOnbereikbaar(Exception):
    """What workers share cannot be reached, so nobody can say whether a change was made already."""


class Bewaring(Protocol):
    """Values by name for a while, and places that one holds at a time. A name is a list of parts, never shown as it is."""

    async def read(self, name: bytes) -> bytes | None:
        """The value; None when there is none. Raises BewaringOnbereikbaar."""
        ...

    async def write(self, name: bytes, value: bytes, *, keep_s: float) -> None:
        """Keep a value for so many seconds. Raises BewaringOnbereikbaar when that is not certain."""
        ...

    async def drop(self, name: bytes) -> None:
        """Forget a value. Raises BewaringOnbereikbaar."""
        ...

    def hold(self, name: bytes, deadline: Deadline) -> AbstractAsyncContextManager[None]:
        """Hold a place, waiting for it if need be. Raises Bezet and BewaringOnbereikbaar."""
        ...


class Geheugen:
    """Remembers in the process: enough for one worker, and gone when it stops."""

    def __init__(self, *, most: int = MAX_REMEMBERED) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()
        self._places = Places()

    async def read(self, name: bytes) -> bytes | None:
        """See Bewaring."""
        until_s, value = self._kept.get(name, (0.0, b""))
        return value if until_s > time.monotonic() else None

    async def write(self, name: bytes, value: bytes, *, keep_s: float) -> None:
        """See Bewaring."""
        self._kept.pop(name, None)
        self._kept[name] = (time.monotonic() + keep_s, value)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    async def drop(self, name: bytes) -> None:
        """See Bewaring."""
        self._kept.pop(name, None)

    def hold(self, name: bytes, deadline: Deadline) -> AbstractAsyncContextManager[None]:
        """See Bewaring."""
        return self._places.hold(name, deadline)


class Places:
    """Places in this process, each held by one at a time."""

    def __init__(self) -> None:
        self._locks: dict[bytes, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def hold(self, name: bytes, deadline: Deadline) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(name, (asyncio.Lock(), 0))
        self._locks[name] = (lock, waiting + 1)
        try:
            try:
                async with asyncio.timeout(deadline.left_s()):
                    await lock.acquire()
            except TimeoutError:
                raise Bezet from None
            try:
                yield
            finally:
                lock.release()
        finally:
            _, waiting = self._locks[name]
            if waiting == 1:
                del self._locks[name]
            else:
                self._locks[name] = (lock, waiting - 1)
