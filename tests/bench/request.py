"""Whole requests over real sockets: token check, HTTP, plan or Strawberry, encode. A new person for every request."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import aiohttp

from tests.bench.opname import OVERZICHT
from tests.bench.uitvoer import tell

BODY = json.dumps({"query": OVERZICHT}).encode()
AT_ONCE = 4
ROUNDS = 3
_BENCHES = (
    ("ready", "request_cpu_ratio", 12),
    ("fresh", "request_fresh_ratio", None),
    ("cold", "request_cold_ratio", None),
)
REQUESTS = {"plan": 300, "plain": 60}


async def run() -> None:
    """Print request_cpu_ratio, request_fresh_ratio and request_cold_ratio."""
    for data, bench, bar in _BENCHES:
        async with _server("plan", data) as ours, _server("plain", data) as theirs:
            rounds = [(await theirs.us_per_request(), await ours.us_per_request()) for _ in range(ROUNDS)]
        plain, plan = median(slow for slow, _ in rounds), median(fast for _, fast in rounds)
        tell(f"request_{data}_us", plan, "us CPU", None)
        tell(bench, plain / plan, "times less CPU", bar)


class Served:
    """A bench server in a process of its own."""

    def __init__(self, executor: str, port: int, tokens: list[str], session: aiohttp.ClientSession) -> None:
        self._executor = executor
        self._base = f"http://127.0.0.1:{port}"
        self._tokens: Iterator[str] = iter(tokens)
        self._session = session

    async def us_per_request(self) -> float:
        """CPU microseconds of the server for one request, over a round of new persons."""
        await self._ask()
        before, count = await self._cpu_s(), REQUESTS[self._executor]
        await asyncio.gather(*(self._ask_many(count // AT_ONCE) for _ in range(AT_ONCE)))
        return (await self._cpu_s() - before) / (count // AT_ONCE * AT_ONCE) * 1e6

    async def _ask_many(self, count: int) -> None:
        for _ in range(count):
            await self._ask()

    async def _ask(self) -> None:
        headers = {"Authorization": f"Bearer {next(self._tokens)}", "Content-Type": "application/json"}
        path = f"{self._base}/graphql" if self._executor == "plan" else f"{self._base}/graphql/"
        async with self._session.post(path, data=BODY, headers=headers) as response:
            answer = await response.json(content_type=None)
            assert response.status == 200, answer
            assert not answer.get("errors"), answer["errors"]

    async def _cpu_s(self) -> float:
        async with self._session.get(f"{self._base}/cpu") as response:
            return float(await response.text())


@asynccontextmanager
async def _server(executor: str, data: str) -> AsyncIterator[Served]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.server", executor, data,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        told = json.loads(await process.stdout.readline())
        tokens = Path(told["tokens"]).read_text("ascii").split()  # noqa: ASYNC240  # small, and before anything is timed
        async with aiohttp.ClientSession(headers={"Accept-Encoding": "identity"}) as session:
            yield Served(executor, told["port"], tokens, session)
    finally:
        process.terminate()
        await process.wait()
