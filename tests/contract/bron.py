"""A bron on a real socket that answers as recorded, or as a test spoils it, and what the gateway makes of that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any  # Any: JSON

import msgspec

from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.credentials import Credentials, credentials_for
from gateway.bronnen.fetch import Ask, FetchPath, Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.rapport import rapport
from gateway.bronnen.registry import LiveBron
from gateway.config import EgisAuth
from gateway.config.geheim import Geheim
from gateway.context import Deadline, Needs
from gateway.domain.bron import Bron, Bronstatus, Organisatie
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from gateway.errors import Foutcode
from tests.client.foutserver import Peer, serving
from tests.contract.opname import Antwoord, Opname
from tests.contract.vraag import Vraag, read

PATIENCE_MS = 2_000
UNNAMED = "ding"
Spoil = Callable[[Peer, Antwoord, bytes], Awaitable[None]]


@dataclass
class Uitkomst:
    """What the gateway made of it: how asking went, which items came out, and what was asked of the bron."""

    status: Bronstatus
    code: Foutcode | None
    items: Counter[str]
    dropped: int
    cut: bool
    look: Any = field(repr=False)
    asked: list[Vraag] = field(repr=False)
    used: set[int] = field(repr=False)


async def ask(
    opname: Opname, *, spoil: dict[int, Spoil] | None = None, subject: Subject | None = None,
    ms: float = PATIENCE_MS, needs: frozenset[str] | None = None, warm: bool = False, canoniek: str = "",
) -> Uitkomst:  # fmt: skip
    """Ask the source once over real HTTP.

    `spoil` says for answers, by number, how they are sent instead. `warm` asks once before, so that what is shared is
    known. `canoniek` is the address the bron itself writes, where that is another than the one that is called.
    """
    bron = _Bron(opname, spoil or {}, canoniek)
    async with (
        serving(bron.serve) as server,
        AiohttpTransport(server.url, _credentials(opname)) as transport,
    ):
        live = _live(opname, canoniek or server.url, transport, ms)
        if warm:
            await _fetch(opname, live, opname.subject, ms, needs)
            bron.asked.clear()
        outcome = await _fetch(opname, live, subject or opname.subject, ms, needs)
    return _uitkomst(outcome, opname, bron)


async def _fetch(opname: Opname, live: LiveBron, subject: Subject, ms: float, needs: frozenset[str] | None) -> Outcome:
    wanted = Needs(frozenset(opname.source.needs) if needs is None else needs)
    question = Ask(live, opname.source.naam, subject, Deadline.after(ms + 500), wanted, opname.native)
    return await FetchPath().fetch(question)


@dataclass
class _Bron:
    """Answers as recorded, or as spoiled, and keeps what it was asked and which answers it gave."""

    opname: Opname
    spoil: dict[int, Spoil]
    canoniek: str
    asked: list[Vraag] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    async def serve(self, peer: Peer) -> None:
        """Answer one connection until it is gone."""
        host = self.canoniek or "http://{}:{}".format(*peer.writer.get_extra_info("sockname"))
        while True:
            head = await peer.request()
            vraag = read(head, peer.body)
            self.asked.append(vraag)
            number = self._recorded(vraag, head + peer.body.decode())
            if number is None:
                await send(peer, 404, b'{"code": "not_found"}')
            elif number in self.spoil:
                await self.spoil[number](peer, self.opname.antwoorden[number], self._body(number, host))
            else:
                answer = self.opname.antwoorden[number]
                await send(peer, 200, page_of(answer, vraag, self._body(number, host)), answer.type)

    def _body(self, number: int, host: str) -> bytes:
        self.used.add(number)
        return self.opname.antwoorden[number].body(host)

    def _recorded(self, vraag: Vraag, whole: str) -> int | None:
        """The number of the recorded answer to this question."""
        answers = enumerate(self.opname.antwoorden)
        return next((number for number, one in answers if one.vraag == vraag.vraag and one.bij in whole), None)


def page_of(answer: Antwoord, vraag: Vraag, body: bytes) -> bytes:
    """The body, without rows for a page after the first: the recorded lists have one page."""
    if vraag.params.get("page", "1") == "1" or not isinstance(answer.json, dict) or "results" not in answer.json:
        return body
    return json.dumps({**answer.json, "next": None, "results": []}).encode()


async def send(peer: Peer, status: int, body: bytes, type_: str = "application/json", *more: str) -> None:
    """Send a whole answer on a connection that stays open."""
    head = [f"HTTP/1.1 {status} Status", f"Content-Type: {type_}", f"Content-Length: {len(body)}", *more]
    await peer.send("\r\n".join([*head, "", ""]).encode() + body)


def _credentials(opname: Opname) -> Credentials:
    """Real credentials only where the body depends on them; that others are shown well is tested at the client."""
    if "egis" not in opname.manifest.auth:
        return Credentials()
    return credentials_for(
        EgisAuth(soort="egis", geheim=Geheim("x"), sleutel=Geheim("0" * 64), uitgever="wij", doelgroep="egis")
    )


def _live(opname: Opname, url: str, transport: AiohttpTransport, ms: float) -> LiveBron:
    organisatie = Organisatie(naam="Gemeente Havenstad", oin="00000001999990010000", website=None)
    diensten = sorted(opname.manifest.diensten, key=lambda dienst: dienst.value)
    bron = Bron(
        code="proef", naam="Proef", organisatie=organisatie, diensten=diensten,
        minimaal_niveau=Betrouwbaarheidsniveau.BASIS,
    )  # fmt: skip
    settings = json.loads(json.dumps(opname.instellingen).replace("{basis}", url))
    live = LiveBron(bron, opname.manifest, transport, url, deadline_ms=int(ms), versheid_s=0, instellingen=settings)
    live.closed = None
    return live


def _uitkomst(outcome: Outcome, opname: Opname, bron: _Bron) -> Uitkomst:
    report = rapport(outcome, opname.source.dienst, {})
    value = outcome.value
    return Uitkomst(
        report.status, report.code, _items(value), report.aantal_ongeldig, report.afgekapt, _look(value), bron.asked, bron.used,
    )  # fmt: skip


def _items(value: object) -> Counter[str]:
    """The items in an answer, by what names them; things without a name of their own count by their kind."""
    rows = value.items if isinstance(value, Page) else value if isinstance(value, list) else [value]
    named = (getattr(row, "ref", None) for row in rows if row is not None)
    return Counter(str(ref.key()) if ref else UNNAMED for ref in named)


def _look(value: object) -> object:
    """An answer as a person would see it, without the moment of asking."""
    return _timeless(msgspec.json.decode(msgspec.json.encode(value, enc_hook=lambda one: str(one.key()))))


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(one) for key, one in value.items() if key != "peilmoment"}
    return [_timeless(one) for one in value] if isinstance(value, list) else value


@asynccontextmanager
async def trap() -> AsyncIterator[tuple[str, list[str]]]:
    """A server that nobody may call: its address, and the requests that came all the same."""

    async def note(peer: Peer) -> None:
        while True:
            await peer.request()
            await send(peer, 200, b"{}")

    async with serving(note) as server:
        yield server.url, server.heads
