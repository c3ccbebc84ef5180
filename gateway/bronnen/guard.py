"""Stands before the client of a bron: its breaker, its budget for asking again, and the rest that it asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from gateway.bronnen.breaker import Breaker
from gateway.bronnen.call import Params, Response, Stroom, Transport
from gateway.bronnen.manifest import ZGW_SEARCHES
from gateway.bronnen.retry import Pause, RetryBudget
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronCircuitOpen, BronError, BronPaused


@dataclass(slots=True)
class Guarded:
    """A transport that leaves a bron in trouble alone; see `Transport`. Raises BronCircuitOpen and BronPaused too.

    `searches`: how the paths of a POST end that only reads; see `Manifest`.
    """

    client: Transport
    breaker: Breaker
    budget: RetryBudget
    pause: Pause
    searches: tuple[str, ...] = ZGW_SEARCHES

    async def open(self) -> None:
        """Open the client."""
        await self.client.open()

    async def close(self) -> None:
        """Close the client."""
        await self.client.close()

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A token of the client; nothing is sent for it."""
        return await self.client.mint(claims)

    def refusal(self) -> BronError | None:
        """Why nothing would be sent now; None when a call may go."""
        wacht_s = self.pause.wacht_s()
        if wacht_s is not None:
            return BronPaused("resting", wacht_s=wacht_s)
        wacht_s = self.breaker.wacht_s()
        return BronCircuitOpen("breaker is open", wacht_s=wacht_s) if wacht_s is not None else None

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Params,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        """Send one request, and a read once more when nothing came back and the budget allows it."""

        async def once() -> Response:
            self.pause.check()
            with self.breaker.attempt():
                return await self.client.send(
                    method, path, params=params, headers=headers, body=body, deadline=deadline, subject=subject
                )

        try:
            return await self.budget.run(once, is_idempotent=self._is_read(method, path), deadline=deadline)
        except BronPaused as fault:
            if self.pause.wacht_s() is None:
                self.pause.note(fault)
            raise

    @asynccontextmanager
    async def stream(
        self, path: str, *, params: Params, headers: Mapping[str, str], deadline: Deadline, subject: Subject
    ) -> AsyncIterator[Stroom]:
        """Open a stream, once: whoever takes its bytes has begun to answer. Only its beginning counts for the breaker."""
        self.pause.check()
        async with AsyncExitStack() as held:
            with self.breaker.attempt():
                opening = self.client.stream(path, params=params, headers=headers, deadline=deadline, subject=subject)
                found = await held.enter_async_context(opening)
            yield found

    async def upload(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        brokken: AsyncIterator[bytes],
        omvang: int,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        """Send bytes once: they do not come twice. A slow client says nothing of the bron, so it does not count."""
        refused = self.refusal()
        if refused is not None:
            raise refused
        return await self.client.upload(
            method, path, headers=headers, brokken=brokken, omvang=omvang, deadline=deadline, subject=subject
        )

    def _is_read(self, method: str, path: str) -> bool:
        """GET and HEAD (RFC 9110, 9.2.2), and a search, which reads with a body."""
        return method in ("GET", "HEAD") or path.endswith(self.searches)
