"""A gateway with one good bron and two that share a bad server: one keeps answers fresh, one must ask every time.

The bad server is a script on a raw socket, which a test can change while the gateway runs.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from gateway.app import Gateway, find_connectors
from gateway.config import load
from tests.auth.uitgever import LOA3, Issuer, issuing
from tests.client.foutserver import Peer, answer, serving
from tests.serving import served

NOBODY = "999999990"
QUERY = """{ taken { volledig aantal nodes { titel }
  bronnen { bron { code } status code melding aantal aantalOngeldig afgekapt opgehaaldOp } } }"""
Behaviour = Callable[[Peer, str], Awaitable[None]]
"""What the bad server does with a request of this person (a BSN) that it has read."""


@dataclass
class Bad:
    """The bad server: how it behaves now, and how many requests came that were not the probe's."""

    behaviour: Behaviour
    asked: int = 0
    at_accept: Callable[[Peer], Awaitable[None]] | None = None

    async def script(self, peer: Peer) -> None:
        if self.at_accept is not None:
            self.asked += 1
            await self.at_accept(peer)
            return
        while True:
            bsn = bsn_of(await peer.request())
            if bsn == NOBODY:
                await peer.send(answer(200, page()))
                continue
            self.asked += 1
            await self.behaviour(peer, bsn)


@dataclass
class World:
    """A portal at the gateway."""

    bad: Bad
    issuer: Issuer
    client: httpx.AsyncClient
    gateway: Gateway
    logged: list[str] = field(default_factory=list)

    async def ask(self, bsn: str, ms: int = 2_000) -> dict[str, Any]:
        """The answer that a person gets, which is always 200 and without errors."""
        token = self.issuer.token(bsn=bsn, acr=LOA3)
        headers = {"Authorization": f"Bearer {token}", "X-Deadline-Ms": str(ms)}
        response = await self.client.post("/graphql", json={"query": QUERY}, headers=headers)
        assert response.status_code == 200, response.text
        told: dict[str, Any] = response.json()
        assert "errors" not in told, told
        taken: dict[str, Any] = told["data"]["taken"]
        return taken


def bsn_of(head: str) -> str:
    """Whose taken are asked."""
    query = parse_qs(urlsplit(head.split(" ")[1]).query)
    return query["isToegewezenAan"][0].rpartition(":")[2]


def row(bsn: str, **changes: object) -> dict[str, object]:
    """A taak as Open VTB gives it, named after whose it is."""
    made: dict[str, object] = {
        "uuid": f"t-{bsn}", "urn": f"urn:maykin:taken:externetaak:t-{bsn}", "titel": f"Taak van {bsn[-3:]}", "status": "open",
        "taakSoort": "gegevensuitvraagtaak", "startdatum": "2026-11-01", "einddatumHandelingsTermijn": "2026-12-15",
        "isToegewezenAan": f"urn:nld:brp:bsn:{bsn}", "isGerelateerdAan": [], "details": {},
    }  # fmt: skip
    return {**made, **changes}


def page(*rows: object, **changes: object) -> bytes:
    """A page of rows as the API gives it."""
    return json.dumps({"count": len(rows), "next": None, "previous": None, "results": rows, **changes}).encode()


async def happy(peer: Peer, bsn: str) -> None:
    """One taak."""
    await peer.send(answer(200, page(row(bsn))))


@asynccontextmanager
async def world(folder: Path, base: str | None = None, ca: str | None = None) -> AsyncIterator[World]:
    """The gateway past its first probes. `base`: another address for the bad bronnen; then they need no probe."""
    good, bad = Bad(happy), Bad(happy)
    async with serving(good.script) as fine, serving(bad.script) as poor, issuing() as issuer:
        path = _configuration(folder, issuer.url, fine.url, base or poor.url, ca)
        gateway = Gateway(load(path, connectors=find_connectors()), find_connectors())
        async with served(gateway) as client:
            yield World(bad, issuer, client, gateway)


def _configuration(folder: Path, issuer: str, good: str, bad: str, ca: str | None) -> Path:
    (folder / "ids.key").write_text("ab" * 64)
    (folder / "token").write_text("een geheim van meer dan tweeendertig tekens")
    trusted = f'ca_bestand = "{ca}"\n' if ca is not None else ""
    path = folder / "bronnen.toml"
    path.write_text(
        f'[gateway]\nomgeving = "demo"\nids = {{ key_bestand = "ids.key" }}\n'
        f'[[issuer]]\nurl = "{issuer}"\naudience = "gateway"\ntenant = "t"\nclients = ["portaal"]\n'
        f'acr = {{ "{LOA3}" = "HOOG" }}\n'
        + "".join(
            f'[[bron]]\ncode = "{code}"\nnaam = "{code}"\nconnector = "openvtb"\ndiensten = ["TAKEN"]\nbasis_url = "{url}"\n'
            'organisatie = { oin = "00000001999990010000", naam = "Havenstad" }\n'
            f'auth = {{ soort = "token", geheim_bestand = "token" }}\n{extra}'
            for code, url, extra in (
                ("goed", good, "versheid_s = 0.0\n"),
                ("vers", bad, trusted),
                ("oud", bad, f"versheid_s = 0.0\n{trusted}"),
            )
        )
    )
    return path
