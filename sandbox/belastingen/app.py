"""The tax system of a belastingsamenwerking as an app, with the vendor API known as Pink."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.belastingen.aanvragen import Aanvragen
from sandbox.belastingen.betalingen import Betalingen
from sandbox.belastingen.rijen import Aanslagbiljet
from sandbox.belastingen.seed import seed
from sandbox.belastingen.tokens import Tokens
from sandbox.belastingen.vorm import answer, refuse
from sandbox.bron import Bron

FILTER_GENEGEERD = "filter_genegeerd"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The BSN is not applied: every answer holds everyone's aanslagen.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""

TOKEN_LIFETIME_S = 3600


@dataclass(frozen=True)
class Belastingen:
    """The addresses of the tax system; `biljetten` in the order they were imposed."""

    tokens: Tokens
    biljetten: tuple[Aanslagbiljet, ...]
    varianten: Mapping[str, bool]

    async def token(self, request: Request) -> Response:
        """POST of client_id and client_secret as a form; answers with a bearer token."""
        form = dict(parse_qsl((await request.body()).decode()))
        token = self.tokens.issue(form.get("client_id", ""), form.get("client_secret", ""))
        if token is None:
            return refuse(401, "Onbekende client of onjuist geheim.")
        return answer({"accessToken": token})

    async def aanslagen(self, request: Request) -> Response:
        """GET of the aanslagen of one BSN from a year on; someone without any gets an empty list."""
        if not self.tokens.admits(request):
            return refuse(401, "Geen geldig token.")
        query = request.query_params
        bsn, vanaf = query.get("bsn", ""), query.get("belastingjaar-vanaf", "")
        if not (bsn.isdecimal() and len(bsn) == 9):
            return refuse(400, "Parameter bsn ontbreekt of is geen burgerservicenummer.")
        if vanaf and not (vanaf.isdecimal() and len(vanaf) == 4):
            return refuse(400, "Parameter belastingjaar-vanaf is geen jaar.")
        rows = [biljet for biljet in self.biljetten if self._concerns(biljet, bsn) and biljet.belasting_jaar >= vanaf]
        return answer({"result": {"instance": {"rows": rows}}})

    def _concerns(self, biljet: Aanslagbiljet, bsn: str) -> bool:
        return self.varianten[FILTER_GENEGEERD] or biljet.belastingplichtige.burgerservicenummer == bsn


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the tax system: `POST /v1/auth/token` with any client_id and the geheim as client_secret, then Bearer.

    `app.state.varianten` holds a switch per name in VARIANTEN; `app.state.tokens.revoke_all()` ends all tokens.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    belastingen = Belastingen(Tokens(bron.geheim, TOKEN_LIFETIME_S), seed(date.today()), varianten)
    aanvragen = Aanvragen(belastingen.tokens, belastingen.biljetten)
    betalingen = Betalingen(belastingen.tokens, belastingen.biljetten, basis)
    app = Starlette(
        routes=[
            Route("/v1/auth/token", belastingen.token, methods=["POST"]),
            Route("/v1/aanslagen", belastingen.aanslagen),
            *betalingen.routes(),
            *aanvragen.routes(),
        ]
    )
    app.state.varianten = varianten
    app.state.tokens = belastingen.tokens
    return app
