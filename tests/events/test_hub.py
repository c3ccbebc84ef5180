"""Changes reach every worker once and in one order, wake whom they concern, and can be asked for afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from gateway.bronnen.forgotten import LONGEST_S, Change, Forgotten, Standing
from gateway.bronnen.l2.server import Server
from gateway.bronnen.l2.stream import ChangeStream
from gateway.bronnen.registry import Registry
from gateway.bronnen.seal import seal_keys
from gateway.events import hub as hub_module
from gateway.events.hub import Hub, Mark
from tests.bronnen.test_forgotten import _kept, _key, _thing
from tests.bronnen.world import ANNA, BRAM
from tests.events.world import Telling, until
from tests.l2.world import NEW, OLD, Valkey, valkey

ZAAK = Change("bron", ("z1",), soort="zaak")


class Ear:
    """A listener that remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[Mark, Change]] = []

    def hear(self, mark: Mark, change: Change) -> None:
        self.heard.append((mark, change))

    @property
    def changes(self) -> list[Change]:
        return [change for _, change in self.heard]


class Worker:
    """A hub with its own memory of changes."""

    def __init__(self, server: Valkey | None = None, *secrets: bytes) -> None:
        self.forgotten, self.live = Forgotten(), Telling().live
        self.server = Server(server.url) if server is not None else None
        stream = ChangeStream(self.server, seal_keys(secrets or (OLD,))) if self.server is not None else None
        self.hub = Hub(self.forgotten, lambda: Registry([self.live]), stream)
        self.ear = Ear()
        self.hub.listen(self.ear, [("bron", "z1"), *ANNA.nummers])

    def standing(self, who=ANNA, native: str = "z1") -> Standing:
        """What an answer of long ago is still good for."""
        return self.forgotten.standing(_key(who), who, _kept([_thing(native)], 0))

    async def tell(self, change: Change) -> None:
        self.forgotten.note(change)
        await self.hub.spread(change)


@asynccontextmanager
async def running(*workers: Worker) -> AsyncIterator[None]:
    """The workers follow each other."""
    tasks = [asyncio.create_task(worker.hub.run()) for worker in workers]
    try:
        for worker in workers:
            await worker.hub.ready.wait()
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for worker in workers:
            if worker.server is not None:
                await worker.server.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


@pytest.fixture
def server(shared: Valkey) -> Valkey:
    shared.raw.flushall()
    return shared


async def test_a_change_told_at_one_worker_counts_at_all(server: Valkey) -> None:
    """Answers are old everywhere, and listeners everywhere hear it under one id, in one order."""
    one, two = Worker(server), Worker(server)
    async with running(one, two):
        for number in range(20):
            await (one if number % 2 else two).tell(Change("bron", ("z1", str(number))))
        await until(lambda: len(one.ear.heard) == len(two.ear.heard) == 20)
    assert one.ear.heard == two.ear.heard
    assert [mark for mark, _ in one.ear.heard] == sorted(mark for mark, _ in one.ear.heard)
    assert (one.standing(), two.standing()) == (Standing.OLD, Standing.OLD)


async def test_who_starts_later_knows_what_was_told_before(server: Valkey) -> None:
    """A worker that was not there yet does not take an answer of before the change for fresh."""
    one, two = Worker(server), Worker(server)
    async with running(one):
        await one.tell(ZAAK)
        await until(lambda: bool(one.ear.heard))
        (mark, _) = one.ear.heard[0]
        async with running(two):
            assert two.standing() is Standing.OLD
            assert two.hub.since((mark[0] - 1, 0)) == [(mark, ZAAK)]
            assert two.hub.since(mark) == []


async def test_shared_types_are_read_again_at_every_worker(server: Valkey) -> None:
    """What is the same for everybody is dropped at the others, too."""
    one, two = Worker(server), Worker(server)
    loads = []

    async def load() -> str:
        loads.append(1)
        return "catalogus"

    async with running(one, two):
        for worker in (one, two):
            await worker.live.shared.get("catalogus", load, versheid_s=60)
        await one.tell(Change("bron", is_shared=True))
        await until(lambda: two.standing(BRAM, "ander") is Standing.OLD)
        for worker in (one, two):
            await worker.live.shared.get("catalogus", load, versheid_s=60)
    assert len(loads) == 4


@pytest.mark.isolation
async def test_only_whom_it_concerns_is_woken() -> None:
    """By the item they have, or by their number; what is about nobody in particular wakes nobody."""
    worker, bram = Worker(), Ear()
    worker.hub.listen(bram, BRAM.nummers)
    for_bram = Change("bron", ("z9",), BRAM.nummers, ("zaken",))
    for change in (ZAAK, for_bram, Change("bron", sources=("zaken",)), Change("bron"), Change("ander", ("z1",))):
        await worker.tell(change)
    assert (worker.ear.changes, bram.changes) == ([ZAAK], [for_bram])
    worker.hub.leave(bram, BRAM.nummers)
    await worker.tell(for_bram)
    assert bram.changes == [for_bram]


@pytest.mark.attacks
@pytest.mark.canary
async def test_nothing_can_be_read_or_slipped_in_at_the_server(server: Valkey) -> None:
    """What lies there is sealed; what was not sealed by us, or for another name, is refused and nothing stops."""
    one, other = Worker(server), Worker(server, NEW)
    async with running(one):
        async with running(other):
            await other.tell(ZAAK)
        await one.tell(Change("bron", ("999991103",), ANNA.nummers))
        server.raw.xadd("v1:changes", {"v": b"rommel"})
        server.raw.xadd("v1:changes", {"iets": b"anders"})
        await one.tell(ZAAK)
        await until(lambda: ZAAK in one.ear.changes)
    assert len(one.ear.heard) == 2
    dump = server.raw.dump("v1:changes")
    assert not [trace for trace in (b"999991103", b"z1", *ANNA.nummers) if trace in dump]


@pytest.mark.faults
async def test_without_the_server_a_worker_goes_on_by_itself_and_tells_the_others_later() -> None:
    """Nothing waits for a server that is gone; what it could not be told is told when it is back."""
    with valkey() as server:
        one, two = Worker(server), Worker(server)
        async with running(one, two):
            server.kill()
            await one.tell(ZAAK)
            assert one.ear.changes == [ZAAK]
            server.start()
            await until(lambda: ZAAK in two.ear.changes)


@pytest.mark.faults
async def test_a_server_that_is_not_there_at_the_start_holds_up_nobody() -> None:
    """It is found when it comes."""
    with valkey() as server:
        server.kill()
        one, two = Worker(server), Worker(server)
        async with running(one, two):
            server.start()
            await one.tell(ZAAK)
            await until(lambda: ZAAK in two.ear.changes)


async def test_what_was_longer_ago_than_is_remembered_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nobody can say that nothing was missed."""
    monkeypatch.setattr(hub_module, "MOST_KEPT", 3)
    worker = Worker()
    start = worker.hub.last
    for number in range(5):
        await worker.tell(Change("bron", (str(number),)))
    marks = [worker.hub.since((worker.hub.last[0], worker.hub.last[1]))]
    assert marks == [[]]
    assert worker.hub.since(start) is None
    assert worker.hub.since((start[0] - int(LONGEST_S * 1000), 0)) is None
    kept = [change.natives for _, change in worker.hub._history]
    assert kept == [("2",), ("3",), ("4",)]
    assert worker.hub.since(worker.hub._since) == list(worker.hub._history)
