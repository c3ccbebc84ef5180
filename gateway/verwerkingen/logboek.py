"""The processing log of one gateway: a line for each question, and one below it for each source of a bron it used.

An answer from a cache is a processing like any other. Nothing of it leaves before its lines are on disk; when they cannot
be kept, questions are refused.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from pathlib import Path

from gateway.bronnen.fetch import Outcome
from gateway.config import VerwerkingenInstellingen
from gateway.domain.persoon import Subject
from gateway.trace import Trace, begin, current
from gateway.verwerkingen.regel import Betrokkene, Status, Verwerking, line
from gateway.verwerkingen.spool import Spool
from gateway.verwerkingen.verzender import Verzender

MEGABYTE = 1_000_000
Used = tuple[str, Outcome]
"""The name of a source, and how asking it went."""


class Logboek:
    """Writes the lines of questions and has them sent."""

    def __init__(self, settings: VerwerkingenInstellingen) -> None:
        self._settings = settings
        self._betrokkene = Betrokkene(bytes.fromhex(settings.sleutel.reveal()))
        self.spool = Spool(Path(settings.map), max_bytes=settings.max_mb * MEGABYTE)
        self.verzender = Verzender(settings.collector, settings.geheim, self.spool, scope="logboek-dataverwerkingen")

    @property
    def has_room(self) -> bool:
        """Can the lines of another question be kept?"""
        return self.spool.has_room

    async def run(self) -> None:
        """Send, until cancelled."""
        try:
            await self.verzender.run()
        finally:
            await asyncio.to_thread(self.spool.close)

    def record(
        self, subject: Subject, client: str, begun_s: float, used: Iterable[Used], *, ok: bool, activiteit: str = ""
    ) -> None:
        """Keep the lines of a question that began at `begun_s` (monotonic seconds). Raises SpoolFull.

        `activiteit`: what it was for, where that is not what the configuration says of each bron.
        """
        trace = current.get() or begin(None)
        now_s, now_ns = time.monotonic(), time.time_ns()
        begin_ns = now_ns - int((now_s - begun_s) * 1e9)
        status = Status.OK if ok else Status.ERROR
        lines = [Verwerking(trace, "vraag", activiteit or self._settings.activiteit, begin_ns, now_ns, status)]
        for (naam, _), outcomes in _by_source(used).items():
            lines.append(self._line(trace, naam, outcomes, (begin_ns, now_ns), begun_s, activiteit))
        whose = self._betrokkene.attributes(subject)
        asker = self._settings.portalen.get(client, "")
        self.spool.append("".join([line(one, whose, asker) for one in lines]).encode())

    def status(self) -> dict[str, object]:
        """How much waits to be sent, and whether the logboek takes it, for an operator."""
        return {"wacht_bytes": self.spool.waiting_bytes, "achter": self.verzender.is_behind}

    def _line(
        self,
        trace: Trace,
        naam: str,
        outcomes: list[Outcome],
        span_ns: tuple[int, int],
        begun_s: float,
        activiteit: str,
    ) -> Verwerking:
        first = outcomes[0]
        child = trace.child() if not first.span_id else Trace(trace.trace_id, first.span_id, trace.span_id)
        failed = any(one.fault is not None for one in outcomes)
        begin_ns, einde_ns = _when(outcomes, span_ns, begun_s)
        source = first.live.source(naam) or first.live.connector.writes.get(naam)
        activiteit = activiteit or self._activiteit(first.live.code, source.dienst.value if source is not None else "")
        return Verwerking(child, naam, activiteit, begin_ns, einde_ns, Status.ERROR if failed else Status.OK)

    def _activiteit(self, bron: str, dienst: str) -> str:
        known = self._settings.activiteiten
        return known.get(bron) or known.get(dienst) or self._settings.activiteit


def _by_source(used: Iterable[Used]) -> dict[tuple[str, str], list[Outcome]]:
    """What was asked of one source of one bron, in as many calls as it took, is one processing."""
    found: dict[tuple[str, str], list[Outcome]] = {}
    for naam, outcome in used:
        found.setdefault((naam, outcome.live.code), []).append(outcome)
    return found


def _when(outcomes: list[Outcome], span_ns: tuple[int, int], begun_s: float) -> tuple[int, int]:
    """From the first call to the end of the last. What was kept from before takes no time; what failed, all there was."""
    if any(one.kept is None for one in outcomes):
        return span_ns
    asked = [one.kept for one in outcomes if one.kept is not None and one.kept.at_s >= begun_s]
    if not asked:
        return span_ns[0], span_ns[0]
    begin = min(kept.at_s for kept in asked) - begun_s
    end = max(kept.at_s + kept.duur_s for kept in asked) - begun_s
    return span_ns[0] + int(begin * 1e9), min(span_ns[0] + int(end * 1e9), span_ns[1])
