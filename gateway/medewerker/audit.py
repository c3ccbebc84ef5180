"""The audit log of employees: who looked at whom, when, for which purpose. A line is on disk before anything is seen.

It is apart from the processing log, which never names an employee; `traceId` and `spanId` tie the two together.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gateway.config import MedewerkersInstellingen
from gateway.domain.klantbeeld import Doel
from gateway.domain.medewerker import Medewerker
from gateway.domain.persoon import Subject
from gateway.trace import Trace, begin, current
from gateway.verwerkingen.regel import Betrokkene
from gateway.verwerkingen.spool import Spool
from gateway.verwerkingen.verzender import Verzender

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Inzage:
    """One look: by whom, at whom, for which purpose and occasion, and what was decided."""

    nummer: str
    wie: Medewerker
    klant: Subject
    doel: Doel
    aanleiding: str
    uitkomst: str


class Audit:
    """Writes lines and has them sent."""

    def __init__(self, settings: MedewerkersInstellingen) -> None:
        self._betrokkene = Betrokkene(bytes.fromhex(settings.sleutel.reveal()))
        self.spool = Spool(Path(settings.audit_map), max_bytes=settings.audit_mb * MEGABYTE)
        self.verzender = Verzender(settings.audit, settings.geheim, self.spool, scope="audit-medewerkers")

    def pseudonym(self, klant: Subject) -> str:
        """What stands for a customer towards others: the same each time, and no number."""
        return self._betrokkene.hidden(klant)[1]

    def record(self, inzage: Inzage) -> None:
        """Keep a line. Raises SpoolFull."""
        place = current.get() or begin(None)
        self.spool.append(_line(inzage, place.child(), self._betrokkene.attributes(inzage.klant)))

    async def run(self) -> None:
        """Send, until cancelled."""
        try:
            await self.verzender.run()
        finally:
            self.spool.close()


def _line(inzage: Inzage, place: Trace, betrokkene: str) -> bytes:
    now_ns = time.time_ns()
    told = {
        "inzage.nummer": inzage.nummer,
        "inzage.doel": inzage.doel.code,
        "inzage.aanleiding": inzage.aanleiding,
        "inzage.uitkomst": inzage.uitkomst,
        "medewerker.id": inzage.wie.kenmerk.waarde,
        "medewerker.uitgever": inzage.wie.kenmerk.uitgever,
        "medewerker.client": inzage.wie.client,
        "dpl.core.processing_activity_id": inzage.doel.activiteit,
    }
    attributes = [{"key": key, "value": {"stringValue": value}} for key, value in told.items()]
    listed = msgspec.json.encode(attributes).decode()[:-1] + betrokkene + "]"
    return (
        f'{{"traceId":"{place.trace_id:032x}","spanId":"{place.span_id:016x}","parentSpanId":"{place.parent_id:016x}",'
        f'"kind":2,"name":"inzage","startTimeUnixNano":"{now_ns}","endTimeUnixNano":"{now_ns}",'
        f'"attributes":{listed},"status":{{"code":1}}}}\n'
    ).encode()
