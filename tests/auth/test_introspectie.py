"""Opaque tokens: the issuer is asked what they mean, briefly remembered, and only the issuer can say yes."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from gateway.auth import Identity, TokenVerifier
from gateway.config import Geheim, load
from gateway.domain.persoon import Bsn
from gateway.errors import ConfigInvalid
from tests.auth.uitgever import BSN, SECRET, Issuer, configuration, configured, issuing, outcome
from tests.config.voorbeeld import ALL, ISSUER

OPAQUE = "Xq3_ondoorzichtig-token"


@dataclass
class Endpoint:
    """An introspection endpoint: what it says next, how long it takes, what it was asked."""

    url: str = ""
    status: int = 200
    answer: object = None
    body: bytes | None = None
    wait_s: float = 0.0
    heads: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            lines = head.lower().split("\r\n")
            length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length"))
            self.heads.append(head)
            self.forms.append(dict(parse_qsl((await reader.readexactly(length)).decode())))
            await asyncio.sleep(self.wait_s)
            body = self.body if self.body is not None else json.dumps(self.answer).encode()
            headers = f"Content-Length: {len(body)}\r\nConnection: close"
            writer.write(f"HTTP/1.1 {self.status} S\r\n{headers}\r\n\r\n".encode() + body)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the gateway no longer waits
        finally:
            writer.close()

    def says(self, **changes: object) -> None:
        now = int(time.time())
        claims = {"active": True, "aud": "gateway", "exp": now + 600, "iat": now, "client_id": "portaal", "bsn": BSN}
        self.answer = {name: value for name, value in {**claims, **changes}.items() if value is not None}


class Clock:
    """The wall clock, a little later when a test says so."""

    later = 0.0

    def __call__(self) -> float:
        return time.time() + self.later


@dataclass
class Asking:
    """A verifier that asks an endpoint, and its clock."""

    verifier: TokenVerifier
    endpoint: Endpoint
    issuer: Issuer
    clock: Clock


@asynccontextmanager
async def asking(**changes: object) -> AsyncIterator[Asking]:
    endpoint, clock = Endpoint(), Clock()
    endpoint.says()
    server = await asyncio.start_server(endpoint.connected, "127.0.0.1", 0)
    endpoint.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/introspect"
    asked = {"url": endpoint.url, "client_id": "gateway", "geheim": Geheim("ge heim"), **changes}
    async with issuing() as issuer:
        verifier = TokenVerifier(configuration(configured(issuer.url, introspectie=asked)), SECRET, clock)
        await verifier.start()
        try:
            yield Asking(verifier, endpoint, issuer, clock)
        finally:
            await verifier.stop()
            server.close()


async def test_the_issuer_says_who_it_is() -> None:
    """With the gateway's own credentials; the token goes in the form, so in no access log."""
    async with asking() as one:
        identity = await one.verifier.verify(f"Bearer {OPAQUE}")

    assert identity.subject.bsn == Bsn(BSN)
    assert (identity.issuer, identity.client) == (one.issuer.url, "portaal")
    assert one.endpoint.forms == [{"token": OPAQUE, "token_type_hint": "access_token"}]
    basic = base64.b64encode(b"gateway:ge heim").decode()
    assert f"authorization: basic {basic}".lower() in one.endpoint.heads[0].lower()
    assert OPAQUE not in one.endpoint.heads[0]


async def test_credentials_in_the_form() -> None:
    """For issuers that want them there."""
    async with asking(wijze="client_secret_post") as one:
        await one.verifier.verify(f"Bearer {OPAQUE}")

    assert one.endpoint.forms[0].items() >= {"client_id": "gateway", "client_secret": "ge heim"}.items()
    assert "authorization:" not in one.endpoint.heads[0].lower()


async def test_a_yes_is_kept_for_a_minute_at_most() -> None:
    """And for no more than half the life that is left; many who ask at once ask once."""
    async with asking() as one:
        found = await asyncio.gather(*(outcome(one.verifier, OPAQUE) for _ in range(20)))
        assert all(isinstance(identity, Identity) for identity in found)
        one.clock.later = 55
        await outcome(one.verifier, OPAQUE)
        assert len(one.endpoint.forms) == 1
        one.clock.later = 65
        one.endpoint.says(exp=int(time.time()) + 65 + 20)
        await outcome(one.verifier, OPAQUE)
        assert len(one.endpoint.forms) == 2
        one.clock.later = 65 + 18  # of twenty seconds, and ten of leeway, more than half has gone
        await outcome(one.verifier, OPAQUE)
        assert len(one.endpoint.forms) == 3


@pytest.mark.attacks
async def test_a_no_is_kept_for_ten_seconds() -> None:
    """Repeating a bad token asks nobody; a token that becomes good is found soon."""
    async with asking() as one:
        one.endpoint.answer = {"active": False}
        assert {await outcome(one.verifier, OPAQUE) for _ in range(20)} == {401}
        assert len(one.endpoint.forms) == 1
        one.clock.later = 11
        one.endpoint.says()
        assert isinstance(await outcome(one.verifier, OPAQUE), Identity)


@pytest.mark.attacks
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"aud": "ander"}, 401), ({"aud": None}, 401), ({"exp": None}, 401), ({"exp": 5}, 401), ({"exp": "x"}, 401),
        ({"iss": "https://elders.nl"}, 401), ({"client_id": "vreemd"}, 403), ({"client_id": None}, 401),
        ({"bsn": "999993654"}, 401), ({"bsn": None}, 401), ({"act": {"sub": "x"}}, 401), ({"cnf": {"jkt": "x"}}, 401),
        ({"active": "true"}, 503), ({"active": 1}, 503), ({"active": None}, 503),
    ],
)  # fmt: skip
async def test_an_active_token_must_still_be_for_us(changes: dict[str, object], status: int) -> None:
    """The same rules as for a JWT: audience, portal, end, one identity; and `active` is a boolean."""
    async with asking() as one:
        one.endpoint.says(**changes)
        assert await outcome(one.verifier, OPAQUE) == status


@pytest.mark.faults
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (401, b"{}"),
        (302, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b"[" * 50_000),
        (200, b"x" * 70_000),
    ],
)
async def test_an_endpoint_that_fails_is_not_a_yes(status: int, body: bytes) -> None:
    """Nor a no that is kept: the portal hears to come back later."""
    async with asking() as one:
        one.endpoint.status, one.endpoint.body = status, body
        assert await outcome(one.verifier, OPAQUE) == 503
        one.endpoint.status, one.endpoint.body = 200, None
        assert isinstance(await outcome(one.verifier, OPAQUE), Identity)


@pytest.mark.faults
async def test_an_endpoint_that_is_gone_or_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than a few seconds."""
    monkeypatch.setattr("gateway.auth.introspectie.ASK_TIMEOUT_S", 0.05)
    async with asking() as one:
        one.endpoint.wait_s = 0.5
        assert await outcome(one.verifier, OPAQUE) == 503


@pytest.mark.attacks
async def test_without_introspection_an_opaque_token_is_nothing() -> None:
    """And a JWT never goes to the endpoint, whoever it is from."""
    async with asking() as one, issuing() as other:
        assert await outcome(one.verifier, other.token()) == 401
        assert isinstance(await outcome(one.verifier, one.issuer.token()), Identity)
        assert one.endpoint.forms == []
    async with issuing() as issuer:
        verifier = TokenVerifier(configuration(configured(issuer.url)), SECRET)
        assert await outcome(verifier, OPAQUE) == 401


def test_one_issuer_a_channel_may_have_it(tmp_path: Path) -> None:
    """Nothing in an opaque token says whose it is: a second issuer would get to see the tokens of the first."""
    (tmp_path / "ids.key").write_text("ab" * 64)
    (tmp_path / "zaken.geheim").write_text("x" * 40)
    asked = 'introspectie = { url = "https://a.nl/i", client_id = "gateway", geheim_bestand = "zaken.geheim" }\n'
    second = ISSUER.replace("login.havenstad.nl", "login.duindorp.nl")
    path = tmp_path / "bronnen.toml"
    path.write_text(ALL.replace(ISSUER, ISSUER + asked + second + 'kanaal = "medewerker"\n' + asked))
    assert len(load(path).issuers) == 2
    path.write_text(ALL.replace(ISSUER, ISSUER + asked + second + asked))
    with pytest.raises(ConfigInvalid, match="hoogstens één uitgever"):
        load(path)
