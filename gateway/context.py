"""What travels with one request: its deadline, and the seam through which a field asks for data."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Deadline:
    """One absolute moment (monotonic seconds) after which nobody waits for the answer any more."""

    at_s: float

    @classmethod
    def after(cls, ms: float) -> Deadline:
        """The deadline `ms` milliseconds from now."""
        return cls(time.monotonic() + ms / 1000)

    def left_s(self) -> float:
        """Seconds left; never below zero."""
        return max(0.0, self.at_s - time.monotonic())

    def earlier(self, ms: float) -> Deadline:
        """The sooner of this deadline and one `ms` milliseconds from now."""
        return Deadline(min(self.at_s, time.monotonic() + ms / 1000))


class Needs:
    """Which fields of the answer were selected, as dotted schema names from the item on (`status.tekst`).

    `nodes` and `edges.node` of a connection are left out, so a connector asks for `documenten` whatever the list looks like.
    """

    __slots__ = ("paths",)

    def __init__(self, paths: frozenset[str] = frozenset()) -> None:
        self.paths = paths

    def __contains__(self, path: str) -> bool:
        return path in self.paths

    def shape(self, declared: Sequence[str]) -> frozenset[str]:
        """The part of the selection that changes what a source fetches: what its manifest declares."""
        return self.paths.intersection(declared)


NO_NEEDS = Needs()


class Listens(Protocol):
    """The way from a root of Subscription to its events."""

    def listen(self, key: str, args: Mapping[str, object]) -> AsyncIterator[object]:
        """The events of the stream `key`, as they come."""
        ...


class Fetches(Protocol):
    """The one way from a field to its data; plan and Strawberry both call it."""

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """Answer the source field `key` for all `parents` at once.

        Returns one entry per parent, in order: the value, None, or a GatewayError for that parent alone.
        """
        ...
