"""Asking again, and leaving alone: at most one retry a call within a budget, and the rest that a bron asked for.

A bron in trouble gets hardly more calls than it would have had: retries are at most a tenth of what was asked of it.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from gateway.context import Deadline
from gateway.errors import BronPaused, BronUnreachable

T = TypeVar("T")
SHARE = 0.1
WINDOW_S = 10
LEAST_S = 0.2
JITTER_S = 0.02
LONGEST_PAUSE_S = 60.0
DEFAULT_PAUSE_S = 5.0


@dataclass(slots=True)
class _Second:
    at: int
    calls: int = 0
    retries: int = 0


class RetryBudget:
    """The retries of one bron: at most `SHARE` of its calls in the last `WINDOW_S` seconds.

    So a bron that is hardly asked is not asked again either. `now` gives monotonic seconds.
    """

    def __init__(self, *, now: Callable[[], float] = time.monotonic, jitter_s: float = JITTER_S) -> None:
        self._now = now
        self._jitter_s = jitter_s
        self._seconds: deque[_Second] = deque()

    async def run(self, ask: Callable[[], Awaitable[T]], *, is_idempotent: bool, deadline: Deadline) -> T:
        """The answer of `ask`, which may be called a second time when nothing came back the first.

        Asks once when it is not idempotent (RFC 9110, 9.2.2), with less than `LEAST_S` seconds left, or without budget.
        """
        self._second().calls += 1
        try:
            return await ask()
        except BronUnreachable:
            if not is_idempotent or deadline.left_s() < LEAST_S + self._jitter_s or not self._take():
                raise
        await asyncio.sleep(random.uniform(0, self._jitter_s))  # noqa: S311  # spreads load, no secret
        return await ask()

    def _take(self) -> bool:
        """Take one retry from the budget, if it has one."""
        second = self._second()
        calls = sum(one.calls for one in self._seconds)
        retries = sum(one.retries for one in self._seconds)
        if retries + 1 > SHARE * calls:
            return False
        second.retries += 1
        return True

    def _second(self) -> _Second:
        """The count of this second, after those out of the window are gone."""
        at = int(self._now())
        while self._seconds and self._seconds[0].at <= at - WINDOW_S:
            self._seconds.popleft()
        if not self._seconds or self._seconds[-1].at != at:
            self._seconds.append(_Second(at))
        return self._seconds[-1]


class Pause:
    """The rest a bron asked for with Retry-After (RFC 9110, 10.2.3): until it is over nobody asks it anything."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until_s = 0.0

    def wacht_s(self) -> float | None:
        """Seconds left; None when there is no pause."""
        left_s = self._until_s - self._now()
        return left_s if left_s > 0 else None

    def check(self) -> None:
        """Raises BronPaused with the seconds left while the bron rests."""
        wacht_s = self.wacht_s()
        if wacht_s is not None:
            raise BronPaused("resting", wacht_s=wacht_s)

    def note(self, fault: BronPaused) -> None:
        """Rest as long as the bron says, at most a minute; a shorter wish never ends a longer one."""
        wacht_s = DEFAULT_PAUSE_S if fault.wacht_s is None else fault.wacht_s
        self._until_s = max(self._until_s, self._now() + min(wacht_s, LONGEST_PAUSE_S))
