"""Stops working for a client that has hung up: its request is cancelled, and with it every call under way for it."""

from __future__ import annotations

import asyncio
from types import TracebackType

from starlette.types import Receive

from gateway.http.body import ClientGone

WATCH_AFTER_S = 0.05
"""Most answers are ready before this, so most requests pay for a timer only."""


class Presence:
    """`with Presence(receive)`: cancels what runs inside when the client hangs up, and raises ClientGone instead."""

    __slots__ = ("_gone", "_receive", "_task", "_timer", "_watch")

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._gone = False
        self._watch: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._timer = asyncio.get_running_loop().call_later(WATCH_AFTER_S, self._start)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._watch is not None:
            self._watch.cancel()
        # Somebody else (a server that stops) may cancel this task as well: then that goes on.
        if self._gone and self._task.uncancel() == 0 and kind is asyncio.CancelledError:
            raise ClientGone from None

    def _start(self) -> None:
        self._watch = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._task.cancel()
