"""How a bench tells its figure, and how CPU is compared."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Awaitable, Callable
from statistics import median

Work = Callable[[], Awaitable[object]]


def tell(bench: str, value: float, unit: str, bar: float | None) -> None:
    """Print one figure."""
    print(json.dumps({"bench": bench, "value": round(value, 2), "unit": unit, "bar": bar}), flush=True)


async def cpu_us(work: Work, times: int) -> float:
    """CPU microseconds of this process for one run of `work`, over so many runs."""
    started = time.process_time()
    for _ in range(times):
        await work()
    return (time.process_time() - started) / times * 1e6


async def compare(
    slow: Work, fast: Work, *, rounds: int = 7, slow_times: int = 30, fast_times: int = 600
) -> tuple[float, float]:
    """CPU microseconds of both, the median over rounds that alternate, so that a noisy neighbour hits both."""
    for work in (slow, fast):
        await cpu_us(work, 5)
    gc.collect()
    pairs = [(await cpu_us(slow, slow_times), await cpu_us(fast, fast_times)) for _ in range(rounds)]
    return median(slow_us for slow_us, _ in pairs), median(fast_us for _, fast_us in pairs)
