"""What every answer carries, errors included: security headers, and permission for the websites on the list."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.http.origins import Origins, RawHeaders

# The defaults are for data; a page that needs more sets its own policy and lifetime.
PLAIN: RawHeaders = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]
# Over plain HTTP a browser has to ignore it (RFC 6797).
SECURE: RawHeaders = [*PLAIN, (b"strict-transport-security", b"max-age=31536000; includeSubDomains")]


class ResponseHeaders:
    """ASGI middleware around everything else; it also answers preflights itself."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        origin = _value(scope, b"origin")
        defaults = SECURE if scope["scheme"] == "https" else PLAIN
        always = self._origins.headers(origin)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message.get("headers", ())
                names = {name for name, _ in own}
                message["headers"] = [*own, *always, *(pair for pair in defaults if pair[0] not in names)]
            await send(message)

        is_preflight = scope["method"] == "OPTIONS" and _value(scope, b"access-control-request-method") is not None
        if origin is not None and is_preflight:
            headers = self._origins.preflight(origin)
            await send_with_headers({"type": "http.response.start", "status": 204, "headers": headers})
            await send_with_headers({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_with_headers)


def _value(scope: Scope, wanted: bytes) -> bytes | None:
    for name, value in scope["headers"]:
        if name == wanted:
            found: bytes = value
            return found
    return None
