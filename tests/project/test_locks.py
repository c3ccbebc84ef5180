"""The lock files: every package pinned to a version and a hash, and no word about where it is fetched."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.project.tree import ROOT, files

PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock"]
_PIN = re.compile(
    r"^([a-z0-9][a-z0-9-]*)==([^ ;\\]+)(?: ;[^\\]*)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text("utf-8")
    found = {name: version for name, version, _ in _PIN.findall(text)}
    entries = [line for line in text.splitlines() if not line.startswith(("#", " "))]
    assert len(found) == len(entries), f"{lock}: a line is not pinned with a hash"
    return found


def _names(requirements: list[str]) -> set[str]:
    return {match.group().lower().replace("_", "-") for one in requirements if (match := _NAME.match(one))}


def _node_locks() -> list[Path]:
    return [path for path in files() if path.name == "package-lock.json"]


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_package_has_a_version_and_a_hash(lock: str) -> None:
    """What is installed is what was looked at, to the byte."""
    assert len(_pins(lock)) > 20


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_python_lock_holds_no_address(lock: str) -> None:
    """No index, no link, no file."""
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|^--|@ ", text, re.MULTILINE)


def test_development_runs_what_production_runs() -> None:
    """Whatever both locks name has one version."""
    runtime, dev = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_the_locks_hold_what_the_project_asks() -> None:
    """A dependency that was added without `make lock` is missing here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    sandbox = tomllib.loads((ROOT / "sandbox/pyproject.toml").read_text("utf-8"))
    dev = _pins("requirements-dev.lock").keys()
    assert _names(project["project"]["dependencies"]) - _pins("requirements.lock").keys() == set()
    assert _names(project["dependency-groups"]["dev"]) - dev == set()
    assert _names([*sandbox["project"]["dependencies"], *sandbox["build-system"]["requires"]]) - dev == set()


def test_a_node_lock_has_hashes_and_no_address() -> None:
    """npm fetches each package from wherever the machine is told to, and checks its hash."""
    locks = _node_locks()
    assert ROOT / "tools/playground/package-lock.json" in locks
    for path in locks:
        text = path.read_text("utf-8")
        packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
        assert [name for name, one in packages.items() if not one.get("integrity", "").startswith("sha512-")] == []
        assert "://" not in text, f"{path.relative_to(ROOT)} holds an address: make lock"
