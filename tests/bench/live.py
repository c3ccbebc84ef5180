"""The gateway as it runs: what it adds to the time of the bronnen for one client, and how much memory it takes idle.

The sandbox and the gateway are processes of their own. One bron is made slow, so that its two calls, one after the other,
are the longest chain; the same two calls are timed without a gateway, by turns with whole overviews that keep nothing.
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

from sandbox.verhalen.personen import PERSONEN
from tests.bench.opname import OVERZICHT, PERSON
from tests.bench.uitvoer import tell

ROUNDS = 40
SLOW_MS = 80
SLOWEST = "mijnoverheid"
FBS = "/api/v1/berichten"
PATIENCE_S = 20
Ask = Callable[[], Awaitable[None]]
State = dict[str, object]


async def run() -> None:
    """Print rss_mb and overhead_ms."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with _sandbox(folder) as state, _gateway(folder) as (pid, url), aiohttp.ClientSession() as session:
            await asyncio.sleep(1)
            tell("rss_mb", _rss_mb(pid), "MB", 100)
            await _compare(state, folder, url, session)


async def _compare(state: State, folder: Path, url: str, session: aiohttp.ClientSession) -> None:
    control = str(state["control"])
    async with session.post(f"{control}/bronnen/{SLOWEST}/slow", params={"ms": SLOW_MS}) as response:
        response.raise_for_status()
    chain, whole = await _chain(state, folder, session), await _whole(control, url, session)
    times: list[tuple[float, float]] = [(await _ms(chain), await _ms(whole)) for _ in range(ROUNDS)]
    bare, through = median(one for one, _ in times), median(one for _, one in times)
    tell("chain_ms", bare, "ms", None)
    tell("overzicht_ms", through, "ms", None)
    tell("overhead_ms", through - bare, "ms", 3)


async def _ms(ask: Ask) -> float:
    started = time.perf_counter()
    await ask()
    return (time.perf_counter() - started) * 1000


async def _whole(control: str, url: str, session: aiohttp.ClientSession) -> Ask:
    async with session.post(f"{control}/token/{PERSON}") as response:
        token = (await response.json())["token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"query": OVERZICHT}).encode()

    async def ask() -> None:
        async with session.post(url, data=body, headers=headers) as response:
            answer = await response.json(content_type=None)
            assert not answer.get("errors"), answer
            assert all(part["volledig"] for part in answer["data"].values()), answer

    await ask()
    return ask


async def _chain(state: State, folder: Path, session: aiohttp.ClientSession) -> Ask:
    """The two calls of the slowest bron, as a client without a gateway would make them."""
    sources = state["sources"]
    assert isinstance(sources, list)
    base = next(str(one["url"]) for one in sources if one["code"] == SLOWEST)
    secret = (folder / ".demo" / "geheimen" / SLOWEST).read_text("ascii").strip()
    form = {"grant_type": "client_credentials"}
    async with session.post(f"{base}/oauth/token", data=form, auth=aiohttp.BasicAuth("gateway", secret)) as response:
        token = (await response.json(content_type=None))["access_token"]
    headers = {"Authorization": f"Bearer {token}", "X-Ontvanger": f"BSN:{PERSONEN[PERSON].bsn}"}

    async def ask() -> None:
        for path in (f"{FBS}/_ophalen", f"{FBS}?pagina=0&paginaGrootte=200"):
            async with session.get(base + path, headers=headers) as response:
                response.raise_for_status()
                await response.read()

    await ask()
    return ask


def _rss_mb(pid: int) -> float:
    """Resident memory of a process (Linux)."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found.group(1)) / 1024 if found else float("nan")


@asynccontextmanager
async def _sandbox(folder: Path) -> AsyncIterator[State]:
    async with _process(folder, "-m", "sandbox.cli", "serve", "--alleen-bronnen"):
        path = folder / ".demo" / "state.json"
        await _until(path.exists)
        yield json.loads(path.read_text("utf-8"))


@asynccontextmanager
async def _gateway(folder: Path) -> AsyncIterator[tuple[int, str]]:
    """A gateway that keeps no answers, past its first probes: its process id and its address."""
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
        yield pid, f"http://127.0.0.1:{port}/graphql"


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
    environment = {**os.environ, "GATEWAY_HTTP__PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=folder, env=environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()
