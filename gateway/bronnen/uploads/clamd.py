"""Ask clamd whether bytes hold a virus, while they come: its command INSTREAM (clamd(8)), over TCP or a Unix socket.

Nothing is written anywhere. After `zINSTREAM` follow pieces, each with its length in 4 bytes before it, and an empty piece
ends them; then clamd says in one line what it found.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

CONNECT_S = 2.0
FEED_S = 20.0
VERDICT_S = 60.0
_LONGEST_ANSWER = 4_096


class ScannerOnbereikbaar(Exception):
    """Nobody can say whether there is a virus; args tell why, never what was sent."""


class Scan(Protocol):
    """One file under way."""

    async def feed(self, piece: bytes) -> None:
        """Let the scanner see the next bytes. Raises ScannerOnbereikbaar."""
        ...

    async def is_clean(self) -> bool:
        """Is there nothing wrong with all that it saw? Raises ScannerOnbereikbaar."""
        ...


class GeenScan:
    """No scanner: everything is clean. Only for where the settings say so in as many words."""

    async def feed(self, piece: bytes) -> None: ...

    async def is_clean(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd at `host:port`, or at the path of its socket."""

    adres: str

    @asynccontextmanager
    async def scan(self) -> AsyncIterator[Scan]:
        """A scan of one file. Raises ScannerOnbereikbaar when clamd does not answer."""
        try:
            async with asyncio.timeout(CONNECT_S):
                reader, writer = await self._connect()
        except (OSError, TimeoutError, ValueError):
            raise ScannerOnbereikbaar("no connection") from None
        try:
            writer.write(b"zINSTREAM\0")
            yield _Stream(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.adres.startswith("/"):
            return await asyncio.open_unix_connection(self.adres)
        host, _, port = self.adres.rpartition(":")
        return await asyncio.open_connection(host.strip("[]"), int(port))


@dataclass(frozen=True, slots=True)
class _Stream:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def feed(self, piece: bytes) -> None:
        if piece:  # an empty piece would end it
            await self._write(len(piece).to_bytes(4, "big") + piece)

    async def is_clean(self) -> bool:
        await self._write(bytes(4))
        try:
            async with asyncio.timeout(VERDICT_S):
                answer = await self.reader.read(_LONGEST_ANSWER)
        except (OSError, TimeoutError):
            raise ScannerOnbereikbaar("no verdict") from None
        text = answer.rstrip(b"\0\n")
        if text.endswith(b"FOUND"):
            return False
        if text != b"stream: OK":
            raise ScannerOnbereikbaar("no verdict")
        return True

    async def _write(self, piece: bytes) -> None:
        try:
            async with asyncio.timeout(FEED_S):
                self.writer.write(piece)
                await self.writer.drain()
        except (OSError, TimeoutError):
            raise ScannerOnbereikbaar("it stopped taking bytes") from None


@dataclass(frozen=True, slots=True)
class ZonderScanner:
    """Where files are not scanned."""

    @asynccontextmanager
    async def scan(self) -> AsyncIterator[Scan]:
        """A scan that looks at nothing."""
        yield GeenScan()


Scanner = Clamd | ZonderScanner
