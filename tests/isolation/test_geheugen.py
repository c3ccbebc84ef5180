"""Nothing outlives a request by accident: what a module remembers says on its own line that no person is in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import connectors
import gateway
import resolvers

pytestmark = pytest.mark.isolation
PACKAGES = [Path(package.__path__[0]) for package in (gateway, resolvers, connectors)]
MODULES = [path for package in PACKAGES for path in sorted(package.rglob("*.py"))]
CACHES = {"lru_cache", "cache"}
CHANGES = {"append", "add", "setdefault", "update", "insert", "extend"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(path.parents[1])) for path in MODULES])
def test_no_module_remembers_persons(path: Path) -> None:
    """ISO-8: caches around functions, and containers of a module that its functions change."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert list(unexplained(tree, text.splitlines())) == []
    assert set(containers(tree, text.splitlines())) & set(changed(tree)) == set()


def test_the_check_finds_what_it_is_for() -> None:
    """A cache without a word about what is in it, and a dict at the top of a module that a function fills."""
    text = (
        "@lru_cache\ndef naam(bsn):\n    return bsn\nKNOWN = {}\ndef keep(bsn):\n    KNOWN[bsn] = 1\n    return KNOWN\n"
    )
    tree = ast.parse(text)
    assert list(unexplained(tree, text.splitlines())) == ["naam"]
    assert set(containers(tree, text.splitlines())) & set(changed(tree)) == {"KNOWN"}


def unexplained(tree: ast.Module, lines: list[str]) -> Iterator[str]:
    """Functions whose answers are kept, by their arguments, with no comment that says what those are."""
    for node in ast.walk(tree):
        if not isinstance(node, Function) or not node.args.args:
            continue
        for decorator in node.decorator_list:
            place = lines[decorator.lineno - 1 : node.lineno]
            if _name(decorator) in CACHES and not any("#" in line for line in place):
                yield node.name


def containers(tree: ast.Module, lines: list[str]) -> Iterator[str]:
    """The names at the top of a module that hold a dict, list or set, with no comment that says what is in it."""
    for node in tree.body:
        made = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        is_made = isinstance(made, ast.Call) and _name(made) in ("dict", "list", "set")
        if (is_made or isinstance(made, ast.Dict | ast.List | ast.Set)) and "#" not in lines[node.lineno - 1]:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def changed(tree: ast.Module) -> Iterator[str]:
    """The names that a function changes in place."""
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        for node in ast.walk(function):
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
                yield node.value.id
            if isinstance(node, ast.Attribute) and node.attr in CHANGES and isinstance(node.value, ast.Name):
                yield node.value.id


def _name(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
