"""Nobody works for a client that has left."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from gateway.http.body import ClientGone
from gateway.http.presence import Presence
from tests.http.world import BEARER, World, ask, serving


async def test_work_stops_when_the_client_hangs_up():
    """A source that is being asked is cancelled soon after the client closes the connection."""
    world = World()
    async with serving(world) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(
                "/graphql",
                json={"query": "{ traag }"},
                headers=BEARER,
                timeout=httpx.Timeout(5, read=0.1),
            )
        await asyncio.wait_for(world.cancelled.wait(), 2)
        answer = await ask(client, "{ dingen { naam } }")

    assert answer.status_code == 200


async def test_hanging_up_leaves_no_fault_behind(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture):
    """Leaving is everybody's right: nothing about it is logged as a fault."""
    world = World()
    async with serving(world) as client:
        leaving = asyncio.create_task(ask(client, "{ traag dingen { naam } }"))
        await asyncio.wait_for(world.started.wait(), 2)
        leaving.cancel()
        await asyncio.wait_for(world.cancelled.wait(), 2)

    assert "crashed" not in capsys.readouterr().err
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_slow_answer_reaches_a_client_that_stays():
    """Watching for the client does not eat the answer of one that waits, nor the next question on its connection."""
    world = World()
    original = world.fetch

    async def slow(key, parents, args, needs):
        await asyncio.sleep(0.12)
        return await original(key, parents, args, needs)

    world.fetch = slow  # type: ignore[method-assign]  # this world takes its time
    async with serving(world) as client:
        answers = [await ask(client, "{ dingen(first: 1) { naam } }") for _ in range(2)]

    assert [answer.json() for answer in answers] == [{"data": {"dingen": [{"naam": "ding 0"}]}}] * 2


async def test_a_server_that_stops_is_not_held_up():
    """Cancelling from outside goes on, also when the client left at the same moment."""
    left = asyncio.Event()

    async def receive() -> dict[str, str]:
        await left.wait()
        return {"type": "http.disconnect"}

    async def work() -> None:
        with Presence(receive):
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                task.cancel()
                raise

    task = asyncio.create_task(work())
    left.set()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_who_hangs_up_is_told_apart():
    """What ran for a client that left ends in ClientGone, and nothing keeps watching afterwards."""
    before = asyncio.all_tasks()

    async def gone() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def stays() -> dict[str, str]:
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(ClientGone), Presence(gone):
        await asyncio.Event().wait()
    with Presence(stays):
        await asyncio.sleep(0.08)
    await asyncio.sleep(0)

    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0
    assert asyncio.all_tasks() == before
