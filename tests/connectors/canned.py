"""A bron that answers from a table: what a connector asked, and what it made of the answer, can both be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from gateway.bronnen.cache import SharedViews
from gateway.bronnen.call import Call, Params, Response
from gateway.context import Deadline, Needs
from gateway.domain.bron import Bron, Dienst, Organisatie
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Rsin, Subject, Vestiging

BASIS = "https://bron.example"
NU = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SANNE = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999991103"))
ANDER = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999991115"))
BAKKERIJ = Subject("demo", Betrouwbaarheidsniveau.SUBSTANTIEEL, kvk=Kvk("99001001"), rsin=Rsin("009900007"))
VESTIGING = Subject(
    "demo", Betrouwbaarheidsniveau.SUBSTANTIEEL, kvk=Kvk("99001001"), vestiging=Vestiging("000099001001")
)


@dataclass
class Asked:
    """One request a connector made."""

    method: str
    path: str
    params: dict[str, object]
    headers: dict[str, str]
    body: object


@dataclass(frozen=True)
class PerParam:
    """Answers by the value of one query parameter."""

    name: str
    answers: Mapping[str, object]


@dataclass
class CannedTransport:
    """Answers by (method, path); what is not in the table is 404."""

    answers: Mapping[tuple[str, str], object]
    asked: list[Asked] = field(default_factory=list)
    minted: list[Mapping[str, str]] = field(default_factory=list)

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
        sent = msgspec.json.decode(body) if body else None
        self.asked.append(Asked(method, path, dict(params), dict(headers), sent))
        answer = self.answers.get((method, path))
        if isinstance(answer, PerParam):
            answer = answer.answers.get(str(params.get(answer.name)))
        if answer is None:
            return Response(404, {"content-type": "application/json"}, b"{}")
        if isinstance(answer, Response):
            return answer
        return Response(200, {"content-type": "application/json"}, msgspec.json.encode(answer))

    async def open(self) -> None:
        """Nothing to make ready."""

    async def close(self) -> None:
        """Nothing to give back."""

    async def mint(self, claims: Mapping[str, str]) -> str:
        self.minted.append(claims)
        return "verzegeld"


def page(rows: list[object], **more: object) -> dict[str, object]:
    """A paged answer with these rows and no next page."""
    return {"count": len(rows), "next": None, "previous": None, "results": rows, **more}


def call(
    answers: Mapping[tuple[str, str], object],
    subject: Subject = SANNE,
    *,
    native: str = "",
    needs: frozenset[str] = frozenset(),
    instellingen: Mapping[str, object] | None = None,
) -> Call:
    """A call to a bron with these answers."""
    organisatie = Organisatie(naam="Gemeente Havenstad", oin="00000001999990010000", website=None)
    bron = Bron(
        code="bron",
        naam="Bron",
        organisatie=organisatie,
        diensten=[Dienst.ZAKEN],
        minimaal_niveau=Betrouwbaarheidsniveau.BASIS,
    )
    return Call(
        bron,
        subject,
        Needs(needs),
        Deadline.after(1_000),
        CannedTransport(answers),
        SharedViews(),
        canonieke_url=BASIS,
        native=native,
        instellingen=instellingen or {},
        nu=NU,
    )


def asked(made: Call) -> list[Asked]:
    """What the connector asked in this call."""
    assert isinstance(made.transport, CannedTransport)
    return made.transport.asked
