"""A server that is down, slow, full or locked is a miss within a tenth of a second, and soon costs nothing at all."""

from __future__ import annotations

import asyncio
import gc
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme

from gateway.bronnen.l2.level import SecondLevel
from gateway.bronnen.l2.server import Server
from gateway.bronnen.seal import seal_keys
from tests.l2.world import ANNA, BRAM, OLD, Valkey, kept, key, level, valkey

pytestmark = pytest.mark.faults
SOON_S = 0.5
"""Far more than a question may wait (see the bench), far less than a server that hangs would take."""


@pytest.fixture(autouse=True)
def _no_collection() -> Iterator[None]:
    """Times are those of the cache: a collection of all that a test run holds takes longer than what is promised."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


async def get(second: SecondLevel, person: bytes = ANNA) -> object:
    (found,) = await second.get_many([key(person=person)])
    return found.value if found is not None else None


async def timed(second: SecondLevel) -> float:
    """Seconds that a miss took."""
    started = time.perf_counter()
    assert await get(second) is None
    return time.perf_counter() - started


async def test_a_server_that_is_not_there_is_a_miss(unused_tcp_port: int) -> None:
    """No server at start: misses, no faults, said as unreachable, and keeping does nothing."""
    second = SecondLevel(Server(f"redis://127.0.0.1:{unused_tcp_port}"), seal_keys([OLD]))
    assert second.is_reachable
    assert max([await timed(second) for _ in range(3)]) < SOON_S
    await second.put(key(), kept("x"), keep_s=60)
    assert not second.is_reachable
    await second.close()


async def test_a_server_that_is_killed_is_missed_and_found_again() -> None:
    """kill -9 halfway: misses at once; when it is back it is used again, without a restart of ours."""
    with valkey() as server:
        second = level(server)
        await second.put(key(), kept("van Anna"), keep_s=60)
        assert await get(second) == "van Anna"
        server.kill()
        assert max([await timed(second) for _ in range(5)]) < SOON_S
        assert not second.is_reachable
        server.start()
        _let_rest(second)
        await second.put(key(), kept("weer"), keep_s=60)
        assert await get(second) == "weer"
        assert second.is_reachable
        await second.close()


@pytest.mark.parametrize("way", ["CLIENT PAUSE", "SIGSTOP"])
async def test_a_server_that_hangs_is_a_miss_and_then_costs_nothing(way: str) -> None:
    """Each of the first waits a moment; from then on nobody waits, however many ask (100 that wait would take 6 s)."""
    with valkey() as server:
        second = level(server)
        await second.put(key(), kept("van Anna"), keep_s=60)
        assert await get(second) == "van Anna"
        if way == "SIGSTOP":
            server.freeze()
        else:
            server.raw.execute_command("CLIENT PAUSE", 700, "ALL")
        waits = await asyncio.gather(*(timed(second) for _ in range(20)))
        assert max(waits) < SOON_S
        assert sum([await timed(second) for _ in range(100)]) < SOON_S
        if way == "SIGSTOP":
            server.freeze(is_frozen=False)
        else:
            server.raw.execute_command("CLIENT UNPAUSE")
        _let_rest(second)
        assert await get(second) == "van Anna"
        await second.close()


@pytest.mark.isolation
async def test_an_answer_that_came_too_late_is_given_to_nobody() -> None:
    """What a cut off question left on its connection never becomes the answer to another's."""
    with valkey() as server:
        second = level(server)
        for person, value in ((ANNA, "van Anna"), (BRAM, "van Bram")):
            await second.put(key(person=person), kept(value), keep_s=60)
        server.freeze()
        asking = [asyncio.create_task(get(second)) for _ in range(5)]
        await asyncio.sleep(0.02)
        for task in asking[:3]:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        server.freeze(is_frozen=False)
        _let_rest(second)
        for _ in range(10):
            assert await get(second, BRAM) == "van Bram"
            assert await get(second, ANNA) == "van Anna"
        await second.close()


async def test_a_full_server_still_gives_what_it_has(server: Valkey) -> None:
    """Out of memory, or a replica: nothing is kept, everything is read."""
    second = level(server)
    await second.put(key(), kept("van Anna"), keep_s=60)
    server.raw.config_set("maxmemory", 1)
    try:
        for _ in range(5):
            await second.put(key(person=BRAM), kept("van Bram"), keep_s=60)
            assert (await get(second), await get(second, BRAM)) == ("van Anna", None)
    finally:
        server.raw.config_set("maxmemory", 0)
    assert second.is_reachable
    await second.close()


async def test_a_forget_that_did_not_arrive_is_owed() -> None:
    """After a write while the server was away, the old answer is never read here; the next time it is dropped there."""
    with valkey() as server:
        second = level(server)
        await second.put(key(), kept("van voor de wijziging"), keep_s=60)
        await second.put(key(person=BRAM), kept("van Bram"), keep_s=60)
        server.freeze()
        assert not await second.forget("demo", "bron", ANNA)
        server.freeze(is_frozen=False)
        assert await get(second) is None
        assert await get(second, BRAM) == "van Bram"
        _let_rest(second)
        await second.put(key(), kept("van erna"), keep_s=60)
        assert await get(second) == "van erna"
        await second.close()


async def test_a_user_with_rights_on_our_names_alone_is_enough() -> None:
    """The server may give us a user that sees `v1:*` and five commands; a wrong password is a miss."""
    with valkey() as server:
        server.raw.execute_command(
            "ACL", "SETUSER", "gateway", "on", ">geheim", "~v1:*",
            "+mget", "+set", "+sadd", "+pexpire", "+smembers", "+unlink", "+client|setinfo",
        )  # fmt: skip
        server.raw.execute_command("ACL", "SETUSER", "default", "resetkeys", "nopass", "on")
        url = server.url.replace("//", "//gateway@")
        second = SecondLevel(Server(url, password="geheim"), seal_keys([OLD]))
        await second.put(key(), kept("van Anna"), keep_s=60)
        assert await get(second) == "van Anna"
        assert await second.forget("demo", "bron", ANNA)
        assert await get(second) is None
        wrong = SecondLevel(Server(url, password="fout"), seal_keys([OLD]))
        assert await get(wrong) is None
        await wrong.close()
        await second.close()


@asynccontextmanager
async def tls_before(server: Valkey, ca: trustme.CA, name: str) -> AsyncIterator[int]:
    """A TLS front with a certificate for this name that asks for one of ours; gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(name).configure_cert(context)
    ca.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
        except (OSError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", server.port)
        await asyncio.gather(pipe(reader, there[1]), pipe(there[0], writer))

    front = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with front:
        yield front.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    ("name", "trusted", "reads"),
    [("127.0.0.1", True, True), ("elders.example", True, False), ("127.0.0.1", False, False)],
)
async def test_tls_checks_the_server_and_shows_our_certificate(
    server: Valkey, tmp_path: Path, name: str, trusted: bool, reads: bool
) -> None:
    """Only a server with the right name, of the CA we trust, gets our question."""
    ca, other = trustme.CA(), trustme.CA()
    ours = ca.issue_cert("gateway.example")
    files = {naam: str(tmp_path / naam) for naam in ("ca", "cert", "key")}
    (ca if trusted else other).cert_pem.write_to_path(files["ca"])
    ours.cert_chain_pems[0].write_to_path(files["cert"])
    ours.private_key_pem.write_to_path(files["key"])
    async with tls_before(server, ca, name) as port:
        second = SecondLevel(
            Server(f"valkeys://127.0.0.1:{port}", ca_bestand=files["ca"], certificaat=(files["cert"], files["key"])),
            seal_keys([OLD]),
        )
        await second.put(key(), kept("van Anna"), keep_s=60)
        assert await get(second) == ("van Anna" if reads else None)
        await second.close()


@pytest.mark.parametrize("url", ["http://localhost", "localhost:6379", "redis://", ""])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    """A mistake in the configuration is told at start."""
    with pytest.raises(ValueError, match="redis://"):
        Server(url)


def _let_rest(second: SecondLevel) -> None:
    """As if the breakers had rested long enough."""
    for breaker in (second._server._reading, second._server._writing):
        if breaker._opened_at is not None:
            breaker._opened_at -= 60
