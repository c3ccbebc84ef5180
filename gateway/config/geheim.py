"""Secrets: read from the environment or a file, never written in the configuration, never shown."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

Table = dict[str, object]
NAMES = ("geheim", "sleutel", "key")
SUFFIXES = ("_env", "_bestand")


class Geheim:
    """A secret text. Only `reveal` gives it; printing, logging and error messages do not."""

    __slots__ = ("_waarde",)

    def __init__(self, waarde: str) -> None:
        self._waarde = waarde

    def reveal(self) -> str:
        """The secret itself; do not keep it longer than the call that needs it."""
        return self._waarde

    def __bool__(self) -> bool:
        return bool(self._waarde)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Geheim) and hmac.compare_digest(self._waarde.encode(), other._waarde.encode())

    def __hash__(self) -> int:
        return hash((Geheim, self._waarde))

    def __repr__(self) -> str:
        return "Geheim(***)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not copied or stored")


def resolve_secrets(table: Table, folder: Path) -> tuple[Table, list[tuple[str, str]]]:
    """The table with each `<name>_env` or `<name>_bestand` replaced by the secret it points at, as `<name>`.

    Also gives the faults, as (key, text). A secret that could not be read becomes an empty one, so that the checks
    after this do not report it twice. A relative path starts at `folder`.
    """
    resolved = dict(table)
    faults = []
    for name in NAMES:
        given = {suffix: resolved.pop(name + suffix) for suffix in SUFFIXES if name + suffix in resolved}
        if given:
            try:
                resolved[name] = _read(name, given, folder)
            except _Unreadable as fault:
                resolved[name] = Geheim("")
                faults.append((name + next(reversed(given)), str(fault)))
    return resolved, faults


class _Unreadable(Exception):
    """Why a secret could not be read, in words for an operator."""


def _read(name: str, given: dict[str, object], folder: Path) -> Geheim:
    if len(given) > 1:
        raise _Unreadable(f"geef {name}_env of {name}_bestand, niet allebei")
    ((suffix, where),) = given.items()
    if not isinstance(where, str) or not where:
        raise _Unreadable("hier hoort een tekst")
    text = _from_env(where) if suffix == "_env" else _from_file(folder / where)
    if not text:
        raise _Unreadable(f"het geheim in '{where}' is leeg")
    if not (text.isascii() and text.isprintable()):
        raise _Unreadable(f"het geheim in '{where}' heeft tekens die niet kunnen: gebruik één regel gewone ASCII-tekst")
    return Geheim(text)


def _from_env(name: str) -> str:
    if name not in os.environ:
        raise _Unreadable(f"omgevingsvariabele {name} bestaat niet")
    return os.environ[name].strip()


def _from_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "geen UTF-8"
        raise _Unreadable(f"bestand '{path}' is niet te lezen ({reason})") from None
