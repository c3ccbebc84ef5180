"""`make bench`: print every figure that the project promises, one JSON object a line."""

from __future__ import annotations

import sys

import uvloop

from gateway.telemetry import configure
from tests.bench import cached, l2, live, oracle, plan, regels, request

BENCHES = {
    "plan": plan.run, "request": request.run, "live": live.run, "cached": cached.run, "l2": l2.run,
    "oracle": oracle.run, "regels": regels.run,
}  # fmt: skip


def main(names: list[str]) -> None:
    """Run the named benches, or all of them, one after the other."""
    configure("CRITICAL")
    for name in names or BENCHES:
        uvloop.run(BENCHES[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
