"""The second cache as the fetch path sees it: answers by key, sealed on the way out and checked on the way in.

Whatever is wrong with it is a miss. A value that does not open under its own key, or that should have been gone, is an
alarm as well: somebody has been at the server.
"""

from __future__ import annotations

from collections.abc import Sequence

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.forgotten import LONGEST_S
from gateway.bronnen.l2.names import index_of, name_of
from gateway.bronnen.l2.server import Server
from gateway.bronnen.l2.values import LAYOUT, NotKeepable, ValueBroken, decode, encode
from gateway.bronnen.seal import SealBroken, SealKey
from gateway.telemetry import log

CLOCKS_S = 5.0
MAX_OWED = 10_000
Person = tuple[str, str, bytes]


class SecondLevel:
    """Answers kept outside the process, for `LONGEST_S` seconds at most. Never raises for what the server does.

    `seals`: as of `seal_keys`, the first for writing, all of them for reading.
    """

    def __init__(self, server: Server, seals: Sequence[SealKey]) -> None:
        self._server = server
        self._seals = tuple(seals)
        self._owed: dict[Person, None] = {}

    @property
    def is_reachable(self) -> bool:
        """Does the server answer?"""
        return self._server.is_reachable

    async def get_many(self, keys: Sequence[Key]) -> list[Kept | None]:
        """The answers kept under these keys, in one round trip; None for what is not kept or not to be trusted."""
        names = [[name_of(key, seal, LAYOUT) for seal in self._seals] for key in keys]
        found = iter(await self._server.read([name for some in names for name in some]))
        kept: list[Kept | None] = []
        for key, some in zip(keys, names, strict=True):
            values = zip(self._seals, some, [next(found) for _ in some], strict=True)
            sealed = [(seal, name, value) for seal, name, value in values if value is not None]
            kept.append(_open(key, *sealed[0]) if sealed and _person(key) not in self._owed else None)
        return kept

    async def put(self, key: Key, kept: Kept, *, keep_s: float) -> None:
        """Keep an answer for `keep_s` seconds."""
        keep_s, seal = min(keep_s, LONGEST_S), self._seals[0]
        whose = _person(key)
        if keep_s <= 0 or (whose in self._owed and not await self.forget(*whose)):
            return
        try:
            plain = encode(kept, keep_s=keep_s)
        except NotKeepable as fault:
            log().error("l2_not_keepable", bron=key.bron, source=key.source, kind=str(fault))
            return
        name = name_of(key, seal, LAYOUT)
        index = index_of(*whose, seal)
        await self._server.write(name, seal.seal(plain, name), keep_s=keep_s, index=index, index_s=LONGEST_S)

    async def forget(self, tenant: str, bron: str, person: bytes) -> bool:
        """Drop everything of one person at one bron. False: not done yet.

        Until it is done, nothing of that person at that bron is read here, and it is tried again before something is kept.
        """
        whose = (tenant, bron, person)
        done = all([await self._server.purge(index_of(*whose, seal)) for seal in self._seals])
        if done:
            self._owed.pop(whose, None)
        else:
            self._owed[whose] = None
            if len(self._owed) > MAX_OWED:
                del self._owed[next(iter(self._owed))]
        return done

    async def close(self) -> None:
        """Close the connections to the server."""
        await self._server.close()


def _person(key: Key) -> Person:
    return key.tenant, key.bron, key.person


def _open(key: Key, seal: SealKey, name: str, sealed: bytes) -> Kept | None:
    """The answer inside; None and an alarm when it is not what we put there, or is there for too long."""
    try:
        kept, left_s = decode(seal.open(sealed, name))
    except (SealBroken, ValueBroken) as fault:
        log().error("l2_value_refused", bron=key.bron, source=key.source, reason=str(fault))
        return None
    if left_s > 0:
        return kept
    # Clocks of two machines differ a little; more than that means that the server kept it longer than we said.
    if left_s < -CLOCKS_S:
        log().error("l2_value_refused", bron=key.bron, source=key.source, reason="outlived")
    return None
