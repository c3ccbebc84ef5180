"""Two workers on one Valkey, and bronnen that write in every text for whom it is, answer late and fail now and then.

Whatever a client receives, each text in it must say the client's own number.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from gateway.app import Gateway, find_connectors
from gateway.config import Geheim, load
from gateway.config.instellingen import CacheInstellingen
from sandbox.verhalen.personen import is_elfproef
from tests.auth.uitgever import LOA3, Issuer, issuing
from tests.client.foutserver import Peer, answer, serving
from tests.faults.wereld import NOBODY, page
from tests.l2.world import Valkey, valkey
from tests.serving import served

ROWS = 20
PERSONS = [text for text in (f"{number:09}" for number in range(999_000_000, 999_004_000)) if is_elfproef(text)][:200]
LABEL = re.compile(r"S=(\d{9})")


@dataclass
class Labelled:
    """An Open VTB in which every text says whose it is. `faults`: how many of a hundred answers fail; `late_s`: at most."""

    naam: str
    faults: int = 0
    late_s: float = 0.0
    asked: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    async def script(self, peer: Peer) -> None:
        while True:
            path = urlsplit((await peer.request()).split(" ")[1])
            peer.heads.clear()  # nobody reads them, and they would be all that grows
            self.asked += 1
            await asyncio.sleep(self.chance.random() * self.late_s)
            if self.chance.randrange(100) < self.faults:
                await peer.send(answer(self.chance.choice([500, 503, 404, 200]), b"{"))
                continue
            await peer.send(self._answer(path.path, parse_qs(path.query)))

    def _answer(self, path: str, query: dict[str, list[str]]) -> bytes:
        service, _, native = path.removesuffix("/").rpartition("/")
        if native in ("externetaken", "berichten"):
            who = next(iter(query.get("isToegewezenAan") or query.get("ontvanger") or [""])).rpartition(":")[2]
            rows = [] if who == NOBODY else [self._row(path, who, number) for number in range(ROWS)]
            self.chance.shuffle(rows)
            return answer(200, page(*rows))
        _, who, number = native.split("-")
        return answer(200, _json(self._row(service, who, int(number))))

    def _row(self, path: str, who: str, number: int) -> dict[str, object]:
        kind = "t" if "externetaken" in path else "b"
        native = f"{kind}-{who}-{number}"
        label = f"S={who} {self.naam} {native}"
        common = {"uuid": native, "isGerelateerdAan": []}
        if kind == "t":
            return {
                **common, "urn": f"urn:maykin:taken:externetaak:{native}", "titel": label, "handelingsPerspectief": label,
                "toelichting": label, "status": "open", "taakSoort": "gegevensuitvraagtaak", "startdatum": "2026-01-01",
                "einddatumHandelingsTermijn": "2027-12-15", "isToegewezenAan": f"urn:nld:brp:bsn:{who}", "details": {},
            }  # fmt: skip
        return {
            **common, "onderwerp": label, "berichtTekst": label, "ontvanger": f"urn:nld:brp:bsn:{who}", "geopendOp": None,
            "publicatiedatum": "2026-01-20T09:00:00Z", "bijlagen": [],
        }  # fmt: skip


def _json(row: object) -> bytes:
    import json

    return json.dumps(row).encode()


@dataclass
class Fleet:
    """The workers, as clients of them."""

    workers: list[httpx.AsyncClient]
    gateways: list[Gateway]
    issuer: Issuer
    bronnen: list[Labelled]
    server: Valkey
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    async def ask(self, who: str, query: str, worker: int = 0, **variables: object) -> dict[str, Any]:
        """The whole answer to a person, which is always 200."""
        response = await self.post(who, {"query": query, "variables": variables}, worker)
        assert response.status_code == 200, response.text
        told: dict[str, Any] = response.json()
        return told

    async def post(self, who: str, body: object, worker: int = 0, **headers: str) -> httpx.Response:
        """A request of a person at a worker."""
        given = {"Authorization": f"Bearer {self.token(who)}", **headers}
        return await self.workers[worker % len(self.workers)].post("/graphql", json=body, headers=given)

    def token(self, who: str, acr: str = LOA3) -> str:
        if (who, acr) not in self.tokens:
            self.tokens[who, acr] = self.issuer.token(bsn=who, acr=acr)
        return self.tokens[who, acr]

    def behave(self, *, faults: int, late_s: float) -> None:
        for bron in self.bronnen:
            bron.faults, bron.late_s = faults, late_s


@asynccontextmanager
async def fleet(folder: Path, *, workers: int = 2) -> AsyncIterator[Fleet]:
    """Workers past their first probes."""
    async with AsyncExitStack() as stack:
        server = stack.enter_context(valkey())
        issuer = await stack.enter_async_context(issuing())
        bronnen = [Labelled("een"), Labelled("twee")]
        urls = [(await stack.enter_async_context(serving(bron.script))).url for bron in bronnen]
        path = _configuration(folder, issuer.url, urls)
        made = Fleet([], [], issuer, bronnen, server)
        for _ in range(workers):
            gateway, client = await stack.enter_async_context(_worker(path, server.url))
            made.workers.append(client)
            made.gateways.append(gateway)
        yield made


@asynccontextmanager
async def _worker(path: Path, cache_url: str) -> AsyncIterator[tuple[Gateway, httpx.AsyncClient]]:
    config = load(path, connectors=find_connectors())
    cache = CacheInstellingen(url=cache_url, sleutel=Geheim("een geheim van meer dan tweeendertig tekens"))
    gateway = Gateway(
        config.model_copy(update={"gateway": config.gateway.model_copy(update={"cache": cache})}), find_connectors()
    )
    async with served(gateway, timeout_s=30) as client:
        yield gateway, client


def _configuration(folder: Path, issuer: str, urls: list[str]) -> Path:
    (folder / "ids.key").write_text("ab" * 64)
    (folder / "token").write_text("een geheim van meer dan tweeendertig tekens")
    path = folder / "bronnen.toml"
    path.write_text(
        f'[gateway]\nomgeving = "demo"\nids = {{ key_bestand = "ids.key" }}\n'
        "tempo = { vragen_per_persoon = 0, punten_per_persoon = 0 }\n"
        f'[[issuer]]\nurl = "{issuer}"\naudience = "gateway"\ntenant = "t"\nclients = ["portaal"]\n'
        f'acr = {{ "{LOA3}" = "HOOG", "20" = "MIDDEN" }}\n'
        + "".join(
            f'[[bron]]\ncode = "bron-{number}"\nnaam = "{number}"\nconnector = "openvtb"\ndiensten = ["TAKEN", "BERICHTEN"]\n'
            f'basis_url = "{url}"\norganisatie = {{ oin = "0000000199999001000{number}", naam = "Gemeente {number}" }}\n'
            'auth = { soort = "token", geheim_bestand = "token" }\nminimaal_niveau = "MIDDEN"\n'
            "versheid_s = 0.2\nverouderd_s = 600\n"
            for number, url in enumerate(urls)
        )
    )
    return path


def leaves(value: object) -> Iterator[str]:
    """Every text in an answer."""
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield value


def labels(value: object) -> list[str]:
    """For whom every labelled text in an answer is."""
    return [found for text in leaves(value) for found in LABEL.findall(text)]
