"""How much may be asked in a minute under one name: of a person, a portal or a network, over all workers together.

A worker spends from blocks that it leases, a tenth of the budget each. Leasing goes in the background, so that nobody
waits for it; in return the workers together may spend one block each more than the budget. While the shared ledger is
away, each worker keeps to the budget by itself.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

WINDOW_S = 60
BLOCKS = 10
MAX_NAMES = 50_000


class Ledger(Protocol):
    """A count that workers share."""

    async def add(self, name: str, amount: int, *, keep_s: float) -> int | None:
        """Add to the count of a name and give its new value; None when the ledger does not answer."""
        ...


@dataclass(slots=True)
class _Account:
    """Of one name in one window: what this worker spent and leased, and what all workers leased as far as it knows."""

    window: int
    spent: int = 0
    leased: int = 0
    fleet: int = 0


class Budget:
    """So many points a minute for each name; minutes are those of the clock. `secret` hides names from the ledger."""

    def __init__(
        self,
        soort: str,
        per_minute: int,
        secret: bytes,
        ledger: Ledger | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._soort = soort
        self._limit = per_minute
        self._block = per_minute if ledger is None else max(1, per_minute // BLOCKS)
        self._secret = secret
        self._ledger = ledger
        self._now = now
        self._accounts: OrderedDict[str | bytes, _Account] = OrderedDict()
        self._leasing: set[asyncio.Task[None]] = set()

    def spend(self, name: str | bytes, points: int = 1) -> float | None:
        """Spend points of a name. None when they were there; else how many seconds it takes until there are new ones."""
        now = self._now()
        account = self._account(name, int(now // WINDOW_S))
        while account.spent + points > account.leased:
            if account.fleet >= self._limit:
                return WINDOW_S - now % WINDOW_S
            self._lease(name, account)
        account.spent += points
        return None

    def _account(self, name: str | bytes, window: int) -> _Account:
        account = self._accounts.get(name)
        if account is None or account.window != window:
            account = self._accounts[name] = _Account(window)
            self._accounts.move_to_end(name)
            if len(self._accounts) > MAX_NAMES:
                self._accounts.popitem(last=False)
        return account

    def _lease(self, name: str | bytes, account: _Account) -> None:
        """Take a block at once, and hear from the ledger afterwards what others took."""
        account.leased += self._block
        account.fleet += self._block
        if self._ledger is None:
            return
        task = asyncio.ensure_future(self._tell(self._ledger, name, account))
        self._leasing.add(task)
        task.add_done_callback(self._leasing.discard)

    async def _tell(self, ledger: Ledger, name: str | bytes, account: _Account) -> None:
        total = await ledger.add(self._hidden(name, account.window), self._block, keep_s=2 * WINDOW_S)
        if total is not None:
            account.fleet = max(account.fleet, total)

    def _hidden(self, name: str | bytes, window: int) -> str:
        text = name.encode() if isinstance(name, str) else name
        return f"tempo:{self._soort}:{window}:{blake2b(text, key=self._secret[:64], digest_size=16).hexdigest()}"
