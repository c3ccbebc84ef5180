"""The overview from kept views, whole HTTP path: a thousand persons whose tokens were seen before, over real sockets.

`cached`: everybody asks something that was not asked before, of views that are kept (another page size, with ids that were
made before). `repeat`: everybody asks what they asked before.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import aiohttp

from tests.bench.opname import OVERZICHT
from tests.bench.uitvoer import tell

AT_ONCE = 32
ROUNDS = 5


async def run() -> None:
    """Print cached_rps_core and repeat_rps_core, and both with the processing log on."""
    for log, bars in (("", (10_000, 20_000)), ("_ldv", (5_000, None))):
        async with _server(f"plan{log}") as served:
            await served.round(body(25))
            cached = [await served.round(body(size)) for size in range(26, 26 + ROUNDS)]
            repeat = [await served.round(body(25)) for _ in range(ROUNDS)]
        for bench, figures, bar in zip(("cached", "repeat"), (cached, repeat), bars, strict=True):
            tell(f"{bench}{log}_rps_core", median(figures), "requests per CPU second", bar)


def body(size: int) -> bytes:
    """The overview with pages of another size."""
    return json.dumps({"query": OVERZICHT.replace("first: 25", f"first: {size}")}).encode()


class Served:
    """A bench server in a process of its own, and persons whose tokens it has seen."""

    def __init__(self, port: int, tokens: list[str]) -> None:
        self._port = port
        self._tokens = tokens

    async def round(self, body: bytes) -> float:
        """Requests per second of CPU of the server, everybody asking this once."""
        before = await self._cpu_s()
        parts = [self._tokens[number::AT_ONCE] for number in range(AT_ONCE)]
        await asyncio.gather(*(self._ask_in_turn(part, body) for part in parts))
        return len(self._tokens) / (await self._cpu_s() - before)

    async def _ask_in_turn(self, tokens: list[str], asked: bytes) -> None:
        """One connection, one request after another, with as little work of our own as can be."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        for token in tokens:
            head = (
                f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(asked)}\r\n\r\n"
            )
            writer.write(head.encode() + asked)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in answer[:20], answer
            length = int(answer.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            assert b'"errors"' not in body[:10], body
        writer.close()

    async def _cpu_s(self) -> float:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self._port}/cpu") as response:
            return float(await response.text())


@asynccontextmanager
async def _server(executor: str) -> AsyncIterator[Served]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.server", executor, "kept",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        told = json.loads(await process.stdout.readline())
        tokens = Path(told["tokens"]).read_text("ascii").split()[:1_000]  # noqa: ASYNC240  # small, before anything is timed
        yield Served(told["port"], tokens)
    finally:
        process.terminate()
        await process.wait()
