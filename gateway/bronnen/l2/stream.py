"""What workers tell each other: changes at the bronnen, in the order of one stream in Valkey, sealed.

A stream and not a channel (pub/sub): who was away for a moment, or has just started, reads what was told meanwhile. Its ids
are moments, the same for all workers, by which a client says what it saw last.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence

import msgspec

from gateway.bronnen.forgotten import LONGEST_S, Change
from gateway.bronnen.l2.server import Server
from gateway.bronnen.seal import SealBroken, SealKey
from gateway.telemetry import log

STREAM = "v1:changes"
MOST, AT_ONCE = 10_000, 500
WAIT_S = 5.0
PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
CLOCKS_S = 5.0
Heard = Callable[[str, Change, float | None], None]
"""Gets the id of a change, the change, and when it was told (monotonic seconds); None for what this worker told itself."""


class _Entry(msgspec.Struct, array_like=True):
    worker: bytes
    change: Change


class ChangeStream:
    """One end of the stream. `seals` as of the second level: the first for writing, all of them for reading."""

    def __init__(self, server: Server, seals: Sequence[SealKey]) -> None:
        self._server = server
        self._seals = {seal.header: seal for seal in seals}
        self._writes = seals[0]
        self._worker = os.urandom(8)

    async def tell(self, change: Change) -> str | None:
        """Put a change in the stream; its id, or None when the server did not take it."""
        sealed = self._writes.seal(_ENCODER.encode(_Entry(self._worker, change)), STREAM)
        return await self._server.append(STREAM, sealed, most=MOST, keep_s=2 * LONGEST_S)

    async def follow(self, heard: Heard, *, caught_up: Callable[[bool], None]) -> None:
        """Pass on all changes of the last half hour, and then each as it comes; for ever.

        `caught_up` hears True when those of before have all been passed on, and False when the server does not answer.
        """
        last, pause_s, is_behind = f"{int((time.time() - LONGEST_S) * 1000)}-0", PAUSE_S, True
        while True:
            entries = await self._server.tail(STREAM, last, most=AT_ONCE, wait_s=0.0 if is_behind else WAIT_S)
            if entries is None:
                caught_up(False)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
                continue
            pause_s = PAUSE_S
            for last, sealed in entries:
                self._pass_on(last, sealed, heard, is_live=not is_behind)
            if is_behind and len(entries) < AT_ONCE:
                is_behind = False
                caught_up(True)

    def _pass_on(self, entry: str, sealed: bytes, heard: Heard, *, is_live: bool) -> None:
        try:
            seal = self._seals[sealed[: len(self._writes.header)]]
            told = _DECODER.decode(seal.open(sealed, STREAM))
        except (KeyError, SealBroken, msgspec.MsgspecError) as fault:
            log().error("change_refused", kind=type(fault).__name__)
            return
        heard(entry, told.change, None if told.worker == self._worker else _moment(entry, is_live=is_live))


def _moment(entry: str, *, is_live: bool) -> float:
    """When a change was told, rather later than sooner: clocks of machines differ, and forgetting too much does no harm."""
    if is_live:
        return time.monotonic()
    ago_s = time.time() - int(entry.partition("-")[0]) / 1000 - CLOCKS_S
    return time.monotonic() - max(0.0, ago_s)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Entry)
