"""The public keys of an issuer: fetched in the background, kept when the issuer fails, never asked for in a storm."""

from __future__ import annotations

import asyncio
import random
import ssl
import time
from collections.abc import Callable

from joserfc.jwk import ECKey, RSAKey

from gateway.auth.ophalen import FetchFailed, fetch_keys
from gateway.config import IssuerConfig
from gateway.telemetry import log

Key = RSAKey | ECKey
FETCH_TIMEOUT_S = 5.0
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 30.0
KEEP_S = 86_400.0
UNKNOWN_PAUSE_S = 30.0
PATIENCE_S = 2.0


class IssuerKeys:
    """The keys of one issuer, by `kid`. `changed` is called when a key was taken away or replaced."""

    def __init__(
        self, issuer: IssuerConfig, changed: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._issuer = issuer
        self._changed = changed
        self._clock = clock
        self._tls = ssl.create_default_context(cafile=issuer.ca_bestand)
        self._keys: dict[str, Key] = {}
        self._fetched_at = 0.0
        self._unknown_at: float | None = None
        self._flight: asyncio.Task[float | None] | None = None
        self._loop: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Are there keys, not older than a day?"""
        return bool(self._keys) and self._clock() - self._fetched_at < KEEP_S

    async def start(self) -> None:
        """Begin fetching in the background; does not wait for it, and never fails."""
        self._loop = asyncio.create_task(self._refresh_for_ever())

    async def stop(self) -> None:
        """Stop fetching."""
        tasks = {task for task in (self._loop, self._flight) if task is not None}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def find(self, kid: str) -> Key | None:
        """The key of this name. An unknown one is looked for at the issuer, at most once every half minute."""
        if kid not in self._keys and self._may_look():
            await asyncio.wait({self._fetch()}, timeout=PATIENCE_S)
        return self._keys.get(kid) if self.ready else None

    def _may_look(self) -> bool:
        if self._flight is not None and not self._flight.done():
            return True  # somebody is looking already: wait along
        now = self._clock()
        if self._unknown_at is not None and now - self._unknown_at < UNKNOWN_PAUSE_S:
            return False
        self._unknown_at = now
        return True

    async def _refresh_for_ever(self) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            fresh_s = await asyncio.shield(self._fetch())
            if fresh_s is not None:
                pause_s = FIRST_PAUSE_S
                await asyncio.sleep(fresh_s)
            else:
                await asyncio.sleep(pause_s * random.uniform(0.8, 1.2))  # noqa: S311  # spreads load, no secret
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _fetch(self) -> asyncio.Task[float | None]:
        """The fetch under way, or a new one."""
        if self._flight is None or self._flight.done():
            self._flight = asyncio.create_task(self._fetch_once())
        return self._flight

    async def _fetch_once(self) -> float | None:
        """Fetch and keep the keys: how many seconds they are fresh, or None when it failed and the old ones stay."""
        try:
            async with asyncio.timeout(FETCH_TIMEOUT_S):
                keys, fresh_s = await fetch_keys(self._issuer, self._tls)
        except (FetchFailed, TimeoutError) as fault:
            log().warning("jwks_failed", issuer=self._issuer.url, reason=str(fault) or "too slow", kept=len(self._keys))
            return None
        self._keep(keys)
        return fresh_s

    def _keep(self, keys: dict[str, Key]) -> None:
        old = {kid: key.thumbprint() for kid, key in self._keys.items()}
        new = {kid: key.thumbprint() for kid, key in keys.items()}
        self._keys, self._fetched_at = keys, self._clock()
        if not old.items() <= new.items():
            self._changed()
        if old != new:
            log().info("jwks_changed", issuer=self._issuer.url, keys=len(new))
