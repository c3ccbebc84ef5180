"""What a hit in the second cache costs: six views of one person in one round trip to a real server, opened and decoded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from gateway.bronnen.l2.courier import Courier
from gateway.bronnen.l2.names import name_of
from gateway.bronnen.l2.values import LAYOUT, decode, encode
from gateway.serve import spare_collector
from tests.bench.uitvoer import tell
from tests.l2.world import OLD, Valkey, kept, key, level, six, valkey

ROUNDS, BEST_OF = 500, 5
BARS = {"l2_hit_us": 400.0}
EACH = 14  # six times as many are 84 items of one person


async def measure(server: Valkey) -> dict[str, float]:
    """All figures."""
    second = level(server, OLD)
    courier = Courier(second)
    pages = await six(each=EACH)
    keys = [key(naam) for naam in pages]
    for one, (_naam, page) in zip(keys, pages.items(), strict=True):
        await second.put(one, kept(page), keep_s=600)
    written = [encode(kept(page), keep_s=600) for page in pages.values()]
    seal = second._seals[0]
    names = [name_of(one, seal, LAYOUT) for one in keys]
    sealed = [seal.seal(plain, name) for plain, name in zip(written, names, strict=True)]

    async def together() -> None:
        assert all(await asyncio.gather(*(courier.get(one) for one in keys)))

    async def hit() -> None:
        assert all(await second.get_many(keys))

    figures = {
        "l2_hit_us": await _cpu_us(hit),
        "l2_hit_courier_us": await _cpu_us(together),
        "server_us": await _cpu_us(lambda: second._server.read(names)),
        "names_us": await _cpu_us(_sync(lambda: [name_of(one, seal, LAYOUT) for one in keys])),
        "open_us": await _cpu_us(_sync(lambda: [seal.open(*both) for both in zip(sealed, names, strict=True)])),
        "decode_us": await _cpu_us(_sync(lambda: [decode(one) for one in written])),
        "encode_us": await _cpu_us(_sync(lambda: [encode(kept(page), keep_s=600) for page in pages.values()])),
        "items": sum(len(page.items) for page in pages.values()),
        "kept_bytes": sum(map(len, written)),
    }
    await courier.close()
    return figures


def _sync(work: Callable[[], object]) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        work()

    return run


async def _cpu_us(work: Callable[[], Awaitable[object]]) -> float:
    """CPU of this process for one round, the best of some series, in microseconds."""
    best = float("inf")
    for _ in range(BEST_OF):
        started = time.process_time()
        for _ in range(ROUNDS):
            await work()
        best = min(best, time.process_time() - started)
    return round(best / ROUNDS * 1e6, 1)


async def run() -> None:
    """Print l2_hit_us and what it is made of."""
    spare_collector()
    with valkey() as server:
        figures = await measure(server)
    for name, value in figures.items():
        tell(
            name if name.startswith("l2") else f"l2_{name}",
            value,
            "us CPU" if name.endswith("_us") else name,
            BARS.get(name),
        )
