"""An issuer of tokens with a real server for its keys, and a verifier that trusts it."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from gateway.auth import Identity, TokenVerifier
from gateway.config import Configuratie, Geheim, IdsInstellingen, Instellingen, IssuerConfig
from gateway.errors import Unauthenticated

BSN, OTHER_BSN = "999993653", "999990019"
LOA3 = "urn:etoegang:core:assurance-class:loa3"
SECRET = b"s" * 64
Key = RSAKey | ECKey


@cache
def rsa(kid: str, bits: int = 2048) -> RSAKey:
    return RSAKey.generate_key(bits, parameters={"kid": kid})


@cache
def ec(kid: str, curve: str = "P-256") -> ECKey:
    return ECKey.generate_key(curve, parameters={"kid": kid})


@dataclass
class Issuer:
    """An issuer with a server for discovery and keys, which counts what it is asked and can be made to fail."""

    url: str = ""
    keys: dict[str, dict[str, object]] = field(default_factory=dict)
    fetches: int = 0
    status: int = 200
    body: bytes | None = None
    name: str | None = None
    wait_s: float = 0.0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def publish(self, *keys: Key, **extra: object) -> None:
        self.keys = {str(key.kid): {**key.as_dict(private=False), **extra} for key in keys}

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the gateway stopped while it asked
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0].decode()
        if "openid-configuration" in line:
            body = json.dumps({"issuer": self.name or self.url, "jwks_uri": f"{self.url}/keys"}).encode()
            status = 200
        else:
            self.fetches += 1
            await asyncio.sleep(self.wait_s)
            status, body = self.status, self.body or json.dumps({"keys": list(self.keys.values())}).encode()
        head = f"HTTP/1.1 {status} S\r\nContent-Length: {len(body)}\r\nConnection: close\r\nLocation: /keys2\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    def claims(self, **changes: object) -> dict[str, object]:
        """The claims of a good token; None takes one out."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": "gateway", "exp": now + 600, "iat": now, "client_id": "portaal", "bsn": BSN}
        return {name: value for name, value in {**claims, **changes}.items() if value is not None}

    def token(self, key: Key | None = None, header: Mapping[str, object] | None = None, **changes: object) -> str:
        """A token that is good, save for what is changed."""
        return self.sign(self.claims(**changes), key, header)

    def sign(
        self, claims: dict[str, object], key: Key | None = None, header: Mapping[str, object] | None = None
    ) -> str:
        signer = key or rsa("een")
        alg = "ES256" if isinstance(signer, ECKey) else "PS256"
        head = {"alg": alg, "typ": "at+jwt", "kid": signer.kid, **(header or {})}
        head = {name: value for name, value in head.items() if value is not None}
        return jwt.encode(head, claims, signer, algorithms=[str(head["alg"])], default_type=None)


@asynccontextmanager
async def issuing() -> AsyncIterator[Issuer]:
    """An issuer on a free port that publishes one RSA key."""
    issuer = Issuer()
    issuer.publish(rsa("een"))
    server = await asyncio.start_server(issuer.connected, "127.0.0.1", 0)
    issuer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield issuer
    finally:
        server.close()
        for task in issuer.tasks:
            task.cancel()
        await asyncio.gather(*issuer.tasks, return_exceptions=True)


def configuration(*issuers: IssuerConfig) -> Configuratie:
    gateway = Instellingen(omgeving="demo", ids=IdsInstellingen(key=Geheim("ab" * 64)))
    return Configuratie(gateway=gateway, issuers=list(issuers), bronnen=[])


def configured(url: str, **changes: object) -> IssuerConfig:
    table = {
        "url": url, "audience": "gateway", "tenant": "havenstad", "clients": ["portaal"],
        "acr": {LOA3: "SUBSTANTIEEL", "20": "MIDDEN"},
    }  # fmt: skip
    return IssuerConfig.model_validate({**table, **changes})


@asynccontextmanager
async def verifying(issuer: Issuer, **changes: object) -> AsyncIterator[TokenVerifier]:
    """A verifier for one issuer, started."""
    verifier = TokenVerifier(configuration(configured(issuer.url, **changes)), SECRET)
    await verifier.start()
    try:
        yield verifier
    finally:
        await verifier.stop()


async def outcome(verifier: TokenVerifier, token: str) -> Identity | int:
    """The identity, or the status of the refusal; 0 for one that quotes the token or has no reason."""
    try:
        return await verifier.verify(f"Bearer {token}")
    except Unauthenticated as refusal:
        return 0 if token in str(refusal) or not refusal.reason else refusal.status


def compact(head: Mapping[str, object], claims: Mapping[str, object], signature: bytes = b"") -> str:
    """A token put together by hand, with whatever signature."""
    parts = (json.dumps(head).encode(), json.dumps(claims).encode(), signature)
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
