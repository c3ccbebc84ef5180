"""What a connector gets in hand for a change, and what it says about it: to do, done, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from gateway.bronnen.call import Call, Params, Response
from gateway.bronnen.schrijven.multipart import Formulier
from gateway.context import Deadline
from gateway.domain.fout import GebruikersFout, niet_gevonden
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from gateway.domain.ref import Ref
from gateway.domain.status import Verwerking
from gateway.errors import BronError, BronNotAccepted

V = TypeVar("V")
VAN_IEDEREEN = frozenset({"verzoektype"})
"""Kinds of which everybody sees the same one: two people may file at the same moment."""
Acr = Mapping[Betrouwbaarheidsniveau, Sequence[str]]


class Aanvoer(Protocol):
    """The bytes of a file that a person sends, as they come. `weigering`: why they stopped, if they did."""

    weigering: Geweigerd | None

    def neem(self, omvang: int) -> AsyncIterator[bytes]:
        """The next so many bytes. Raises Geweigerd."""
        ...


@dataclass(frozen=True, slots=True)
class Opdracht:
    """One change that a person asks for.

    `naam`: the write of the connector. `native`: the item it is about, at its bron; empty when there is none yet.
    `sleutel`: what the client calls this change, so that a repeat is known for one. `invoer`: what the person sent. `acr`: per
    level, the acr_values that reach it. `aanvoer`: the file, for the one write that takes a file.
    """

    naam: str
    subject: Subject
    sleutel: str
    invoer: object
    deadline: Deadline
    soort: str = ""
    native: str = ""
    acr: Acr = field(default_factory=dict, repr=False)
    aanvoer: Aanvoer | None = field(default=None, repr=False)

    @property
    def kenmerk(self) -> str:
        """A name for this change at a bron: the same for every repeat, another for anybody or anything else.

        It is a UUID made of a keyed hash, so it tells nothing, and a bron that keeps it can be asked for it later.
        """
        text = f"{self.naam}\0{self.sleutel}".encode()
        digest = hashlib.blake2b(text, key=self.subject.id_sleutel, digest_size=16, person=b"kenmerk").digest()
        return str(UUID(bytes=digest, version=5))

    @property
    def slot(self) -> bytes:
        """What no two changes may be about at the same moment: the item, or the person where nothing is theirs alone yet."""
        of_person = not self.native or self.soort in VAN_IEDEREEN
        return b"\0".join((self.soort.encode(), self.native.encode(), self.subject.id_sleutel if of_person else b""))

    @property
    def kort_kenmerk(self) -> str:
        """The same in 16 signs, for a bron that takes no more."""
        return self.kenmerk.replace("-", "")[-16:]


class Betaalplek(msgspec.Struct, frozen=True):
    """Where a payment is made, of how much (euro, two decimals), and until when that works."""

    url: str
    bedrag: str
    geldig_tot: datetime | None = None


class Bevestiging(msgspec.Struct, frozen=True):
    """What a bron confirmed. It is kept for as long as the key of the change counts, so it holds nothing that was sent.

    `item`: kind, bron and native id of what is there now. `zin`: what the person is told.
    """

    zin: str
    ontvangen_op: datetime
    item: tuple[str, str, str] | None = None
    kenmerk: str | None = None
    verwerking: Verwerking = Verwerking.WORDT_VERWERKT
    betaling: Betaalplek | None = None


@dataclass(frozen=True, slots=True)
class Gedaan:
    """It stands at the bron. `is_ours`: because of this very change (it carries its kenmerk, or what was sent), because of
    another (False), or that cannot be seen (None)."""

    bevestiging: Bevestiging
    is_ours: bool | None = None


@dataclass(frozen=True, slots=True)
class TeDoen:
    """It is not done yet, and may be. `send` sends it, and gives what the answer of the bron itself confirms, if it does."""

    send: Callable[[], Awaitable[Gedaan | None]]


Stand = Gedaan | TeDoen | None
"""How a change stands at its bron, read afresh; None when what it is about is not there, or not this person's."""


class Geweigerd(Exception):
    """A change is not made, for a reason that the person is told. Nothing was sent."""

    def __init__(self, fout: GebruikersFout) -> None:
        super().__init__(fout.code.value)
        self.fout = fout


@dataclass(slots=True, kw_only=True)
class Schrijfcall(Call):
    """One look at, or one sending of, a change at a bron. `is_begun`: the bron took a first step of it. `is_herhaling`: it was
    sent before, and nobody knows how that ended. `stap_ms`: how long one step may take, after a file."""

    opdracht: Opdracht
    is_begun: bool = False
    is_herhaling: bool = False
    stap_ms: int = 2_500

    def invoer(self, type_: type[V]) -> V:
        """What the person sent. Raises TypeError when the change belongs to another mutation."""
        given = self.opdracht.invoer
        if not isinstance(given, type_):
            raise TypeError(f"{self.opdracht.naam} takes {type_.__name__}")
        return given

    def bevestig(
        self, zin: str, *, item: Ref | None = None, kenmerk: str | None = None,
        verwerking: Verwerking = Verwerking.WORDT_VERWERKT, betaling: Betaalplek | None = None,
        ontvangen_op: datetime | None = None, is_ours: bool | None = None,
    ) -> Gedaan:  # fmt: skip
        """That it is done, in the words that the person is told."""
        plek = item.key() if item is not None else None
        moment = ontvangen_op or datetime.now(UTC).replace(microsecond=0)
        return Gedaan(Bevestiging(zin, moment, plek, kenmerk, verwerking, betaling), is_ours)

    async def change(
        self, method: str, path: str, *, body: object = None, raw: bytes | None = None,
        headers: Mapping[str, str] | None = None, params: Params | None = None,
    ) -> Response:  # fmt: skip
        """Send a change: the answer when the bron took it (2xx).

        Raises Geweigerd (NietGevonden) for 404, BronNotAccepted for any other 4xx, and what `Transport.send` raises.
        """
        return self._taken(await self.send(method, path, params=params, headers=headers, body=body, raw=raw))

    async def upload(self, path: str, *, veld: str, omvang: int, velden: Mapping[str, str]) -> Response:
        """PUT the next so many bytes of the file as a form, in the field `veld`, after the other fields.

        Raises as `change`, and Geweigerd when the file is not what was said. The steps after it have their time anew.
        """
        aanvoer = self.opdracht.aanvoer
        if aanvoer is None:
            raise TypeError(f"{self.opdracht.naam} takes no file")
        form = Formulier(veld, velden, aanvoer.neem(omvang), omvang)
        try:
            answer = await self.transport.upload(
                "PUT", path, headers=form.headers, brokken=form.brokken(), omvang=form.omvang, deadline=self.deadline,
                subject=self.subject,
            )  # fmt: skip
        except BronError:
            if aanvoer.weigering is not None:
                raise aanvoer.weigering from None
            raise
        finally:
            self.deadline = Deadline.after(self.stap_ms)
        return self._taken(answer)

    def _taken(self, answer: Response) -> Response:
        if answer.status == 404:
            raise Geweigerd(niet_gevonden())
        if not 200 <= answer.status < 300:
            refused = BronNotAccepted(f"status {answer.status}")
            refused.by_content = answer.status in (400, 422)
            raise refused
        self.is_begun = True
        return answer
