"""A logboek that can be away, refuse or keep half: it speaks OTLP over HTTP on a real socket, and remembers lines."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Span = dict[str, Any]


@dataclass
class Verzamelaar:
    """Answers each delivery with `status` and `body`; keeps the spans only when that is 200."""

    port: int = 0
    status: int = 200
    body: bytes = b"{}"
    spans: list[Span] = field(default_factory=list)
    deliveries: list[bytes] = field(default_factory=list)
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1/traces"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Be away: connections are refused from now on."""
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    def attributes(self, span: Span) -> dict[str, str]:
        return {one["key"]: one["value"]["stringValue"] for one in span["attributes"]}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.partition("content-length:")[2].partition("\r\n")[0])
            raw = await reader.readexactly(length)
            self.deliveries.append(head.encode() + raw)
            if self.status == 200:
                self.spans += json.loads(raw)["resourceSpans"][0]["scopeSpans"][0]["spans"]
            line = f"HTTP/1.1 {self.status} X\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\n\r\n"
            writer.write(line.encode() + self.body)
            await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def verzamelaar() -> AsyncIterator[Verzamelaar]:
    """A logboek on a free port."""
    made = Verzamelaar()
    await made.start()
    try:
        yield made
    finally:
        await made.stop()
