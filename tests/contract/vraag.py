"""A question as the bron got it, read back from the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any  # Any: JSON
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Vraag:
    """One request: `line` is method and target; header names are lower case; `body` is its JSON, None without one."""

    line: str
    params: dict[str, str]
    headers: dict[str, str]
    body: Any

    @property
    def vraag(self) -> str:
        """Method and path, as recordings name a question."""
        return self.line.partition("?")[0]

    @property
    def path(self) -> str:
        """The path alone."""
        return self.vraag.partition(" ")[2]


def read(head: str, body: bytes) -> Vraag:
    """The request with this head and body."""
    first, *lines = head.strip().split("\r\n")
    line = first.rpartition(" HTTP/")[0]
    pairs = (one.partition(":") for one in lines)
    return Vraag(
        line,
        dict(parse_qsl(line.partition("?")[2], keep_blank_values=True)),
        {name.strip().lower(): value.strip() for name, _, value in pairs},
        json.loads(body) if body else None,
    )
