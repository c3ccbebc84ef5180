"""Answers kept in the process: typed views of one person, for a short time, at most so many.

A key always carries the person's keyed hash, so what is kept can be found by that person alone. Failures are not kept.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from gateway.bronnen.flight import Flights
from gateway.errors import BronError

T = TypeVar("T")
LONGEST_S = 1_800
"""No bron may set `verouderd_s` higher."""
SWEEP_S = 60


class Key(NamedTuple):
    """What an answer depends on. `person` is Subject.sleutel, `shape` the selected fields that change the fetch."""

    tenant: str
    bron: str
    source: str
    person: bytes
    native: str
    shape: frozenset[str]


@dataclass(slots=True)
class Kept:
    """An answer of a bron: its value, when it was fetched, how long that took, and what was left out of it.

    `at_s`: the moment before it was asked for. `sound_s`: until when nothing is known to have changed in what it is about;
    `Forgotten` alone moves it. `memos`: answers to clients that were made of it; they go when it goes.
    """

    value: object
    fetched_at: datetime
    at_s: float
    duur_s: float
    dropped: int = 0
    sound_s: float = field(default=float("-inf"), compare=False, repr=False)
    memos: dict[object, object] | None = field(default=None, compare=False, repr=False)

    def age_s(self) -> float:
        """Seconds since it was fetched."""
        return time.monotonic() - self.at_s


class Views:
    """The answers asked for last, at most `size` of them."""

    def __init__(self, *, size: int = 20_000) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key, *, max_age_s: float) -> Kept | None:
        """A kept answer not older than `max_age_s` seconds."""
        kept = self._kept.get(key)
        if kept is None or kept.age_s() >= max_age_s:
            return None
        self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keep an answer, unless a newer one is kept, and let the one asked for longest ago go when there are too many."""
        known = self._kept.get(key)
        if known is not None and known.at_s > kept.at_s:
            return
        self._kept[key] = kept
        self._kept.move_to_end(key)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def drop(self, person: bytes) -> None:
        """Let go of everything that is kept for a person."""
        for key in [key for key in self._kept if key.person == person]:
            del self._kept[key]

    def sweep(self) -> int:
        """Let go of what is too old to be shown at all. How many answers that were."""
        old = [key for key, kept in self._kept.items() if kept.age_s() > LONGEST_S]
        for key in old:
            del self._kept[key]
        return len(old)

    async def keep_clean(self) -> None:
        """Sweep, again and again: nothing of a person stays because nobody asks for it any more."""
        while True:
            await asyncio.sleep(SWEEP_S)
            self.sweep()


class SharedViews:
    """What is the same for everybody at one bron, such as a catalogue. Never holds anything about a person.

    A load that fails keeps what was there: definitive types do not change.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, object]] = {}
        self._flights: Flights[object] = Flights()
        self._changed_s = float("-inf")

    def forget(self) -> None:
        """Something changed: everything is loaded again when it is asked for. Until that works, what was there is used."""
        self._changed_s = time.monotonic()

    async def get(self, key: str, load: Callable[[], Awaitable[T]], *, versheid_s: float) -> T:
        """The kept value, loaded again when it is older than `versheid_s` seconds; see `call.Shared`."""
        known = self._kept.get(key)
        if known is not None and known[0] > self._changed_s and time.monotonic() - known[0] < versheid_s:
            return known[1]  # type: ignore[return-value]  # the key names the type
        started = time.monotonic()
        try:
            value = await self._flights.run(f"{key} {self._changed_s}", load)
        except BronError:
            if known is None:
                raise
            return known[1]  # type: ignore[return-value]  # the key names the type
        self._kept[key] = (started, value)
        return value  # type: ignore[return-value]  # the key names the type
