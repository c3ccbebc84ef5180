"""One change on its way: look afresh, send at most once, and look again when nobody told how it ended.

Nothing is retried or assumed. Whatever goes wrong is one of the typed faults; what the bron confirmed is the only success.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from gateway.bronnen.bestand import file_place
from gateway.bronnen.fetch import MARGIN_MS, FetchPath, Place, tell_dropped
from gateway.bronnen.manifest import Write
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.bewaring import BewaringOnbereikbaar, Bezet
from gateway.bronnen.schrijven.eenmalig import Eenmalig, Poging, SleutelHergebruikt
from gateway.bronnen.schrijven.opdracht import Bevestiging, Gedaan, Geweigerd, Opdracht, Schrijfcall, Stand, TeDoen
from gateway.context import NO_NEEDS, Deadline
from gateway.domain.fout import (
    GebruikersFout,
    bron_onbereikbaar,
    niet_gevonden,
    niet_ondersteund,
    ongeldig,
    probleem,
    uitkomst_onbekend,
)
from gateway.errors import (
    BronBusy,
    BronError,
    BronInvalid,
    BronNotAccepted,
    BronNotSupported,
    BronTimeout,
    BronUnreachable,
)
from gateway.telemetry import log

T = TypeVar("T")
FOR_LOOKING_S = 0.6
"""So much of the time is kept, while sending, for looking how it ended."""
LEAST_TO_SEND_S = 0.2
REST_S = 30.0
"""So long something sent may still be under way without our knowing; until then it is looked for, and never sent again."""


@dataclass(frozen=True, slots=True)
class Afgerond:
    """It was done before, and not by this change. `item`: what there is now."""

    item: tuple[str, str, str] | None


Vooraf = Callable[[], Awaitable[GebruikersFout | None]]
"""Why a change may not be made, beyond what its bron says; asked once, when nothing was sent yet."""

Uitkomst = Bevestiging | Afgerond | GebruikersFout


class Wijziging:
    """Makes one change, at most once."""

    def __init__(
        self,
        path: FetchPath,
        eenmalig: Eenmalig,
        live: LiveBron,
        write: Write,
        opdracht: Opdracht,
        vooraf: Vooraf | None = None,
    ) -> None:
        self._path = path
        self._eenmalig = eenmalig
        self._live = live
        self._write = write
        self._opdracht = opdracht
        self._vooraf = vooraf

    async def run(self) -> Uitkomst:
        """How it ended. Raises nothing for what a bron or the memory of workers does."""
        try:
            return await self._once()
        except Geweigerd as refused:
            return refused.fout
        except SleutelHergebruikt:
            melding = "Dit kenmerk is al gebruikt voor iets anders. Maak een nieuw kenmerk."
            return ongeldig(probleem("/idempotentiesleutel", "SLEUTEL_HERGEBRUIKT", melding))
        except Bezet:
            return uitkomst_onbekend(self._live.bron)
        except BewaringOnbereikbaar:
            log().error("schrijven_bewaring_weg", bron=self._live.code, write=self._write.naam)
            return bron_onbereikbaar(self._live.bron, BronUnreachable("nobody can say whether it was done"))
        except BronBusy as fault:
            return bron_onbereikbaar(self._live.bron, fault)

    async def _once(self) -> Uitkomst:
        """The change, while nobody makes the same one or changes the same item: bronnen lose one of two changes at once."""
        opdracht = self._opdracht
        item = self._live.code.encode() + b"\0" + opdracht.slot
        async with self._eenmalig.poging(
            opdracht.naam, opdracht.subject, opdracht.sleutel, (self._live.code, opdracht.native, opdracht.invoer),
            uitkomst=Bevestiging, deadline=opdracht.deadline,
        ) as poging:  # fmt: skip
            if poging.uitkomst is not None:
                return poging.uitkomst
            if self._vooraf is not None and poging.verzonden_s is None and (fout := await self._vooraf()) is not None:
                return fout
            place = file_place(self._live) if self._write.bestand else Place(self._live)
            async with self._eenmalig.bewaring.hold(item, opdracht.deadline), place:
                return await self._carry_out(poging)

    async def _carry_out(self, poging: Poging[Bevestiging]) -> Uitkomst:
        call = self._call(is_herhaling=poging.verzonden_s is not None)
        try:
            stand = await self._look(call)
        except BronNotSupported:
            return niet_ondersteund()
        except BronError as fault:
            self._tell(fault, "look")
            is_sent = poging.verzonden_s is not None
            return uitkomst_onbekend(self._live.bron) if is_sent else bron_onbereikbaar(self._live.bron, fault)
        if stand is None:
            return niet_gevonden()
        if isinstance(stand, TeDoen):
            return await self._send(stand, call, poging)
        is_ours = poging.verzonden_s is not None if stand.is_ours is None else stand.is_ours
        return await self._confirmed(stand, poging) if is_ours else Afgerond(stand.bevestiging.item)

    async def _send(self, stand: TeDoen, call: Schrijfcall, poging: Poging[Bevestiging]) -> Uitkomst:
        if poging.verzonden_s is not None and time.time() - poging.verzonden_s < REST_S and not self._write.herhaalbaar:
            return uitkomst_onbekend(self._live.bron)
        call.deadline = self._deadline(FOR_LOOKING_S)
        if call.deadline.left_s() < LEAST_TO_SEND_S:
            return bron_onbereikbaar(self._live.bron, BronTimeout("no time left to send it"))
        await poging.begin()
        try:
            done = await self._safely(stand.send(), call)
        except (BronError, Geweigerd) as fault:
            return await self._failed(fault, call, poging)
        await self._forget()
        if done is None:
            return await self._ended(None, poging)
        if done.is_ours is False:  # somebody was before us, in between
            await poging.withdraw()
            return Afgerond(done.bevestiging.item)
        return await self._confirmed(done, poging)

    async def _failed(self, fault: BronError | Geweigerd, call: Schrijfcall, poging: Poging[Bevestiging]) -> Uitkomst:
        """Sending failed. What never left, or was refused at the first step, did not happen."""
        if isinstance(fault, BronError):
            self._tell(fault, "send")
        if call.is_begun or (isinstance(fault, BronError) and fault.was_sent):
            await self._forget()
            return await self._ended(fault, poging)
        await poging.withdraw()
        if isinstance(fault, Geweigerd):
            raise fault
        return bron_onbereikbaar(self._live.bron, fault)

    async def _ended(self, fault: BronError | Geweigerd | None, poging: Poging[Bevestiging]) -> Uitkomst:
        """Look how it ended. `fault` is why nobody told; what the bron refused, and is not there, was not done."""
        try:
            stand = await self._look(self._call(is_herhaling=True))
        except (BronError, Geweigerd):
            return uitkomst_onbekend(self._live.bron)
        if isinstance(stand, Gedaan) and stand.is_ours is not False:
            return await self._confirmed(stand, poging)
        if not isinstance(stand, TeDoen) or fault is None or not _is_final(fault):
            return uitkomst_onbekend(self._live.bron)
        await poging.withdraw()
        return fault.fout if isinstance(fault, Geweigerd) else bron_onbereikbaar(self._live.bron, fault)

    async def _confirmed(self, done: Gedaan, poging: Poging[Bevestiging]) -> Bevestiging:
        try:
            await poging.finish(done.bevestiging)
        except BewaringOnbereikbaar:  # it is done all the same; a repeat sees that at the bron
            log().error("schrijven_bewaring_weg", bron=self._live.code, write=self._write.naam)
        return done.bevestiging

    async def _look(self, call: Schrijfcall) -> Stand:
        return await self._safely(self._write.function(call), call)

    async def _safely(self, work: Awaitable[T], call: Schrijfcall) -> T:
        """What a connector does; a connector that breaks is a broken contract of that bron alone."""
        try:
            return await work
        except (BronError, Geweigerd):
            raise
        except Exception as fault:
            log().error("connector_fault", bron=self._live.code, write=self._write.naam, kind=type(fault).__name__)
            broken = BronInvalid("connector fault")
            broken.was_sent = True
            raise broken from None
        finally:
            tell_dropped(call, self._write.naam)
            call.dropped.clear()
            call.foreign = 0

    async def _forget(self) -> None:
        """Let nobody see any more what was kept of this person at this bron."""
        await self._path.forget_own(self._live.code, self._opdracht.subject, self._opdracht.native)

    def _call(self, *, is_herhaling: bool) -> Schrijfcall:
        live, opdracht = self._live, self._opdracht
        return Schrijfcall(
            bron=live.bron, subject=opdracht.subject, needs=NO_NEEDS, deadline=self._deadline(0.0),
            transport=live.transport, shared=live.shared, canonieke_url=live.canonieke_url, native=opdracht.native,
            instellingen=live.instellingen, nu=datetime.now(UTC), opdracht=opdracht,
            is_herhaling=is_herhaling, stap_ms=live.deadline_ms,
        )  # fmt: skip

    def _deadline(self, kept_s: float) -> Deadline:
        at_s = self._opdracht.deadline.at_s - MARGIN_MS / 1000 - kept_s
        return Deadline(at_s).earlier(self._live.deadline_ms)

    def _tell(self, fault: BronError, step: str) -> None:
        tell = log().error if fault.alarm else log().warning
        tell(
            "write_failed",
            bron=self._live.code,
            write=self._write.naam,
            step=step,
            code=fault.code.value,
            pad=fault.pad,
        )


def _is_final(fault: BronError | Geweigerd) -> bool:
    """Did the bron say itself that it is through with it?"""
    return isinstance(fault, (Geweigerd, BronNotAccepted)) or fault.is_final
