"""How the gateway is doing, for the machines that keep it running and the people who look after it."""

from __future__ import annotations

from typing import Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gateway.http.problem import NIET_GEREED, Problem


class Health(Protocol):
    """What the gateway tells about itself: codes and yes or no, nothing secret and nothing about persons."""

    @property
    def ready(self) -> bool:
        """May it get requests?"""
        ...

    def status(self) -> dict[str, object]:
        """How every bron and every issuer of tokens is doing."""
        ...


def health_routes(health: Health) -> list[BaseRoute]:
    """`/livez` (the process answers), `/readyz` (it may get requests) and `/status` (the details)."""

    async def livez(_: Request) -> Response:
        return _json({"leeft": True})

    async def readyz(_: Request) -> Response:
        if not health.ready:
            raise Problem(NIET_GEREED)
        return _json({"gereed": True})

    async def status(_: Request) -> Response:
        return _json(health.status())

    return [Route("/livez", livez), Route("/readyz", readyz), Route("/status", status)]


def _json(document: dict[str, object]) -> Response:
    return Response(msgspec.json.encode(document), media_type="application/json")
