"""A client that listens over SSE: reads events as they come, with their ids, and keeps what it got."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.scenarios.conftest import Portal

PATIENCE_S = 10
Event = dict[str, Any]  # Any: what is in it is what the test asks


@dataclass
class Stream:
    """One open connection. `last_id` is what a browser would send to go on."""

    response: httpx.Response
    last_id: str = ""
    retry_ms: int | None = None
    pulses: int = 0
    completed: bool = False
    got: asyncio.Queue[Event | None] = field(default_factory=asyncio.Queue)

    async def event(self) -> Event | None:
        """The next result; None when the stream ended."""
        async with asyncio.timeout(PATIENCE_S):
            return await self.got.get()

    async def silence(self, seconds: float) -> None:
        """Nothing is told for so long."""
        await asyncio.sleep(seconds)
        assert self.got.empty(), self.got.get_nowait()

    async def all(self) -> list[Event]:
        """Every result to the end."""
        found = []
        while (one := await self.event()) is not None:
            found.append(one)
        return found

    async def read(self) -> None:
        """Read to the end (HTML standard, 9.2.6)."""
        kind, data = "", list[str]()
        with contextlib.suppress(httpx.HTTPError):
            async for line in self.response.aiter_lines():
                name, _, value = line.partition(":")
                value = value.removeprefix(" ")
                if not line:
                    self._block(kind, "\n".join(data))
                    kind, data = "", []
                elif not name:
                    self.pulses += 1
                elif name == "event":
                    kind = value
                elif name == "data":
                    data.append(value)
                elif name == "id":
                    self.last_id = value
                elif name == "retry":
                    self.retry_ms = int(value)
        self.got.put_nowait(None)

    def _block(self, kind: str, data: str) -> None:
        if kind == "next":
            self.got.put_nowait(json.loads(data))
        self.completed = self.completed or kind == "complete"


@asynccontextmanager
async def listening(
    portal: Portal, query: str, *, last_id: str = "", token: str = "", variables: Mapping[str, object] | None = None
) -> AsyncIterator[Stream]:
    """A connection that asks this and listens."""
    headers = {
        "Authorization": f"Bearer {token or portal.zandbak.token(portal.person)}", "Accept": "text/event-stream",
        **({"Last-Event-ID": last_id} if last_id else {}),
    }  # fmt: skip
    body = {"query": query, "variables": variables or {}}
    async with portal.client.stream("POST", "/graphql", json=body, headers=headers) as response:
        stream = Stream(response)
        if response.status_code != 200:
            yield stream
            return
        reading = asyncio.create_task(stream.read())
        try:
            yield stream
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
