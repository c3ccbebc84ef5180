"""What workers remember together in Valkey: names are keyed hashes, values are sealed, and who holds a place may die."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from gateway.bronnen.schrijven.bewaring import BewaringOnbereikbaar, Bezet, Places
from gateway.bronnen.seal import SealBroken, SealKey
from gateway.context import Deadline
from gateway.telemetry import log

if TYPE_CHECKING:
    from gateway.bronnen.l2.server import Server

POLL_S = 0.03
LEASE_MARGIN_S = 2.0
"""How long after its deadline somebody may still hold a change before it counts as dead."""
PREFIX = "v1:schrijven"


class Gedeeld:
    """Remembers in Valkey, for all workers. Names are keyed hashes; values are sealed for their name."""

    def __init__(self, server: Server, seals: tuple[SealKey, ...]) -> None:
        self._server = server
        self._seals = seals
        self._places = Places()

    async def read(self, name: bytes) -> bytes | None:
        """See Bewaring."""
        for seal in self._seals:
            place = _place(seal, name, b"value")
            sealed = _told(await self._server.fetch(place))
            if sealed:
                return _opened(seal, sealed, place)
        return None

    async def write(self, name: bytes, value: bytes, *, keep_s: float) -> None:
        """See Bewaring."""
        seal = self._seals[0]
        place = _place(seal, name, b"value")
        _told(await self._server.put(place, seal.seal(value, place), keep_s=keep_s))

    async def drop(self, name: bytes) -> None:
        """See Bewaring."""
        _told(await self._server.drop([_place(seal, name, b"value") for seal in self._seals]))

    @asynccontextmanager
    async def hold(self, name: bytes, deadline: Deadline) -> AsyncIterator[None]:
        """See Bewaring. Who dies while holding lets go by itself, soon after its deadline."""
        place, token = _place(self._seals[0], name, b"place"), secrets.token_bytes(16)
        async with self._places.hold(name, deadline):
            while not _told(await self._server.claim(place, token, lease_s=deadline.left_s() + LEASE_MARGIN_S)):
                if deadline.left_s() <= POLL_S:
                    raise Bezet
                await asyncio.sleep(POLL_S * random.uniform(0.5, 1.5))  # noqa: S311  # spreads load, no secret
            try:
                yield
            finally:
                await self._server.release(place, token)


def _place(seal: SealKey, name: bytes, kind: bytes) -> str:
    return f"{PREFIX}:{seal.hash(kind, name)}"


def _told(answer: object) -> bytes:
    """What the server answered. Raises BewaringOnbereikbaar when it did not."""
    if answer is None:
        raise BewaringOnbereikbaar
    return answer if isinstance(answer, bytes) else b"1" if answer else b""


def _opened(seal: SealKey, sealed: bytes, place: str) -> bytes | None:
    try:
        return seal.open(sealed, place)
    except SealBroken as fault:
        log().error("schrijven_value_refused", reason=str(fault))
        raise BewaringOnbereikbaar from None
