"""Connections of the pool: cancelled calls, stale ones, how many at once, and refused credentials."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.credentials import Credentials
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import (
    BronNotSupported,
    BronRefused,
    BronUnreachable,
)
from tests.client.foutserver import BSN, OK, Peer, Script, answer, answering, close_without_answer, get, serving


@pytest.mark.faults
async def test_a_cancelled_call_closes_its_connection_and_frees_the_place() -> None:
    """Who leaves takes his call along: the bron sees it close, and the only place is free for the next."""
    seen: dict[int, asyncio.Event] = {1: asyncio.Event(), 2: asyncio.Event()}
    closed = asyncio.Event()

    async def script(peer: Peer) -> None:
        await peer.request()
        seen[peer.number].set()
        if peer.number == 1:
            await peer.reader.read()  # ends when the client closes
            closed.set()
        else:
            await peer.send(OK)

    async with serving(script) as server, AiohttpTransport(server.url, gelijktijdig=1) as transport:
        call = asyncio.create_task(get(transport, ms=5_000))
        await seen[1].wait()
        call.cancel()
        await asyncio.wait_for(closed.wait(), 0.2)
        assert (await get(transport, ms=200)).status == 200
        assert call.cancelled()


async def test_a_cancelled_write_that_waits_is_never_sent() -> None:
    """A POST in the queue for the only place is gone when its caller is."""
    arrived = asyncio.Event()

    async def script(peer: Peer) -> None:
        await peer.request()
        arrived.set()
        await asyncio.sleep(30)

    async with serving(script) as server, AiohttpTransport(server.url, gelijktijdig=1) as transport:
        first = asyncio.create_task(get(transport, ms=5_000))
        await arrived.wait()
        write = asyncio.create_task(get(transport, ms=5_000, method="POST", body=b"{}"))
        await asyncio.sleep(0.02)
        write.cancel()
        first.cancel()
        await asyncio.gather(first, write, return_exceptions=True)
        await asyncio.sleep(0.02)

        assert [head.split()[0] for head in server.heads] == ["GET"]


def _closing_on_reuse(times: int) -> Script:
    """Answers the first request of the first connections, and closes on their second without an answer."""

    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(OK)
        await peer.request()
        if peer.number > times:
            await peer.send(OK)

    return script


@pytest.mark.faults
async def test_a_read_on_a_stale_connection_is_repeated_once() -> None:
    """The bron closed an idle connection just as we used it: a GET goes out once more, on a new one."""
    async with serving(_closing_on_reuse(1)) as server, AiohttpTransport(server.url) as transport:
        assert (await get(transport)).status == 200
        assert (await get(transport)).status == 200

    assert (len(server.heads), server.connections) == (3, 2)


@pytest.mark.faults
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_a_write_is_never_repeated(method: str) -> None:
    """Nobody knows whether the bron did it, so we do not do it twice."""
    async with serving(_closing_on_reuse(9)) as server, AiohttpTransport(server.url) as transport:
        await get(transport)
        with pytest.raises(BronUnreachable):
            await get(transport, method=method, body=b"{}")

    assert (len(server.heads), server.connections) == (2, 1)


@pytest.mark.faults
async def test_a_read_on_a_fresh_connection_is_not_repeated() -> None:
    """Only a stale connection excuses a second try."""
    async with serving(close_without_answer) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronUnreachable):
            await get(transport)

    assert len(server.heads) == 1


async def test_no_more_calls_at_once_than_agreed() -> None:
    """`gelijktijdig` is the most connections a bron ever sees from us."""
    busy = most = 0

    async def script(peer: Peer) -> None:
        nonlocal busy, most
        while True:
            await peer.request()
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.005)
            busy -= 1
            await peer.send(OK)

    async with serving(script) as server, AiohttpTransport(server.url, gelijktijdig=3) as transport:
        await asyncio.gather(*(get(transport) for _ in range(12)))

    assert (most, server.connections) == (3, 3)


class Renewable(Credentials):
    """Shows a number that goes up with each renewal."""

    def __init__(self) -> None:
        self.renewals = 0

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.renewals}"}

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        self.renewals += 1
        return True


@pytest.mark.parametrize("refusal", [answer(401), answer(403, b'{"code": "jwt-expired"}')])
async def test_refused_credentials_are_renewed_once(refusal: bytes) -> None:
    """The second try carries the new ones; a write is safe to send again, since it was refused at the door."""
    async with serving(answering(refusal, OK)) as server, AiohttpTransport(server.url, Renewable()) as transport:
        assert (await get(transport, method="POST", body=b"{}")).status == 200

    assert ["Bearer 0" in server.heads[0], "Bearer 1" in server.heads[1]] == [True, True]


async def test_refused_twice_is_refused() -> None:
    """Two calls, no storm, and an error that rings the alarm."""
    async with serving(answering(answer(401))) as server, AiohttpTransport(server.url, Renewable()) as transport:
        with pytest.raises(BronRefused) as caught:
            await get(transport)

    assert len(server.heads) == 2
    assert caught.value.alarm


async def test_a_token_about_a_person_only_where_the_bron_takes_one() -> None:
    """Other credentials make none."""
    with pytest.raises(BronNotSupported):
        await AiohttpTransport("http://127.0.0.1").mint({"bsn": BSN})
