"""A server for the request benches: our HTTP layer with the plan, or Strawberry's own ASGI view, over the same data.

`python -m tests.bench.server EXECUTOR DATA`: EXECUTOR is `plan` or `plain`. DATA is `ready` (source functions give views
that are ready: each person has views of their own, with the ids that were made when they were first shown), `fresh` (as
ready, but every id must still be made) or `cold` (recorded answers of the bronnen are decoded and mapped each time).
Prints its port and a file with tokens, each of another person and never seen before, then serves until it is stopped.
`GET /cpu` tells the CPU seconds used so far.
"""

from __future__ import annotations

import itertools
import json
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry.asgi import GraphQL

from gateway.app import Gateway
from gateway.auth.verifier import Identity
from gateway.bronnen.cache import Views
from gateway.bronnen.fetch import FetchPath
from gateway.context import Deadline, Fetches
from gateway.http.graphql import GraphQLEndpoint
from gateway.http.server import bouw
from gateway.plan.engine import Question
from gateway.serve import spare_collector
from sandbox.server import Zandbak
from sandbox.verhalen.personen import is_elfproef
from tests.bench.opname import OVERZICHT, PERSON, Ready, Recorder, Replay, gateway_on_sandbox, identity
from tests.bench.plan import plain_schema

TOKENS = 1_500
PERSONS = 60
ContextOf = Callable[[Identity, Deadline], Fetches]


@dataclass(frozen=True)
class Prepared:
    """What a server needs once the sandbox is gone."""

    gateway: Gateway
    context: ContextOf
    tokens: list[str]


def main(executor: str, data: str) -> None:
    """Prepare with a sandbox, then serve without it."""
    uvloop.run(_main(executor, data))


async def _main(executor: str, data: str) -> None:
    async with gateway_on_sandbox(logboek=executor == "plan_ldv") as (gateway, zandbak, _):
        prepared = await _prepare(gateway, zandbak, data)
        app = _theirs(prepared) if executor == "plain" else _ours(prepared)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            spare_collector()
            with tempfile.NamedTemporaryFile("w", suffix=".tokens") as file:
                file.write("\n".join(prepared.tokens))
                file.flush()
                print(json.dumps({"port": listening.getsockname()[1], "tokens": file.name}), flush=True)
                config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", proxy_headers=False)
                await uvicorn.Server(config).serve(sockets=[listening])


async def _prepare(gateway: Gateway, zandbak: Zandbak, data: str) -> Prepared:
    for live in gateway.registry.bronnen.values():
        live.transport.client = Recorder(live.transport.client)
    who = await identity(gateway, zandbak)
    real = gateway.request(who, Deadline.after(5_000))
    answer = await gateway.engine.answer(Question(OVERZICHT), real)
    assert not answer.errors, answer.errors
    ready = Ready(real)  # type: ignore[arg-type]  # it is a Request
    await gateway.engine.answer(Question(OVERZICHT), ready)
    for live in gateway.registry.bronnen.values():
        recorder = live.transport.client
        assert isinstance(recorder, Recorder)
        live.transport.client = Replay(recorder.behind, recorder.kept)
    contexts = {"cold": _cold, "ready": _ready, "fresh": _fresh, "kept": _kept}
    context = await contexts[data](gateway, who, ready)
    return Prepared(gateway, context, [zandbak.token(PERSON, bsn=bsn) for bsn in _numbers(TOKENS)])


async def _ready(gateway: Gateway, who: Identity, ready: Ready) -> ContextOf:
    """By turns one of many persons, whose views have been shown before."""
    persons = [ready.copy_for(number.to_bytes(16, "big")) for number in range(PERSONS)]
    for person in persons:
        await gateway.engine.answer(Question(OVERZICHT), person)
    turns = itertools.cycle(persons)
    return lambda one, deadline: next(turns)


async def _fresh(gateway: Gateway, who: Identity, ready: Ready) -> ContextOf:
    """The views for the person of the token, whose ids were never made."""
    return lambda one, deadline: ready.of(one.subject.id_sleutel)


async def _cold(gateway: Gateway, who: Identity, ready: Ready) -> ContextOf:
    """A request that decodes and maps what was recorded of one person, kept under the key of each new one."""
    gateway.path = FetchPath(Views(size=1))

    def context(one: Identity, deadline: Deadline) -> Fetches:
        keys = {"sleutel": one.subject.sleutel, "id_sleutel": one.subject.id_sleutel}
        return gateway.request(replace(one, subject=replace(who.subject, **keys)), deadline)

    return context


async def _kept(gateway: Gateway, who: Identity, ready: Ready) -> ContextOf:
    """As cold, but what was mapped for a person is kept for the next time."""

    known: dict[bytes, Identity] = {}

    def context(one: Identity, deadline: Deadline) -> Fetches:
        keys = {"sleutel": one.subject.sleutel, "id_sleutel": one.subject.id_sleutel}
        seen = known.get(one.subject.sleutel)
        if seen is None:
            seen = known[one.subject.sleutel] = replace(one, subject=replace(who.subject, **keys))
        return gateway.request(seen, deadline)

    return context


def _ours(prepared: Prepared) -> ASGIApp:
    gateway = prepared.gateway
    endpoint = GraphQLEndpoint(
        gateway.engine, gateway.verifier.verify, prepared.context, gateway.config.gateway, logboek=gateway
    )
    return _telling_cpu(bouw(endpoint, gateway, gateway.config.gateway))


def _theirs(prepared: Prepared) -> ASGIApp:
    class View(GraphQL[Fetches]):
        async def get_context(self, request: HttpRequest, response: object) -> Fetches:  # type: ignore[override]
            who = await prepared.gateway.verifier.verify(request.headers.get("authorization"))
            return prepared.context(who, Deadline.after(3_000))

    return _telling_cpu(Starlette(routes=[Mount("/graphql", View(plain_schema()))]))


def _telling_cpu(app: ASGIApp) -> ASGIApp:
    """Each side as it is deployed, with the meter before it at the same small price."""

    async def tell(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/cpu":
            await JSONResponse(time.process_time())(scope, receive, send)
        else:
            await app(scope, receive, send)

    return tell


def _numbers(count: int) -> list[str]:
    found = (f"{number:09}" for number in range(999_000_000, 999_990_000) if is_elfproef(f"{number:09}"))
    return [next(found) for _ in range(count)]


if __name__ == "__main__":
    main(*sys.argv[1:3])
