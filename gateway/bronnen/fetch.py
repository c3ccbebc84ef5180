"""The one way from a question to a bron: kept answer, single flight, bulkhead, deadline, connector.

Nobody else catches, waits or decides when to ask. What comes back is always an Outcome; it never raises for a bron.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from gateway.bronnen.cache import Kept, Key, Views
from gateway.bronnen.call import Call
from gateway.bronnen.flight import Flights
from gateway.bronnen.forgotten import Change, Forgotten, Standing
from gateway.bronnen.manifest import Source
from gateway.bronnen.registry import LiveBron
from gateway.context import NO_NEEDS, Deadline, Needs
from gateway.domain.bron import Dienst
from gateway.domain.persoon import Subject
from gateway.errors import BronBusy, BronError, BronInvalid, BronNotSupported, BronTimeout, Denied
from gateway.telemetry import log
from gateway.trace import descend

BULKHEAD_WAIT_S = 0.1
MARGIN_MS = 50
HANG_MARGIN_MS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How asking one bron went: the kept answer, or the fault, or both when an old answer is shown instead.

    `span_id`: the place in the chain that the bron was told, when it was asked (W3C Trace Context). `dienst`: what was
    asked, where that is another than the list this stands in.
    """

    live: LiveBron
    kept: Kept | None = None
    fault: BronError | Denied | None = None
    span_id: int = 0
    dienst: Dienst | None = None

    @property
    def value(self) -> object:
        """What the bron answered; None when it did not."""
        return self.kept.value if self.kept is not None else None


class View(NamedTuple):
    """A view that is kept: of which bron, under which key, and for how many seconds it is fresh."""

    live: LiveBron
    key: Key
    kept: Kept
    versheid_s: float


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to one bron: which source, for whom, and how long the client still waits."""

    live: LiveBron
    source: str
    subject: Subject
    deadline: Deadline
    needs: Needs = NO_NEEDS
    native: str = ""


class SecondCache(Protocol):
    """A cache that workers share; see `l2.courier.Courier`. Never raises for what its server does."""

    async def get(self, key: Key) -> Kept | None:
        """The answer kept under a key; None when there is none to be trusted."""
        ...

    def keep(self, key: Key, kept: Kept, *, keep_s: float) -> None:
        """Keep an answer for so many seconds; nobody waits for it."""
        ...

    async def forget(self, tenant: str, bron: str, person: bytes) -> None:
        """Drop all that a person has at a bron, for all workers."""
        ...


class FetchPath:
    """Asks bronnen. One for the whole process; whose answer it is stands in every key.

    `tell` is how the other workers hear of a change, where there are any.
    """

    def __init__(self, views: Views | None = None, second: SecondCache | None = None) -> None:
        self.views = views or Views()
        self.forgotten = Forgotten()
        self.tell: Callable[[Change], Awaitable[None]] | None = None
        self._second = second
        self._flights: Flights[Kept] = Flights()

    async def forget(self, change: Change) -> None:
        """Answers about what changed are not used as fresh any more, nor are those that are being fetched now."""
        self.forgotten.note(change)
        await self._spread(change)

    async def forget_own(self, bron: str, subject: Subject, native: str = "") -> None:
        """After a write of this person: forget all that the person has at this bron, and the item written, whosoever it is.

        What is asked from now on is asked anew, also while an older question is still under way. Returns within 0.1 s.
        """
        persons = (subject.sleutel, *subject.nummers)
        change = Change(bron, (native,) if native else (), persons, gone=True)
        self.forgotten.note(change)
        if self._second is None:
            await self._spread(change)
        else:
            await asyncio.gather(self._spread(change), self._second.forget(subject.tenant, bron, subject.sleutel))

    async def _spread(self, change: Change) -> None:
        if self.tell is not None:
            await self.tell(change)

    async def leave(self, subject: Subject, bronnen: Iterable[str]) -> None:
        """This person logged out: nothing of these bronnen stays for them, here or in the second cache.

        What is under way for them is not kept either. Never raises for what the second cache does.
        """
        self.views.drop(subject.sleutel)
        for bron in bronnen:
            self.forgotten.note(Change(bron, persons=(subject.sleutel,), gone=True))
            if self._second is not None:
                await self._second.forget(subject.tenant, bron, subject.sleutel)

    async def fetch(self, ask: Ask) -> Outcome:
        """Ask one bron. Never raises for what the bron does: the Outcome says how it went."""
        answering = self.start(ask)
        return answering if isinstance(answering, Outcome) else await answering

    def start(self, ask: Ask) -> Outcome | asyncio.Task[Outcome]:
        """Begin to ask. The outcome itself when there is nothing to wait for: a fresh answer, or a reason not to ask."""
        live = ask.live
        source = live.source(ask.source)
        if source is None:
            return Outcome(live, fault=BronNotSupported("no such source"))
        denial = live.denial(ask.subject)
        if denial is not None:
            return Outcome(live, fault=denial)
        if live.closed is not None:
            return Outcome(live, fault=live.closed)
        key = _key(ask, source)
        fresh = self._fresh(key, ask.subject, live, source)
        if fresh is not None:
            return Outcome(live, fresh)
        refusal = live.transport.refusal()
        if refusal is not None:
            return self._with_old(ask, source, key, refusal)
        return asyncio.ensure_future(self._ask(ask, source, key))

    def holds(self, view: View, subject: Subject) -> bool:
        """Would `start` answer with this very view, at once? `subject` is who it was made for."""
        live, key, kept = view.live, view.key, view.kept
        if live.closed is not None or self.views.get(key, max_age_s=view.versheid_s) is not kept:
            return False
        return self.forgotten.standing(key, subject, kept) is Standing.COUNTS

    def view(self, outcome: Outcome, naam: str, subject: Subject, native: str, shape: frozenset[str]) -> View | None:
        """The view behind an answer to a source of this name, when that was good."""
        source, kept, live = outcome.live.source(naam), outcome.kept, outcome.live
        if source is None or kept is None or outcome.fault is not None:
            return None
        key = Key(subject.tenant, live.code, naam, subject.sleutel, native, shape)
        return View(live, key, kept, _versheid_s(live, source))

    def _fresh(self, key: Key, subject: Subject, live: LiveBron, source: Source) -> Kept | None:
        kept = self.views.get(key, max_age_s=_versheid_s(live, source))
        if kept is None or self.forgotten.standing(key, subject, kept) is not Standing.COUNTS:
            return None
        return kept

    async def _ask(self, ask: Ask, source: Source, key: Key) -> Outcome:
        span_id = descend()
        outcome = await self._outcome(ask, source, key)
        return replace(outcome, span_id=span_id)

    async def _outcome(self, ask: Ask, source: Source, key: Key) -> Outcome:
        deadline = Deadline(ask.deadline.at_s - MARGIN_MS / 1000).earlier(ask.live.deadline_ms)
        flight = (key, self.forgotten.last_s(key.bron))  # nobody joins a flight that left before the last change
        try:
            async with asyncio.timeout(deadline.left_s()):
                return Outcome(
                    ask.live, await self._flights.run(flight, lambda: self._connect(ask, source, key, deadline))
                )
        except BronError as fault:
            return self._failed(ask, source, key, fault)
        except TimeoutError:
            return self._failed(ask, source, key, BronTimeout("deadline"))
        except Exception as fault:  # the edge: a connector that breaks is a broken contract of that bron alone
            log().error("connector_fault", bron=ask.live.code, source=source.naam, kind=type(fault).__name__)
            return self._failed(ask, source, key, BronInvalid("connector fault"))

    async def _connect(self, ask: Ask, source: Source, key: Key, deadline: Deadline) -> Kept:
        known = await self._elsewhere(ask, source, key)
        if known is not None:
            return known
        call = _call(ask, deadline)
        started = time.monotonic()
        async with Place(ask.live):
            value = await source.function(call)
        tell_dropped(call, source.naam)
        kept = Kept(value, call.nu, started, time.monotonic() - started, len(call.dropped))
        if source.once:
            return kept
        self.views.put(key, kept)
        if self._second is not None and not source.proof and self._counts(ask, key, kept):
            self._second.keep(key, kept, keep_s=_verouderd_s(ask.live, source))
        return kept

    async def _elsewhere(self, ask: Ask, source: Source, key: Key) -> Kept | None:
        """A fresh answer that another worker kept. An older one is kept here too, to be shown when asking fails."""
        if self._second is None or source.proof:
            return None
        known = await self._second.get(key)
        if known is None:
            return None
        self.views.put(key, known)
        is_fresh = known.age_s() < _versheid_s(ask.live, source)
        return known if is_fresh and self._counts(ask, key, known) else None

    def _counts(self, ask: Ask, key: Key, kept: Kept) -> bool:
        return self.forgotten.standing(key, ask.subject, kept) is Standing.COUNTS

    def _failed(self, ask: Ask, source: Source, key: Key, fault: BronError) -> Outcome:
        """The fault, with the last good answer beside it when that may still be shown."""
        tell = log().error if fault.alarm else log().warning
        tell("bron_failed", bron=ask.live.code, source=source.naam, code=fault.code.value, pad=fault.pad)
        return self._with_old(ask, source, key, fault)

    def _with_old(self, ask: Ask, source: Source, key: Key, fault: BronError) -> Outcome:
        if source.proof:
            return Outcome(ask.live, fault=fault)
        old = self.views.get(key, max_age_s=_verouderd_s(ask.live, source))
        if old is not None and self.forgotten.standing(key, ask.subject, old) is Standing.GONE:
            old = None
        return Outcome(ask.live, old, fault)


class Place:
    """A place at a bron, waited for at most `BULKHEAD_WAIT_S` seconds. Raises BronBusy when there is none."""

    def __init__(self, live: LiveBron) -> None:
        self._places = live.places

    async def __aenter__(self) -> None:
        if not self._places.locked():  # the usual case needs no timer
            await self._places.acquire()
            return
        try:
            async with asyncio.timeout(BULKHEAD_WAIT_S):
                await self._places.acquire()
        except TimeoutError:
            raise BronBusy("no free place") from None

    async def __aexit__(self, *_: object) -> None:
        self._places.release()


def _call(ask: Ask, deadline: Deadline) -> Call:
    live = ask.live
    return Call(
        bron=live.bron,
        subject=ask.subject,
        needs=ask.needs,
        deadline=deadline,
        transport=live.transport,
        shared=live.shared,
        canonieke_url=live.canonieke_url,
        native=ask.native,
        instellingen=live.instellingen,
        nu=datetime.now(UTC),
    )


def _key(ask: Ask, source: Source) -> Key:
    subject = ask.subject
    return Key(subject.tenant, ask.live.code, source.naam, subject.sleutel, ask.native, ask.needs.shape(source.needs))


def _versheid_s(live: LiveBron, source: Source) -> float:
    return source.versheid_s if live.versheid_s is None else min(live.versheid_s, source.versheid_s)


def _verouderd_s(live: LiveBron, source: Source) -> float:
    return source.verouderd_s if live.verouderd_s is None else live.verouderd_s


def tell_dropped(call: Call, naam: str) -> None:
    """Log what a source or write had to leave out: records that broke the contract, and those of somebody else."""
    if call.dropped:
        places = sorted(set(call.dropped))[:10]
        log().warning("records_dropped", bron=call.bron.code, source=naam, aantal=len(call.dropped), pad=places)
    if call.foreign:
        log().error("foreign_records", bron=call.bron.code, source=naam, aantal=call.foreign)
