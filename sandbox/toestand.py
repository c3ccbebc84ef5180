"""Where the running sandbox left word of itself: `.demo/state.json` in the current folder."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

FOLDER = Path(".demo")
STATE = FOLDER / "state.json"
NOT_RUNNING = "De zandbak draait niet in deze map. Start hem met 'make demo' of 'sandbox serve'."
_TIMEOUT_S = 10


class Afgebroken(Exception):
    """A command cannot be carried out; the message is for the person at the keyboard."""


@contextlib.contextmanager
def announced(state: Mapping[str, object]) -> Iterator[None]:
    """The state file is there for as long as the sandbox runs, so that other commands can find it."""
    STATE.write_text(json.dumps(state, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    try:
        yield
    finally:
        STATE.unlink(missing_ok=True)


def is_running() -> bool:
    """Whether a sandbox of this folder answers; a state file alone may be left over from a crash."""
    try:
        ask("GET", "/bronnen")
    except Afgebroken:
        return False
    return True


def ask(method: str, path: str, **query: str | int) -> bytes:
    """What the control API of the running sandbox answers; raises Afgebroken with its reason, or when there is none."""
    address = urlsplit(_control_url())
    connection = HTTPConnection(address.hostname or "", address.port, timeout=_TIMEOUT_S)
    try:
        connection.request(method, f"{path}?{urlencode(query)}")
        response = connection.getresponse()
        body = response.read()
    except (OSError, HTTPException) as error:
        raise Afgebroken(NOT_RUNNING) from error
    finally:
        connection.close()
    if response.status >= 400:
        raise Afgebroken(_reason(body))
    return body


def _control_url() -> str:
    try:
        return str(json.loads(STATE.read_text(encoding="utf-8"))["control"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Afgebroken(NOT_RUNNING) from error


def _reason(body: bytes) -> str:
    try:
        return str(json.loads(body)["fout"])
    except (ValueError, KeyError, TypeError):
        return "De zandbak gaf een antwoord dat niet te begrijpen is."
