"""The Notificaties API (1.0) of the sandbox: kanalen, and subscriptions that are tried out before they count."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.notificaties.bezorger import Abonnee, Bezorger, roep_aan
from sandbox.notificaties.melding import NOTIFICATIE, TEST, Melding
from sandbox.openzaak.fouten import Fout, weiger
from sandbox.openzaak.loket import lees_object
from sandbox.openzaak.toegang import Toegang

PAD = "/api/v1"
KANALEN = (
    "zaken", "documenten", "besluiten", "zaaktypen", "besluittypen", "informatieobjecttypen", "objecten", "producten",
    "klantcontacten", "partijen", "test",
)  # fmt: skip
Rij = dict[str, object]


class Notificaties:
    """One NRC. Callers sign a JWT with `geheim`; `basis` gives its own address."""

    def __init__(self, basis: Callable[[], str]) -> None:
        self.geheim = secrets.token_hex(32)
        self.bezorger = Bezorger()
        self._basis = basis
        self._abonnementen: dict[str, tuple[Rij, Abonnee]] = {}

    def meld(self, *meldingen: Melding) -> None:
        """A system tells that something changed."""
        self.bezorger.bezorg([abonnee for _, abonnee in self._abonnementen.values()], meldingen)

    def app(self) -> Starlette:
        """The API."""
        return Starlette(
            routes=[
                Route(f"{PAD}/kanaal", self._kanalen, methods=["GET"]),
                Route(f"{PAD}/abonnement", self._lijst, methods=["GET"]),
                Route(f"{PAD}/abonnement", self._maak, methods=["POST"]),
                Route(f"{PAD}/abonnement/{{uuid}}", self._wijzig, methods=["PUT"]),
                Route(f"{PAD}/abonnement/{{uuid}}", self._verwijder, methods=["DELETE"]),
            ],
            exception_handlers={Fout: self._fout},
        )

    async def _kanalen(self, request: Request) -> Response:
        self._controleer(request)
        naam = request.query_params.get("naam")
        return JSONResponse(
            [{"url": f"{self._basis()}{PAD}/kanaal/{one}", "naam": one} for one in KANALEN if naam in (None, one)]
        )

    async def _lijst(self, request: Request) -> Response:
        self._controleer(request)
        return JSONResponse([row for row, _ in self._abonnementen.values()])

    async def _maak(self, request: Request) -> Response:
        """Two subscriptions on one callback are allowed, and then everything comes twice."""
        self._controleer(request)
        row = await self._bewaar(request, str(uuid4()))
        return JSONResponse(row, 201, {"Location": str(row["url"])})

    async def _wijzig(self, request: Request) -> Response:
        self._controleer(request)
        return JSONResponse(await self._bewaar(request, self._zoek(request)))

    async def _verwijder(self, request: Request) -> Response:
        self._controleer(request)
        del self._abonnementen[self._zoek(request)]
        return Response(status_code=204)

    async def _bewaar(self, request: Request, uuid: str) -> Rij:
        body = await lees_object(request)
        kanalen = body.get("kanalen", [])
        names = [str(one["naam"]) for one in kanalen if isinstance(one, dict)] if isinstance(kanalen, list) else []
        if not set(names) <= set(KANALEN):
            weiger("kanalen", "kanaal_naam", "Kanaal met deze naam bestaat niet.")
        filters = body.get("cloudeventFilters", [])
        typen = (
            [str(one["typeSubstring"]) for one in filters if isinstance(one, dict)] if isinstance(filters, list) else []
        )
        abonnee = Abonnee(str(body["callbackUrl"]), str(body["auth"]), frozenset(names), tuple(typen))
        await _probeer(abonnee)
        row = {
            "url": f"{self._basis()}{PAD}/abonnement/{uuid}",
            "callbackUrl": abonnee.callback_url,
            "kanalen": kanalen,
            "sendCloudevents": bool(body.get("sendCloudevents", False)),
            "cloudeventFilters": filters,
        }
        self._abonnementen[uuid] = (row, abonnee)
        return row

    def _zoek(self, request: Request) -> str:
        uuid = str(request.path_params["uuid"])
        if uuid not in self._abonnementen:
            raise Fout("NotFound")
        return uuid

    def _controleer(self, request: Request) -> None:
        Toegang(self.geheim).controleer(request.headers.get("authorization", ""))

    async def _fout(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Fout)
        return Response(error.body(self._basis()), error.status, media_type="application/json")


async def _probeer(abonnee: Abonnee) -> None:
    """Without the right Authorization a callback must refuse, with it it must take the message. Raises Fout (400)."""
    test = Melding("test", NOTIFICATIE, TEST)
    without = await roep_aan(abonnee.callback_url, None, test)
    with_auth = await roep_aan(abonnee.callback_url, abonnee.auth, test)
    if without not in (401, 403) or not 200 <= with_auth < 210:
        weiger("nonFieldErrors", "invalid-callback-url", "De opgegeven callback URL kan geen notificaties ontvangen.")
