"""What the client of a bron sends: exactly what was asked, and nothing the person did not give."""

from __future__ import annotations

import pytest

from gateway.bronnen.client import AiohttpTransport
from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND
from gateway.errors import (
    BronInvalid,
)
from tests.client.foutserver import OK, Peer, answer, answering, get, serving


async def test_the_address_is_exactly_what_was_asked() -> None:
    """Path as it is, query encoded strictly, nothing added: no encoding, cookie or trace we did not ask for."""
    given = answer(200, b'{"a":1}', X_Extra="Ja")
    async with serving(answering(given)) as server, AiohttpTransport(server.url + "/zaken/api/v1/") as transport:
        response = await transport.send(
            "GET", "/zaken/a%2Fb", params={"rol__bsn": "9,1 é&=", "open": True, "page": 2}, headers={}, body=None,
            deadline=Deadline.after(2_000), subject=NIEMAND,
        )  # fmt: skip

    line, *headers = server.heads[0].rstrip().split("\r\n")
    assert line == "GET /zaken/api/v1/zaken/a%2Fb?rol__bsn=9%2C1%20%C3%A9%26%3D&open=true&page=2 HTTP/1.1"
    assert {header.split(":")[0] for header in headers} == {"Host", "User-Agent", "Accept"}
    assert "Accept: application/json" in headers
    assert (response.status, response.headers["x-extra"], response.body) == (200, "Ja", b'{"a":1}')


async def test_headers_and_body_of_the_caller_are_sent() -> None:
    """Own Accept, a traceparent and a body go along as given."""
    seen = []

    async def script(peer: Peer) -> None:
        await peer.request()
        seen.append(peer.body)
        await peer.send(OK)

    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        await transport.send(
            "POST", "/zaken/_zoek", params={}, body=b'{"x":1}', deadline=Deadline.after(2_000), subject=NIEMAND,
            headers={"accept": "application/hal+json", "Content-Type": "application/json", "traceparent": "00-a-b-01"},
        )  # fmt: skip

    (head,) = server.heads
    assert "accept: application/hal+json" in head
    assert "application/json" not in head.replace("Content-Type: application/json", "")
    assert "traceparent: 00-a-b-01" in head
    assert seen == [b'{"x":1}']


@pytest.mark.parametrize(
    "path", ["/zaken?x=1", "/a/../b", "/a/%2e%2E/b", "/é", "/a b", "/a#b", "zaken", "/a\r\nX: y", "/a%", "/a\\b"]
)
async def test_a_path_that_could_be_read_otherwise_is_not_sent(path: str) -> None:
    """Only plain segments: a native id can never change which resource is asked."""
    async with serving(answering(OK)) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronInvalid):
            await transport.send(
                "GET", path, params={}, headers={}, body=None, deadline=Deadline.after(500), subject=NIEMAND
            )

    assert server.connections == 0


async def test_cookies_are_not_kept() -> None:
    """A session at a bron would tie one person's calls to another's."""
    given = answer(200, Set_Cookie="sessie=1; Path=/")
    async with serving(answering(given)) as server:
        by_name = server.url.replace("127.0.0.1", "localhost")  # cookies are for names, not for numbers
        async with AiohttpTransport(by_name) as transport:
            await get(transport)
            await get(transport)

    assert "cookie" not in "".join(server.heads).lower()
    assert server.connections == 1


async def test_a_proxy_of_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY of the machine must not see personal data."""
    async with serving(answering(OK)) as proxy, serving(answering(OK)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        async with AiohttpTransport(server.url) as transport:
            await get(transport)

    assert (proxy.connections, server.connections) == (0, 1)
