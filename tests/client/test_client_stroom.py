"""Files through the client of a bron: passed on piece by piece, never held whole, and told when they break off."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from gateway.bronnen import client
from gateway.bronnen.client import CHUNK_BYTES, MAX_BYTES, AiohttpTransport
from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND
from gateway.errors import BronError, BronInvalid, BronPaused, BronRefused, BronTimeout, BronUnreachable
from tests.client.foutserver import Peer, answer, answering, serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n"


async def take(transport: AiohttpTransport, ms: float = 2_000) -> tuple[int, int | None, list[bytes]]:
    """Open a file and take all of it: status, how many bytes were told, and the pieces."""
    opening = transport.stream(
        "/bestand", params={"versie": 2}, headers={"Accept": "*/*"}, deadline=Deadline.after(ms), subject=NIEMAND
    )
    async with opening as stroom:
        return stroom.status, stroom.omvang, [piece async for piece in stroom.brokken]


async def test_a_file_larger_than_any_answer_comes_in_pieces() -> None:
    """A file may be larger than what is ever read whole; no piece is."""
    size = 3 * MAX_BYTES

    async def script(peer: Peer) -> None:
        assert "GET /bestand?versie=2 " in await peer.request()
        await peer.send(HEAD % size + b"x" * size)

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        status, omvang, pieces = await take(transport)
    assert (status, omvang, sum(map(len, pieces))) == (200, size, size)
    assert max(map(len, pieces)) <= CHUNK_BYTES


async def test_no_more_is_read_than_somebody_takes() -> None:
    """While nobody takes pieces, the bron is not read on: a slow client costs no memory."""
    sent = 0

    async def script(peer: Peer) -> None:
        nonlocal sent
        await peer.request()
        await peer.send(HEAD % (1 << 30))
        while True:
            await peer.send(b"x" * CHUNK_BYTES)
            sent += CHUNK_BYTES

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        opening = transport.stream("/x", params={}, headers={}, deadline=Deadline.after(2_000), subject=NIEMAND)
        async with opening as stroom:
            await anext(stroom.brokken)
            before = -1
            while sent != before:  # until the sockets between them are full
                before = sent
                await asyncio.sleep(0.05)
    assert sent < 64 * 1024 * 1024


@pytest.mark.faults
@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (answer(500), BronUnreachable),
        (answer(429), BronPaused),
        (answer(401), BronRefused),
        (answer(403, b"application/octet-stream"), BronRefused),
        (answer(302, Location="http://169.254.169.254/"), BronInvalid),
        (answer(200, gzip.compress(b"{}"), Content_Encoding="gzip"), BronInvalid),
        (HEAD % 10 + b"half", BronInvalid),
    ],
)
async def test_a_file_that_cannot_be_had(given: bytes, fault: type[BronError]) -> None:
    """Refused, moved, packed or cut off: each has its own error, as any other answer."""

    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(given)

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronError) as caught:
            await take(transport)
    assert type(caught.value) is fault


@pytest.mark.faults
async def test_a_file_that_is_not_there_is_no_error() -> None:
    """The status is told; the body of an error looks like a file and is nobody's."""
    gone = answering(answer(404, b"application/octet-stream"))
    async with serving(gone) as server, AiohttpTransport(server.url) as transport:
        assert (await take(transport))[0] == 404


@pytest.mark.faults
async def test_the_deadline_is_about_the_beginning() -> None:
    """A bron that does not begin in time is too late; one that began may take longer than the deadline."""

    async def hang(peer: Peer) -> None:
        await peer.request()
        await asyncio.sleep(5)

    async with serving(hang) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronTimeout):
            await take(transport, ms=50)

    async def slow(peer: Peer) -> None:
        await peer.request()
        await peer.send(HEAD % 4)
        for piece in (b"v", b"i", b"e", b"r"):
            await asyncio.sleep(0.05)
            await peer.send(piece)

    async with serving(slow) as server, AiohttpTransport(server.url) as transport:
        assert b"".join((await take(transport, ms=100))[2]) == b"vier"


@pytest.mark.faults
async def test_a_connection_that_was_closed_behind_our_back_is_made_anew() -> None:
    """A bron may close a connection from the pool without a word; nothing was answered, so the file is asked again."""

    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(HEAD % 4 + b"vier")
        if peer.number == 1:
            await peer.request()  # and close
        else:
            await asyncio.sleep(5)

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        assert b"".join((await take(transport))[2]) == b"vier"
        assert b"".join((await take(transport))[2]) == b"vier"
    assert server.connections == 2


@pytest.mark.faults
async def test_a_file_that_falls_still_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bron that sends nothing any more, halfway, does not keep a connection for ever."""
    monkeypatch.setattr(client, "IDLE_S", 0.05)

    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(HEAD % 100 + b"half")
        await asyncio.sleep(5)

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronTimeout):
            await take(transport)
