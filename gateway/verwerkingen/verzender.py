"""Brings lines from the spool to the logboek, in the background, over OTLP/HTTP with JSON. No sampling, no giving up."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import msgspec

from gateway.config import Geheim
from gateway.telemetry import log
from gateway.verwerkingen.spool import Spool

EVERY_S = 1.0
LONGEST_PAUSE_S = 30.0
TIMEOUT_S = 10.0
_HEAD = (
    '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"mijnservices-gateway"}}]},'
    '"scopeSpans":[{"scope":{"name":"%s"},"spans":['
)
_TAIL = b"]}]}]}"


_FINAL = frozenset({400, 413, 415, 422})
"""Statuses after which the same lines would be refused again."""


class _Away(Exception):
    """The logboek did not take the lines now."""


class _PartialSuccess(msgspec.Struct, rename="camel"):
    rejected_spans: int | str = 0


class _Taken(msgspec.Struct, rename="camel"):
    partial_success: _PartialSuccess | None = None


class Verzender:
    """Sends each file of the spool until the logboek takes it, and removes it then. `scope`: what the lines are."""

    def __init__(self, collector: str, geheim: Geheim | None, spool: Spool, *, scope: str) -> None:
        self._collector = collector
        self._geheim = geheim
        self._head = (_HEAD % scope).encode()
        self._spool = spool
        self.is_behind = False

    async def run(self) -> None:
        """Send what there is, every second, and less often while the logboek is away."""
        pause_s = EVERY_S
        async with httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False, headers=self._headers()) as client:
            while True:
                await asyncio.sleep(pause_s)
                self.is_behind = not await self.flush(client)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S) if self.is_behind else EVERY_S

    async def flush(self, client: httpx.AsyncClient) -> bool:
        """Send every file. False when the logboek is away; the file it did not take waits, and those after it too."""
        self._spool.adopt()
        try:
            for segment in self._spool.segments():
                await self._send(client, segment)
        except _Away as fault:
            log().error("logboek_away", reason=str(fault), bytes=self._spool.waiting_bytes)
            return False
        self._spool.recount()
        return True

    async def _send(self, client: httpx.AsyncClient, segment: Path) -> None:
        """Raises _Away when it makes sense to try again."""
        lines = (await asyncio.to_thread(segment.read_bytes)).splitlines()
        try:
            answer = await client.post(self._collector, content=self._head + b",".join(lines) + _TAIL)
        except httpx.HTTPError as fault:
            raise _Away(type(fault).__name__) from None
        rejected = _rejected(answer.content) if answer.is_success else len(lines)
        if not answer.is_success and answer.status_code not in _FINAL:
            raise _Away(f"status {answer.status_code}")
        if rejected:
            log().error("logboek_rejected_lines", aantal=rejected, status=answer.status_code)
            self._spool.set_aside(segment)
        else:
            self._spool.done(segment)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self._geheim is not None:
            headers["Authorization"] = f"Bearer {self._geheim.reveal()}"
        return headers


def _rejected(body: bytes) -> int:
    """How many lines the logboek took in but did not keep."""
    try:
        partial = msgspec.json.decode(body, type=_Taken).partial_success
        return int(partial.rejected_spans) if partial is not None else 0
    except (msgspec.DecodeError, ValueError):
        return 0
