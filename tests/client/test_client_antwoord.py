"""What the client of a bron takes as an answer, and which error each other answer is."""

from __future__ import annotations

import gzip
import time
from email.utils import formatdate

import pytest

from gateway.bronnen.client import MAX_BYTES, AiohttpTransport
from gateway.errors import (
    BronError,
    BronInvalid,
    BronPaused,
    BronRefused,
    BronUnreachable,
)
from tests.client.foutserver import Peer, answer, answering, fault_of, get, serving


@pytest.mark.faults
@pytest.mark.parametrize(
    ("given", "fault", "wacht_s"),
    [
        (answer(500), BronUnreachable, None),
        (answer(502), BronUnreachable, None),
        (answer(503), BronUnreachable, None),
        (answer(503, Retry_After="straks"), BronUnreachable, None),
        (answer(503, Retry_After="7"), BronPaused, 7),
        (answer(429, Retry_After="120"), BronPaused, 60),
        (answer(429, Retry_After="straks"), BronPaused, 5),
        (answer(429), BronPaused, 5),
        (answer(429, Retry_After="Sun, 06 Nov 1994 08:49:37 GMT"), BronPaused, 0),
        (answer(401), BronRefused, None),
        (answer(403, b'{"code": "invalid-jwt-signature"}'), BronRefused, None),
        (answer(403, b'{"code": "authentication_failed"}'), BronRefused, None),
        (answer(200, gzip.compress(b"{}"), Content_Encoding="gzip"), BronInvalid, None),
        (answer(200, b"{}", Content_Encoding="GZIP, identity"), BronInvalid, None),
        (answer(301, Location="http://169.254.169.254/"), BronInvalid, None),
        (answer(307, Location="/elders"), BronInvalid, None),
        (b"GEEN HTTP\r\n\r\n", BronInvalid, None),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            BronInvalid,
            None,
        ),
        (b"HTTP/1.1 200 OK\r\nX-Lang: " + b"a" * 20_000 + b"\r\n\r\n", BronInvalid, None),
    ],
)
async def test_an_answer_we_do_not_take(given: bytes, fault: type[BronError], wacht_s: float | None) -> None:
    """Each kind of wrong answer has its own error, and is asked once."""
    async with serving(answering(given)) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronError) as caught:
            await get(transport)

    assert type(caught.value) is fault
    assert caught.value.wacht_s == wacht_s
    assert len(server.heads) == 1


async def test_retry_after_may_be_a_date() -> None:
    """RFC 9110 allows a moment as well; it is told in seconds."""
    fault = await fault_of(answering(answer(503, Retry_After=formatdate(time.time() + 20, usegmt=True))))

    assert isinstance(fault, BronPaused)
    assert fault.wacht_s == pytest.approx(20, abs=2)


@pytest.mark.parametrize(
    "given",
    [
        answer(404),
        answer(400, b'{"code": "invalid"}'),
        answer(403, b'{"code": "permission_denied"}'),
        answer(403, b"[]"),
    ],
)
async def test_other_statuses_are_for_the_connector(given: bytes) -> None:
    """Not found, a bad question and "this record is not for you" mean something else at each bron."""
    async with serving(answering(given)) as server, AiohttpTransport(server.url) as transport:
        response = await get(transport)

    assert str(response.status).encode() in given
    assert response.body == given.rpartition(b"\r\n\r\n")[2]


@pytest.mark.faults
@pytest.mark.parametrize("is_chunked", [False, True])
async def test_too_large_a_body_is_cut_off(is_chunked: bool) -> None:
    """3 MB is refused, announced or not, and the connection is not used again; 2 MB is read."""

    async def script(peer: Peer) -> None:
        size = 3_000_000 if peer.number == 1 else MAX_BYTES
        await peer.request()
        head = b"Transfer-Encoding: chunked" if is_chunked else f"Content-Length: {size}".encode()
        await peer.send(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
        chunk = b"x" * 100_000
        for _ in range(size // len(chunk)):
            await peer.send(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n" if is_chunked else chunk)
        await peer.send(b"0\r\n\r\n" if is_chunked else b"")

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronInvalid):
            await get(transport)
        assert len((await get(transport)).body) == MAX_BYTES

    assert server.connections == 2
