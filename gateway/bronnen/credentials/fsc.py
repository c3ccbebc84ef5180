"""Through an FSC outway: which contract a call falls under, and a number by which it is found in the logs of both sides."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from uuid import UUID

from gateway.bronnen.credentials.soort import Credentials
from gateway.context import Deadline
from gateway.domain.persoon import Subject

GRANT, TRANSACTION = "Fsc-Grant-Hash", "Fsc-Transaction-Id"


class FscCredentials(Credentials):
    """The credentials for the bron itself, with the headers for the outway beside them (FSC Core)."""

    def __init__(self, inner: Credentials, grant_hash: str) -> None:
        self._inner = inner
        self._grant_hash = grant_hash

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        own = {GRANT: self._grant_hash, TRANSACTION: str(uuid7())}
        return {**await self._inner.headers(deadline, subject), **own}

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        inner = {name: value for name, value in refused.items() if name not in (GRANT, TRANSACTION)}
        return self._inner.refresh(inner, subject)

    async def mint(self, claims: Mapping[str, str]) -> str:
        return await self._inner.mint(claims)

    async def close(self) -> None:
        await self._inner.close()


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7): in order of time, the only version that an outway takes."""
    stamp = time.time_ns() // 1_000_000 & (1 << 48) - 1
    return UUID(int=stamp << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62))
