"""The steps of trying a bron out: connect, the filter, what is shared, every list, and one item by its id.

Nothing of a person is told: not a number, not a title; only how many there are, and which fields got a value.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Page, Source
from gateway.bronnen.probeer.meelezer import Meelezer
from gateway.bronnen.probeer.uitleg import FILTER, GOED, ONBEREIKBAAR, ONGELDIG, explain
from gateway.bronnen.probeer.verbinden import Onbereikbaar, connect
from gateway.bronnen.proef import Nobody, Probe
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.tls import Tls
from gateway.context import Deadline, Needs
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronProbeFailed

NIEMAND = "Voor een nummer dat van niemand is komt niets terug."
LEK = (
    "Voor een nummer dat van niemand is geeft de bron toch gegevens: zij negeert ons filter. De gateway houdt haar dicht, "
    "want iedereen zou de gegevens van iedereen zien. Meld dit bij de leverancier."
)
NIETS = "Niets gevonden. Neem een persoon van wie u weet dat er iets is, anders is dit niet beproefd."
VREEMD = "{aantal} rijen zijn van een ander en vallen weg. De bron negeert ons filter; meld dit bij de leverancier."
KAPOT = "De connector zelf struikelt over dit antwoord ({soort}). Meld dit bij de makers van de gateway."
ONGEZIEN = "In de lijst staat hij, maar los gevraagd is hij er niet. Bij ZGW klopt dan `canonieke_url` meestal niet."


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: what was tried, how it went in a sentence, and the exit code; 0 is well."""

    naam: str
    tekst: str
    code: int = GOED


@dataclass(slots=True)
class Probeer:
    """Tries one bron out for one person, and stops at the first step that everything after it needs."""

    live: LiveBron
    persoon: Subject
    basis_url: str
    tls: Tls = field(default_factory=Tls)
    nobody: Nobody = field(default_factory=Nobody)
    meelezer: Meelezer = field(init=False)

    def __post_init__(self) -> None:
        self.meelezer = Meelezer(self.live.client, self.persoon)
        self.live.transport.client = self.meelezer
        self.live.closed = None

    async def steps(self) -> AsyncIterator[Stap]:
        """Every step as it is taken."""
        for first in (self._connect, self._filter):
            stap = await first()
            yield stap
            if stap.code:
                return
        if self.live.connector.warm is not None:
            yield await self._tried("catalogus", self._warm)
        for source in self._lists():
            async for stap in self._list(source):
                yield stap

    async def _connect(self) -> Stap:
        try:
            return Stap("verbinden", f"{await connect(self.basis_url, self.tls)} antwoordt.")
        except Onbereikbaar as fault:
            return Stap("verbinden", str(fault), ONBEREIKBAAR)

    async def _filter(self) -> Stap:
        """The probe as the gateway itself does it; it is also the first question, so it finds faults of credentials."""

        async def probed() -> str:
            if await Probe(self.live, nobody=self.nobody).records():
                raise BronProbeFailed(LEK)
            return NIEMAND

        return await self._tried("filter", probed)

    async def _warm(self) -> str:
        assert self.live.connector.warm is not None
        await self.live.connector.warm(self._call())
        return "Gelezen."

    def _lists(self) -> list[Source]:
        names = [dienst.value.lower() for dienst in self.live.bron.diensten]
        return [source for naam, source in self.live.connector.sources.items() if naam in names]

    async def _list(self, source: Source) -> AsyncIterator[Stap]:
        found: list[object] = []

        async def asked() -> str:
            call, started = self._call(), time.monotonic()
            answer = await source.function(call)
            found.extend(answer.items if isinstance(answer, Page) else ())
            if call.foreign:
                raise BronProbeFailed(VREEMD.format(aantal=call.foreign))
            return _told(found, call.dropped, time.monotonic() - started)

        yield await self._tried(source.naam, asked)
        reference = getattr(found[0], "ref", None) if found else None
        by_id = self.live.source(reference.soort) if reference is not None else None
        if by_id is not None and reference is not None:
            yield await self._one(by_id, reference.native)

    async def _one(self, source: Source, native: str) -> Stap:
        value: list[object] = []

        async def asked() -> str:
            value.append(await source.function(self._call(native)))
            return "Los gevraagd is hij er ook, bewezen van deze persoon."

        stap = await self._tried(source.naam, asked)
        return Stap(source.naam, ONGEZIEN, ONGELDIG) if value == [None] else stap

    async def _tried(self, naam: str, work: Callable[[], Awaitable[str]]) -> Stap:
        try:
            return Stap(naam, await work())
        except BronProbeFailed as leak:
            return Stap(naam, str(leak), FILTER)
        except BronError as fault:
            uitleg = explain(fault, self.meelezer.last)
            return Stap(naam, uitleg.tekst, uitleg.code)
        except (
            Exception
        ) as fault:  # an edge, as the fetch path is: a connector that breaks is told, not shown as a trace
            return Stap(naam, KAPOT.format(soort=type(fault).__name__), ONGELDIG)

    def _call(self, native: str = "") -> Call:
        live = self.live
        return Call(
            live.bron, self.persoon, Needs(), Deadline.after(live.deadline_ms), live.transport, live.shared,
            canonieke_url=live.canonieke_url, native=native, instellingen=live.instellingen,
        )  # fmt: skip


def _told(found: list[object], dropped: list[str], took_s: float) -> str:
    """How many, how long, what was left out and where that broke, and which fields have no value in the first."""
    parts = [f"{len(found)} gevonden in {took_s * 1000:.0f} ms." if found else NIETS]
    if dropped:
        parts.append(f"{len(dropped)} ongeldig, bij {', '.join(sorted(set(dropped))[:5])}.")
    empty = _empty_fields(found[0]) if found else []
    parts += [f"Zonder waarde in de eerste: {', '.join(empty)}."] if empty else []
    return " ".join(parts)


def _empty_fields(view: object) -> list[str]:
    if not dataclasses.is_dataclass(view):
        return []
    fields = (one.name for one in dataclasses.fields(view))
    return [name for name in fields if not name.startswith("_") and getattr(view, name, "") in (None, [], "")]
