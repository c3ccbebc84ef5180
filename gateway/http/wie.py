"""Who asks: the token of a request, which counts only in the Authorization header, and only once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from starlette.types import Scope

from gateway.errors import Unauthenticated
from gateway.http.problem import unauthenticated
from gateway.telemetry import log

Who = TypeVar("Who")
Verify = Callable[[str | None], Awaitable[Who]]


async def identify(verify: Verify[Who], scope: Scope, headers: Mapping[bytes, bytes]) -> Who:
    """Who asks, as `verify` says. Raises Problem."""
    if b"access_token" in scope["query_string"]:
        log().info("unauthenticated", reason="token in the query string")
        raise unauthenticated(401, has_token=True)
    given = headers.get(b"authorization")
    if given is not None and sum(name == b"authorization" for name, _ in scope["headers"]) > 1:
        raise unauthenticated(401, has_token=True)
    try:
        return await verify(None if given is None else given.decode("latin-1"))
    except Unauthenticated as fault:
        log().info("unauthenticated", reason=fault.reason)
        raise unauthenticated(fault.status, has_token=given is not None) from None
