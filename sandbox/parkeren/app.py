"""The parking permits of a gemeente as an app, with the vendor API of Egis: two lists, and 404 for no data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from secrets import compare_digest

import msgspec
from joserfc.jwk import OctKey
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.parkeren.rijen import ClientProduct, Klant, PermitRequest
from sandbox.parkeren.seed import seed
from sandbox.parkeren.token import BadToken, create_token, key_of, read_token

FILTER_GENEGEERD = "filter_genegeerd"
LEEG_ALS_LIJST = "leeg_als_lijst"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The person in the token is not applied: every answer holds everyone's permits.",
    LEEG_ALS_LIJST: "Someone without permits gets 200 with an empty list instead of 404.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""

Rows = Sequence[ClientProduct | PermitRequest]
CLAIMS: Mapping[str, str] = {"private": "bsn", "company": "kvk_number"}


@dataclass(frozen=True)
class Parkeren:
    """The addresses of the parking system."""

    secret: str
    key: OctKey
    klanten: tuple[Klant, ...]
    varianten: Mapping[str, bool]

    async def create(self, request: Request) -> Response:
        """POST of `data[bsn]` or `data[kvk_number]` as a form; answers with a token."""
        if not self._admits(request):
            return refuse(401, "Unauthorized")
        form = await request.form()
        for claim in CLAIMS.values():
            number = _text(form, f"data[{claim}]")
            if number:
                return answer({"token": create_token(self.key, claim, number)})
        return refuse(422, "data[bsn] or data[kvk_number] is required")

    async def products(self, request: Request, claim: str) -> Response:
        """POST of a token; the permits someone has, without a count."""
        return await self._list(request, claim, lambda klant: klant.products, with_count=False)

    async def requests(self, request: Request, claim: str) -> Response:
        """POST of a token; the permits someone asked for."""
        return await self._list(request, claim, lambda klant: klant.requests, with_count=True)

    async def _list(
        self, request: Request, claim: str, rows_of: Callable[[Klant], Rows], *, with_count: bool
    ) -> Response:
        if not self._admits(request):
            return refuse(401, "Unauthorized")
        try:
            claims = read_token(self.key, await _token(request))
        except BadToken as error:
            return refuse(401, str(error))
        if not isinstance(claims.get(claim), str):
            return refuse(422, f"Token does not name a {claim}")
        rows = [row for klant in self._find(claim, claims[claim]) for row in rows_of(klant)]
        if not rows and not self.varianten[LEEG_ALS_LIJST]:
            return refuse(404, "No data found")
        count = {"count": len(rows)} if with_count else {}
        return answer({"result": "success", **count, "data": rows})

    def routes(self, kind: str, claim: str) -> list[Route]:
        """The two lists for private persons or for companies."""
        return [
            Route(f"/v1/{kind}/client_product_details", partial(self.products, claim=claim), methods=["POST"]),
            Route(f"/v1/{kind}/active_permit_request", partial(self.requests, claim=claim), methods=["POST"]),
        ]

    def _admits(self, request: Request) -> bool:
        shown = request.headers.get("x-auth-token", "")
        return compare_digest(shown.encode(), self.secret.encode())

    def _find(self, claim: str, number: object) -> list[Klant]:
        everyone = self.varianten[FILTER_GENEGEERD]
        return [klant for klant in self.klanten if everyone or (klant.claim, klant.number) == (claim, number)]


async def _token(request: Request) -> str:
    """The token in the body, which is JSON or a form."""
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body: object = msgspec.json.decode(await request.body())
        except msgspec.DecodeError as error:
            raise BadToken("Body is no JSON") from error
        token = body.get("token") if isinstance(body, dict) else None
        return token if isinstance(token, str) else ""
    return _text(await request.form(), "token")


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def answer(body: object, status: int = 200) -> Response:
    """A body as JSON."""
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def refuse(status: int, message: str) -> Response:
    """An error in the vendor's form."""
    return answer({"result": "error", "message": message}, status)


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the parking system: header `X-AUTH-TOKEN: <geheim>`, and per call a JWE under the key of `key_of`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    parkeren = Parkeren(bron.geheim, key_of(bron.geheim), seed(date.today()), varianten)
    app = Starlette(
        routes=[
            Route("/v1/jwe/create", parkeren.create, methods=["POST"]),
            *(route for kind, claim in CLAIMS.items() for route in parkeren.routes(kind, claim)),
        ]
    )
    app.state.varianten = varianten
    return app
