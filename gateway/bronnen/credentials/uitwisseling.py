"""A token for one person at a bron, exchanged for the token they showed us (RFC 8693). Theirs never goes to the bron itself."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from gateway.bronnen.credentials.oauth2 import TokenFetcher
from gateway.bronnen.credentials.soort import Credentials
from gateway.bronnen.credentials.token_adres import Token, TokenEndpoint
from gateway.config import UitwisselingAuth
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronRefused, BronTimeout

GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105  # the name of a type of token
MARGIN_S = 30.0
REFUSED_S = 30.0
MAX_KEPT = 5_000


class _Kept(NamedTuple):
    """What the endpoint said about one person, and until when that counts."""

    answer: Token | BronError
    until: float
    made_at: float


class ExchangeCredentials(Credentials):
    """A bearer token for the person of each call, kept under their keyed hash until half a minute before it ends.

    What is the same for everybody is asked with the gateway's own token from the same endpoint (client credentials).
    """

    def __init__(
        self, auth: UitwisselingAuth, endpoint: TokenEndpoint, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._wanted = {
            name: value
            for name, value in (("audience", auth.audience), ("resource", auth.resource))
            if value is not None
        }
        self._endpoint = endpoint
        self._own = TokenFetcher(endpoint, clock)
        self._clock = clock
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._flights: dict[bytes, asyncio.Task[_Kept]] = {}

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self._token(deadline, subject)}"}

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        token = refused.get("Authorization", "").removeprefix("Bearer ")
        if not subject.tenant:
            return self._own.forget(token)
        kept = self._kept.get(subject.sleutel)
        if kept is not None and isinstance(kept.answer, Token) and kept.answer.text == token:
            if self._clock() - kept.made_at < REFUSED_S:
                return False
            del self._kept[subject.sleutel]
        return True

    async def close(self) -> None:
        for flight in list(self._flights.values()):
            flight.cancel()
        await self._own.close()

    async def _token(self, deadline: Deadline, subject: Subject) -> str:
        """The token for this person. Raises BronRefused when the endpoint will not exchange theirs, and as `ask` does."""
        if not subject.tenant:
            return await self._own.token(deadline)
        kept = self._kept.get(subject.sleutel)
        if kept is None or kept.until <= self._clock():
            kept = await self._exchanged(deadline, subject)
        if isinstance(kept.answer, BronError):
            raise type(kept.answer)(str(kept.answer))
        return kept.answer.text

    async def _exchanged(self, deadline: Deadline, subject: Subject) -> _Kept:
        """Wait for the one exchange that all calls for this person share; it goes on when one of them leaves."""
        person = subject.sleutel
        flight = self._flights.get(person)
        if flight is None:
            flight = self._flights[person] = asyncio.create_task(self._exchange(subject))
            flight.add_done_callback(lambda _: self._flights.pop(person, None))
        done, _ = await asyncio.wait({flight}, timeout=deadline.left_s())
        if not done:
            return _Kept(BronTimeout("no token before the deadline"), -math.inf, -math.inf)
        return flight.result()

    async def _exchange(self, subject: Subject) -> _Kept:
        now = self._clock()
        if subject.token is None:
            return _Kept(BronRefused("nothing to exchange"), -math.inf, now)
        answer = await self._endpoint.ask(
            GRANT, subject_token=subject.token, subject_token_type=ACCESS_TOKEN, **self._wanted
        )
        life_s = answer.life_s - MARGIN_S if isinstance(answer, Token) else REFUSED_S
        kept = _Kept(answer, now + life_s, now)
        if isinstance(answer, Token | BronRefused):
            self._kept[subject.sleutel] = kept
            if len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return kept
