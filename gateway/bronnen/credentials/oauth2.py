"""Fetches the gateway's own token at a bron's token endpoint: once at a time, and again before it ends."""

from __future__ import annotations

import asyncio
import math
import time
import warnings
from collections.abc import Callable, Mapping

import httpx
from authlib.deprecate import AuthlibDeprecationWarning  # type: ignore[import-untyped]  # has no types

from gateway.bronnen.credentials.soort import Credentials
from gateway.bronnen.tls import tls_context
from gateway.config import OAuth2Auth
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronInvalid, BronRefused, BronTimeout, BronUnreachable

with warnings.catch_warnings():
    # authlib asks to move to httpx2, the successor of httpx; it still supports httpx, which the gateway uses.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]  # has no types
    from authlib.oauth2.auth import OAuth2Token  # type: ignore[import-untyped]  # has no types

FETCH_TIMEOUT_S = 5.0
DEFAULT_LIFE_S = 300.0
LONGEST_LIFE_S = 86_400.0
RENEW_AT = 0.9
PAUSE_S = 30.0


class OAuth2Credentials(Credentials):
    """A bearer token from the bron's own token endpoint (RFC 6749, section 4.4)."""

    def __init__(self, fetcher: TokenFetcher) -> None:
        self._fetcher = fetcher

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self._fetcher.token(deadline)}"}

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        return self._fetcher.forget(refused.get("Authorization", "").removeprefix("Bearer "))

    async def close(self) -> None:
        await self._fetcher.close()


class TokenFetcher:
    """The token of one bron. `token` fetches it when it is missing or has 10 % of its life left."""

    def __init__(
        self, auth: OAuth2Auth, ca_bestand: str | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._auth = auth
        self._ca_bestand = ca_bestand
        self._clock = clock
        self._token = ""
        self._renew_at = self._ends_at = self._made_at = self._refused_until = -math.inf
        self._flight: asyncio.Task[BronError | None] | None = None

    async def token(self, deadline: Deadline) -> str:
        """The token. Raises BronRefused, BronTimeout, BronUnreachable or BronInvalid as the token endpoint does."""
        if self._clock() < self._renew_at:
            return self._token
        fault = await self._fetched(deadline)
        if fault is not None and self._clock() >= self._ends_at:
            raise type(fault)(str(fault))
        return self._token

    def forget(self, token: str) -> bool:
        """The bron refuses this token. True when another can be had: not within half a minute of the last."""
        if token == self._token:
            if self._clock() - self._made_at < PAUSE_S:
                return False
            self._renew_at = self._ends_at = -math.inf
        return True

    async def close(self) -> None:
        """Stop fetching."""
        if self._flight is not None:
            self._flight.cancel()
            await asyncio.wait({self._flight})

    async def _fetched(self, deadline: Deadline) -> BronError | None:
        """Wait for the one fetch that all callers share; it goes on when one of them leaves."""
        if self._clock() < self._refused_until:
            return BronRefused("the token endpoint refused us a moment ago")
        if self._flight is None or self._flight.done():
            self._flight = asyncio.create_task(self._fetch())
        done, _ = await asyncio.wait({self._flight}, timeout=deadline.left_s())
        if not done:
            return BronTimeout("no token before the deadline")
        return next(iter(done)).result()

    async def _fetch(self) -> BronError | None:
        """Fetch and keep a token; a fault is given back, not raised, since it is for every caller."""
        fault: BronError
        try:
            async with asyncio.timeout(FETCH_TIMEOUT_S):
                self._keep(await self._ask())
        except BronError as error:
            fault = error
        except (TimeoutError, httpx.TimeoutException):
            fault = BronTimeout("the token endpoint is too slow")
        except httpx.HTTPError:
            fault = BronUnreachable("the token endpoint cannot be reached")
        else:
            return None
        if isinstance(fault, BronRefused):
            self._refused_until = self._clock() + PAUSE_S
        return fault

    async def _ask(self) -> OAuth2Token:
        auth = self._auth
        async with AsyncOAuth2Client(
            auth.client_id, auth.geheim.reveal(), scope=auth.scope, token_endpoint_auth_method=auth.wijze,
            verify=tls_context(self._ca_bestand), trust_env=False, timeout=FETCH_TIMEOUT_S,
        ) as client:  # fmt: skip
            client.register_compliance_hook("access_token_response", self._checked)
            headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
            return await client.fetch_token(auth.token_url, grant_type="client_credentials", headers=headers)

    def _checked(self, response: httpx.Response) -> httpx.Response:
        """The answer in the form of the standard, whatever the token is called; raises a BronError for any other."""
        if response.status_code >= 500 or response.status_code == 429:
            raise BronUnreachable("the token endpoint has a fault")
        if 400 <= response.status_code < 500:
            raise BronRefused("the token endpoint refuses us")
        answer = _json(response)
        token = answer.get(self._auth.token_veld)
        if not isinstance(token, str) or not token or not (token.isascii() and token.isprintable()):
            raise BronInvalid("the token endpoint gives no token", pad=self._auth.token_veld)
        return httpx.Response(200, json={**answer, "access_token": token, "token_type": "Bearer"})

    def _keep(self, token: OAuth2Token) -> None:
        life_s = _seconds(token.get("expires_in"))
        self._made_at = self._clock()
        self._token = token["access_token"]
        self._renew_at = self._made_at + RENEW_AT * life_s
        self._ends_at = self._made_at + life_s


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
