"""What is told in the logs while a test runs, ours and those of libraries, before anything is taken out of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from gateway.telemetry import log


@dataclass
class Verteld:
    """The lines of the logs: ours as events, those of libraries as text, down to DEBUG."""

    events: list[dict[str, object]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def of(self, name: str) -> list[dict[str, object]]:
        """Our own lines with this event."""
        return [event for event in self.events if event["event"] == name]

    @property
    def text(self) -> str:
        """Everything, as one text."""
        return "\n".join([*self.lines, *(json.dumps(event, default=repr) for event in self.events)])


@contextmanager
def listening() -> Iterator[Verteld]:
    """Hear everything that is told inside."""
    verteld = Verteld()
    handler = logging.Handler()
    handler.emit = lambda record: verteld.lines.append(record.getMessage())  # type: ignore[method-assign]  # one line
    root = logging.getLogger()
    level = root.level
    log()  # configures; capture_logs changes what is configured
    with structlog.testing.capture_logs() as events:
        verteld.events = events  # type: ignore[assignment]  # a list of dicts, filled as we go
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        try:
            yield verteld
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
