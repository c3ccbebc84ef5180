"""A gateway with both channels: an issuer for each, somebody who decides about access, and a log for each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from gateway.app import Gateway, find_connectors
from gateway.config import load
from gateway.serve import MEDEWERKERS
from tests.auth.uitgever import LOA3, Issuer, issuing
from tests.client.foutserver import Peer, answer, serving
from tests.isolation.wereld import Labelled
from tests.serving import served
from tests.verwerkingen.verzamelaar import Verzamelaar, verzamelaar

ANNA, BRAM = "999993653", "999990032"
KEY = "5c" * 64
REGISTER = "https://register.example"
TAKEN = "taken(first: 3) { nodes { id titel acties { titel } } bronnen { status } }"
BERICHTEN = "berichten(first: 3) { nodes { id titel } }"


def vraag(fields: str) -> str:
    return f"""query($invoer: KlantInvoer!) {{ klant(invoer: $invoer) {{ __typename
      ... on Klantbeeld {{ soort inzageNummer buitenDoel doel {{ code }} {fields} }}
      ... on GebruikersFout {{ code melding }} ... on OngeldigeInvoer {{ problemen {{ pad code }} }} }} }}"""


@dataclass
class Beslisser:
    """A policy decision point: keeps what it was asked, and answers with `body`, or not at all."""

    status: int = 200
    body: object = field(default_factory=lambda: {"decision": True})
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    hangs: bool = False

    async def script(self, peer: Peer) -> None:
        while True:
            head = await peer.request()
            self.asked.append((head, json.loads(peer.body)))
            if self.hangs:
                await asyncio.sleep(60)
            await peer.send(answer(self.status, json.dumps(self.body).encode()))


@dataclass
class World:
    """Both channels of one gateway."""

    client: httpx.AsyncClient
    gateway: Gateway
    burgers: Issuer
    medewerkers: Issuer
    beslisser: Beslisser
    audit: Verzamelaar
    logboek: Verzamelaar
    bron: Labelled

    async def look(
        self, fields: str = TAKEN, *, who: str = "m1", doel: str = "hulp", ms: int = 3_000, **invoer: object
    ) -> dict[str, Any]:
        """The whole answer to an employee."""
        given = {"doel": doel, "aanleiding": "telefoon 12", "klant": {"bsn": ANNA}, **invoer}
        headers = {"Authorization": f"Bearer {self.employee(who)}", "X-Deadline-Ms": str(ms)}
        body = {"query": vraag(fields), "variables": {"invoer": given}}
        response = await self.client.post(MEDEWERKERS, json=body, headers=headers)
        assert response.status_code == 200, response.text
        told: dict[str, Any] = response.json()
        return told

    async def citizen(self, query: str, bsn: str = ANNA) -> dict[str, Any]:
        """The data of an answer to the citizen."""
        token = self.burgers.token(bsn=bsn, acr=LOA3)
        response = await self.client.post(
            "/graphql", json={"query": query}, headers={"Authorization": f"Bearer {token}"}
        )
        assert response.status_code == 200, response.text
        data: dict[str, Any] = response.json()["data"]
        return data

    def employee(self, who: str) -> str:
        return self.medewerkers.token(bsn=None, sub=who, name="Mo", aud="balie", client_id="balie", acr=LOA3)


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        burgers = await stack.enter_async_context(issuing())
        medewerkers = await stack.enter_async_context(issuing())
        audit = await stack.enter_async_context(verzamelaar())
        logboek = await stack.enter_async_context(verzamelaar())
        beslisser, bron = Beslisser(), Labelled("een")
        pdp = (await stack.enter_async_context(serving(beslisser.script))).url
        url = (await stack.enter_async_context(serving(bron.script))).url
        path = _configuration(folder, burgers.url, medewerkers.url, pdp, audit.url, logboek.url, url)
        gateway = Gateway(load(path, connectors=find_connectors()), find_connectors())
        client = await stack.enter_async_context(served(gateway))
        assert gateway.medewerkers is not None
        while not gateway.medewerkers.verifier.ready:
            await asyncio.sleep(0.01)
        yield World(client, gateway, burgers, medewerkers, beslisser, audit, logboek, bron)


def _configuration(folder: Path, burgers: str, medewerkers: str, pdp: str, audit: str, logboek: str, bron: str) -> Path:
    for name, text in (
        ("ids.key", "ab" * 64),
        ("siv.key", KEY),
        ("token", "een geheim van meer dan tweeendertig tekens"),
    ):
        (folder / name).write_text(text)
    for name in ("audit", "logboek"):
        (folder / name).mkdir(exist_ok=True)
    path = folder / "bronnen.toml"
    path.write_text(f"""
[gateway]
omgeving = "demo"
ids = {{ key_bestand = "ids.key" }}
[gateway.verwerkingen]
collector = "{logboek}"
map = "logboek"
sleutel_bestand = "siv.key"
activiteit = "{REGISTER}/portaal"
[gateway.medewerkers]
pdp = "{pdp}"
audit = "{audit}"
audit_map = "audit"
sleutel_bestand = "siv.key"
doelen = [
  {{ code = "hulp", naam = "Helpen met een taak", activiteit = "{REGISTER}/hulp", diensten = ["TAKEN"] }},
  {{ code = "post", naam = "Helpen met post", activiteit = "{REGISTER}/post", diensten = ["BERICHTEN"] }},
]
[[issuer]]
url = "{burgers}"
audience = "gateway"
tenant = "t"
clients = ["portaal"]
acr = {{ "{LOA3}" = "HOOG" }}
[[issuer]]
url = "{medewerkers}"
audience = "balie"
tenant = "t"
kanaal = "medewerker"
clients = ["balie"]
acr = {{ "{LOA3}" = "HOOG" }}
[[bron]]
code = "een"
naam = "Een"
connector = "openvtb"
diensten = ["TAKEN", "BERICHTEN"]
basis_url = "{bron}"
organisatie = {{ oin = "00000001999990010000", naam = "Havenstad" }}
auth = {{ soort = "token", geheim_bestand = "token" }}
""")
    return path
