"""The demo as `make demo` starts it, in a folder and on a port of its own."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT_S = 40
STOP_TIMEOUT_S = 15
SANDBOX = [sys.executable, "-m", "sandbox.cli"]


@dataclass
class Demo:
    """A running demo: gateway, issuer, portal and all bronnen. `sources`: their addresses by code."""

    folder: Path
    base: str
    issuer: str
    portal: str
    sources: dict[str, str]

    @property
    def examples(self) -> int:
        """How many example operations are shipped."""
        return len(list((ROOT / "examples").rglob("*.graphql")))

    @property
    def environment(self) -> dict[str, str]:
        """What commands for this demo need in their environment."""
        return _environment()

    def sandbox(self, *command: str) -> str:
        """One command to the sandbox; gives what it prints."""
        done = subprocess.run(
            [*SANDBOX, *command], cwd=self.folder, env=_environment(), capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def token(self, persoon: str) -> str:
        """A bearer token for one of the test persons."""
        return self.sandbox("token", persoon)

    @contextmanager
    def spoiled(self, how: str, bron: str) -> Iterator[None]:
        """A bron that fails for as long as the block lasts."""
        self.sandbox(how, bron)
        try:
            yield
        finally:
            self.sandbox("mend", bron)


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """The demo, for as long as the block lasts."""
    environment = {**_environment(), "DEMO_PORT": str(_free_port())}
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen([*SANDBOX, "serve"], cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield _announced(folder, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_TIMEOUT_S)


def _announced(folder: Path, process: subprocess.Popen[bytes]) -> Demo:
    """The demo, as soon as it says that it is ready."""
    state = folder / ".demo" / "state.json"
    until = time.monotonic() + START_TIMEOUT_S
    while not state.exists():
        log = (folder / "demo.log").read_text("utf-8")
        assert process.poll() is None, f"the demo stopped:\n{log}"
        assert time.monotonic() < until, f"the demo is not ready:\n{log}"
        time.sleep(0.05)
    told = json.loads(state.read_text("utf-8"))
    sources = {one["code"]: one["url"] for one in told["sources"]}
    return Demo(folder, told["endpoint"].removesuffix("/graphql"), told["issuer"], told["portal"], sources)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    """A port outside the range that the system hands out: the bronnen of the demo take theirs from that."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
