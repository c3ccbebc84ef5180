"""The gateway as it runs: what it adds to the time of the bronnen for one client, and how much memory it takes idle.

The sandbox and the gateway are processes of their own. One bron is made slow, so that its two calls, one after the other,
are the longest chain. From the time of a whole overview, in which no answer is kept, goes the time that the sandbox took
for those two; what is left is the gateway, the client and all HTTP between them. The client is a bare socket.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import aiohttp

from tests.bench.opname import OVERZICHT, PERSON
from tests.bench.uitvoer import tell

ROUNDS = 60
SLOW_MS = 80
SLOWEST, CHAIN = "mijnoverheid", 2
PATIENCE_S = 20
State = dict[str, object]
UNHURRIED = {"GATEWAY_TEMPO__VRAGEN_PER_PERSOON": "0", "GATEWAY_TEMPO__PUNTEN_PER_PERSOON": "0"}
"""One person asks more here than anybody may."""


async def run() -> None:
    """Print rss_mb and overhead_ms."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with _sandbox(folder) as state, _gateway(folder) as (pid, port), aiohttp.ClientSession() as session:
            await asyncio.sleep(1)
            tell("rss_mb", _rss_mb(pid), "MB", 100)
            await _measure(str(state["control"]), port, session)


async def _measure(control: str, port: int, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{control}/bronnen/{SLOWEST}/slow", params={"ms": SLOW_MS}) as response:
        response.raise_for_status()
    async with session.post(f"{control}/token/{PERSON}") as response:
        token = (await response.json())["token"]
    with Client(port, token) as client:
        rounds = [await _round(control, client, session) for _ in range(ROUNDS + 1)][1:]
    tell("chain_ms", median(chain for chain, _ in rounds), "ms", None)
    tell("overzicht_ms", median(whole for _, whole in rounds), "ms", None)
    tell("overhead_ms", median(whole - chain for chain, whole in rounds), "ms", 3)


async def _round(control: str, client: Client, session: aiohttp.ClientSession) -> tuple[float, float]:
    """Milliseconds of the longest chain and of the whole, for one overview."""
    async with session.delete(f"{control}/aanroepen") as response:
        response.raise_for_status()
    started = time.perf_counter()
    body = client.ask()
    whole_ms = (time.perf_counter() - started) * 1000
    answer = json.loads(body)
    assert not answer.get("errors"), answer
    assert all(part["volledig"] for part in answer["data"].values()), answer
    async with session.get(f"{control}/aanroepen") as response:
        calls = [one["ms"] for one in await response.json() if one["bron"] == SLOWEST]
    assert len(calls) == CHAIN, calls
    return sum(calls), whole_ms


class Client:
    """Asks for the overview over one connection, and does nothing that could be taken for the gateway's work."""

    def __init__(self, port: int, token: str) -> None:
        body = json.dumps({"query": OVERZICHT}).encode()
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._request = head.encode() + body
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self) -> bytes:
        """The body of the answer. Blocks."""
        self._connection.sendall(self._request)
        answer = b""
        while True:
            answer += self._connection.recv(65_536)
            head, end, body = answer.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if end and length is not None and len(body) >= int(length.group(1)):
                assert b" 200 " in head[:20], head
                return body


def _rss_mb(pid: int) -> float:
    """Resident memory of a process (Linux)."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found.group(1)) / 1024 if found else float("nan")


@asynccontextmanager
async def _sandbox(folder: Path) -> AsyncIterator[State]:
    async with _process(folder, "-m", "sandbox.cli", "serve", "--alleen-bronnen", "--gelijkmatig"):
        path = folder / ".demo" / "state.json"
        await _until(path.exists)
        yield json.loads(path.read_text("utf-8"))


@asynccontextmanager
async def _gateway(folder: Path) -> AsyncIterator[tuple[int, int]]:
    """A gateway that keeps no answers, past its first probes: its process id and its port."""
    path = folder / ".demo" / "bronnen.toml"
    path.write_text(
        path.read_text("utf-8").replace("deadline_ms = 2500", "deadline_ms = 2500\nversheid_s = 0.0"), "utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with _process(folder, "-m", "gateway.cli", "serve", "--config", str(path), port=port) as pid:
        async with aiohttp.ClientSession() as session:
            await _until(lambda: _is_ready(session, port))
        yield pid, port


async def _is_ready(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


async def _until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            answer = holds()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.05)


@asynccontextmanager
async def _process(folder: Path, *arguments: str, port: int = 0) -> AsyncIterator[int]:
    environment = {**os.environ, "GATEWAY_HTTP__PORT": str(port), **UNHURRIED}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=folder, env=environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()
