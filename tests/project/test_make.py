"""The Makefile: what it offers, what it says when a machine lacks something, and that it does nothing twice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.tree import ROOT

TARGETS = [
    "setup",
    "demo",
    "test",
    "check",
    "schema",
    "conformiteit",
    "beveiliging",
    "guards",
    "bench",
    "soak",
    "fuzz",
    "new-connector",
    "lock",
    "deploy-check",
    "pictures",
]
STAMPS = [
    ".venv/.geinstalleerd",
    "tools/playground/node_modules/.package-lock.json",
    "gateway/http/static/graphiql/LICENTIES.txt",
    "portal/node_modules/.package-lock.json",
    "portal/dist/index.html",
]
SOURCES = [
    "requirements-dev.lock",
    "pyproject.toml",
    "sandbox/pyproject.toml",
    "tools/playground/package-lock.json",
    "portal/package-lock.json",
    "portal/codegen.ts",
    "schema.graphql",
]


def _make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    return subprocess.run(["make", *arguments], cwd=cwd, capture_output=True, text=True, env=environment)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone as far as make looks at one."""
    for name in ["Makefile", "tools/playground/build.mjs", *SOURCES]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _python(folder: Path, script: str) -> str:
    path = folder / "een-python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"PYTHON={path}"


def test_help_lists_every_target() -> None:
    """`make` alone and `make help` show what there is, with a line about each."""
    for shown in (_make(), _make("help")):
        listed = dict(re.findall(r"^  make ([a-z-]+) +(\S.*)$", shown.stdout, re.MULTILINE))
        assert sorted(listed) == sorted([*TARGETS, "help"])


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_commands_of_the_readme_exist(readme: str) -> None:
    """Two commands get a newcomer going; these and all others that are named are targets."""
    text = (ROOT / readme).read_text("utf-8")
    named = re.findall(r"^(?:[A-Z_]+=\S+ )?make ([a-z-]+)|`(?:[A-Z_]+=\S+ )?make ([a-z-]+)", text, re.MULTILINE)
    commands = [first or second for first, second in named]
    assert commands[:2] == ["demo", "test"]
    assert set(commands) <= {*TARGETS, "help"}


def test_an_old_python_is_named(clone: Path) -> None:
    """Who has only an old Python hears which one was found and what is needed."""
    old = _python(clone, 'case "$1" in -V) echo "Python 3.9.2";; -c) exit 1;; esac')
    done = _make("demo", old, cwd=clone)
    assert done.returncode != 0
    assert "Python 3.11 of nieuwer is nodig" in done.stdout
    assert "Python 3.9.2" in done.stdout


def test_a_missing_venv_module_is_named(clone: Path) -> None:
    """Debian ships venv apart; the message says what to install."""
    bare = _python(clone, 'case "$2" in *venv*) exit 1;; esac')
    done = _make("setup", bare, cwd=clone)
    assert done.returncode != 0
    assert "python3-venv" in done.stdout


def test_no_python_at_all_is_named(clone: Path) -> None:
    """The command that was looked for is in the message."""
    done = _make("setup", "PYTHON=een-python-die-er-niet-is", cwd=clone)
    assert done.returncode != 0
    assert "een-python-die-er-niet-is is er niet" in done.stdout


def test_a_second_start_installs_nothing_and_a_new_lock_does(clone: Path) -> None:
    """What is there is left alone until a lock file changes."""
    for name, at in [
        *((name, 1) for name in [*SOURCES, "tools/playground/build.mjs"]),
        *zip(STAMPS, (2, 3, 4, 3, 4), strict=True),
    ]:
        path = clone / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (at, at))
    assert "install" not in _make("--dry-run", "demo", cwd=clone).stdout
    os.utime(clone / "requirements-dev.lock", (5, 5))
    assert "pip install" in _make("--dry-run", "demo", cwd=clone).stdout


def test_without_a_browser_the_tests_say_so(clone: Path) -> None:
    """Browser tests run where there is a Chromium; where not, they are left out and that is said."""
    without = _make("--dry-run", "test", "CHROMIUM=", cwd=clone).stdout
    assert '-m "not browser"' in without
    assert "not browser" not in _make("--dry-run", "test", "CHROMIUM=/usr/bin/chromium", cwd=clone).stdout


def test_ci_runs_what_the_readme_says() -> None:
    """The script is sound, can be started, and calls the tests before the checks."""
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    calls = re.findall(r"\bmake (test|check)\b(?! *2>&1 \| tee| *\")", script.read_text("utf-8"))
    assert calls[-1] == "check"
    assert "make test 2>&1" in script.read_text("utf-8")
