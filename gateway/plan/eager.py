"""Start a coroutine here and now, and only give it a task when it has to wait.

Answers that are kept already come without waiting; a task for each of them would cost more than printing it. Python 3.12
has this built in (eager tasks); this does the same for 3.11. What is started may not use `asyncio.current_task`, nor a
timeout or task group, before its first wait: until then it runs in the task of its starter.
"""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Generator


def started(work: Coroutine[object, None, None]) -> Awaitable[None] | None:
    """Run `work` until it first waits. None when it finished; otherwise the rest of it, to be awaited."""
    try:
        pending = work.send(None)
    except StopIteration:
        return None
    return _Rest(work, pending)


class _Rest:
    """The rest of a coroutine that waits for `pending`: awaiting it goes on from there."""

    __slots__ = ("_pending", "_work")

    def __init__(self, work: Coroutine[object, None, None], pending: object) -> None:
        self._work = work
        self._pending = pending

    def __await__(self) -> Generator[object, None, None]:
        pending = self._pending
        while True:
            try:
                yield pending
            except BaseException as fault:  # handed on to whom it is for: cancellation among them
                step = _thrown(self._work, fault)
            else:
                step = _sent(self._work)
            if step is _DONE:
                return
            pending = step


_DONE = object()


def _sent(work: Coroutine[object, None, None]) -> object:
    try:
        return work.send(None)
    except StopIteration:
        return _DONE


def _thrown(work: Coroutine[object, None, None], fault: BaseException) -> object:
    try:
        return work.throw(fault)
    except StopIteration:
        return _DONE
