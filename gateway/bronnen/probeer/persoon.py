"""Who to try with: numbers of one person or business, from a file. They are never on a command line, and never shown."""

from __future__ import annotations

import secrets
import stat
from pathlib import Path

from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Rsin, Subject, Vestiging

TENANT = "probeer"
_KINDS = {"bsn": Bsn, "kvk": Kvk, "rsin": Rsin, "vestiging": Vestiging}
_VORM = "Schrijf per regel een soort en een nummer, zoals `bsn = 123456782`. Soorten: bsn, kvk, rsin, vestiging, sub."


class PersoonOngeldig(ValueError):
    """The file cannot be read, or holds no person; the message says what to do and repeats nothing of the file."""


def read_person(path: Path) -> Subject:
    """The person in a file: a bare BSN, or lines `soort = nummer`. Raises PersoonOngeldig."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise PersoonOngeldig(f"{path} is niet te lezen.") from fault
    numbers = _numbers(text)
    try:
        made = {kind: _KINDS[kind](number) for kind, number in numbers.items() if kind in _KINDS}
    except ValueError:
        raise PersoonOngeldig(f"In {path} staat een nummer dat niet kan bestaan.") from None
    if not numbers or numbers.keys() - _KINDS.keys() - {"sub"}:
        raise PersoonOngeldig(f"{path} noemt geen persoon. {_VORM}")
    subject = Subject(TENANT, Betrouwbaarheidsniveau.HOOG, **made, sub=numbers.get("sub", ""))  # type: ignore[arg-type]
    return subject.with_keys(secrets.token_bytes(32))  # a bron sees a pseudonym that means nothing afterwards


def _numbers(text: str) -> dict[str, str]:
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) == 1 and "=" not in lines[0]:
        return {"bsn": lines[0]}
    pairs = (line.partition("=") for line in lines)
    return {kind.strip().lower(): number.strip().strip("\"'") for kind, _, number in pairs}


def is_open_to_others(path: Path) -> bool:
    """May other users of this machine read the file?"""
    return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
