"""A transport that reads along while a bron is tried out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from gateway.bronnen.call import Params, Response, Stroom, Transport
from gateway.bronnen.probeer.uitleg import Vraag
from gateway.context import Deadline
from gateway.domain.persoon import Subject


@dataclass(slots=True)
class Meelezer:
    """A transport that remembers the last answer, so that a fault can be explained by it."""

    behind: Transport
    persoon: Subject
    last: Vraag | None = None

    async def open(self) -> None:
        """Open the one behind."""
        await self.behind.open()

    async def close(self) -> None:
        """Close the one behind."""
        await self.behind.close()

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A token of the one behind."""
        return await self.behind.mint(claims)

    async def send(
        self, method: str, path: str, *, params: Params, headers: Mapping[str, str], body: bytes | None,
        deadline: Deadline, subject: Subject,
    ) -> Response:  # fmt: skip
        """Send, and remember what was asked and what came."""
        self.last = None
        answer = await self.behind.send(
            method, path, params=params, headers=headers, body=body, deadline=deadline, subject=subject
        )
        self.last = Vraag(f"{method} {self._without_numbers(path)}", answer.status, answer.media_type)
        return answer

    def stream(
        self, path: str, *, params: Params, headers: Mapping[str, str], deadline: Deadline, subject: Subject
    ) -> AbstractAsyncContextManager[Stroom]:
        """The bytes of the one behind."""
        return self.behind.stream(path, params=params, headers=headers, deadline=deadline, subject=subject)

    async def upload(
        self, method: str, path: str, *, headers: Mapping[str, str], brokken: AsyncIterator[bytes], omvang: int,
        deadline: Deadline, subject: Subject,
    ) -> Response:  # fmt: skip
        """A file to the one behind."""
        return await self.behind.upload(
            method, path, headers=headers, brokken=brokken, omvang=omvang, deadline=deadline, subject=subject
        )

    def _without_numbers(self, path: str) -> str:
        for number in self.persoon.eigen_nummers:
            path = path.replace(number.waarde, "…")
        return path
