"""Bodies that are too large, too slow, half there or plain hostile never get further than the door."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator

import httpx
import pytest

from gateway.http import body as body_module
from tests.http.world import BEARER, NEW, World, ask, serving, settings

ONE = "{ dingen { naam } }"
HEADERS = {**BEARER, "Content-Type": "application/json", "Accept": NEW}


async def post(client: httpx.AsyncClient, content: bytes | AsyncIterator[bytes]) -> httpx.Response:
    return await client.post("/graphql", content=content, headers=HEADERS)


async def raw_answer(client: httpx.AsyncClient, request: bytes, *, wait_s: float = 5) -> bytes:
    """Everything that the server says to these bytes until it closes the connection."""
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    writer.write(request)
    await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(), wait_s)
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


def head(*extra: str) -> bytes:
    lines = ["POST /graphql HTTP/1.1", "Host: x", *(f"{name}: {value}" for name, value in HEADERS.items()), *extra]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@pytest.mark.attacks
async def test_a_large_body_is_refused_before_it_is_read():
    """413 on the announced size alone: nothing of the body was sent yet."""
    async with serving(World()) as client:
        answer = await raw_answer(client, head("Content-Length: 65537"))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"VRAAG_TE_GROOT" in answer


@pytest.mark.attacks
async def test_a_large_body_in_chunks_is_refused_at_the_cap():
    """413 when no size is announced, at the first byte too many."""
    world = World()

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b" " * 1024
        yield b"{"

    async with serving(world) as client:
        answer = await post(client, endless())

    assert answer.status_code == 413
    assert world.asked == []


async def test_a_body_of_exactly_the_cap_is_read():
    """The cap itself still fits, and it can be configured."""
    question = b'{"query": "{ dingen { naam } }"}'
    async with serving(World(), settings(max_body_kb=1)) as client:
        fits = await post(client, question.ljust(1024))
        too_large = await post(client, question.ljust(1025))

    assert (fits.status_code, too_large.status_code) == (200, 413)


@pytest.mark.attacks
async def test_a_body_that_does_not_come_ends_in_408(monkeypatch: pytest.MonkeyPatch):
    """Whoever sends half a question does not keep a connection for long."""
    monkeypatch.setattr(body_module, "READ_TIMEOUT_S", 0.05)
    async with serving(World()) as client:
        answer = await raw_answer(client, head("Content-Length: 100") + b'{"query": "{ din')

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in answer.lower()


async def test_a_client_that_leaves_half_way_is_forgotten():
    """No answer, no fault in the log, and the next one is served."""
    world = World()
    async with serving(world) as client:
        reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
        writer.write(head("Content-Length: 100") + b"{")
        await writer.drain()
        writer.close()
        assert await reader.read() == b""
        assert (await ask(client, ONE)).status_code == 200


@pytest.mark.attacks
async def test_a_long_document_is_refused():
    """A document above 15,000 characters is not even parsed."""
    async with serving(World()) as client:
        answer = await ask(client, "{ dingen { naam } }" + " " * 15_000)

    assert answer.status_code == 400


COUNTED = b'{"query": "query($n: Int) { dingen(first: $n) { naam } }", "variables": {"n": '
HOSTILE = {
    "empty": b"",
    "not JSON": b"{ dingen }",
    "half": b'{"query": "{ dingen { naam',
    "null": b"null",
    "list": b'[{"query": "{ dingen { naam } }"}]',
    "empty list": b"[]",
    "text": b'"query"',
    "number": b"1",
    "no query": b'{"qeury": "{ dingen { naam } }"}',
    "query null": b'{"query": null}',
    "query list": b'{"query": ["{ dingen { naam } }"]}',
    "query number": b'{"query": 1}',
    "query empty": b'{"query": ""}',
    "operation name list": b'{"query": "{ dingen { naam } }", "operationName": ["A"]}',
    "operation name unknown": b'{"query": "{ dingen { naam } }", "operationName": "Weg"}',
    "variables list": b'{"query": "{ dingen { naam } }", "variables": []}',
    "variables text": b'{"query": "{ dingen { naam } }", "variables": "{}"}',
    "extensions true": b'{"query": "{ dingen { naam } }", "extensions": true}',
    "NUL byte": b'{"query": "{ dingen { naam } }\x00"}',
    "NUL escape": b'{"query": "{ dingen { naam } \\u0000 }"}',
    "lone surrogate": b'{"query": "{ dingen { naam } } # \\ud800"}',
    "lone surrogate in a literal": b'{"query": "{ __type(name: \\"\\\\uD800\\") { name } }"}',
    "surrogate bytes": b'{"query": "{ dingen { naam } } # \xed\xa0\x80"}',
    "not UTF-8": b'{"query": "{ dingen { naam } } # \xff"}',
    "byte order mark": b'\xef\xbb\xbf{"query": "{ dingen { naam } }"}',
    "UTF-16": '{"query": "{ dingen { naam } }"}'.encode("utf-16"),
    "deep list": b"[" * 60_000,
    "deep variables": b'{"query": "{ dingen { naam } }", "variables": {"a": ' + b"[" * 9_000 + b"]" * 9_000 + b"}}",
    "deep query": b'{"query": "' + b"{a" * 4_000 + b'"}',
    "deep value": b'{"query": "{ dingen(first: ' + b"[" * 4_000 + b'"}',
    "long number": COUNTED + b"9" * 60_000 + b"}}",
    "long number that fits": COUNTED + b"9" * 4_000 + b"}}",
    "long number in the query": b'{"query": "{ dingen(first: ' + b"9" * 14_000 + b') { naam } }"}',
    "long exponent": COUNTED + b"1e999999}}",
    "not a number": b'{"query": "{ dingen { naam } }", "variables": {"n": NaN}}',
    "unknown variable type": b'{"query": "query($n: Weg) { dingen(first: $n) { naam } }"}',
    "subscription": b'{"query": "subscription { dingen { naam } }"}',
    "hundred operations": b'{"query": "' + b" ".join(b"query Q%d { dingen { naam } }" % n for n in range(100)) + b'"}',
    "packed": gzip.compress(b'{"query": "{ dingen { naam } }"}'),
}


@pytest.mark.attacks
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_bodies_are_bad_requests(content: bytes):
    """400 with a code, nothing is executed, and the next question is answered as ever."""
    world = World()
    async with serving(world) as client:
        answer = await post(client, content)
        asked = list(world.asked)
        after = await ask(client, ONE)

    assert answer.status_code == 400
    assert asked == []
    errors = answer.json()["errors"]
    assert all(error["message"] for error in errors)
    assert {error["extensions"]["code"] for error in errors} == {"ONGELDIGE_INVOER"}
    assert after.status_code == 200


@pytest.mark.attacks
async def test_the_last_of_two_equal_keys_counts():
    """Both are within the cap and only one is executed, so there is nothing to gain."""
    async with serving(World()) as client:
        answer = await post(client, b'{"query": "{ weg }", "query": "{ dingen(first: 1) { naam } }"}')

    assert answer.json() == {"data": {"dingen": [{"naam": "ding 0"}]}}


@pytest.mark.attacks
async def test_a_content_length_that_lies_harms_nobody():
    """A body that is longer than it says is cut off; what follows is a request of its own, and a bad one."""
    async with serving(World()) as client:
        answer = await raw_answer(client, head("Content-Length: 2") + b'{}{"query": "{ dingen { naam } }"}')

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"data"' not in answer
