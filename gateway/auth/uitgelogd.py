"""Who logged out before their token ended, over all workers: within five seconds such a token counts nowhere.

Workers share what ended on a board in Valkey, which each reads every two seconds from a little before where it was; so a
board that was away for a while is caught up with. Without a board each worker knows what it was told itself.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gateway.auth.gezien import Mark
from gateway.telemetry import log

NAME = "uitgelogd"
KEEP_S = 86_400.0
LOOK_EVERY_S = 2.0
OVERLAP_S = 60.0
MAX_ENDED = 200_000
_BOUND = [NAME.encode()]


class Board(Protocol):
    """A list that workers share, in order of time."""

    async def pin(self, name: str, member: bytes, *, at_s: float, keep_s: float) -> bool:
        """Put something on the list, and take off what is older than `keep_s` seconds. Was it done?"""
        ...

    async def since(self, name: str, at_s: float) -> Sequence[bytes] | None:
        """What was put on the list since a moment; None when the list cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Marks:
    """What a token can be ended by, and when it was issued (seconds since 1970)."""

    every: tuple[Mark, ...] = ()
    issued_at: float = 0.0


NO_MARKS = Marks()


class Uitgelogd:
    """What ended. `told` is called with the marks of which tokens count no more. What stands on the board is sealed with a key
    made of `secret`, so that it tells nothing, and nobody else can put anything there."""

    def __init__(
        self,
        secret: bytes,
        told: Callable[[set[Mark]], None],
        board: Board | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._siv = AESSIV(blake2b(b"uitgelogd", key=secret[:64]).digest())
        self._told = told
        self._board = board
        self._now = now
        self._ended: OrderedDict[Mark, float] = OrderedDict()
        self._unpinned: list[bytes] = []
        self._seen_at = now() - KEEP_S
        self._waiting: dict[Mark, set[asyncio.Event]] = {}

    def has_ended(self, marks: Marks) -> bool:
        """Did somebody log out since this token was issued? For a token or a session: at whatever moment."""
        ended = self._ended
        if not ended:
            return False
        return any(mark in ended and (mark[1] != "sub" or ended[mark] >= marks.issued_at) for mark in marks.every)

    async def end(self, mark: Mark, until: float) -> None:
        """Tokens with this mark, issued up to `until`, count no more; here at once, elsewhere within five seconds."""
        self._note([(mark, until)])
        if self._board is not None:
            self._unpinned.append(self._siv.encrypt(msgspec.json.encode((mark, until)), _BOUND))
            await self._pin()

    async def over(self, marks: Marks, expires_at: float) -> None:
        """Wait until a token ends: at its time (seconds since 1970), or because somebody logged out."""
        told = asyncio.Event()
        for mark in marks.every:
            self._waiting.setdefault(mark, set()).add(told)
        try:
            async with asyncio.timeout(max(0.0, expires_at - self._now())):
                while not self.has_ended(marks):
                    told.clear()
                    await told.wait()
        except TimeoutError:
            return
        finally:
            for mark in marks.every:
                self._waiting[mark].discard(told)
                if not self._waiting[mark]:
                    del self._waiting[mark]

    async def follow(self) -> None:
        """Read the board for ever; cancel to stop."""
        while self._board is not None:
            await self._pin()
            await self._read(self._board)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _pin(self) -> None:
        """Tell the others what was not told yet. What the board does not take is kept for the next time."""
        while self._unpinned and self._board is not None:
            member = self._unpinned[0]
            if not await self._board.pin(NAME, member, at_s=self._now(), keep_s=KEEP_S):
                log().warning("logout_not_shared", waiting=len(self._unpinned))
                return
            if self._unpinned and self._unpinned[0] is member:
                del self._unpinned[0]

    async def _read(self, board: Board) -> None:
        asked_at = self._now()
        members = await board.since(NAME, self._seen_at - OVERLAP_S)
        if members is None:
            return
        self._seen_at = asked_at
        self._note([ended for member in members if (ended := self._opened(member)) is not None])

    def _opened(self, member: bytes) -> tuple[Mark, float] | None:
        try:
            return msgspec.json.decode(self._siv.decrypt(member, _BOUND), type=tuple[Mark, float])
        except (InvalidTag, ValueError):
            log().error("logout_not_understood")
            return None

    def _note(self, ended: Sequence[tuple[Mark, float]]) -> None:
        new = {mark for mark, until in ended if self._ended.get(mark, -1.0) < until}
        for mark, until in ended:
            self._ended[mark] = max(until, self._ended.pop(mark, -1.0))
        while len(self._ended) > MAX_ENDED:
            self._ended.popitem(last=False)
        if new:
            self._told(new)
        for waiting in [waiting for mark in new for waiting in self._waiting.get(mark, ())]:
            waiting.set()
