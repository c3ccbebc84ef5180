"""A token endpoint (RFC 6749): asked with authlib's client, in every way in which we may have to show who we are."""

from __future__ import annotations

import asyncio
import time
import warnings
from typing import NamedTuple

import httpx
from authlib.deprecate import AuthlibDeprecationWarning  # type: ignore[import-untyped]  # has no types

from gateway.bronnen.tls import Tls
from gateway.config import TokenAdres
from gateway.config.auth import private_key
from gateway.errors import BronError, BronInvalid, BronRefused, BronTimeout, BronUnreachable

with warnings.catch_warnings():
    # authlib asks to move to httpx2, the successor of httpx; it still supports httpx, which the gateway uses.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]  # has no types
    from authlib.oauth2.rfc7523 import PrivateKeyJWT  # type: ignore[import-untyped]  # has no types

FETCH_TIMEOUT_S = 5.0
DEFAULT_LIFE_S = 300.0
LONGEST_LIFE_S = 86_400.0
ASSERTION_LIFE_S = 60


class Token(NamedTuple):
    """A token, and how many seconds it says it lives."""

    text: str
    life_s: float


class TokenEndpoint:
    """The token endpoint of one bron. `field`: where in its answer the token stands."""

    def __init__(self, auth: TokenAdres, tls: Tls | None = None, field: str = "access_token") -> None:
        self._auth = auth
        self._tls = tls or Tls()
        self._field = field

    async def ask(self, grant_type: str, **form: str) -> Token | BronError:
        """A token of this grant. A fault is given back, not raised, since it may be for several callers."""
        try:
            async with asyncio.timeout(FETCH_TIMEOUT_S):
                return await self._ask(grant_type, form)
        except BronError as fault:
            return fault
        except (TimeoutError, httpx.TimeoutException):
            return BronTimeout("the token endpoint is too slow")
        except httpx.HTTPError:
            return BronUnreachable("the token endpoint cannot be reached")

    async def _ask(self, grant_type: str, form: dict[str, str]) -> Token:
        auth = self._auth
        method, secret = self._shown()
        async with AsyncOAuth2Client(
            auth.client_id, secret, scope=auth.scope, token_endpoint_auth_method=method,
            verify=self._tls.context(), trust_env=False, timeout=FETCH_TIMEOUT_S,
        ) as client:  # fmt: skip
            client.register_compliance_hook("access_token_response", self._checked)
            headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
            token = await client.fetch_token(auth.token_url, grant_type=grant_type, headers=headers, **form)
        return Token(token["access_token"], _seconds(token.get("expires_in")))

    def _shown(self) -> tuple[object, object]:
        """How authlib shows the endpoint who we are, and the secret for it. A private key signs a JWT that lives a minute."""
        auth = self._auth
        if auth.wijze == "private_key_jwt" and auth.sleutel is not None:
            header = {"kid": auth.sleutel_id} if auth.sleutel_id else {}
            claims = {"exp": int(time.time()) + ASSERTION_LIFE_S}
            signer = PrivateKeyJWT(auth.token_url, claims=claims, headers=header, alg=auth.algoritme)
            return signer, private_key(auth.sleutel.reveal(), auth.algoritme)
        if auth.wijze == "tls_client_auth":
            return "none", None  # the certificate says it; the form names the client (RFC 8705)
        return auth.wijze, auth.geheim.reveal() if auth.geheim is not None else ""

    def _checked(self, response: httpx.Response) -> httpx.Response:
        """The answer in the form of the standard, whatever the token is called; raises a BronError for any other."""
        if response.status_code >= 500 or response.status_code == 429:
            raise BronUnreachable("the token endpoint has a fault")
        if 400 <= response.status_code < 500:
            raise BronRefused("the token endpoint refuses us")
        answer = _json(response)
        token = answer.get(self._field)
        if not isinstance(token, str) or not token or not (token.isascii() and token.isprintable()):
            raise BronInvalid("the token endpoint gives no token", pad=self._field)
        return httpx.Response(200, json={**answer, "access_token": token, "token_type": "Bearer"})


def _json(response: httpx.Response) -> dict[str, object]:
    answer: object = None
    if response.status_code == 200:
        try:
            answer = response.json()
        except (ValueError, RecursionError):
            answer = None
    if not isinstance(answer, dict) or "error" in answer:
        raise BronInvalid("the token endpoint gives no JSON object")
    return {str(key): value for key, value in answer.items() if key not in ("expires_at", "refresh_token")}


def _seconds(expires_in: object) -> float:
    """The life a token says it has, in seconds, within reason; some systems write it as text or not at all."""
    text = str(expires_in)
    return min(float(text), LONGEST_LIFE_S) if text.isdecimal() and text.isascii() else DEFAULT_LIFE_S
