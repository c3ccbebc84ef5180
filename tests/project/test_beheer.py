"""docs/beheer.md against the code: every line of the log that warns, and every code of an answer, has an entry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from gateway.errors import Foutcode
from gateway.http import problem
from tests.project.tree import ROOT

PAGE = (ROOT / "docs" / "beheer.md").read_text("utf-8")
LEVELS = {"warning", "error", "critical", "exception", "tell"}


def entries(heading: str) -> list[str]:
    """The first cells of the table under a heading."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([A-Za-z_0-9]+)` \|", part, re.MULTILINE)


def logged() -> Iterator[str]:
    """Every event that our code logs as a warning or worse."""
    for folder in ("gateway", "connectors", "resolvers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from events(path)


def events(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        on_log = isinstance(node.func, ast.Name) or isinstance(getattr(node.func, "value", None), ast.Call)
        if called in LEVELS and on_log and isinstance(node.args[0].value, str):
            yield node.args[0].value


def test_every_warning_of_the_log_has_an_entry() -> None:
    """And no entry is about something that is never logged."""
    assert sorted(entries("In het log")) == sorted(set(logged()))


def test_every_code_of_an_answer_has_an_entry() -> None:
    assert entries("Codes in antwoorden") == [code.value for code in Foutcode]


def test_every_problem_has_an_entry() -> None:
    kinds = {(kind.code, kind.status) for kind in vars(problem).values() if isinstance(kind, problem.Kind)}
    part = PAGE.partition("## Codes zonder GraphQL-antwoord\n")[2]
    found = {(code, int(status)) for code, status in re.findall(r"^\| `([A-Z_]+)` \| (\d+) \|", part, re.MULTILINE)}
    assert found == kinds
