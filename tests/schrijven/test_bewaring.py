"""What is remembered of changes, in the process and in Valkey: the same promises, and nothing to read for who looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from gateway.bronnen.l2.server import Server
from gateway.bronnen.schrijven import gedeeld
from gateway.bronnen.schrijven.bewaring import Bewaring, BewaringOnbereikbaar, Bezet, Geheugen
from gateway.bronnen.schrijven.gedeeld import Gedeeld
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.bronnen.seal import seal_keys
from gateway.context import Deadline
from gateway.domain.fout import BronOnbereikbaar, UitkomstOnbekend
from tests.l2.world import Valkey, valkey
from tests.schrijven.world import no_answer, world

SECRET, OTHER = b"s" * 32, b"o" * 32
Worker = Callable[..., Gedeeld]
NAME = b"anna\0doe\0sleutel"


@pytest.fixture(scope="module")
def running() -> Iterator[Valkey]:
    """A Valkey for all tests here."""
    with valkey() as made:
        yield made


@pytest.fixture
def server(running: Valkey) -> Valkey:
    """An empty Valkey."""
    running.raw.flushall()
    return running


@pytest.fixture
async def worker(server: Valkey, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Worker]:
    """Makes the memory of a worker on this server. A busy machine is no server that fell silent."""
    monkeypatch.setattr("gateway.bronnen.l2.server.SURE_S", 10.0)
    clients: list[Server] = []

    def make(*secrets: bytes, url: str = "") -> Gedeeld:
        clients.append(Server(url or server.url))
        return Gedeeld(clients[-1], seal_keys(secrets or (SECRET,)))

    yield make
    for client in clients:
        await client.close()


@pytest.fixture(params=["geheugen", "gedeeld"])
def bewaring(request: pytest.FixtureRequest, worker: Worker) -> Bewaring:
    """Each kind of memory."""
    return Geheugen() if request.param == "geheugen" else worker()


async def test_a_value_is_kept_until_its_time_or_until_it_is_dropped(bewaring: Bewaring) -> None:
    """Kept, replaced, gone by itself, and gone when told."""
    assert await bewaring.read(NAME) is None
    await bewaring.write(NAME, b"een", keep_s=60)
    await bewaring.write(NAME, b"twee", keep_s=60)
    assert await bewaring.read(NAME) == b"twee"
    await bewaring.drop(NAME)
    assert await bewaring.read(NAME) is None
    await bewaring.write(NAME, b"kort", keep_s=0.02)
    await asyncio.sleep(0.05)
    assert await bewaring.read(NAME) is None


async def test_a_place_is_held_by_one_at_a_time(bewaring: Bewaring) -> None:
    """Everybody gets a turn, and nobody at the same time as somebody else."""
    inside, most, turns = 0, 0, 0

    async def hold() -> None:
        nonlocal inside, most, turns
        async with bewaring.hold(NAME, Deadline.after(5_000)):
            inside, turns = inside + 1, turns + 1
            most = max(most, inside)
            await asyncio.sleep(0.002)
            inside -= 1

    await asyncio.gather(*(hold() for _ in range(10)))
    assert (most, turns) == (1, 10)


async def test_who_waits_too_long_is_told(bewaring: Bewaring) -> None:
    """At the deadline, without having been inside; the place is free afterwards."""
    async with bewaring.hold(NAME, Deadline.after(5_000)):
        with pytest.raises(Bezet):
            async with bewaring.hold(NAME, Deadline.after(60)):
                pytest.fail("two at once")
        async with bewaring.hold(b"iets anders", Deadline.after(5_000)):
            pass
    async with bewaring.hold(NAME, Deadline.after(5_000)):
        pass


async def test_memory_in_the_process_has_an_end() -> None:
    """At most so many are remembered; the oldest goes."""
    bewaring = Geheugen(most=2)
    for name in (b"1", b"2", b"3"):
        await bewaring.write(name, name, keep_s=60)
    assert [await bewaring.read(name) for name in (b"1", b"2", b"3")] == [None, b"2", b"3"]


async def test_workers_exclude_each_other(worker: Worker) -> None:
    """A place held at one worker is not free at the other."""
    one, two = worker(), worker()
    async with one.hold(NAME, Deadline.after(5_000)):
        with pytest.raises(Bezet):
            async with two.hold(NAME, Deadline.after(60)):
                pytest.fail("two at once")


async def test_who_dies_while_holding_lets_go_by_itself(
    server: Valkey, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soon after its deadline; and who comes back from the dead does not take the place of the next."""
    monkeypatch.setattr(gedeeld, "LEASE_MARGIN_S", 0.05)
    one, two = worker(), worker()
    dead = one.hold(NAME, Deadline.after(50))
    await dead.__aenter__()
    async with two.hold(NAME, Deadline.after(2_000)):
        await dead.__aexit__(None, None, None)
        assert len(server.raw.keys("*")) == 1


@pytest.mark.canary
async def test_valkey_shows_nothing(server: Valkey, worker: Worker) -> None:
    """Names are hashes, values are sealed, and both live no longer than they count."""
    await worker().write(NAME, b"BSN 999991103", keep_s=60)
    (name,) = server.raw.keys("*")
    assert b"anna" not in name
    assert b"999991103" not in server.raw.get(name)
    assert 0 < server.raw.pttl(name) <= 60_000


@pytest.mark.attacks
async def test_a_value_that_was_changed_or_moved_stops_the_change(server: Valkey, worker: Worker) -> None:
    """Somebody was at the server: then nobody can say what was done."""
    bewaring = worker()
    await bewaring.write(NAME, b"een", keep_s=60)
    (name,) = server.raw.keys("*")
    server.raw.set(name, server.raw.get(name)[:-1] + b"x")
    with pytest.raises(BewaringOnbereikbaar):
        await bewaring.read(NAME)


async def test_a_new_secret_still_reads_what_the_old_one_sealed(worker: Worker) -> None:
    """Replacing a secret does not make a change happen twice."""
    await worker(SECRET).write(NAME, b"een", keep_s=60)
    assert await worker(OTHER, SECRET).read(NAME) == b"een"


@pytest.mark.faults
async def test_without_the_server_nothing_is_sent(worker: Worker) -> None:
    """Nobody can say whether it was done, so it is not done, and the person is told that nothing changed."""
    own = world(bewaring=worker(url="valkey://127.0.0.1:1"))
    assert isinstance(await own.doe(), BronOnbereikbaar)
    assert own.register.posts == []


async def test_twenty_at_once_over_two_workers_change_it_once(worker: Worker) -> None:
    """The same key, ten times at each of two workers at the same moment."""
    one = world(bewaring=worker())
    two = one.worker(worker())
    one.register.slow_s = 0.02
    found = await asyncio.gather(*(worker.doe(ms=5_000) for _ in range(10) for worker in (one, two)))
    assert isinstance(found[0], Bevestiging)
    assert all(one_found == found[0] for one_found in found)
    assert one.register.posts == ["a"]


async def test_what_one_worker_sent_the_other_does_not_send_again(worker: Worker) -> None:
    """Sent by a worker that never got an answer: the next one looks, and does not send while it may still come."""
    one = world(bewaring=worker())
    one.register.fails, one.register.after = no_answer(), False
    assert isinstance(await one.doe(), UitkomstOnbekend)
    two = one.worker(worker())
    one.register.fails = None
    assert isinstance(await two.doe(), UitkomstOnbekend)
    one.register.done["/1"] = "a"
    assert isinstance(await two.doe(), Bevestiging)
    assert one.register.posts == []
