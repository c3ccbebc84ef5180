"""What rules cost for a busy person: 85 items and 40 rules, all that can be done with each. Bar: 5 ms of CPU."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.acties.veel import forty_rules, person
from tests.acties.wereld import MIDDEN, NU
from tests.bench.uitvoer import tell

TURNS = 30


async def run() -> None:
    """Print rules_ms: the best of many turns, because only the rules should count."""
    with tempfile.TemporaryDirectory() as folder:
        regelboek, items = forty_rules(Path(folder) / "regels"), person()

    def turn() -> float:
        begin = time.process_time()
        for item in items:
            regelboek.acties(item, NU, MIDDEN)
        return (time.process_time() - begin) * 1_000

    tell("rules_ms", min(turn() for _ in range(TURNS)), "ms CPU", 5)
