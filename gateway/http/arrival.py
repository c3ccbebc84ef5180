"""What every question about a person passes before it is read: its pace, whose it is, and room in the processing log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.types import Scope

from gateway import trace
from gateway.context import Deadline
from gateway.http.logboek import Logboek, full
from gateway.http.problem import KOPREGEL_ONGELDIG, Problem
from gateway.http.tempo import Tempo, admit, network_of
from gateway.http.wie import Verify, identify

DEADLINE_MIN_MS, DEADLINE_MAX_MS = 500, 8_000
Headers = dict[bytes, bytes]
Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Arrival(Generic[Who]):
    """The way in. `verify` tells who is there, from the Authorization header; `deadline_ms` is how long a question may take."""

    verify: Verify[Who]
    tempo: Tempo[Who]
    logboek: Logboek[Who]
    deadline_ms: int

    async def admit(self, scope: Scope) -> tuple[Who, Deadline]:
        """Who asks, and until when they wait. Raises Problem for whoever may not go on."""
        headers: Headers = dict(scope["headers"])
        deadline = Deadline.after(self._wanted_ms(headers))
        admit(self.tempo.arrive(network_of(scope)))
        who = await identify(self.verify, scope, headers)
        admit(self.tempo.ask(who))
        if not self.logboek.has_room:
            raise full()
        trace.current.set(trace.begin(headers.get(b"traceparent")))
        return who, deadline

    def _wanted_ms(self, headers: Headers) -> int:
        """How long this client wants to wait at most. Raises Problem when that is not a number."""
        wanted = headers.get(b"x-deadline-ms")
        if wanted is None:
            return self.deadline_ms
        if not wanted.isdigit() or len(wanted) > 9:
            raise Problem(KOPREGEL_ONGELDIG, "X-Deadline-Ms is een aantal milliseconden.")
        return min(max(int(wanted), DEADLINE_MIN_MS), DEADLINE_MAX_MS)
