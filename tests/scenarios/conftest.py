"""The whole thing for a scenario: the sandbox, a gateway on it, and a portal that asks over HTTP with a token."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from gateway.app import Gateway, find_connectors
from gateway.config import load
from gateway.serve import application
from sandbox.server import Zandbak

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Json = dict[str, object]


@dataclass(frozen=True)
class Portal:
    """Asks the gateway as a portal does, for one person."""

    zandbak: Zandbak
    gateway: Gateway
    client: httpx.AsyncClient
    person: str = "inwoner"

    def of(self, person: str) -> Portal:
        """The same portal, with somebody else logged in."""
        return replace(self, person=person)

    async def ask(self, query: str, **variables: object) -> Json:
        """The data of an answer that has no errors."""
        answer = await self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data = answer["data"]
        assert isinstance(data, dict)
        return data

    async def answer(self, query: str, **variables: object) -> Json:
        """The whole answer, which is always 200 for a query that runs."""
        response = await self.client.post(
            "/graphql",
            json={"query": query, "variables": variables},
            headers={"Authorization": f"Bearer {self.zandbak.token(self.person)}"},
        )
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        return answer

    async def screen(self, name: str, **variables: object) -> Json:
        """The data of an example operation."""
        return await self.ask((EXAMPLES / f"{name}.graphql").read_text("utf-8"), **variables)


@asynccontextmanager
async def running(folder: Path, **settings: object) -> AsyncIterator[Portal]:
    """Sandbox and gateway on free ports, past the first probes, with the catalogues read."""
    async with Zandbak() as zandbak, serving(zandbak, folder, **settings) as portal:
        yield portal


@asynccontextmanager
async def serving(zandbak: Zandbak, folder: Path, **settings: object) -> AsyncIterator[Portal]:
    """A gateway on a sandbox that runs already; `settings` replace those of the table [gateway]."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = load(zandbak.schrijf_configuratie(folder, port), connectors=find_connectors())
    own = config.model_copy(update={"gateway": config.gateway.model_copy(update=settings)})
    gateway = Gateway(own, find_connectors())
    with listening:
        base = f"http://127.0.0.1:{port}"
        server = uvicorn.Server(uvicorn.Config(application(gateway), log_config=None, access_log=False))
        async with _served(server, listening), httpx.AsyncClient(base_url=base, timeout=10) as client:
            await gateway.settled()
            await gateway.warmed()
            zandbak.wis_aanroepen()
            yield Portal(zandbak, gateway, client)


@asynccontextmanager
async def _served(server: uvicorn.Server, listening: socket.socket) -> AsyncIterator[None]:
    import asyncio

    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[Portal]:
    """A portal on a fresh sandbox and gateway."""
    async with running(tmp_path) as portal:
        yield portal
