"""A server that misbehaves as a script says, and a way to ask it through the client of a bron."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from gateway.bronnen.call import Response, Transport
from gateway.bronnen.client import AiohttpTransport
from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND
from gateway.errors import (
    BronError,
)

BSN = "999993653"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class Peer:
    """One connection at the server; `head` and `body` are those of the request read last."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    number: int
    heads: list[str]
    body: bytes = b""

    async def request(self) -> str:
        """Read one request; gives its head."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(head)
        length = next(
            (line.split(":")[1] for line in head.split("\r\n") if line.lower().startswith("content-length:")), "0"
        )
        self.body = await self.reader.readexactly(int(length))
        return head

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Close with RST."""
        sock: socket.socket = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Script = Callable[[Peer], Awaitable[None]]


@dataclass
class Server:
    """A server that does with each connection what the script says."""

    url: str
    heads: list[str] = field(default_factory=list)
    connections: int = 0


@asynccontextmanager
async def serving(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Runs the script for each connection on a free port."""
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())  # type: ignore[arg-type]  # asyncio starts a task for each connection
        server.connections += 1
        try:
            await script(Peer(reader, writer, server.connections, server.heads))
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass  # the client went away, as some scripts want
        finally:
            writer.close()

    listener = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    server = Server(f"{'https' if tls else 'http'}://127.0.0.1:{listener.sockets[0].getsockname()[1]}")
    try:
        yield server
    finally:
        listener.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def close_without_answer(peer: Peer) -> None:
    """Reads a request and closes."""
    await peer.request()


def answering(*answers: bytes) -> Script:
    """Gives the answers in turn, the last one for ever, on connections that stay open."""
    given = iter(answers)
    last = answers[-1]

    async def script(peer: Peer) -> None:
        while True:
            await peer.request()
            await peer.send(next(given, last))

    return script


def answer(status: int, body: bytes = b"{}", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def get(transport: Transport, ms: float = 2_000, method: str = "GET", body: bytes | None = None) -> Response:
    """Ask for somebody's zaken; the BSN stands in the query, as ZGW wants it."""
    return await transport.send(
        method, "/zaken", params={"bsn": BSN}, headers={}, body=body, deadline=Deadline.after(ms), subject=NIEMAND
    )  # fmt: skip


async def fault_of(script: Script, ms: float = 2_000, method: str = "GET") -> BronError:
    """The error that a script leads to."""
    async with serving(script) as server, AiohttpTransport(server.url) as transport:
        with pytest.raises(BronError) as caught:
            await get(transport, ms, method)
    return caught.value
