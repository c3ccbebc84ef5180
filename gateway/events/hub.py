"""Where all changes come together in a worker: they are spread to the others, make answers old, and wake those they concern.

With a shared Valkey every worker hears every change in the same order and under the same id; without it, only its own.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from gateway.bronnen.forgotten import LONGEST_S, Change, Forgotten
from gateway.bronnen.registry import Registry

MOST_KEPT = 10_000
AGAIN_S = 1.0
Mark = tuple[int, int]
"""The id of a change: its moment in milliseconds since 1970, and a number within it."""


class Stream(Protocol):
    """How changes reach the other workers; see `l2.stream.ChangeStream`."""

    async def tell(self, change: Change) -> str | None:
        """Tell a change; its id, or None when it could not be told."""
        ...

    async def follow(
        self, heard: Callable[[str, Change, float | None], None], *, caught_up: Callable[[bool], None]
    ) -> None:
        """Hear all changes, for ever."""
        ...


class Listener(Protocol):
    """Somebody who waits for changes."""

    def hear(self, mark: Mark, change: Change) -> None:
        """A change that is about one of the tags it gave. Returns at once."""
        ...


class Hub:
    """The changes of the last half hour, at most `MOST_KEPT`, and who waits for which.

    A listener waits under tags: `(bron, native id)` for an item, the keyed hash of a number for what becomes that person's.
    """

    def __init__(self, forgotten: Forgotten, registry: Callable[[], Registry], stream: Stream | None = None) -> None:
        self._forgotten = forgotten
        self._registry = registry
        self._stream = stream
        self._history: deque[tuple[Mark, Change]] = deque()
        self._untold: deque[Change] = deque(maxlen=MOST_KEPT if stream is not None else 0)
        self._listeners: dict[Tag, set[Listener]] = {}
        self._last = self._since = _now()
        self.ready = asyncio.Event()
        if stream is None:
            self.ready.set()

    async def run(self) -> None:
        """Follow what the other workers tell; for ever. `ready` is set when what they told before is known, or cannot be."""
        if self._stream is not None:
            await asyncio.gather(
                self._stream.follow(self._heard, caught_up=self._caught_up), self._tell_later(self._stream)
            )

    async def spread(self, change: Change) -> None:
        """Pass a change that this worker has noted on to all who wait for it, here and at the others."""
        self._forget_shared(change)
        entry = await self._stream.tell(change) if self._stream is not None else None
        if entry is None:
            self._untold.append(change)
            self._pass_on(self._next(), change)

    def listen(self, listener: Listener, tags: Iterable[Tag]) -> None:
        """From now on this listener hears what is about these tags, beside those it gave before."""
        for tag in tags:
            self._listeners.setdefault(tag, set()).add(listener)

    def leave(self, listener: Listener, tags: Iterable[Tag]) -> None:
        """This listener no longer hears what is about these tags."""
        for tag in tags:
            waiting = self._listeners.get(tag)
            if waiting is not None:
                waiting.discard(listener)
                if not waiting:
                    del self._listeners[tag]

    @property
    def last(self) -> Mark:
        """The id of the last change that was heard."""
        return self._last

    def since(self, mark: Mark) -> list[tuple[Mark, Change]] | None:
        """All changes after this one, in order; None when that is longer ago than what is remembered."""
        if mark < self._since:
            return None
        return [(known, change) for known, change in self._history if known > mark]

    async def _tell_later(self, stream: Stream) -> None:
        """What the server did not take is offered again until it does."""
        while True:
            await asyncio.sleep(AGAIN_S)
            while self._untold and await stream.tell(self._untold[0]) is not None:
                self._untold.popleft()

    def _caught_up(self, is_complete: bool) -> None:
        if is_complete:
            self._since = _at_most_ago(self._since)
        self.ready.set()

    def _heard(self, entry: str, change: Change, told_s: float | None) -> None:
        if told_s is not None:  # of another worker
            self._forgotten.note(change, told_s)
            self._forget_shared(change)
        moment, _, number = entry.partition("-")
        self._pass_on((int(moment), int(number)), change)

    def _forget_shared(self, change: Change) -> None:
        live = self._registry().bronnen.get(change.bron) if change.is_shared else None
        if live is not None:
            live.shared.forget()

    def _pass_on(self, mark: Mark, change: Change) -> None:
        self._last = max(self._last, mark)
        self._history.append((mark, change))
        self._drop_old()
        for listener in {one for tag in tags_of(change) for one in self._listeners.get(tag, ())}:
            listener.hear(mark, change)

    def _drop_old(self) -> None:
        oldest = _at_most_ago(self._last)
        while self._history and (self._history[0][0] < oldest or len(self._history) > MOST_KEPT):
            self._since, _ = self._history.popleft()

    def _next(self) -> Mark:
        now = _now()
        return now if now > self._last else (self._last[0], self._last[1] + 1)


Tag = bytes | tuple[str, str]


def tags_of(change: Change) -> Iterator[Tag]:
    """What a listener must wait for to hear of a change. What is about nobody in particular wakes nobody."""
    yield from ((change.bron, native) for native in change.natives)
    yield from change.persons


def _at_most_ago(mark: Mark) -> Mark:
    return mark[0] - int(LONGEST_S * 1000), 0


def _now() -> Mark:
    return int(time.time() * 1000), 0
