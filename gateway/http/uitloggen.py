"""Where an issuer, or a portal on its behalf, tells that somebody logged out (OpenID Connect Back-Channel Logout 1.0)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gateway.errors import Unauthenticated
from gateway.http.body import ClientGone, read_body
from gateway.http.problem import NIET_GEREED, UITLOGGEN_ONGELDIG, VORM_ONBEKEND, Problem
from gateway.telemetry import log

ADDRESS = "/uitloggen"
MAX_BYTES = 16_384
FORM = "application/x-www-form-urlencoded"


def logout_routes(log_out: Callable[[str], Awaitable[None]]) -> list[BaseRoute]:
    """`POST /uitloggen` with a form that holds one `logout_token`. 200: it is done, or there was nothing to do; 400: the
    token does not hold, and nobody learns why."""

    async def answer(request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
            raise Problem(VORM_ONBEKEND, f"Stuur het logout_token als {FORM}.", {"Accept-Post": FORM})
        try:
            await log_out(_token(await read_body(request.receive, dict(request.scope["headers"]), MAX_BYTES)))
        except Unauthenticated as fault:
            log().info("logout_refused", reason=fault.reason)
            raise Problem(NIET_GEREED if fault.status == NIET_GEREED.status else UITLOGGEN_ONGELDIG) from None
        except ClientGone:
            pass
        return Response(status_code=200)

    return [Route(ADDRESS, answer, methods=["POST"])]


def _token(body: bytes) -> str:
    try:
        fields = parse_qsl(body.decode("ascii"), max_num_fields=10)
    except ValueError:
        fields = []
    tokens = [value for name, value in fields if name == "logout_token"]
    if len(tokens) != 1:
        raise Unauthenticated("not one logout_token")
    return tokens[0]
