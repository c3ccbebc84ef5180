"""The session cache: per ontvanger the berichten gathered by the last `_ophalen`, and whether that went well."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import msgspec

from sandbox.mijnoverheid.problem import Problem
from sandbox.mijnoverheid.rijen import Bericht, Magazijn
from sandbox.mijnoverheid.varianten import (
    GEEN_SLOTEVENT,
    MAGAZIJN_FOUT,
    MAGAZIJN_TIMEOUT,
    ONTVANGER_GENEGEERD,
    OPHALEN_BEZIG,
    OPHALEN_FOUT,
    SESSIE_VERLOPEN,
)

RETRY_AFTER_S = 5
LOCK_S = 120
FAILURES: Mapping[str, tuple[str, str]] = {
    MAGAZIJN_TIMEOUT: ("TIMEOUT", "Het magazijn antwoordde niet op tijd"),
    MAGAZIJN_FOUT: ("FOUT", "Het magazijn is tijdelijk niet bereikbaar"),
}


class Stand(Enum):
    """How far the last round of an ontvanger came."""

    BEZIG = "bezig"
    GEVULD = "gevuld"
    GESTRAND = "gestrand"


@dataclass
class Sessie:
    """What one ontvanger can read."""

    stand: Stand = Stand.BEZIG
    berichten: list[Bericht] = field(default_factory=list)
    begonnen: float = field(default_factory=time.monotonic)

    @property
    def is_locked(self) -> bool:
        """Is a round under way? One that was broken off without a trace stops counting after a while."""
        return self.stand is Stand.BEZIG and time.monotonic() - self.begonnen < LOCK_S


@dataclass
class Sessies:
    """All sessions, and the magazijnen they are filled from."""

    magazijnen: Sequence[Magazijn]
    berichten: list[Bericht]
    varianten: Mapping[str, bool]
    _by_ontvanger: dict[str, Sessie] = field(default_factory=dict, repr=False)

    def read(self, ontvanger: str) -> list[Bericht]:
        """The gathered berichten, newest first.

        Raises:
            Problem: 409 before a complete round and during one, 503 after a stranded one.
        """
        sessie = self._by_ontvanger.get(ontvanger)
        if self.varianten[OPHALEN_BEZIG] or self.varianten[SESSIE_VERLOPEN] or sessie is None:
            raise Problem(409, "Er zijn nog geen berichten opgehaald; roep eerst _ophalen aan")
        if sessie.stand is Stand.BEZIG:
            raise Problem(409, "Het ophalen van berichten is nog bezig")
        if sessie.stand is Stand.GESTRAND:
            raise Problem(503, "Het ophalen van berichten is niet voltooid", retry_after_s=RETRY_AFTER_S)
        return sessie.berichten

    def begin(self, ontvanger: str) -> Sessie:
        """Start a round.

        Raises:
            Problem: 409, a round is under way.
        """
        earlier = self._by_ontvanger.get(ontvanger)
        if self.varianten[OPHALEN_BEZIG] or (earlier and earlier.is_locked):
            raise Problem(409, "Voor deze ontvanger loopt al een ophaling")
        sessie = self._by_ontvanger[ontvanger] = Sessie()
        return sessie

    async def gather(self, ontvanger: str, sessie: Sessie) -> AsyncIterator[bytes]:
        """Fill a session and tell about it as server-sent events; without the last event the round has failed."""
        try:
            gathered: list[Bericht] = []
            failed = 0
            for magazijn in self.magazijnen:
                yield event("magazijn-bevraging-gestart", magazijnId=magazijn.oin, naam=magazijn.naam)
                await asyncio.sleep(0)  # others get a turn, and see that a round is under way
                outcome = self._ask(magazijn, ontvanger, gathered)
                failed += "foutmelding" in outcome
                yield event("magazijn-bevraging-voltooid", magazijnId=magazijn.oin, naam=magazijn.naam, **outcome)
            if self.varianten[GEEN_SLOTEVENT]:
                return
            if self.varianten[OPHALEN_FOUT]:
                yield self._failure(failed)
                return
            sessie.berichten = sorted(gathered, key=lambda bericht: bericht.publicatietijdstip, reverse=True)
            sessie.stand = Stand.GEVULD
            yield self._success(len(gathered), failed)
        finally:
            if sessie.stand is Stand.BEZIG:
                sessie.stand = Stand.GESTRAND

    def _ask(self, magazijn: Magazijn, ontvanger: str, gathered: list[Bericht]) -> dict[str, object]:
        failure = next((FAILURES[name] for name in FAILURES if self.varianten[name]), None)
        if failure and magazijn is self.magazijnen[-1]:
            status, foutmelding = failure
            return {"status": status, "foutmelding": foutmelding}
        everyone = self.varianten[ONTVANGER_GENEGEERD]
        found = [
            bericht
            for bericht in self.berichten
            if bericht.magazijn == magazijn and (everyone or bericht.ontvanger == ontvanger)
        ]
        gathered += found
        return {"status": "OK", "aantalBerichten": len(found)}

    def _success(self, total: int, failed: int) -> bytes:
        asked = len(self.magazijnen)
        counts = {"geslaagd": asked - failed, "mislukt": failed, "totaalMagazijnen": asked}
        return event("ophalen-gereed", totaalBerichten=total, **counts)

    def _failure(self, failed: int) -> bytes:
        asked = len(self.magazijnen)
        return event(
            "ophalen-fout",
            foutmelding="De opgehaalde berichten konden niet worden bewaard",
            geslaagd=asked - failed,
            mislukt=failed,
            totaalMagazijnen=asked,
            referentie="sandbox",
        )

    def forget(self, bericht: Bericht) -> None:
        """Take a bericht out of its magazijn and out of every session."""
        self.berichten.remove(bericht)
        for sessie in self._by_ontvanger.values():
            if bericht in sessie.berichten:
                sessie.berichten.remove(bericht)


def event(name: str, **fields: object) -> bytes:
    """One server-sent event: a line of JSON with the kind inside it, and no `event:` line."""
    return b"data:" + msgspec.json.encode({"event": name, **fields}) + b"\n\n"
