"""A whole request over views of a test: bronnen that answer with them, the rules, and both executors."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from gateway.acties import Regelboek, keuzes
from gateway.acties.regelingen import Regelingenboek
from gateway.bronnen.call import Call
from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.manifest import Manifest, Page
from gateway.bronnen.registry import LiveBron, Registry
from gateway.bronnen.schrijven.bewaring import Geheugen
from gateway.config import RUIM
from gateway.context import Deadline
from gateway.domain.bron import Bron, Dienst
from gateway.domain.klant import Ik, Klantsoort
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from gateway.domain.waarden import Url
from gateway.errors import BronUnreachable
from gateway.plan.engine import Engine, Question
from gateway.plan.fanout.mogelijk import fetches_erbij
from gateway.plan.fanout.request import Request
from gateway.plan.fanout.sources import SOURCES
from gateway.plan.ids import Ids
from gateway.plan.onderzoek.antwoorden import ONDERZOEK
from gateway.plan.onderzoek.toestemmingen import Toestemmingen
from resolvers.schema import maak_schema
from tests.acties.wereld import HAVENSTAD, NU, REGELBOEK
from tests.bronnen.world import ANNA

SCHEMA = maak_schema()
IDS = Ids(b"k" * 64)
_IK = Ik(
    soort=Klantsoort.INWONER, inlognaam="Anna", kvk_nummer=None, vestigingsnummer=None, niveau=Betrouwbaarheidsniveau.MIDDEN,
    ingelogd_tot=NU, vertegenwoordiging=None,
)  # fmt: skip


@dataclass
class Loket:
    """One bron with the items of one person, by dienst in small letters; `asked` counts what it was asked.

    `details` are sources for one item, by name. `stuk` are sources that fail. `feiten` are what a bron for income knows, by
    source; `boek` the checks that use them.
    """

    items: Mapping[str, Sequence[object]]
    details: Mapping[str, object] = field(default_factory=dict)
    stuk: frozenset[str] = frozenset()
    website: str | None = None
    regels: Regelboek = REGELBOEK
    boek: Regelingenboek | None = None
    feiten: Mapping[str, object] = field(default_factory=dict)
    toestemmingen: Toestemmingen = field(default_factory=lambda: Toestemmingen(Geheugen()))
    subject: Subject = ANNA
    nu: datetime = NU
    asked: list[str] = field(default_factory=list)

    async def ask(self, text: str, **variables: object) -> dict[str, object]:
        """The data of an answer without errors, the same by plan and by Strawberry."""
        answer = await self.answer(text, **variables)
        assert "errors" not in answer, answer
        data = answer["data"]
        assert isinstance(data, dict)
        return data

    async def answer(self, text: str, **variables: object) -> dict[str, object]:
        """The whole answer, the same by plan and by Strawberry; `asked` is what the plan asked."""
        by_plan, plain = await self._run(text, variables, plan=True), None
        counted = list(self.asked)
        plain = await self._run(text, variables, plan=False)
        assert by_plan == plain
        assert sorted(self.asked) == sorted(counted)
        return by_plan

    async def once(self, text: str, **variables: object) -> dict[str, object]:
        """The whole answer of the plan alone, for what may be done only once."""
        asked = list(self.asked)
        answer = await self._run(text, variables, plan=True)
        self.asked[:0] = asked
        return answer

    async def _run(self, text: str, variables: Mapping[str, object], *, plan: bool) -> dict[str, object]:
        self.asked.clear()
        engine = Engine(SCHEMA, plan=plan, grenzen=RUIM, erbij=fetches_erbij(self.regels))
        done = await engine.answer(Question(text, variables=variables), self.request())
        answer: dict[str, object] = {"data": msgspec.json.decode(msgspec.json.encode(done.data))}
        if done.errors:
            answer["errors"] = [list(error.path or ()) for error in done.errors]
        return answer

    def request(self) -> Request:
        """A new request of this person."""
        return Request(
            self.subject, _IK, Deadline.after(5_000), Registry([self._live(), self._inkomen()]), FetchPath(), IDS,
            {**SOURCES, **ONDERZOEK}, regels=self.regels, kies=keuzes, nu=self.nu, boek=self.boek,
            toestemmingen=self.toestemmingen,
        )  # fmt: skip

    def _live(self) -> LiveBron:
        manifest = Manifest("test", auth=("geen",))
        for naam in self.items:
            manifest.source(naam, Dienst[naam.upper()])(self._list(naam))
        for naam, value in self.details.items():
            manifest.source(naam, Dienst.TAKEN)(self._detail(naam, value))
        organisatie = replace(HAVENSTAD, website=Url(self.website) if self.website else None)
        bron = Bron(
            code="bron", naam="Bron", organisatie=organisatie, diensten=[Dienst[naam.upper()] for naam in self.items],
            minimaal_niveau=Betrouwbaarheidsniveau.BASIS,
        )  # fmt: skip
        live = LiveBron(bron, manifest, None, "https://bron.example")  # type: ignore[arg-type]  # never called
        live.closed = None
        return live

    def _inkomen(self) -> LiveBron:
        manifest = Manifest("inkomen", auth=("geen",))
        for naam in ("inkomen", "inkomensverloop", "huishouden", "vermogen"):
            manifest.source(naam, Dienst.INKOMEN, once=True)(self._feit(naam))
        organisatie = replace(HAVENSTAD, oin="00000004999990070000", naam="Inkomensdienst")
        bron = Bron(
            code="inkomen", naam="Inkomensdienst", organisatie=organisatie, diensten=[Dienst.INKOMEN],
            minimaal_niveau=Betrouwbaarheidsniveau.BASIS,
        )  # fmt: skip
        live = LiveBron(bron, manifest, None, "https://inkomen.example")  # type: ignore[arg-type]  # never called
        live.closed = None
        return live

    def _feit(self, naam: str):  # type: ignore[no-untyped-def]  # a source function
        async def answer(call: Call) -> object:
            self.asked.append(naam)
            await asyncio.sleep(0.001)
            if naam in self.stuk:
                raise BronUnreachable("stuk")
            return self.feiten.get(naam)

        return answer

    def _list(self, naam: str):  # type: ignore[no-untyped-def]  # a source function
        async def answer(call: Call) -> Page[object]:
            self.asked.append(naam)
            await asyncio.sleep(0.001)
            if naam in self.stuk:
                raise BronUnreachable("stuk")
            return Page(list(self.items[naam]), len(self.items[naam]))

        return answer

    def _detail(self, naam: str, value: object):  # type: ignore[no-untyped-def]  # a source function
        async def answer(call: Call) -> object:
            self.asked.append(f"{naam} {call.native}")
            await asyncio.sleep(0.001)
            return value

        return answer
