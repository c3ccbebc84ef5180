"""The control API on loopback: see and spoil the bronnen, let something happen in them, read the call count, get a token."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bron import OnbekendeBron
from sandbox.notificaties.bezorger import Manier
from sandbox.storing import OnbekendeStoring
from sandbox.uitgever.identiteit import OnbekendePersoon
from sandbox.uitgever.tokens import LIFETIME_S

if TYPE_CHECKING:
    from sandbox.server import Zandbak

MAX_GELDIG_S = 24 * 3600
MAX_SLOW_MS = 600_000
MAX_KEER = 1_000


def control_app(zandbak: Zandbak) -> Starlette:
    """The control API of a sandbox; only answers to a loopback name, so that no web page can reach it by DNS."""

    async def bronnen(request: Request) -> Response:
        return JSONResponse([asdict(bron) for bron in zandbak.bronnen])

    async def stop(request: Request) -> Response:
        return await _done(zandbak.stop(request.path_params["code"]))

    async def slow(request: Request) -> Response:
        return await _done(zandbak.slow(request.path_params["code"], _number(request, "ms", 2000, MAX_SLOW_MS)))

    async def break_(request: Request) -> Response:
        soort = request.query_params.get("soort", "500")
        return await _done(zandbak.break_(request.path_params["code"], soort))

    async def mend(request: Request) -> Response:
        return await _done(zandbak.mend(request.path_params["code"]))

    async def gebeurtenis(request: Request) -> Response:
        soort, persoon = request.query_params.get("soort", ""), request.query_params.get("persoon", "inwoner")
        zandbak.gebeurtenis(request.path_params["code"], soort, persoon)
        return Response(status_code=204)

    async def notificaties(request: Request) -> Response:
        zandbak.notificaties.bezorger.manier = Manier(
            _number(request, "keer", 1, MAX_KEER),
            request.query_params.get("door_elkaar", "nee") == "ja",
            _number(request, "wacht_ms", 0, MAX_SLOW_MS, least=0),
        )
        return Response(status_code=204)

    async def aanroepen(request: Request) -> Response:
        rows = [{**one.aanroep._asdict(), "soort": one.aanroep.soort, "ms": one.ms} for one in zandbak.verkeer()]
        return JSONResponse(rows)

    async def forget(request: Request) -> Response:
        zandbak.wis_aanroepen()
        return Response(status_code=204)

    async def token(request: Request) -> Response:
        geldig_s = _number(request, "geldig", LIFETIME_S, MAX_GELDIG_S)
        persoon, client = request.path_params["persoon"], request.query_params.get("client", "sandbox")
        sub = zandbak.uitgever.inlog(persoon).sub(client)
        return JSONResponse({"token": zandbak.token(persoon, geldig_s=geldig_s, client_id=client), "sub": sub})

    return Starlette(
        routes=[
            Route("/bronnen", bronnen, methods=["GET"]),
            Route("/bronnen/{code}/stop", stop, methods=["POST"]),
            Route("/bronnen/{code}/slow", slow, methods=["POST"]),
            Route("/bronnen/{code}/break", break_, methods=["POST"]),
            Route("/bronnen/{code}/mend", mend, methods=["POST"]),
            Route("/bronnen/{code}/gebeurtenis", gebeurtenis, methods=["POST"]),
            Route("/notificaties", notificaties, methods=["POST"]),
            Route("/aanroepen", aanroepen, methods=["GET"]),
            Route("/aanroepen", forget, methods=["DELETE"]),
            Route("/token/{persoon:path}", token, methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
        exception_handlers={
            OnbekendeBron: _fault(404),
            OnbekendePersoon: _fault(404),
            OnbekendeStoring: _fault(400),
            LookupError: _fault(404),
            _OngeldigGetal: _fault(400),
        },
    )


class _OngeldigGetal(ValueError):
    """A number outside its limits."""


def _number(request: Request, name: str, default: int, most: int, *, least: int = 1) -> int:
    text = request.query_params.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise _OngeldigGetal(f"'{name}' moet een getal zijn van {least} tot en met {most}.")
    return int(text)


async def _done(action: Awaitable[None]) -> Response:
    await action
    return Response(status_code=204)


def _fault(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return JSONResponse({"fout": str(error)}, status)

    return answer
