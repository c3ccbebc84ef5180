"""Single flight: who asks the same thing at the same moment waits for one answer.

A waiter that leaves does not take the others down; when the last one has left, the work is cancelled.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Flight(Generic[T]):
    def __init__(self, task: asyncio.Task[T]) -> None:
        self.task = task
        self.waiting = 0


class Flights(Generic[T]):
    """Work under way, by key. The key must carry the person: a flight is never shared between subjects."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, _Flight[T]] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    async def run(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The result of `work`, or of the same work already under way. Raises what the work raises."""
        flight = self._under_way.get(key)
        if flight is None:
            flight = _Flight(asyncio.ensure_future(_coroutine(work)))
            self._under_way[key] = flight
            flight.task.add_done_callback(lambda _: self._landed(key, flight))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                flight.task.cancel()
                self._landed(key, flight)

    def _landed(self, key: Hashable, flight: _Flight[T]) -> None:
        if self._under_way.get(key) is flight:
            del self._under_way[key]
        if flight.task.done() and not flight.task.cancelled():
            flight.task.exception()  # looked at, so that nobody warns of it when every waiter has left


async def _coroutine(work: Callable[[], Awaitable[T]]) -> T:
    return await work()
