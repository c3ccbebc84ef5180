"""Where a setting stands: the line of every key in a TOML file, which Python's own reader does not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]
Tree = dict[str, object]


def locate(text: str) -> dict[Path, int]:
    """The line (from 1) of each key and table of a valid TOML text, by its path: `("bron", 0, "auth", "soort")`.

    A statement is read line by line until it is TOML by itself, so tomllib does all the parsing.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, statement, tree in _statements(text):
        if statement.startswith("["):
            table = _enter(tree, counts, is_array=statement.startswith("[["))
            lines.setdefault(table, line)
        else:
            for path in _paths(tree):
                lines.setdefault(table + path, line)
    return lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or else of the nearest table around it, or else 1."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _statements(text: str) -> Iterator[tuple[int, str, Tree]]:
    pending: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not pending:
            start = number
        pending.append(line)
        statement = "\n".join(pending).strip()
        try:
            tree = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        pending = []
        if tree:
            yield start, statement, tree


def _enter(tree: Tree, counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path of a table header; an array of tables that was opened before means its last table."""
    names = list(_names(tree))
    path: Path = ()
    for name in names[:-1]:
        path = _last((*path, name), counts)
    path += (names[-1],)
    if is_array:
        counts[path] = counts.get(path, -1) + 1
    return _last(path, counts)


def _last(path: Path, counts: dict[Path, int]) -> Path:
    return (*path, counts[path]) if path in counts else path


def _names(tree: object) -> Iterator[str]:
    """The names in a header, from its parsed form: a chain of tables with one key each."""
    while True:
        inner = tree[0] if isinstance(tree, list) else tree
        if not isinstance(inner, dict) or not inner:
            return
        ((name, tree),) = inner.items()
        yield name


def _paths(tree: object) -> Iterator[Path]:
    """Every path inside one statement, through inline tables and arrays."""
    items: Iterator[tuple[str | int, object]]
    if isinstance(tree, dict):
        items = iter(tree.items())
    elif isinstance(tree, list):
        items = enumerate(tree)
    else:
        return
    for key, value in items:
        yield (key,)
        for rest in _paths(value):
            yield (key, *rest)
