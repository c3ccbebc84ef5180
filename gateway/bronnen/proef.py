"""The filter probe: a bron is asked for somebody who does not exist, and must have nothing.

Registers of government know applications, not citizens: a filter that is empty or misspelt gives everybody's records.
So nobody is served from a bron before its first probe came back empty, and the probe is repeated every few minutes. Only
an answer with records switches the bron off; one that cannot be reached is asked again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Page, Source
from gateway.bronnen.registry import LiveBron
from gateway.context import Deadline, Needs
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Subject
from gateway.errors import BronError, BronNotReady, BronNotSupported, BronProbeFailed
from gateway.telemetry import log

PATIENCE_MS = 10_000
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 15.0


@dataclass(frozen=True, slots=True)
class Nobody:
    """Who the probe asks for: numbers that pass every check, and a pseudonym, that belong to no one."""

    bsn: str = "999999990"
    kvk: str = "00000000"
    sub: str = "proef-niemand"

    def subjects(self) -> list[Subject]:
        """The probe as a person, and as a business for bronnen that know no persons."""
        level = Betrouwbaarheidsniveau.HOOG
        return [
            Subject("", level, bsn=Bsn(self.bsn), sub=self.sub),
            Subject("", level, kvk=Kvk(self.kvk), sub=self.sub),
        ]


class Probe:
    """Probes one bron: until it passes the first time, and from then on every `every_s` seconds."""

    def __init__(self, live: LiveBron, *, nobody: Nobody | None = None, every_s: float = 300) -> None:
        self.live = live
        self._subjects = (nobody or Nobody()).subjects()
        self._every_s = every_s
        self.first = asyncio.Event()

    async def run(self) -> None:
        """Probe for ever; cancel to stop."""
        pause_s = FIRST_PAUSE_S
        while True:
            passed = await self.once()
            self.first.set()
            if passed is None:
                await asyncio.sleep(pause_s * random.uniform(0.8, 1.2))  # noqa: S311  # spreads load, no secret
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
            else:
                pause_s = FIRST_PAUSE_S
                await asyncio.sleep(self._every_s)

    async def once(self) -> bool | None:
        """Probe now: True passed, False records came, None could not be asked. Opens or closes the bron."""
        if self.live.is_off:
            return True
        try:
            records = await self.records()
        except BronError as fault:
            log().warning("probe_unanswered", bron=self.live.code, code=fault.code.value, pad=fault.pad)
            return None
        except Exception as fault:  # the edge of the fetch path: a connector's bug is not a pass
            log().error("connector_fault", bron=self.live.code, source="proef", kind=type(fault).__name__)
            return None
        self._judge(records)
        return not records

    def _judge(self, records: int) -> None:
        if records:
            log().error("probe_failed", bron=self.live.code, records=records)
            self.live.closed = BronProbeFailed("the filter gives records for nobody")
        elif isinstance(self.live.closed, BronNotReady | BronProbeFailed):
            log().info("probe_passed", bron=self.live.code)
            self.live.closed = None

    async def records(self) -> int:
        """How many records the bron gives for nobody, over all its lists."""
        names = {dienst.value.lower() for dienst in self.live.bron.diensten}
        lists = [source for naam, source in self.live.connector.sources.items() if naam in names]
        counts = await asyncio.gather(*(self._count(source, self._subjects) for source in lists))
        return sum(counts)

    async def _count(self, source: Source, subjects: Sequence[Subject]) -> int:
        for subject in subjects:
            call = self._call(subject)
            try:
                page = await source.function(call)
            except BronNotSupported:
                continue
            found = len(page.items) + (page.aantal or 0) if isinstance(page, Page) else 1
            return found + len(call.dropped)
        return 0

    def _call(self, subject: Subject) -> Call:
        live = self.live
        return Call(
            live.bron, subject, Needs(), Deadline.after(PATIENCE_MS), live.transport, live.shared,
            canonieke_url=live.canonieke_url, instellingen=live.instellingen,
        )  # fmt: skip
