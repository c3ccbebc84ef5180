"""Who may import what: the layers hold, every part of the gateway is in one, and all that is imported is declared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.project.tree import ROOT, tool

OURS = {"gateway", "resolvers", "connectors"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_layers_hold() -> None:
    """import-linter finds every contract kept."""
    done = subprocess.run([tool("lint-imports"), "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_part_of_the_gateway_is_in_a_layer() -> None:
    """A module that no layer names could import anything."""
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    named = set(re.findall(r"gateway\.(\w+)", " ".join(layers)))
    folder = ROOT / "gateway"
    parts = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - {"__init__"} - named == set()


def test_production_imports_only_what_it_declares() -> None:
    """A package that comes along with another today may be gone tomorrow."""
    declared = {_normal(re.split(r"[<>=~; \[]", one)[0]) for one in PROJECT["project"]["dependencies"]}
    provided = packages_distributions()
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path, name in _imports()
        if not declared & {_normal(one) for one in provided.get(name, [name])}
    }
    assert missing == set()


def _imports() -> Iterator[tuple[Path, str]]:
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                for name in _names(node):
                    if name not in OURS and name not in sys.stdlib_module_names:
                        yield path, name


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module.split(".")[0]]
    return []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
