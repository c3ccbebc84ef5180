"""The files of a configuration, and the faults found in them with their place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gateway.config import plaats
from gateway.config.geheim import Table

KEYS = ("gateway", "issuer", "bron", "consument")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: printed as `file:line: key: text`. A setting from the environment has its name as place."""

    place: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        return f"{where}: {self.key}: {self.text}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file: its raw content and where it stands."""

    file: File
    path: plaats.Path
    table: Table

    def fault(self, text: str, *keys: str | int) -> Fault:
        """A fault at a key of this table."""
        return self.file.fault(text, *self.path, *keys)


@dataclass(slots=True)
class File:
    """One TOML file, read whole."""

    name: Path
    content: Table = field(default_factory=dict)
    lines: dict[plaats.Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where relative paths in this file start."""
        return self.name.parent

    def fault(self, text: str, *path: str | int) -> Fault:
        """A fault at a path of this file."""
        return Fault(str(self.name), plaats.line_of(self.lines, path), _key(path), text)

    def entries(self, key: str) -> Iterator[Entry]:
        """The tables of an array of tables, such as [[bron]]; what is no table becomes a fault."""
        found = self.content.get(key, [])
        if not isinstance(found, list):
            self.faults.append(self.fault(f"schrijf dit als [[{key}]]", key))
            return
        for number, table in enumerate(found):
            if isinstance(table, dict):
                yield Entry(self, (key, number), table)
            else:
                self.faults.append(self.fault("hier hoort een tabel", key, number))


def read_files(root: Path) -> list[File]:
    """The file, or all `*.toml` of the folder in order of name. What cannot be read is a fault of that file."""
    if root.is_dir():
        names = sorted(root.glob("*.toml"))
        return [_read(name) for name in names] or [_failed(root, "deze map heeft geen bestanden met .toml")]
    return [_read(root)]


def _read(name: Path) -> File:
    try:
        text = name.read_bytes().decode("utf-8")
        content = tomllib.loads(text)
    except OSError as fault:
        return _failed(name, f"niet te lezen ({fault.strerror})")
    except UnicodeDecodeError:
        return _failed(name, "dit is geen UTF-8")
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"at line (\d+)", str(fault))
        line = int(found.group(1)) if found else text.count("\n") + 1
        return _failed(name, f"dit is geen geldige TOML ({str(fault).partition(' (at ')[0]})", line)
    file = File(name, content, plaats.locate(text))
    file.faults += [file.fault("onbekende tabel", key) for key in content if key not in KEYS]
    return file


def _failed(name: Path, text: str, line: int = 1) -> File:
    return File(name, faults=[Fault(str(name), line, "bestand", text)])


def _key(path: Iterable[str | int]) -> str:
    """`("bron", 0, "auth", "soort")` as `bron[1].auth.soort`."""
    key = ""
    for part in path:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else part
    return key
