"""The bronnen this gateway asks: which there are, whom they serve, and what lives with each of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from gateway.bronnen.breaker import Breaker
from gateway.bronnen.cache import SharedViews
from gateway.bronnen.call import Transport
from gateway.bronnen.guard import Guarded
from gateway.bronnen.manifest import Manifest, Source
from gateway.bronnen.retry import Pause, RetryBudget
from gateway.domain.bron import Bron, Dienst
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronNotReady, BronSwitchedOff, Denied, LevelTooLow, MandateTooNarrow

ALLE = "alle"


@dataclass(slots=True)
class LiveBron:
    """One bron at work: what it is, the connector that speaks to it, its guarded client, and whether it may be asked.

    `bedient` holds gemeentecodes, or is `alle`. `machtigingen`: the services (casefolded) of which a mandate must name one, or
    `alle`. `closed` is why nobody is served now: the probe has not passed yet, it
    failed, or an operator switched the bron off.
    """

    bron: Bron
    connector: Manifest
    client: Transport
    canonieke_url: str
    bedient: frozenset[str] | str = ALLE
    tenants: frozenset[str] = frozenset()
    machtigingen: frozenset[str] | str = frozenset()
    deadline_ms: int = 2_500
    gelijktijdig: int = 20
    versheid_s: float | None = None
    verouderd_s: float | None = None
    instellingen: Mapping[str, object] = field(default_factory=dict)
    closed: BronError | None = field(default_factory=BronNotReady)
    shared: SharedViews = field(default_factory=SharedViews)
    places: asyncio.Semaphore = field(init=False)
    files: asyncio.Semaphore = field(init=False)
    transport: Guarded = field(init=False)

    def __post_init__(self) -> None:
        self.places = asyncio.Semaphore(self.gelijktijdig)
        self.files = asyncio.Semaphore(max(1, self.gelijktijdig // 4))
        self.transport = Guarded(self.client, Breaker(self.code), RetryBudget(), Pause(), self.connector.searches)

    @property
    def code(self) -> str:
        """The code of the bron in the configuration."""
        return self.bron.code

    def source(self, naam: str) -> Source | None:
        """The connector's source of this name; None when it has none."""
        return self.connector.sources.get(naam)

    def serves(self, subject: Subject) -> bool:
        """Is this bron for this person: right tenant, and one of the gemeenten the token tells?"""
        if self.tenants and subject.tenant not in self.tenants:
            return False
        if isinstance(self.bedient, str) or not subject.gemeenten:
            return True
        return not self.bedient.isdisjoint(subject.gemeenten)

    def denial(self, subject: Subject) -> Denied | None:
        """Why this person may see nothing here with this login; None when they may."""
        handelend = subject.handelend
        scope = handelend.diensten if handelend is not None else None
        if scope is not None and self.machtigingen != ALLE and scope.isdisjoint(self.machtigingen):
            return MandateTooNarrow()
        needed = self.bron.minimaal_niveau
        return None if subject.niveau.reaches(needed) else LevelTooLow(needed.name)

    @property
    def is_off(self) -> bool:
        """Did an operator switch it off?"""
        return isinstance(self.closed, BronSwitchedOff) and not self.closed.alarm


class Registry:
    """All bronnen, by code and by dienst."""

    def __init__(self, bronnen: Iterable[LiveBron]) -> None:
        self.bronnen = {live.code: live for live in bronnen}
        self._by_dienst: dict[Dienst, list[LiveBron]] = {}
        for live in self.bronnen.values():
            for dienst in live.bron.diensten:
                self._by_dienst.setdefault(dienst, []).append(live)

    def narrowed(self, keeps: Callable[[LiveBron], bool], diensten: Collection[Dienst]) -> Registry:
        """The same bronnen, but only these and for these diensten: what somebody else may see of them."""
        kept = Registry(live for live in self.bronnen.values() if keeps(live))
        kept._by_dienst = {dienst: found for dienst, found in kept._by_dienst.items() if dienst in diensten}
        return kept

    def for_dienst(self, dienst: Dienst, subject: Subject) -> list[LiveBron]:
        """The bronnen that can have something of this dienst for this person, in the order of the configuration.

        When no bron of the tenant serves the person's gemeenten, all bronnen of the tenant are asked.
        """
        own = [live for live in self._by_dienst.get(dienst, ()) if not live.tenants or subject.tenant in live.tenants]
        matching = [live for live in own if live.serves(subject)]
        return matching or own

    def opened_for(self, subject: Subject) -> list[Dienst]:
        """The diensten of which this person may see something with this login, in the order of the schema."""
        return [
            dienst
            for dienst in Dienst
            if any(live.denial(subject) is None for live in self.for_dienst(dienst, subject))
        ]

    def sisters(self, live: LiveBron, source: str, subject: Subject) -> list[LiveBron]:
        """The bronnen of the same organisation, of the person's tenant, that have this source."""
        same = (one for one in self.bronnen.values() if one.bron.organisatie.oin == live.bron.organisatie.oin)
        return [one for one in same if one.source(source) is not None and self.find(one.code, subject) is not None]

    def find(self, code: str, subject: Subject) -> LiveBron | None:
        """The bron of this code when it is of the person's tenant."""
        live = self.bronnen.get(code)
        return live if live is not None and (not live.tenants or subject.tenant in live.tenants) else None
