"""A server that speaks the protocol of clamd (INSTREAM, clamd(8)): it reads what is sent as clamd does, and finds one virus."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

# The test file of EICAR, in two parts so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class Clamserver:
    """What it saw, and how it behaves. `answer`: said instead of a verdict. `limit`: its StreamMaxLength."""

    adres: str = ""
    seen: list[bytes] = field(default_factory=list)
    answer: bytes | None = None
    hangs_up: bool = False
    limit: int = 100_000_000

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            command = await reader.readuntil(b"\0")
            if command != b"zINSTREAM\0":
                writer.write(b"UNKNOWN COMMAND\0")
                return
            if not self.hangs_up:
                writer.write(await self._scan(reader))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _scan(self, reader: asyncio.StreamReader) -> bytes:
        found = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            found += await reader.readexactly(size)
            if len(found) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.seen.append(found)
        if self.answer is not None:
            return self.answer
        return b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in found else b"stream: OK\0"


@asynccontextmanager
async def clamserver(pad: str = "") -> AsyncIterator[Clamserver]:
    """One on a free port, or at the path of a socket."""
    made = Clamserver()
    if pad:
        server = await asyncio.start_unix_server(made.serve, pad)
        made.adres = pad
    else:
        server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
        made.adres = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield made
