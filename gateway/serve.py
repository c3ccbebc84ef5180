"""Serve: the gateway of a configuration, on its address, until it is told to stop."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from gateway.app import Gateway, examples, find_connectors
from gateway.config import Configuratie
from gateway.http.arrival import Arrival
from gateway.http.documenten import DocumentEndpoint
from gateway.http.events import event_routes
from gateway.http.graphql import GraphQLEndpoint
from gateway.http.interactie import Interactieservices
from gateway.http.playground import Playground
from gateway.http.server import bouw
from gateway.http.uitloggen import logout_routes
from gateway.plan.engine import Engine
from gateway.telemetry import configure, log
from resolvers.medewerker.schema import maak_medewerkerschema

MEDEWERKERS = "/medewerker/graphql"
DRAIN_S = 20
GC_THRESHOLD = 100_000


def application(gateway: Gateway) -> ASGIApp:
    """The ASGI application of a gateway."""
    settings = gateway.config.gateway
    endpoint = GraphQLEndpoint(
        gateway.engine, gateway.verify_portal, gateway.request, settings, gateway.tempo, gateway, gateway.live
    )

    documenten = DocumentEndpoint(
        gateway.verify_portal, gateway.request, gateway.download, settings.deadline_ms, gateway.tempo, gateway
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with gateway.running():
            spare_collector()
            yield

    more = [
        *event_routes(gateway.events),
        *logout_routes(gateway.verifier.log_out),
        *_employees(gateway),
        *_interactie(gateway),
    ]
    return bouw(endpoint, gateway, settings, _playground(gateway), lifespan, more, documenten)


def _employees(gateway: Gateway) -> list[BaseRoute]:
    """The endpoint of the employee channel, when there is one."""
    channel, settings = gateway.medewerkers, gateway.config.gateway
    if channel is None:
        return []
    engine = Engine(
        maak_medewerkerschema(), plan=settings.plan, grenzen=settings.grenzen, demo=settings.omgeving == "demo"
    )
    verify = channel.verifier.verify
    return [Route(MEDEWERKERS, GraphQLEndpoint(engine, verify, channel.request, settings, logboek=channel))]


def spare_collector() -> None:
    """Let the garbage collector run less often, and never over what was there at start.

    Answers are trees without cycles, freed by counting; looking through all kept views for cycles is the larger cost.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 50, 50)


def serve(config: Configuratie) -> int:
    """Run until a signal. Returns the exit code."""
    configure()
    http = config.gateway.http
    log().info("start", host=http.host, port=http.port, bronnen=len(config.bronnen), omgeving=config.gateway.omgeving)
    if not config.gateway.public_address:
        log().warning(
            "no_public_address", gevolg="documenten zijn niet te downloaden", sleutel="gateway.http.publiek_adres"
        )
    app = application(Gateway(config, find_connectors()))
    uvicorn.run(
        app,
        host=http.host,
        port=http.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=DRAIN_S,
    )
    return 0


def _interactie(gateway: Gateway) -> list[BaseRoute]:
    """The addresses for portals of others; none when there are no such portals."""
    if not gateway.config.consumenten:
        return []
    arrival = Arrival(gateway.verify_consument, gateway.tempo, gateway, gateway.config.gateway.deadline_ms)
    return Interactieservices(arrival, lambda who: who.subject.sub, gateway.zoeker).routes()


def _playground(gateway: Gateway) -> Playground | None:
    config = gateway.config
    if not config.gateway.playground or not config.issuers:
        return None
    return Playground(examples(), issuer=config.issuers[0].url, client_id="graphiql")
