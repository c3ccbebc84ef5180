"""Between the fetch path and the second cache: questions of the same moment go in one round trip, and keeping waits for
nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.l2.level import SecondLevel

MAX_UNDER_WAY = 500
WRITERS = 8


class Courier:
    """Carries answers to and from the second cache. What one caller asked for is given to no other."""

    def __init__(self, level: SecondLevel) -> None:
        self.level = level
        self._waiting: dict[Key, list[asyncio.Future[Kept | None]]] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self._writers = asyncio.Semaphore(WRITERS)  # so that a burst of answers leaves connections for questions

    async def get(self, key: Key) -> Kept | None:
        """The answer kept under a key; see `SecondLevel.get_many`."""
        if not self._waiting:
            self._start(self._fetch())
        future: asyncio.Future[Kept | None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(future)
        return await future

    def keep(self, key: Key, kept: Kept, *, keep_s: float) -> None:
        """Keep an answer, soon. Lets it go when very much is under way: then the server is slow."""
        if len(self._under_way) < MAX_UNDER_WAY:
            self._start(self._put(key, kept, keep_s))

    async def forget(self, tenant: str, bron: str, person: bytes) -> None:
        """Drop all that a person has at a bron; see `SecondLevel.forget`. What could not be done now is done later."""
        await self.level.forget(tenant, bron, person)

    async def close(self) -> None:
        """Finish what is under way, which is a matter of a tenth of a second, and close."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)
        await self.level.close()

    async def _put(self, key: Key, kept: Kept, keep_s: float) -> None:
        async with self._writers:
            await self.level.put(key, kept, keep_s=keep_s)

    async def _fetch(self) -> None:
        """Runs in the turn of the loop after the first question, so with all that were asked together with it."""
        waiting, self._waiting = self._waiting, {}
        try:
            found = await self.level.get_many(list(waiting))
            for futures, kept in zip(waiting.values(), found, strict=True):
                _answer(futures, kept)
        finally:
            for futures in waiting.values():
                _answer(futures, None)  # who is not answered yet, when this was cut short, has a miss

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _answer(futures: list[asyncio.Future[Kept | None]], kept: Kept | None) -> None:
    for future in futures:
        if not future.done():
            future.set_result(kept)
