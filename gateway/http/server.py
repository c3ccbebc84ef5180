"""Puts the HTTP side together: which address leads where, and what stands around all of them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Lifespan

from gateway.config import Instellingen
from gateway.http.headers import ResponseHeaders
from gateway.http.health import Health, health_routes
from gateway.http.origins import Origins
from gateway.http.playground import Playground
from gateway.http.problem import Problem, answer_crash, answer_http_exception, answer_problem

GZIP_FROM_BYTES = 1_000
GZIP_LEVEL = 4
"""Level 9, the default, costs several times the work for a few percent on an answer of ours."""


def bouw(
    endpoint: ASGIApp,
    health: Health,
    settings: Instellingen,
    playground: Playground | None = None,
    lifespan: Lifespan[Starlette] | None = None,
) -> ASGIApp:
    """The ASGI application. The playground is there only when the settings switch it on, too."""
    routes: list[BaseRoute] = [Route("/graphql", endpoint), *health_routes(health)]
    if playground is not None and settings.playground:
        routes += playground.routes()
    handlers = {Problem: answer_problem, HTTPException: answer_http_exception, Exception: answer_crash}
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan)
    app.router.redirect_slashes = False  # its redirects repeat the Host header and the query string
    compressed = GZipMiddleware(app, minimum_size=GZIP_FROM_BYTES, compresslevel=GZIP_LEVEL)
    return ResponseHeaders(compressed, Origins(settings.http.cors))
