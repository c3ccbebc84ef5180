"""A little world: a schema of four fields and a whole HTTP side around it, on a real server at a free port."""
# mypy: disable-error-code="empty-body"

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal

import httpx
import strawberry
import uvicorn
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from gateway.config import Geheim, HttpInstellingen, IdsInstellingen, Instellingen
from gateway.context import Deadline, Needs
from gateway.domain.source import computed, source
from gateway.errors import BronTimeout, Unauthenticated
from gateway.http.graphql import GraphQLEndpoint
from gateway.http.playground import Playground
from gateway.http.server import bouw
from gateway.plan.engine import Engine

STOP_TIMEOUT_S = 2
TOKEN = "eyJhbGciOiJub25lIn0.cGVyc29vbg.c2VjcmV0"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used, and much faster to make than the default
NEW = "application/graphql-response+json"


@strawberry.type
class Ding:
    """Iets met een naam."""

    naam: str
    bedrag: Decimal

    @computed
    def groet(self, context: object) -> str:
        """Een groet van dit ding."""
        return f"Hallo, ik ben {self.naam}"


@strawberry.type
class Query:
    """De vragen."""

    @source("dingen")
    def dingen(self, first: int = 2) -> list[Ding]:
        """De dingen."""

    @source("traag")
    def traag(self) -> str | None:
        """Antwoordt nooit."""

    @source("stuk")
    def stuk(self) -> str | None:
        """Gaat stuk: 'Het werkt niet' hoort niemand te zien."""

    @source("te_laat")
    def te_laat(self) -> str | None:
        """Komt te laat."""


@strawberry.type
class Mutation:
    """De wijzigingen."""

    @source("doe")
    def doe(self) -> bool:
        """Doet iets."""


SCHEMA = strawberry.Schema(query=Query, mutation=Mutation)


@dataclass
class World:
    """What the sources do and what was asked of them."""

    ready: bool = True
    asked: list[str] = field(default_factory=list)
    deadlines_s: list[float] = field(default_factory=list)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    def status(self) -> dict[str, object]:
        return {"gereed": self.ready, "bronnen": [{"code": "bron", "open": True, "reden": None}]}

    async def verify(self, header: str | None) -> str:
        if header is None:
            raise Unauthenticated("no token")
        if header == "Bearer ander-portaal":
            raise Unauthenticated("client not allowed", status=403)
        if header == "Bearer te-vroeg":
            raise Unauthenticated("no keys yet", status=503)
        if header != BEARER["Authorization"]:
            raise Unauthenticated("the signature is wrong in a most secret way")
        return "anna"

    def context(self, who: str, deadline: Deadline) -> World:
        assert who == "anna"
        self.deadlines_s.append(deadline.left_s())
        return self

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        self.asked.append(key)
        if key == "traag":
            await self._hang()
        if key == "stuk":
            raise RuntimeError("Het werkt niet voor 999991103")
        if key == "te_laat":
            return [BronTimeout() for _ in parents]
        first = args.get("first", 0)
        assert isinstance(first, int)
        answer = True if key == "doe" else [Ding(naam=f"ding {n}", bedrag=Decimal("12.50")) for n in range(first)]
        return [answer for _ in parents]

    async def _hang(self) -> None:
        self.started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise


def settings(*, playground: bool = False, deadline_ms: int = 3_000, **http: object) -> Instellingen:
    return Instellingen(
        omgeving="demo",
        playground=playground,
        deadline_ms=deadline_ms,
        ids=IdsInstellingen(key=Geheim("0f" * 64)),
        http=HttpInstellingen.model_validate(http),
    )


@asynccontextmanager
async def serving(
    world: World,
    instellingen: Instellingen | None = None,
    playground: Playground | None = None,
    more: Sequence[BaseRoute] = (),
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server of its own, uvicorn in this very event loop."""
    async with running_app(world, instellingen or settings(), playground, more) as client:
        yield client


@asynccontextmanager
async def running_app(
    world: World,
    chosen: Instellingen,
    playground: Playground | None = None,
    more: Sequence[BaseRoute] = (),
    documenten: ASGIApp | None = None,
) -> AsyncIterator[httpx.AsyncClient]:
    """The same, with files too."""
    endpoint = GraphQLEndpoint(Engine(SCHEMA, demo=True), world.verify, world.context, chosen)
    app = bouw(endpoint, world, chosen, playground, more=more, documenten=documenten)
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="off")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        await server.startup(sockets=[listening])
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            async with httpx.AsyncClient(base_url=base, timeout=10, trust_env=False, verify=NO_TLS) as client:
                yield client
        finally:
            await _stop(server)


async def _stop(server: uvicorn.Server) -> None:
    """As `server.shutdown` does, without its pauses of 0.1 s; a request that never ends is cancelled."""
    for listener in server.servers:
        listener.close()
    state = server.server_state
    for connection in list(state.connections):
        connection.shutdown()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(STOP_TIMEOUT_S):
            while state.connections or state.tasks:
                await asyncio.sleep(0.001)
    for task in list(state.tasks):
        task.cancel()
    await asyncio.gather(*state.tasks, return_exceptions=True)


async def ask(client: httpx.AsyncClient, query: object, *, accept: str | None = NEW, **body: object) -> httpx.Response:
    """Post a question with a good token."""
    headers = {**BEARER, "Accept": accept} if accept is not None else dict(BEARER)
    return await client.post("/graphql", json={"query": query, **body}, headers=headers)
