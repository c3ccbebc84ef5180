"""What one example of the oracle costs: making a question and answering it by both executors. Bar: 20 ms of CPU."""

from __future__ import annotations

import asyncio
import gc
import time
import warnings

from tests.bench.uitvoer import tell
from tests.oracle.schemas import CASES, Case
from tests.oracle.test_orakel import WORLDS, Bench

EXAMPLES = 400


async def run() -> None:
    """Print oracle_example_ms, over all schemas in the shares that the test gives them."""
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    total_s, count = 0.0, 0
    for case in CASES.values():
        several = max(1, int(EXAMPLES * case.share))
        total_s += await _cpu_s(case, several)
        count += several
    tell("oracle_example_ms", total_s / count * 1e3, "ms CPU", 20)


async def _cpu_s(case: Case, several: int) -> float:
    bench = Bench(case, asyncio.Runner())  # its runner stays unused: this is a loop already
    started = time.process_time()
    for seed in range(several):
        question, world = bench.generator.question(seed), bench.worlds[seed % WORLDS].seeded(seed)
        assert await bench.oracle.difference(question, world) is None
    spent = time.process_time() - started
    gc.collect()
    return spent
