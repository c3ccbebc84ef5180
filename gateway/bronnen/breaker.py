"""The breaker of one bron: when half of its calls fail, nobody asks it for a while, and then a few try first.

Only silence counts against a bron: no answer in time, or none at all. An answer we cannot use is still a sign of life,
and what we did ourselves (no place, a pause, a caller that left) says nothing about the bron.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from gateway.errors import BronBusy, BronCircuitOpen, BronInvalid, BronRefused, BronTimeout, BronUnreachable
from gateway.telemetry import log

PROBE_WAIT_S = 1.0
"""What we tell who comes while probes are under way: nobody knows when those are done."""


class Stand(Enum):
    """What a breaker does with a call: let it through, refuse it, or let a few through to try."""

    DICHT = "DICHT"
    OPEN = "OPEN"
    PROEF = "PROEF"


@dataclass(frozen=True, slots=True)
class Rules:
    """When to open: `share` of the last `window` calls failed, of at least `minimum`. `open_s` seconds of rest follow,
    then `probes` calls that must all succeed."""

    window: int = 20
    minimum: int = 10
    share: float = 0.5
    open_s: float = 10.0
    probes: int = 3


class Breaker:
    """Knows whether one bron may be asked now. `now` gives monotonic seconds."""

    def __init__(self, naam: str, rules: Rules = Rules(), *, now: Callable[[], float] = time.monotonic) -> None:
        self.naam = naam
        self._rules = rules
        self._now = now
        self._failed: deque[bool] = deque(maxlen=rules.window)
        self._opened_at: float | None = None
        self._turn = 0
        self._probing = 0
        self._passed = 0

    @property
    def stand(self) -> Stand:
        """Closed (all is well), open, or trying."""
        if self._opened_at is None:
            return Stand.DICHT
        return Stand.OPEN if self._rest_s(self._opened_at) > 0 else Stand.PROEF

    def wacht_s(self) -> float | None:
        """Seconds until a call may get through; None when one may now. Changes nothing, so it may be asked freely."""
        if self._opened_at is None:
            return None
        rest_s = self._rest_s(self._opened_at)
        if rest_s > 0:
            return rest_s
        return PROBE_WAIT_S if self._probing + self._passed >= self._rules.probes else None

    def before(self) -> int:
        """Leave to make one call; hand the number to `record` when it is over. Raises BronCircuitOpen."""
        wacht_s = self.wacht_s()
        if wacht_s is not None:
            raise BronCircuitOpen("breaker is open", wacht_s=wacht_s)
        if self._opened_at is not None:
            self._probing += 1
        return self._turn

    def record(self, fault: BaseException | None, turn: int) -> None:
        """How the call went that `before` gave this turn for. A call from before the last change says nothing any more."""
        if turn != self._turn:
            return
        failed = _has_failed(fault)
        if self._opened_at is not None:
            self._probed(failed)
        elif failed is not None:
            self._failed.append(failed)
            if failed and self._is_too_much():
                self._open()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """One call: `before` and `record` around a block, however it ends. Raises BronCircuitOpen."""
        turn = self.before()
        try:
            yield
        except BaseException as fault:
            self.record(fault, turn)
            raise
        self.record(None, turn)

    def _rest_s(self, opened_at: float) -> float:
        return opened_at + self._rules.open_s - self._now()

    def _is_too_much(self) -> bool:
        calls = len(self._failed)
        return calls >= self._rules.minimum and sum(self._failed) >= self._rules.share * calls

    def _probed(self, failed: bool | None) -> None:
        self._probing -= 1
        if failed:
            self._open()
        elif failed is not None:
            self._passed += 1
            if self._passed >= self._rules.probes:
                self._close()

    def _open(self) -> None:
        log().warning("breaker_open", bron=self.naam, open_s=self._rules.open_s)
        self._opened_at = self._now()
        self._begin()

    def _close(self) -> None:
        log().info("breaker_closed", bron=self.naam)
        self._opened_at = None
        self._begin()

    def _begin(self) -> None:
        """A new turn: nothing of the one before counts."""
        self._turn += 1
        self._failed.clear()
        self._probing = self._passed = 0


def _has_failed(fault: BaseException | None) -> bool | None:
    """Did the bron stay silent? None: this says nothing about it."""
    if isinstance(fault, BronBusy):
        return None
    if isinstance(fault, BronTimeout | BronUnreachable):
        return True
    return False if fault is None or isinstance(fault, BronInvalid | BronRefused) else None
