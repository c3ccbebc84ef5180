"""A bron with one thing in it that can be done once, which fails in every way a bron can, and counts what it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from gateway.bronnen.call import Params, Response
from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.manifest import Manifest
from gateway.bronnen.registry import LiveBron
from gateway.bronnen.schrijven.bewaring import Bewaring, Geheugen
from gateway.bronnen.schrijven.eenmalig import Eenmalig
from gateway.bronnen.schrijven.opdracht import Gedaan, Geweigerd, Opdracht, Schrijfcall, Stand, TeDoen
from gateway.bronnen.schrijven.pad import WritePath
from gateway.bronnen.schrijven.wijziging import Uitkomst
from gateway.context import Deadline
from gateway.domain.bron import Dienst
from gateway.domain.fout import ongeldig, probleem
from gateway.domain.persoon import Subject
from gateway.errors import BronError, BronTimeout, BronUnreachable
from tests.bronnen.world import ANNA
from tests.bronnen.world import bron as make_bron

SLEUTEL = "sleutel-0001"


class Invoer(msgspec.Struct):
    """What is sent."""

    waarde: str


@dataclass
class Register:
    """The other end, as a transport: GET tells what is there, POST puts it there. Knows no keys and forgives nothing.

    `fails`: what a POST raises, before it does its work or (`after`) when it has been done. `blind`: what a GET raises.
    """

    owner: str = "999991103"
    done: dict[str, str] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)
    fails: BronError | None = None
    after: bool = True
    blind: BronError | None = None
    slow_s: float = 0.0
    status: int = 201
    began: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(
        self,
        method: str,
        path: str,
        *,
        params: Params,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: Deadline,
        subject: Subject,
    ) -> Response:
        if method == "GET":
            if self.blind is not None:
                raise self.blind
            return self._json(200, {"eigenaar": self.owner, "gedaan": self.done.get(path)})
        await self._post(path, msgspec.json.decode(body or b"{}", type=Invoer).waarde)
        return self._json(self.status, {"gedaan": self.done.get(path)})

    async def _post(self, path: str, waarde: str) -> None:
        self.began.set()
        if self.slow_s:
            await asyncio.sleep(self.slow_s)
        if self.fails is not None and not self.after:
            raise self.fails
        if self.status < 400:
            self.posts.append(waarde)
            self.done[path] = waarde
        if self.fails is not None:
            raise self.fails

    def _json(self, status: int, body: object) -> Response:
        return Response(status, {"content-type": "application/json"}, msgspec.json.encode(body))

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def mint(self, claims: Mapping[str, str]) -> str:
        return ""


class Row(msgspec.Struct):
    """What the register tells."""

    eigenaar: str = ""
    gedaan: str | None = None


async def doe(call: Schrijfcall) -> Stand:
    """Put a value in the register, once."""
    row = await call.read("GET", f"/{call.native}", Row)
    if row is None or call.subject.bsn is None or row.eigenaar != call.subject.bsn.waarde:
        return None
    waarde = call.invoer(Invoer).waarde
    if row.gedaan is not None:
        return _gedaan(call, row.gedaan)
    if waarde == "fout":
        raise Geweigerd(ongeldig(probleem("/waarde", "KEUZE", "Kies iets anders.")))

    async def send() -> Gedaan | None:
        answer = await call.change("POST", f"/{call.native}", body={"waarde": waarde})
        found = call.decode(answer, Row).gedaan
        return _gedaan(call, found) if found is not None else None

    return TeDoen(send)


def _gedaan(call: Schrijfcall, found: str) -> Gedaan:
    own = found == call.invoer(Invoer).waarde
    return call.bevestig(f"Er staat {found}.", item=call.ref("ding", call.native), is_ours=None if own else False)


@dataclass
class World:
    """A write path and a bron."""

    register: Register
    live: LiveBron
    writes: WritePath

    async def doe(
        self, waarde: str = "a", *, sleutel: str = SLEUTEL, subject: Subject = ANNA, native: str = "1", ms: float = 2_000
    ) -> Uitkomst:  # fmt: skip
        """Ask for a change."""
        opdracht = Opdracht("doe", subject, sleutel, Invoer(waarde), Deadline.after(ms), soort="ding", native=native)
        return (await self.writes.run(self.live, opdracht)).uitkomst

    def worker(self, bewaring: Bewaring) -> World:
        """Another worker on the same bron."""
        return World(self.register, self.live, WritePath(FetchPath(), Eenmalig(bewaring)))


def world(*, bewaring: Bewaring | None = None, niveau: str = "BASIS", deadline_ms: int = 2_000) -> World:
    """An open bron with an empty register."""
    register, manifest = Register(), Manifest("test", auth=("geen",))
    manifest.write("doe", Dienst.ZAKEN)(doe)
    live = LiveBron(
        make_bron(niveau=niveau), manifest, register, "https://bron.example", gelijktijdig=20, deadline_ms=deadline_ms
    )
    live.closed = None
    return World(register, live, WritePath(FetchPath(), Eenmalig(bewaring or Geheugen())))


def sent(fault: BronError, *, is_final: bool = False) -> BronError:
    """The fault of a request that had left."""
    fault.was_sent, fault.is_final = True, is_final
    return fault


def no_answer() -> BronError:
    """Nobody answered in time."""
    return sent(BronTimeout("deadline"))


def server_error() -> BronError:
    """The bron itself says 500."""
    return sent(BronUnreachable("status 500"), is_final=True)
