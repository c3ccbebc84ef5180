"""Started work: done at once when it can be, otherwise it goes on like any other."""

from __future__ import annotations

import asyncio

import pytest

from gateway.plan.eager import started


async def test_work_that_need_not_wait_is_done_at_once() -> None:
    """Nothing is left of work that never waits."""
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    assert started(work()) is None
    assert done == [1]


async def test_the_rest_goes_on_side_by_side() -> None:
    """Work that waits goes on when what it waits for is there, beside other work."""
    events = [asyncio.Event(), asyncio.Event()]
    done: list[int] = []

    async def work(number: int) -> None:
        await events[number].wait()
        await asyncio.sleep(0)
        done.append(number)

    rests = [started(work(number)) for number in (0, 1)]
    both = asyncio.gather(*(rest for rest in rests if rest is not None))
    await asyncio.sleep(0)
    events[1].set()
    await asyncio.sleep(0.01)
    assert done == [1]
    events[0].set()
    await both
    assert done == [1, 0]


async def test_a_failure_before_or_after_waiting_is_raised() -> None:
    """Work that fails at once raises where it is started; later, where it is awaited."""

    async def fails(waits: bool) -> None:
        if waits:
            await asyncio.sleep(0)
        raise ValueError("stuk")

    with pytest.raises(ValueError, match="stuk"):
        started(fails(False))
    rest = started(fails(True))
    assert rest is not None
    with pytest.raises(ValueError, match="stuk"):
        await rest


async def test_cancelling_reaches_the_work() -> None:
    """Who cancels the task that awaits the rest cancels the work, which can clean up."""
    cleaned: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(10)
        finally:
            cleaned.append("op")

    rest = started(work())

    async def waits() -> None:
        assert rest is not None
        await rest

    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cleaned == ["op"]
