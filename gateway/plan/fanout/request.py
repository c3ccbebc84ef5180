"""One request at work: whose it is, how long it may take, and every answer it already asked for.

It is the `context` of both executors. A bron is asked once for the same thing in a request, whatever fields need it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from strawberry import ID

from gateway.bronnen.bestand import LOS, SOURCE
from gateway.bronnen.fetch import Ask, FetchPath, Outcome
from gateway.bronnen.manifest import Source
from gateway.bronnen.rapport import Acr
from gateway.bronnen.registry import LiveBron, Registry
from gateway.bronnen.schrijven.pad import WritePath
from gateway.context import NO_NEEDS, Deadline, Needs
from gateway.domain.actie import Actie, Actiesoort
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalkeuzes, Betaling
from gateway.domain.bron import Bron, Dienst, Organisatie
from gateway.domain.document import Inhoud
from gateway.domain.item import Item, Node
from gateway.domain.klant import Ik
from gateway.domain.persoon import Subject
from gateway.domain.ref import Ref
from gateway.domain.regeling import Regeling
from gateway.domain.taak import Taak
from gateway.domain.voorstel import Voorstel, is_voorstel
from gateway.domain.waarden import Url
from gateway.errors import LevelTooLow
from gateway.plan.fanout.gevonden import Answering, AnswerKey, Gevonden
from gateway.plan.fanout.mogelijk import Kies, Regels, erbij
from gateway.plan.fanout.scherm import OPEN, Scherm
from gateway.plan.ids import Ids
from gateway.plan.memo import Memos
from gateway.plan.onderzoek.acties import per_regeling
from gateway.plan.onderzoek.boek import Boek
from gateway.plan.onderzoek.toestemmingen import Toestemmingen

Relevant = Callable[[Source], bool]


@dataclass(slots=True)
class Request:
    """The request of one person. `answers` keeps the outcome of each (bron, source, native id) for this request only.

    `scherm` stands before answers when there is something that this person may not see; `too_low` gathers what was refused for
    the level of the login. `begun_s`: when it began (monotonic seconds). `adres` is where clients reach us. `nu` is the moment
    on which it plays; `regels` and `kies` tell what the person can do, when there are any, and `boek` what can be looked into.
    `is_passing`: the answer may be another the next moment, so it is not given again.
    """

    subject: Subject
    ik_view: Ik
    deadline: Deadline
    registry: Registry
    path: FetchPath
    ids: Ids
    sources: Mapping[str, SourceAnswer]
    acr: Acr = field(default_factory=dict)
    regels: Regels | None = None
    kies: Kies | None = None
    adres: str = ""
    nu: datetime = field(default_factory=lambda: datetime.now(UTC))
    answers: dict[AnswerKey, Answering] = field(default_factory=dict)
    wanted: dict[str, set[str]] = field(default_factory=dict)
    writes: WritePath | None = None
    seen: list[tuple[str, Outcome]] = field(default_factory=list)
    voorgesteld: dict[Ref, list[Actie]] = field(default_factory=dict)
    boek: Boek | None = None
    toestemmingen: Toestemmingen | None = None
    aanbod: list[Regeling] | None = None
    is_passing: bool = False
    recorded: set[AnswerKey] = field(default_factory=set)
    has_waited: bool = False
    begun_s: float = field(default_factory=time.monotonic)
    memos: Memos = field(default_factory=Memos)
    scherm: Scherm | None = None
    too_low: list[LevelTooLow] = field(default_factory=list)
    gevonden: Gevonden = field(init=False)

    def __post_init__(self) -> None:
        self.gevonden = Gevonden(self.answers)

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """Answer one source field for all parents at once; see `Fetches.fetch`.

        Lists that rules need are asked beside it and are there when it answers, whoever executes the operation.
        """
        for_rules = [one for dienst in erbij(self.regels, key, needs) for one in self._start_all(dienst, NO_NEEDS)]
        if self.scherm is None:
            answers = await self.sources[key](self, parents, args, needs)
        else:
            answers = await self._screened(self.scherm, key, parents, args, needs)
        await self._settle(for_rules)
        return answers

    async def _screened(
        self, scherm: Scherm, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """The answers for the parents that may be asked about; nothing, or why not, for the others."""
        answers = scherm.answers(key, parents)
        self.too_low += [one for one in answers if isinstance(one, LevelTooLow)]
        asked = [parent for parent, answer in zip(parents, answers, strict=True) if answer is OPEN]
        given = iter(await self.sources[key](self, asked, args, needs) if asked else ())
        return [next(given) if answer is OPEN else answer for answer in answers]

    def require(self, coordinate: str) -> None:
        """Raises LevelTooLow when this field needs a stronger login."""
        lacking = self.scherm.field(coordinate) if self.scherm is not None else None
        if lacking is not None:
            raise lacking

    def acties(self, item: Item | Besluit) -> list[Actie]:
        """What the person can do with this item, also what cannot be done now, with the reason."""
        if self.regels is None:
            return []
        if is_voorstel(item.ref):
            return self.voorgesteld[item.ref]
        aanslag, onbekend = self.gevonden.aanslag_bij(item)
        found = self.regels.acties(
            item, self.nu, self.subject.niveau, aanslag=aanslag, aanslag_onbekend=onbekend, acr=self.acr
        )
        return self._per_regeling(found, item.organisatie)

    def _per_regeling(self, acties: list[Actie], organisatie: Organisatie) -> list[Actie]:
        if all(one.soort is not Actiesoort.REGELING_ONDERZOEKEN for one in acties):
            return acties
        return per_regeling(acties, self.regelingen(), organisatie, self.subject.niveau, self.acr)

    def keuzes(self, betaling: Betaling) -> Betaalkeuzes | None:
        """The three choices of a payment; None when nothing is open."""
        item = self.gevonden.te_betalen(betaling)
        return self.kies(item, self.acties(item)) if self.kies is not None and item is not None else None

    def regelingen(self) -> list[Regeling]:
        """What the person can have looked into; the same list for the whole request."""
        if self.aanbod is None:
            self.aanbod = self.boek.aanbod(self.registry, self.subject) if self.boek is not None else []
        return self.aanbod

    def propose(self, voorstel: Voorstel) -> Taak | None:
        """The taak of a proposal; what can be done is remembered, to be told when it is selected. None when that is nothing."""
        acties = self._per_regeling([voorstel.actie], voorstel.item.organisatie)
        if not acties:
            return None
        taak = voorstel.taak()
        self.voorgesteld[taak.ref] = acties
        return taak

    def download_url(self, ref: Ref, inhoud: Inhoud) -> Url | None:
        """Where the bytes of a document can be had, with the same token; None when they cannot."""
        live = self.registry.find(ref.bron, self.subject)
        if not self.adres or inhoud is Inhoud.NERGENS or live is None or live.source(SOURCE) is None:
            return None
        if inhoud is Inhoud.ELDERS and not self.registry.sisters(live, LOS, self.subject):
            return None
        return Url(f"{self.adres}/documenten/{self.id(ref)}")

    def id(self, ref: Ref) -> ID:
        """The opaque id of an item, for this person. Asked for every item of an answer, so what is kept comes first."""
        person = self.subject.id_sleutel
        return ref.kept_id if ref.kept_for == person else self.ids.encode(ref, person)

    def ids_ahead(self, items: Iterable[Node]) -> None:
        """Make ids while other bronnen are still waited for. When nobody was, the ids are kept from before."""
        if self.has_waited:
            for item in items:
                self.id(item.ref)

    def ik(self) -> Ik:
        """Who this request is about, as the token told."""
        return self.ik_view

    def bronnen(self) -> list[Bron]:
        """The bronnen that take part for this person."""
        return [live.bron for live in self.registry.bronnen.values() if live.serves(self.subject)]

    async def together(self, about: str, wanted: str) -> Needs:
        """All that is wanted about one thing by the fields that are asked in the same turn of the event loop.

        So fields beside each other, which each know only themselves, share one question that holds no more than they need.
        """
        known = self.wanted.setdefault(about, set())
        known.add(wanted)
        await asyncio.sleep(0)
        return Needs(frozenset(known))

    async def ask(self, live: LiveBron, source: str, *, native: str = "", needs: Needs = NO_NEEDS) -> Outcome:
        """Ask a bron, once in this request for the same thing."""
        (outcome,) = await self._settle([self._start(live, source, native, needs)])
        return outcome

    async def ask_each(self, live: LiveBron, source: str, natives: Sequence[str], needs: Needs) -> list[Outcome]:
        """Ask a bron about several items side by side."""
        return await self._settle([self._start(live, source, native, needs) for native in natives])

    async def ask_all(
        self, dienst: Dienst, needs: Needs, source: str = "", relevant: Relevant | None = None
    ) -> list[Outcome]:
        """Ask the list of a dienst, or another `source`, at every bron that can have something for this person.

        `relevant` leaves out lists that cannot have what is looked for.
        """
        return await self._settle(self._start_all(dienst, needs, source, relevant))

    def _start_all(
        self, dienst: Dienst, needs: Needs, source: str = "", relevant: Relevant | None = None
    ) -> list[Answering]:
        naam = source or dienst.value.lower()
        bronnen = self.registry.for_dienst(dienst, self.subject)
        if relevant is not None:
            bronnen = [live for live in bronnen if (known := live.source(naam)) is not None and relevant(known)]
        return [self._start(live, naam, "", needs) for live in bronnen]

    def parts(self, dienst: Dienst, needs: Needs) -> list[tuple[LiveBron, Answering]]:
        """The list of a dienst at each bron, asked side by side, each to be looked at when it is there."""
        bronnen = self.registry.for_dienst(dienst, self.subject)
        lacking = self.lacking(dienst)
        if lacking is not None:
            return [(live, Outcome(live, fault=lacking)) for live in bronnen]
        return [(live, self._start(live, dienst.value.lower(), "", needs)) for live in bronnen]

    def lacking(self, dienst: Dienst) -> LevelTooLow | None:
        """Why the list of a dienst is not for a login of this level; None when it is."""
        found = self.scherm.answers(dienst.value.lower(), [None])[0] if self.scherm is not None else None
        return found if isinstance(found, LevelTooLow) else None

    def used(self) -> Iterator[tuple[str, Outcome]]:
        """Every source that was asked, and every write, with how that went."""
        yield from self.seen
        yield from ((key[1], outcome) for key, outcome in self._settled())

    def unrecorded(self) -> Iterator[tuple[str, Outcome]]:
        """The same for the record of processing, each once: a request that answers more than once is recorded as it goes."""
        yield from self.seen
        self.seen.clear()
        for key, outcome in self._settled():
            if key not in self.recorded:
                self.recorded.add(key)
                yield key[1], outcome

    def _settled(self) -> Iterator[tuple[tuple[str, str, str, frozenset[str]], Outcome]]:
        """The answers that are there."""
        for key, answering in self.answers.items():
            if isinstance(answering, Outcome):
                yield key, answering
            elif answering.done() and not answering.cancelled():
                yield key, answering.result()

    async def forget(self, live: LiveBron, native: str = "") -> None:
        """After a write: what this bron has of the person is asked anew, in this request too; see `forget_own`."""
        self.reread(live)
        await self.path.forget_own(live.code, self.subject, native)

    def reread(self, live: LiveBron) -> None:
        """Ask this bron anew from now on in this request, as after a write. What it was asked before stays on record."""
        self.seen += [(key[1], outcome) for key, outcome in self._settled() if key[0] == live.code]
        for key in [key for key in self.answers if key[0] == live.code]:
            del self.answers[key]
        self.gevonden = Gevonden(self.answers)

    def _start(self, live: LiveBron, source: str, native: str, needs: Needs) -> Answering:
        known = live.source(source)
        key = (live.code, source, native, needs.shape(known.needs) if known else frozenset())
        answering = self.answers.get(key)
        if answering is None:
            question = Ask(live, source, self.subject, self.deadline, needs, native)
            answering = self._shown(self.path.start(question))
            self.answers[key] = answering
        return answering

    def _shown(self, answering: Answering) -> Answering:
        """What of an answer this person gets to see. A level that is too low is gathered, with the acr values that reach it."""
        if isinstance(answering, Outcome):
            if isinstance(answering.fault, LevelTooLow):
                answering.fault.acr = tuple(self.acr.get(answering.live.bron.minimaal_niveau, ()))
                self.too_low.append(answering.fault)
            return answering if self.scherm is None else self.scherm.before(answering)
        return answering if self.scherm is None else asyncio.ensure_future(_behind(self.scherm, answering))

    async def _settle(self, answering: Sequence[Answering]) -> list[Outcome]:
        """Every outcome, in order. What is ready costs no turn of the event loop."""
        waiting = [one for one in answering if isinstance(one, asyncio.Future)]
        if waiting:
            self.has_waited = True
            await asyncio.gather(*waiting)
        return [one.result() if isinstance(one, asyncio.Future) else one for one in answering]


async def _behind(scherm: Scherm, answering: asyncio.Task[Outcome]) -> Outcome:
    return scherm.before(await answering)


SourceAnswer = Callable[[Request, Sequence[object], Mapping[str, object], Needs], Awaitable[Sequence[object]]]
