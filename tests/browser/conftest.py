"""The demo and a Chromium, for tests that look at what a person sees."""

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
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.chromium import NAMES, find_chromium

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT_S = 40
STOP_TIMEOUT_S = 15


@dataclass
class Demo:
    """A running demo: gateway, issuer and all bronnen, in a folder of its own."""

    folder: Path
    base: str
    issuer: str
    portal: str
    sources: dict[str, str]

    def bron(self, code: str) -> str:
        """The address of a bron."""
        return self.sources[code]

    @property
    def environment(self) -> dict[str, str]:
        """What commands for this demo need in their environment."""
        return _environment()

    @property
    def examples(self) -> int:
        """How many example operations are shipped."""
        return len(list((ROOT / "examples").rglob("*.graphql")))

    def token(self, persoon: str) -> str:
        """A bearer token for one of the test persons."""
        command = [sys.executable, "-m", "sandbox.cli", "token", persoon]
        done = subprocess.run(command, cwd=self.folder, env=_environment(), capture_output=True, text=True, check=True)
        return done.stdout.strip()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; the test is skipped where there is none."""
    found = find_chromium()
    if found is None:
        pytest.skip(f"no Chromium found (looked for {', '.join(NAMES)}; CHROMIUM names another)")
    return found


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The real demo, on a free port."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "sandbox.cli", "serve"]
    environment = {**_environment(), "DEMO_PORT": str(_free_port())}
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
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
    return Demo(
        folder,
        told["endpoint"].removesuffix("/graphql"),
        told["issuer"],
        told["portal"],
        {one["code"]: one["url"] for one in told["sources"]},
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    """A port outside the range that the system hands out: the bronnen of the demo take theirs from that."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
