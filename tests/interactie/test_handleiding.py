"""docs/pilot-mijnoverheid.md: what it says to type works, and gives what it shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.config import ConsumentConfig
from gateway.interactie.vormen import ContextResultaat
from tests.project.tree import ROOT

DOC = (ROOT / "docs" / "pilot-mijnoverheid.md").read_text("utf-8")
BLOCKS = re.findall(r"```(bash|json)\n(.*?)```", DOC, re.DOTALL)
START_TIMEOUT_S = 30
pytestmark = pytest.mark.scenario


def free_ports() -> int:
    """A port that is free, with the next one free as well: there stands the portal."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """`make demo` in a folder of its own, on a free port."""
    port = free_ports()
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DEMO_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox.cli", "serve"], cwd=tmp_path, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + START_TIMEOUT_S
    while not (tmp_path / ".demo" / "state.json").exists():
        assert process.poll() is None, "the demo did not start"
        assert time.monotonic() < until, "the demo did not start in time"
        time.sleep(0.05)
    yield tmp_path, port
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is er niet")
def test_what_it_says_to_type_gives_what_it_shows(demo: tuple[Path, int]) -> None:
    """Every block in order, in one shell; after a block with an answer its fields are those of the page."""
    folder, port = demo
    mark = "=== einde van een blok ==="
    script = "set -euo pipefail\n" + "".join(f"{text}echo; echo '{mark}'\n" for kind, text in BLOCKS if kind == "bash")
    ran = subprocess.run(
        ["bash", "-c", script.replace(":8000", f":{port}")], cwd=folder, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = iter(ran.stdout.split(mark))
    shown = 0
    for (kind, _), (next_kind, example) in zip(BLOCKS, [*BLOCKS[1:], ("", "")], strict=True):
        if kind == "bash":
            answer = next(said)
            if next_kind == "json":
                same_fields(json.loads(example), json.loads(answer))
                shown += 1
    assert shown == sum(kind == "json" for kind, _ in BLOCKS) == 4


def same_fields(example: object, answer: object) -> None:
    """Every field of the example is in the answer, of the same type; a list has at least one such item."""
    assert type(answer) is type(example)
    if isinstance(example, dict) and isinstance(answer, dict):
        for name, value in example.items():
            assert name in answer
            same_fields(value, answer[name])
        for name in ("status", "code", "volledig"):
            assert name not in example or answer[name] == example[name]
    elif isinstance(example, list) and isinstance(answer, list) and example:
        assert any(fits(example[0], one) for one in answer), f"nothing like {example[0]}"


def fits(example: object, answer: object) -> bool:
    """Has it every field of the example?"""
    try:
        same_fields(example, answer)
    except AssertionError:
        return False
    return True


def test_its_configuration_is_one() -> None:
    """The table on the page is a consument, and names every key there is."""
    import tomllib

    (table,) = tomllib.loads(re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)[0])["consument"]
    assert ConsumentConfig.model_validate(table).model_dump().keys() == table.keys()
    assert set(ContextResultaat.__struct_fields__) <= set(re.findall(r"`?\"?(taken|volledig|meldingen)\b", DOC))
