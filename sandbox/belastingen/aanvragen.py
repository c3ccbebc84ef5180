"""Objections (the vendor's own) and requests to pay in parts (ours): each under a number that the caller chose, taken once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.belastingen.rijen import Aanslagbiljet, Belastingplichtige, Termijn
from sandbox.belastingen.seed import bedrag
from sandbox.belastingen.tokens import Tokens
from sandbox.belastingen.vorm import answer, decimal, refuse

Nummer = Annotated[str, Meta(min_length=1, max_length=16)]


class Grief(msgspec.Struct, rename="camel", kw_only=True):
    """A reason to object."""

    soort_grief: str
    toelichting_grief: Annotated[str, Meta(min_length=1)]


class Regelgrieven(msgspec.Struct, rename="camel", kw_only=True):
    """The reasons against one line."""

    belastingplichtnummer: str
    grieven: list[Grief]


class Beschikkingsgrieven(msgspec.Struct, rename="camel", kw_only=True):
    """The reasons against one WOZ value."""

    sleutel_beschikkingsregel: str
    grieven: list[Grief]


class Bezwaaraanvraag(msgspec.Struct, rename="camel", kw_only=True):
    """An objection."""

    aanvraagnummer: Nummer
    aanvraagdatum: date
    aanslagbiljetnummer: Annotated[str, Meta(pattern="^[0-9]{13}$")]
    aanslagbiljetvolgnummer: Annotated[str, Meta(pattern="^[0-9]{2}$")]
    gehoord_worden: bool
    belastingplichtige: Belastingplichtige
    aanslagregels: list[Regelgrieven] = []
    beschikkingsregels: list[Beschikkingsgrieven] = []
    bijlagen: list[dict[str, str]] = []


class Regelingaanvraag(msgspec.Struct, rename="camel", kw_only=True):
    """A request to pay in parts."""

    aanvraagnummer: Nummer
    aanslagbiljetnummer: str
    aanslagbiljetvolgnummer: str
    aantal_termijnen: Annotated[int, Meta(ge=2)]
    toelichting: str = ""


@dataclass
class Aanvragen:
    """What was asked so far, by number."""

    tokens: Tokens
    biljetten: tuple[Aanslagbiljet, ...]
    bezwaren: dict[str, Bezwaaraanvraag] = field(default_factory=dict)
    regelingen: dict[str, Regelingaanvraag] = field(default_factory=dict)

    async def object(self, request: Request) -> Response:
        """POST of an objection: dated today, about lines that are there and open to it."""
        if not self.tokens.admits(request):
            return refuse(401, "Geen geldig token.")
        try:
            vraag = msgspec.json.decode(await request.body(), type=Bezwaaraanvraag)
        except msgspec.MsgspecError:
            return refuse(400, "De aanvraag is niet volledig.")
        biljet = self._biljet(vraag.aanslagbiljetnummer, vraag.aanslagbiljetvolgnummer)
        if biljet is None or biljet.belastingplichtige != vraag.belastingplichtige:
            return refuse(404, "Aanslagbiljet niet gevonden.")
        if vraag.aanvraagnummer in self.bezwaren:
            return refuse(409, "Dit aanvraagnummer is al gebruikt.")
        if vraag.aanvraagdatum != date.today() or not self._objectable(biljet, vraag):
            return refuse(422, "Tegen deze regels is geen bezwaar mogelijk.")
        self.bezwaren[vraag.aanvraagnummer] = vraag
        if biljet.betaalstatus is not UNSET:
            biljet.betaalstatus = "in_bezwaar"
        return answer({"aanvraagnummer": vraag.aanvraagnummer, "kenmerk": _kenmerk("BZW", len(self.bezwaren))}, 201)

    async def arrange(self, request: Request) -> Response:
        """POST of a request to pay in parts, which is granted at once."""
        if not self.tokens.admits(request):
            return refuse(401, "Geen geldig token.")
        try:
            vraag = msgspec.json.decode(await request.body(), type=Regelingaanvraag)
        except msgspec.MsgspecError:
            return refuse(400, "De aanvraag is niet volledig.")
        biljet = self._biljet(vraag.aanslagbiljetnummer, vraag.aanslagbiljetvolgnummer)
        if biljet is None:
            return refuse(404, "Aanslagbiljet niet gevonden.")
        if vraag.aanvraagnummer in self.regelingen or biljet.betaalstatus == "in_regeling":
            return refuse(409, "Er is al een betalingsregeling gevraagd.")
        self.regelingen[vraag.aanvraagnummer] = vraag
        _spread(biljet, vraag.aantal_termijnen)
        return self._told("toegekend", vraag.aanvraagnummer, _kenmerk("REG", len(self.regelingen)), 201)

    async def objection(self, request: Request) -> Response:
        """GET of an objection by its number."""
        return self._find(request, list(self.bezwaren), "BZW", "geregistreerd")

    async def arrangement(self, request: Request) -> Response:
        """GET of a request to pay in parts by its number."""
        return self._find(request, list(self.regelingen), "REG", "toegekend")

    def routes(self) -> list[Route]:
        """Every address of these requests."""
        return [
            Route("/v1/bezwaren", self.object, methods=["POST"]),
            Route("/v1/bezwaren/{nummer}", self.objection),
            Route("/v1/betalingsregelingen", self.arrange, methods=["POST"]),
            Route("/v1/betalingsregelingen/{nummer}", self.arrangement),
        ]

    def _find(self, request: Request, known: list[str], soort: str, status: str) -> Response:
        if not self.tokens.admits(request):
            return refuse(401, "Geen geldig token.")
        nummer = request.path_params["nummer"]
        if nummer not in known:
            return refuse(404, "Niet gevonden.")
        return self._told(status, nummer, _kenmerk(soort, known.index(nummer) + 1), 200)

    def _told(self, status: str, nummer: str, kenmerk: str, code: int) -> Response:
        return answer({"aanvraagnummer": nummer, "kenmerk": kenmerk, "status": status}, code)

    def _biljet(self, nummer: str, volgnummer: str) -> Aanslagbiljet | None:
        key = (nummer, volgnummer)
        found = (one for one in self.biljetten if (one.aanslagbiljetnummer, one.aanslagbiljetvolgnummer) == key)
        return next(found, None)

    def _objectable(self, biljet: Aanslagbiljet, vraag: Bezwaaraanvraag) -> bool:
        regels = {one.belastingplichtnummer for one in biljet.aanslagregels if one.bezwaar_mogelijk}
        woz = biljet.beschikkingsregels if biljet.beschikkingsregels is not UNSET else []
        waarden = {one.sleutel_beschikkingsregel for one in woz if one.bezwaar_mogelijk}
        asked = [one.belastingplichtnummer for one in vraag.aanslagregels]
        values = [one.sleutel_beschikkingsregel for one in vraag.beschikkingsregels]
        return bool(asked or values) and regels.issuperset(asked) and waarden.issuperset(values)


def _spread(biljet: Aanslagbiljet, count: int) -> None:
    """What is open in so many parts, a month apart; what does not divide goes to the first ones, cent by cent."""
    cents = int(decimal(str(biljet.openstaand_bedrag)) * 100)
    each, left = divmod(cents, count)
    today = date.today()
    biljet.termijnen = [
        Termijn(
            volgnr=number + 1,
            bedrag=bedrag(Decimal(each + (number < left)) / 100),
            vervaldatum=str(today + timedelta(30 * (number + 1))),
        )
        for number in range(count)
    ]
    biljet.betaalstatus = "in_regeling"
    biljet.vervaldatum = biljet.termijnen[-1].vervaldatum


def _kenmerk(soort: str, number: int) -> str:
    return f"{soort}-{date.today().year}-{number:05}"
