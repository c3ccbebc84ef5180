"""Secrets: read from the environment or a file, never written in the configuration, never shown."""

from __future__ import annotations

import hmac
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

Check = Callable[[str], str | None]
"""Looks at a secret and tells what is wrong with it, without showing it; None when nothing is."""
LOOK_EVERY_S = 2.0
Table = dict[str, object]
NAMES = ("geheim", "sleutel", "key")
SUFFIXES = ("_env", "_bestand")
_log = logging.getLogger(__name__)


class Geheim:
    """A secret text. Only `reveal` gives it; printing, logging and error messages do not.

    One that stands in a file is read again when the file changes. A new text that is no good is told in the log and passed
    over: the old one stays.
    """

    __slots__ = ("_checks", "_looked_at", "_pad", "_stamp", "_waarde")

    def __init__(self, waarde: str, pad: Path | None = None) -> None:
        self._waarde = waarde
        self._pad = pad
        self._checks: list[Check] = []
        self._stamp = _stamp(pad) if pad is not None else None
        self._looked_at = time.monotonic()

    def reveal(self, *, now: bool = False) -> str:
        """The secret itself; do not keep it longer than the call that needs it. `now`: look at the file whenever it was
        looked at last."""
        if self._pad is not None and (now or time.monotonic() - self._looked_at >= LOOK_EVERY_S):
            self._looked_at = time.monotonic()
            stamp = _stamp(self._pad)
            if stamp != self._stamp:
                self._stamp = stamp
                self._read_again(self._pad)
        return self._waarde

    def check(self, check: Check) -> str | None:
        """What is wrong with the secret. What replaces it later must pass the same check."""
        self._checks.append(check)
        return check(self._waarde) if self._waarde else None

    def _read_again(self, pad: Path) -> None:
        try:
            text = _usable(_from_file(pad), str(pad))
            wrong = next((found for check in self._checks if (found := check(text))), None)
        except _Unreadable as error:
            wrong = str(error)
        if wrong is None:
            self._waarde = text
            _log.info("secret replaced: %s", pad)
        else:
            _log.error("secret not replaced, the old one stays: %s: %s", pad, wrong)

    def __bool__(self) -> bool:
        return bool(self._waarde)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Geheim) and hmac.compare_digest(self._waarde.encode(), other._waarde.encode())

    __hash__ = None  # type: ignore[assignment]  # it can change

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
    if suffix == "_env":
        return Geheim(_usable(_from_env(where), where))
    return Geheim(_usable(_from_file(folder / where), where), folder / where)


def _usable(text: str, where: str) -> str:
    """The text of a secret: one line, or the lines of a PEM file."""
    if not text:
        raise _Unreadable(f"het geheim in '{where}' is leeg")
    lines = text.splitlines() if text.startswith("-----BEGIN ") else [text]
    if not all(line.isascii() and line.isprintable() for line in lines):
        raise _Unreadable(f"het geheim in '{where}' heeft tekens die niet kunnen: gebruik één regel gewone ASCII-tekst")
    return text


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


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced; a link is followed, since that is how Kubernetes replaces one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size
