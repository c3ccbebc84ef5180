"""The tree of the project as its tests look at it: the files that are in git, or would be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = ROOT / ".venv" / "bin"


def files() -> list[Path]:
    """Every file that git has or would add. Skips the test where there is no git to ask."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("dit is geen git-map, dus wat erin hoort is niet te zien")
    return [path for name in answer.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def tool(name: str) -> str:
    """The path of a tool of the environment. Skips the test where it is not installed."""
    path = BIN / name
    if not path.exists():
        pytest.skip(f"{name} staat niet in .venv")
    return str(path)
