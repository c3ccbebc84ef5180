"""The gateway's own token from a bron's token endpoint: fetched once at a time, and again before it ends."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping

from gateway.bronnen.credentials.soort import Credentials
from gateway.bronnen.credentials.token_adres import Token, TokenEndpoint
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronRefused, BronTimeout

GRANT = "client_credentials"
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

    def __init__(self, endpoint: TokenEndpoint, clock: Callable[[], float] = time.monotonic) -> None:
        self._endpoint = endpoint
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
        answer = await self._endpoint.ask(GRANT)
        if isinstance(answer, Token):
            self._keep(answer)
            return None
        if isinstance(answer, BronRefused):
            self._refused_until = self._clock() + PAUSE_S
        return answer

    def _keep(self, token: Token) -> None:
        self._made_at = self._clock()
        self._token = token.text
        self._renew_at = self._made_at + RENEW_AT * token.life_s
        self._ends_at = self._made_at + token.life_s
