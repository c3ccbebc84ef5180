"""Where a question stands in the chain of systems that work on it: W3C Trace Context, level 1.

A portal may name the chain in `traceparent`; each bron gets it, with a place of its own. What else comes with it
(`tracestate`, `baggage`) ends here: nobody knows what is in it, and bronnen are others' systems.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from random import SystemRandom
from typing import NamedTuple

_HEADER = re.compile(rb"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
_random = SystemRandom()


class Trace(NamedTuple):
    """A place in a chain: the chain, this place, and the place that called it (0 when nobody did)."""

    trace_id: int
    span_id: int
    parent_id: int = 0

    def child(self) -> Trace:
        """A place below this one."""
        return Trace(self.trace_id, _random.getrandbits(64) or 1, self.span_id)

    @property
    def traceparent(self) -> str:
        """As a header for the next system. Always asks to keep: our own record of processing takes no samples."""
        return f"00-{self.trace_id:032x}-{self.span_id:016x}-01"


current: ContextVar[Trace | None] = ContextVar("trace", default=None)
"""The place of the work that runs now; tasks begin with that of who started them."""


def descend() -> int:
    """Move the task that runs now to a place of its own, below where it was. The span id of it; 0 outside any chain."""
    place = current.get()
    if place is None:
        return 0
    child = place.child()
    current.set(child)
    return child.span_id


def begin(traceparent: bytes | None) -> Trace:
    """The place of a question that came in, below its caller's when the header is right; a new chain otherwise."""
    found = _HEADER.fullmatch(traceparent) if traceparent is not None else None
    if found is None or ((traceparent or b"")[:2] == b"00" and found[3] is not None):
        return Trace(_random.getrandbits(128) or 1, _random.getrandbits(64) or 1)
    trace_id, parent_id = int(found[1], 16), int(found[2], 16)
    if not trace_id or not parent_id:
        return begin(None)
    return Trace(trace_id, _random.getrandbits(64) or 1, parent_id)
