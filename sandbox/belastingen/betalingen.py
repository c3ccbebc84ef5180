"""Payments of aanslagen: a page is made ready for an amount that is open, and only paying on that page pays.

This part is no vendor's; it is the port a tax system needs to have paying done elsewhere. The caller names each payment
itself (`kenmerk`), so that asking twice is found out.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

import msgspec
from msgspec import UNSET
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sandbox.belastingen.rijen import Aanslagbiljet, Betaling
from sandbox.belastingen.seed import bedrag
from sandbox.belastingen.tokens import Tokens
from sandbox.belastingen.vorm import answer, decimal, refuse

PAGE_LIFETIME_S = 1_800
KLAAR = ("betaald", "kwijtgescholden")


class Aanvraag(msgspec.Struct, rename="camel", kw_only=True):
    """What a caller asks; without a termijn it is about all that is open."""

    kenmerk: str
    aanslagbiljetnummer: str
    aanslagbiljetvolgnummer: str
    termijn: int | None = None
    bedrag: str
    terugkeer_url: str


@dataclass
class Betalingen:
    """The payments that were begun, by their kenmerk."""

    tokens: Tokens
    biljetten: tuple[Aanslagbiljet, ...]
    basis: Callable[[], str]
    gestart: dict[str, Betaling] = field(default_factory=dict)

    async def begin(self, request: Request) -> Response:
        """POST: 201 with the page; 409 when the amount is not what is open, or the kenmerk was used before."""
        if not self.tokens.admits(request):
            return refuse(401, "Geen geldig token.")
        try:
            vraag = msgspec.json.decode(await request.body(), type=Aanvraag)
        except msgspec.MsgspecError:
            return refuse(400, "De aanvraag is niet volledig.")
        biljet = self._biljet(vraag.aanslagbiljetnummer, vraag.aanslagbiljetvolgnummer)
        if biljet is None:
            return refuse(404, "Aanslagbiljet niet gevonden.")
        if vraag.kenmerk in self.gestart:
            return refuse(409, "Dit kenmerk is al gebruikt.")
        if _open(biljet, vraag.termijn) != vraag.bedrag:
            return refuse(409, "Het bedrag is niet het openstaande bedrag.")
        tot = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=PAGE_LIFETIME_S)
        betaling = Betaling(
            kenmerk=vraag.kenmerk, bedrag=vraag.bedrag, betaal_url=f"{self.basis()}/betaalpagina/{vraag.kenmerk}",
            geldig_tot=tot.isoformat().replace("+00:00", "Z"), aanslagbiljetnummer=vraag.aanslagbiljetnummer,
            aanslagbiljetvolgnummer=vraag.aanslagbiljetvolgnummer, termijn=vraag.termijn, terugkeer_url=vraag.terugkeer_url,
        )  # fmt: skip
        self.gestart[betaling.kenmerk] = betaling
        return answer(betaling, 201)

    async def retrieve(self, request: Request) -> Response:
        """GET of a payment by its kenmerk."""
        if not self.tokens.admits(request):
            return refuse(401, "Geen geldig token.")
        betaling = self.gestart.get(request.path_params["kenmerk"])
        return refuse(404, "Betaling niet gevonden.") if betaling is None else answer(betaling)

    async def page(self, request: Request) -> Response:
        """The page of the payment service, for a person in a browser."""
        betaling = self.gestart.get(request.path_params["kenmerk"])
        if betaling is None:
            return Response("Deze betaling bestaat niet.", 404, media_type="text/plain")
        klaar = "" if betaling.status == "gestart" else "<p>Deze betaling is klaar.</p>"
        body = (
            "<!doctype html><html lang='nl'><meta charset='utf-8'><title>Betalen</title><h1>Betalen</h1>"
            f"<p>Bedrag: € {html.escape(betaling.bedrag)}</p>{klaar}<form method='post'>"
            "<button name='uitkomst' value='betaald'>Betaal</button> "
            "<button name='uitkomst' value='afgebroken'>Stop</button></form></html>"
        )
        return Response(body, media_type="text/html")

    async def pay(self, request: Request) -> Response:
        """The person pays or stops, and goes back; what the way back says proves nothing."""
        betaling = self.gestart.get(request.path_params["kenmerk"])
        if betaling is None:
            return Response("Deze betaling bestaat niet.", 404, media_type="text/plain")
        paid = b"uitkomst=betaald" in await request.body()
        if paid and betaling.status == "gestart":
            betaling.status = "betaald"
            self._book(betaling)
        terug = betaling.terugkeer_url
        more = urlencode({"status": "betaald" if paid else "afgebroken"})
        return RedirectResponse(f"{terug}{'&' if urlsplit(terug).query else '?'}{more}", 303)

    def routes(self) -> list[Route]:
        """Every address of the payments."""
        return [
            Route("/v1/betalingen", self.begin, methods=["POST"]),
            Route("/v1/betalingen/{kenmerk}", self.retrieve),
            Route("/betaalpagina/{kenmerk}", self.page, methods=["GET"]),
            Route("/betaalpagina/{kenmerk}", self.pay, methods=["POST"]),
        ]

    def _biljet(self, nummer: str, volgnummer: str) -> Aanslagbiljet | None:
        key = (nummer, volgnummer)
        found = (one for one in self.biljetten if (one.aanslagbiljetnummer, one.aanslagbiljetvolgnummer) == key)
        return next(found, None)

    def _book(self, betaling: Betaling) -> None:
        """Take the payment off what is open."""
        biljet = self._biljet(betaling.aanslagbiljetnummer, betaling.aanslagbiljetvolgnummer)
        assert biljet is not None
        left = decimal(str(biljet.openstaand_bedrag)) - decimal(betaling.bedrag)
        biljet.openstaand_bedrag = bedrag(max(left, Decimal(0)))
        biljet.betaalstatus = "gedeeltelijk_betaald" if left > 0 else "betaald"
        termijnen = biljet.termijnen if biljet.termijnen is not UNSET else []
        for one in termijnen:
            if one.betaald_op is None and betaling.termijn in (None, one.volgnr):
                one.betaald_op = str(date.today())


def _open(biljet: Aanslagbiljet, termijn: int | None) -> str | None:
    """What can be paid: all that is open, or one termijn that is not paid yet."""
    if termijn is not None:
        termijnen = biljet.termijnen if biljet.termijnen is not UNSET else []
        return next((one.bedrag for one in termijnen if one.volgnr == termijn and one.betaald_op is None), None)
    is_open = biljet.betaalstatus not in (*KLAAR, UNSET) and biljet.openstaand_bedrag is not UNSET
    return str(biljet.openstaand_bedrag) if is_open else None
