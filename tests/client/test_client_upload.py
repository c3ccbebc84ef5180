"""Files to a bron through its client: sent as they come, with their length told, once; what stops them is an error."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from gateway.bronnen.call import Response
from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.schrijven.multipart import Formulier
from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND
from gateway.errors import BronError, BronInvalid, BronPaused, BronRefused, BronUnreachable
from tests.client.foutserver import Peer, Script, answer, answering, close_without_answer, serving


async def pieces(*given: bytes, stops: Exception | None = None) -> AsyncIterator[bytes]:
    for piece in given:
        yield piece
    if stops is not None:
        raise stops


async def put(transport: AiohttpTransport, brokken: AsyncIterator[bytes], omvang: int) -> Response:
    return await transport.upload(
        "PUT", "/deel/1", headers={"Content-Type": "text/plain"}, brokken=brokken, omvang=omvang,
        deadline=Deadline.after(2_000), subject=NIEMAND,
    )  # fmt: skip


async def test_bytes_go_as_they_come_with_their_length() -> None:
    """No chunked coding, which registers refuse; the server has the first piece before the last is there."""
    first, last = asyncio.Event(), asyncio.Event()
    got = b""

    async def script(peer: Peer) -> None:
        nonlocal got
        head = (await peer.reader.readuntil(b"\r\n\r\n")).decode()
        assert head.startswith("PUT /deel/1 ")
        assert "Content-Length: 6\r\n" in head
        assert "chunked" not in head.lower()
        got += await peer.reader.readexactly(3)
        first.set()
        got += await peer.reader.readexactly(3)
        await peer.send(answer(200))

    async def slowly() -> AsyncIterator[bytes]:
        yield b"abc"
        await last.wait()
        yield b"def"

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        sending = asyncio.ensure_future(put(transport, slowly(), 6))
        await asyncio.wait_for(first.wait(), 5)
        last.set()
        assert (await sending).status == 200
    assert got == b"abcdef"


@pytest.mark.faults
@pytest.mark.parametrize(
    ("script", "fault", "was_sent"),
    [
        (answering(answer(500)), BronUnreachable, True),
        (answering(answer(429)), BronPaused, True),
        (answering(answer(401)), BronRefused, False),
        (answering(answer(302, Location="http://169.254.169.254/")), BronInvalid, True),
        (close_without_answer, BronUnreachable, True),
    ],
)
async def test_what_goes_wrong_is_said_and_not_repeated(script: Script, fault: type[BronError], was_sent: bool) -> None:
    """The bytes come once, so they go once."""
    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(fault) as found:
            await put(transport, pieces(b"abc"), 3)
        assert server.connections == 1
    assert type(found.value) is fault
    assert found.value.was_sent is was_sent or fault is BronRefused
    assert "127.0.0.1" not in str(found.value)


async def test_pieces_that_stop_break_the_connection() -> None:
    """The server never has the whole, so it keeps nothing."""
    whole: list[bytes] = []

    async def script(peer: Peer) -> None:
        await peer.request()
        whole.append(peer.body)

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronUnreachable):
            await put(transport, pieces(b"abc", stops=ValueError("a virus")), 6)
    assert whole == []


async def test_a_form_is_as_long_as_it_says() -> None:
    """Fields first, then the file, under a name that says nothing."""
    form = Formulier("inhoud", {"lock": "abc"}, pieces(b"12", b"345"), 5)
    whole = b"".join([piece async for piece in form.brokken()])
    boundary = form.headers["Content-Type"].partition("boundary=")[2].encode()
    assert len(whole) == form.omvang
    assert whole.split(b"--" + boundary) == [
        b"",
        b'\r\nContent-Disposition: form-data; name="lock"\r\n\r\nabc\r\n',
        b'\r\nContent-Disposition: form-data; name="inhoud"; filename="bestand"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n12345\r\n",
        b"--\r\n",
    ]
