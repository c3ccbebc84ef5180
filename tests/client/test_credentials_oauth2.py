"""The gateway's own token from a bron's token endpoint, over a real socket."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest

from gateway.bronnen.credentials import credentials_for
from gateway.bronnen.credentials.oauth2 import OAuth2Credentials, TokenFetcher
from gateway.bronnen.credentials.token_adres import TokenEndpoint
from gateway.config import Geheim, OAuth2Auth
from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND
from gateway.errors import BronError, BronInvalid, BronRefused, BronTimeout, BronUnreachable

GIVEN = {"access_token": "t1", "token_type": "Bearer", "expires_in": 100}


def soon(ms: float = 2_000) -> Deadline:
    return Deadline.after(ms)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Endpoint:
    """A token endpoint: what it answers next, how long it waits, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = json.dumps(GIVEN).encode()
    wait_s: float = 0.0
    heads: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.lower().split("\r\n") if line.startswith("content-length")
        )
        self.heads.append(head)
        self.forms.append(dict(parse_qsl((await reader.readexactly(length)).decode())))
        await asyncio.sleep(self.wait_s)
        headers = (
            f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\nLocation: /x"
        )
        writer.write(f"HTTP/1.1 {self.status} S\r\n{headers}\r\n\r\n".encode() + self.body)
        await writer.drain()
        writer.close()

    def gives(self, status: int = 200, **fields: object) -> None:
        self.status, self.body = status, json.dumps(fields).encode()


@asynccontextmanager
async def token_endpoint() -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    server = await asyncio.start_server(endpoint.answer, "127.0.0.1", 0)
    endpoint.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/token"
    try:
        yield endpoint
    finally:
        server.close()


def auth(url: str, **extra: str) -> OAuth2Auth:
    return OAuth2Auth.model_validate(
        {"soort": "oauth2", "token_url": url, "client_id": "gw", "geheim": Geheim("ge heim"), **extra}
    )


def endpoint_of(auth: OAuth2Auth) -> TokenEndpoint:
    return TokenEndpoint(auth, field=auth.token_veld)


async def test_many_callers_share_one_fetch() -> None:
    """Twenty calls at once ask for one token, with the client's credentials by HTTP Basic."""
    async with token_endpoint() as endpoint:
        credentials = credentials_for(auth(endpoint.url, scope="lezen"))
        headers = await asyncio.gather(*(credentials.headers(soon(), NIEMAND) for _ in range(20)))
        await credentials.close()

    assert headers == [{"Authorization": "Bearer t1"}] * 20
    assert endpoint.forms == [{"grant_type": "client_credentials", "scope": "lezen"}]
    basic = base64.b64encode(b"gw:ge heim").decode()
    assert f"authorization: basic {basic}".lower() in endpoint.heads[0].lower()


async def test_a_vendor_may_call_its_token_otherwise() -> None:
    """`token_veld` names the field, and the secret may go in the form."""
    async with token_endpoint() as endpoint:
        endpoint.gives(accessToken="t2", expires_in="60")
        fetcher = TokenFetcher(endpoint_of(auth(endpoint.url, token_veld="accessToken", wijze="client_secret_post")))
        assert await fetcher.token(soon()) == "t2"

    assert endpoint.forms[0] == {"grant_type": "client_credentials", "client_id": "gw", "client_secret": "ge heim"}
    assert "authorization" not in endpoint.heads[0].lower()


async def test_a_token_is_renewed_when_nine_tenths_of_its_life_are_gone() -> None:
    """And while the endpoint is down, the old one serves to its end."""
    clock = Clock()
    async with token_endpoint() as endpoint:
        fetcher = TokenFetcher(endpoint_of(auth(endpoint.url)), clock=clock)
        await fetcher.token(soon())
        clock.now += 89
        assert await fetcher.token(soon()) == "t1"
        assert len(endpoint.forms) == 1
        clock.now += 2
        endpoint.gives(500)
        assert await fetcher.token(soon()) == "t1"
        endpoint.gives(200, **(GIVEN | {"access_token": "t2"}))
        assert await fetcher.token(soon()) == "t2"
        clock.now += 100
        endpoint.gives(500)
        with pytest.raises(BronUnreachable):
            await fetcher.token(soon())


async def test_a_refused_token_is_replaced_at_most_every_half_minute() -> None:
    """The bron ended our token early: one new one, and no storm when that is refused too."""
    clock = Clock()
    async with token_endpoint() as endpoint:
        credentials = OAuth2Credentials(TokenFetcher(endpoint_of(auth(endpoint.url)), clock=clock))
        first = await credentials.headers(soon(), NIEMAND)
        assert not credentials.refresh(first, NIEMAND)
        clock.now += 31
        assert credentials.refresh(first, NIEMAND)
        endpoint.gives(200, **(GIVEN | {"access_token": "t2"}))
        second = await credentials.headers(soon(), NIEMAND)
        assert credentials.refresh(first, NIEMAND)  # another call had the old one: the new one is there already
        assert not credentials.refresh(second, NIEMAND)
        assert await credentials.headers(soon(), NIEMAND) == second == {"Authorization": "Bearer t2"}


@pytest.mark.faults
@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (400, b'{"error": "invalid_scope"}', BronRefused),
        (401, b'{"error": "invalid_client"}', BronRefused),
        (403, b"nee", BronRefused),
        (429, b"{}", BronUnreachable),
        (503, b"{}", BronUnreachable),
        (302, b"", BronInvalid),
        (204, b"", BronInvalid),
        (200, b"<html>login</html>", BronInvalid),
        (200, b"[1]", BronInvalid),
        (200, b'{"error": "invalid_client"}', BronInvalid),
        (200, b'{"token_type": "Bearer"}', BronInvalid),
        (200, b'{"access_token": "a\\r\\nX: y"}', BronInvalid),
        (200, b"[" * 100_000, BronInvalid),
    ],
)
async def test_a_token_endpoint_that_gives_no_token(status: int, body: bytes, fault: type[BronError]) -> None:
    """Each kind of failure has its own error, which tells neither secret nor address."""
    async with token_endpoint() as endpoint:
        endpoint.status, endpoint.body = status, body
        fetcher = TokenFetcher(endpoint_of(auth(endpoint.url)))
        with pytest.raises(BronError) as caught:
            await fetcher.token(soon())

    assert type(caught.value) is fault
    assert caught.value.__context__ is None
    assert not any(word in repr(caught.value) for word in ("ge heim", "127.0.0.1", "token?"))


async def test_a_refusal_is_not_repeated_for_half_a_minute() -> None:
    """Wrong credentials do not become right by asking again at every call."""
    clock = Clock()
    async with token_endpoint() as endpoint:
        endpoint.gives(401)
        fetcher = TokenFetcher(endpoint_of(auth(endpoint.url)), clock=clock)
        for _ in range(3):
            with pytest.raises(BronRefused):
                await fetcher.token(soon())
        assert len(endpoint.forms) == 1
        clock.now += 31
        endpoint.gives(200, **GIVEN)
        assert await fetcher.token(soon()) == "t1"


@pytest.mark.faults
async def test_a_slow_endpoint_keeps_to_the_deadline_of_each_caller() -> None:
    """Who has no time left goes, who was cancelled goes; the fetch serves who still waits."""
    async with token_endpoint() as endpoint:
        endpoint.wait_s = 0.1
        fetcher = TokenFetcher(endpoint_of(auth(endpoint.url)))
        patient = asyncio.create_task(fetcher.token(soon()))
        gone = asyncio.create_task(fetcher.token(soon()))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(BronTimeout):
            await fetcher.token(soon(20))
        assert await patient == "t1"
        assert len(endpoint.forms) == 1


async def test_nobody_at_the_token_endpoint() -> None:
    """A refused connection is unreachable, not refused."""
    async with token_endpoint() as endpoint:
        pass
    with pytest.raises(BronUnreachable):
        await TokenFetcher(endpoint_of(auth(endpoint.url))).token(soon())
