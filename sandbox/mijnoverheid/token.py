"""The token endpoint in front of the Berichtenuitvraag: OAuth 2.0 client credentials (RFC 6749, section 4.4)."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as BadBase64
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.belastingen.tokens import Tokens

TOKEN_LIFETIME_S = 300


@dataclass(frozen=True)
class TokenEndpoint:
    """Hands out tokens; the client shows its secret by HTTP Basic or in the form."""

    tokens: Tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        form = dict(parse_qsl((await request.body()).decode()))
        client_id, secret = _basic(request) or (form.get("client_id", ""), form.get("client_secret", ""))
        await self._answer(form.get("grant_type", ""), client_id, secret)(scope, receive, send)

    def _answer(self, grant_type: str, client_id: str, secret: str) -> Response:
        if grant_type != "client_credentials":
            return _json({"error": "unsupported_grant_type"}, 400)
        token = self.tokens.issue(client_id, secret)
        if token is None:
            return _json({"error": "invalid_client"}, 401)
        return _json({"access_token": token, "token_type": "Bearer", "expires_in": self.tokens.lifetime_s}, 200)


def _basic(request: Request) -> tuple[str, str] | None:
    """Name and secret from `Authorization: Basic`, each form-encoded before it was joined (RFC 6749, section 2.3.1)."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except (BadBase64, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def _json(body: object, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = "Basic"
    return Response(msgspec.json.encode(body), status, headers, "application/json")
