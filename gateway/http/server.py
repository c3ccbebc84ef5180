"""Puts the HTTP side together: which address leads where, and what stands around all of them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from gateway.config import Instellingen
from gateway.http.documenten import PATH
from gateway.http.headers import ResponseHeaders
from gateway.http.health import Health, health_routes
from gateway.http.origins import Origins
from gateway.http.playground import Playground
from gateway.http.problem import Problem, answer_crash, answer_http_exception, answer_problem

ENDPOINT = "/graphql"
GZIP_FROM_BYTES = 1_000
GZIP_LEVEL = 2
"""Level 9, the default, makes an overview 6 % smaller for three times the work."""


def bouw(
    endpoint: ASGIApp,
    health: Health,
    settings: Instellingen,
    playground: Playground | None = None,
    lifespan: Lifespan[Starlette] | None = None,
    more: Sequence[BaseRoute] = (),
    documenten: ASGIApp | None = None,
) -> ASGIApp:
    """The ASGI application, with `more` addresses. The playground is there only when the settings switch it on, too."""
    routes: list[BaseRoute] = [*health_routes(health), *more]
    if playground is not None and settings.playground:
        routes += playground.routes()
    handlers = {Problem: answer_problem, HTTPException: answer_http_exception, Exception: answer_crash}
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan)
    app.router.redirect_slashes = False  # its redirects repeat the Host header and the query string
    return ResponseHeaders(_Front(endpoint, app, documenten), Origins(settings.http.cors))


class _Front:
    """Sends questions straight to the endpoint, which answers its own faults, and all else through Starlette.

    A layer that a question need not pass is a layer that every question does not pay for. Files go as they are: packing
    them again costs time, and would hide how large they are.
    """

    def __init__(self, endpoint: ASGIApp, app: ASGIApp, documenten: ASGIApp | None) -> None:
        self._documenten = documenten
        self._endpoint = endpoint
        self._compressed = GZipMiddleware(endpoint, minimum_size=GZIP_FROM_BYTES, compresslevel=GZIP_LEVEL)
        self._app = GZipMiddleware(app, minimum_size=GZIP_FROM_BYTES, compresslevel=GZIP_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._documenten is not None and scope["path"].startswith(PATH):
            await self._documenten(scope, receive, send)
        elif scope["type"] != "http" or scope["path"] != ENDPOINT:
            await self._app(scope, receive, send)
        elif any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"]):
            await self._compressed(scope, receive, send)
        else:
            await self._endpoint(scope, receive, send)
