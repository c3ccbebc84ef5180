"""Single flight: one answer for who asks at the same moment, whoever leaves."""

from __future__ import annotations

import asyncio

import pytest

from gateway.bronnen.flight import Flights


class Work:
    """Counts how often it was started and finishes when told."""

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = 0
        self.finish = asyncio.Event()

    async def __call__(self) -> str:
        self.started += 1
        try:
            await self.finish.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return "antwoord"


async def test_same_key_is_asked_once() -> None:
    """Two that ask the same at once get one answer from one call."""
    flights: Flights[str] = Flights()
    work = Work()
    both = asyncio.gather(flights.run("a", work), flights.run("a", work))
    await asyncio.sleep(0)
    work.finish.set()
    assert await both == ["antwoord", "antwoord"]
    assert work.started == 1
    assert len(flights) == 0


async def test_other_keys_fly_apart() -> None:
    """Different keys never share a flight."""
    flights: Flights[str] = Flights()
    work = Work()
    both = asyncio.gather(flights.run(("zaken", b"a"), work), flights.run(("zaken", b"b"), work))
    await asyncio.sleep(0)
    work.finish.set()
    await both
    assert work.started == 2


async def test_waiter_survives_the_leaver() -> None:
    """Who asked first may leave: the other still gets the answer."""
    flights: Flights[str] = Flights()
    work = Work()
    first = asyncio.create_task(flights.run("a", work))
    second = asyncio.create_task(flights.run("a", work))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    work.finish.set()
    assert await second == "antwoord"
    assert work.cancelled == 0


async def test_work_nobody_waits_for_is_cancelled() -> None:
    """When the last waiter leaves, the bron is not asked any longer."""
    flights: Flights[str] = Flights()
    work = Work()
    only = asyncio.create_task(flights.run("a", work))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    only.cancel()
    with pytest.raises(asyncio.CancelledError):
        await only
    await asyncio.sleep(0)
    assert work.cancelled == 1
    assert len(flights) == 0


async def test_failure_reaches_every_waiter_and_is_not_kept() -> None:
    """A failure is everybody's in this flight; the next asks anew."""
    flights: Flights[str] = Flights()
    calls = 0

    async def fails() -> str:
        nonlocal calls
        calls += 1
        raise ValueError("stuk")

    results = await asyncio.gather(flights.run("a", fails), flights.run("a", fails), return_exceptions=True)
    assert [type(result) for result in results] == [ValueError, ValueError]
    with pytest.raises(ValueError, match="stuk"):
        await flights.run("a", fails)
    assert calls == 2
