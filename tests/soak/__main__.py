"""Ask without end while bronnen fail at random, Valkey comes and goes, and see whether anything leaks or grows.

Prints a line of JSON every ten seconds, and at the end whether it held: no crash, nothing of another person, and tasks, file
descriptors and memory within 5 % of what they were after the first sixth of the time.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from gateway.telemetry import configure
from tests.isolation.wereld import PERSONS, Fleet, fleet, labels

AT_ONCE = 32
TELL_S = 10
REST_S = 0.5
GROWTH = 1.05
SETTLE = 6
QUERIES = (
    "{ taken(first: 40) { nodes { id titel toelichting } } berichten(first: 40) { nodes { id titel tekst } } }",
    "{ a: taken(first: 5) { nodes { titel } pageInfo { endCursor } } tellers { openTaken { aantal } } }",
    "{ berichten(first: 20) { nodes { titel zaak { titel } } bronnen { status code } } }",
)


@dataclass
class Found:
    """What was seen so far."""

    asked: int = 0
    leaves: int = 0
    foreign: int = 0
    crashed: int = 0
    busy: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    sizes: list[dict[str, float]] = field(default_factory=list)


async def main(seconds: float) -> int:
    """Run. Returns 0 when it held, else 1."""
    configure("CRITICAL")
    found, end = Found(), time.monotonic() + seconds
    found.gate.set()
    with tempfile.TemporaryDirectory() as folder:
        async with fleet(Path(folder)) as made:
            weather = asyncio.create_task(_weather(made))
            telling = asyncio.create_task(_tell(found))
            await asyncio.gather(*(_client(made, found, end, number) for number in range(AT_ONCE)))
            for task in (weather, telling):
                task.cancel()
            await asyncio.gather(weather, telling, return_exceptions=True)
    held = not found.foreign and not found.crashed and _is_flat(found.sizes)
    print(
        json.dumps({"held": held, "asked": found.asked, "leaves": found.leaves, "foreign": found.foreign}), flush=True
    )
    return 0 if held else 1


async def _client(made: Fleet, found: Found, end: float, number: int) -> None:
    chance = random.Random(number)
    while time.monotonic() < end:
        await found.gate.wait()
        who = chance.choice(PERSONS)
        found.busy += 1
        response = await made.post(who, {"query": chance.choice(QUERIES)}, worker=chance.randrange(2))
        found.busy -= 1
        found.asked += 1
        if response.status_code != 200:
            found.crashed += 1
            continue
        seen = labels(response.json())
        found.leaves += len(seen)
        found.foreign += sum(one != who for one in seen)


async def _weather(made: Fleet) -> None:
    """Good and bad times by turns, and now and then no Valkey."""
    chance = random.Random(11)
    while True:
        made.behave(faults=chance.choice([0, 5, 30, 100]), late_s=chance.choice([0.0, 0.02, 0.3]))
        await asyncio.sleep(chance.uniform(1, 5))
        if chance.random() < 0.1:
            made.server.kill()
            await asyncio.sleep(1)
            made.server.start()


async def _tell(found: Found) -> None:
    """Sizes are taken while nobody asks: how much is under way says nothing about what is left behind."""
    while True:
        await asyncio.sleep(TELL_S)
        found.gate.clear()
        while found.busy:
            await asyncio.sleep(0.05)
        await asyncio.sleep(REST_S)
        found.sizes.append(_size())
        found.gate.set()
        told = {"asked": found.asked, "foreign": found.foreign, "crashed": found.crashed, **found.sizes[-1]}
        print(json.dumps(told), flush=True)


def _size() -> dict[str, float]:
    rss = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return {
        "rss_mb": int(rss.group(1)) / 1024 if rss else 0.0,
        "fds": len(os.listdir("/proc/self/fd")),
        "tasks": len(asyncio.all_tasks()),
    }


def _is_flat(sizes: list[dict[str, float]]) -> bool:
    """Is each size at the end within 5 % of what it was when all was warm? By the median of five, for all goes up and down."""
    start = max(len(sizes) // SETTLE, 1)
    early, late = sizes[start : start + 5], sizes[-5:]
    return all(_middle(late, name) <= _middle(early, name) * GROWTH for name in ("rss_mb", "fds", "tasks"))


def _middle(sizes: list[dict[str, float]], name: str) -> float:
    ordered = sorted(one[name] for one in sizes)
    return ordered[len(ordered) // 2] if ordered else 0.0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(float(sys.argv[1]))))
