"""The Berichtenbox of MijnOverheid as an app: FBS Berichtenuitvraag 0.1.0 behind OAuth2 client credentials."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sandbox.belastingen.tokens import Tokens
from sandbox.bron import Bron
from sandbox.mijnoverheid.problem import API_VERSION, Problem, problem_response
from sandbox.mijnoverheid.rijen import BASE_PATH, Bericht
from sandbox.mijnoverheid.seed import seed
from sandbox.mijnoverheid.sessies import Sessies
from sandbox.mijnoverheid.token import TOKEN_LIFETIME_S, TokenEndpoint
from sandbox.mijnoverheid.varianten import VARIANTEN
from sandbox.mijnoverheid.wijziging import read_changes

DEFAULT_SIZE, MAX_SIZE = 20, 200
MERGE_PATCH = "application/merge-patch+json"
ONTVANGER = re.compile(r"(BSN|RSIN|KVK|OIN):[0-9]+")


@dataclass(frozen=True)
class Berichtenbox:
    """The addresses of the Berichtenuitvraag."""

    tokens: Tokens
    sessies: Sessies

    async def ophalen(self, request: Request) -> Response:
        """GET that fills the session, told as server-sent events; errors that come later do not change the 200."""
        ontvanger = self._ontvanger(request)
        sessie = self.sessies.begin(ontvanger)
        stream = self.sessies.gather(ontvanger, sessie)
        return StreamingResponse(stream, headers=API_VERSION, media_type="text/event-stream")

    async def index(self, request: Request) -> Response:
        """GET of a page of the gathered berichten; pages count from 0, and no total is given."""
        berichten = self.sessies.read(self._ontvanger(request))
        pagina = _number(request, "pagina", 0, 0, None)
        grootte = _number(request, "paginaGrootte", DEFAULT_SIZE, 1, MAX_SIZE)
        start = pagina * grootte
        pages = {"self": pagina, "next": pagina + 1 if start + grootte < len(berichten) else None}
        pages["prev"] = pagina - 1 if pagina > 0 else None
        links = {
            name: {"href": f"{BASE_PATH}/berichten?pagina={page}&paginaGrootte={grootte}"}
            for name, page in pages.items()
            if page is not None
        }
        return _json(
            {"berichten": [item.samenvatting() for item in berichten[start : start + grootte]], "_links": links}
        )

    async def zoeken(self, request: Request) -> Response:
        """GET of the gathered berichten that hold a text of 2 to 200 characters."""
        berichten = self.sessies.read(self._ontvanger(request))
        wanted = request.query_params.get("q", "").lower()
        if not 2 <= len(wanted) <= 200:
            raise Problem(400, "q moet 2 tot 200 tekens hebben")
        found = [item for item in berichten if wanted in f"{item.onderwerp} {item.inhoud}".lower()]
        return _json({"berichten": [item.samenvatting() for item in found], "_links": {}})

    async def retrieve(self, request: Request) -> Response:
        """GET of one gathered bericht; that of another ontvanger is not found."""
        return _json(self._gathered(request).volledig())

    async def bijlage(self, request: Request) -> Response:
        """GET of the bytes of a bijlage, always as an attachment."""
        for bijlage in self._gathered(request).bijlagen:
            if bijlage.uuid == request.path_params["bijlage"]:
                headers = {**API_VERSION, "Content-Disposition": "attachment"}
                return Response(bijlage.inhoud, headers=headers, media_type=bijlage.mime_type)
        raise Problem(404, "De bijlage is niet gevonden")

    async def change(self, request: Request) -> Response:
        """PATCH of status and map (RFC 7396); null changes nothing."""
        ontvanger = self._ontvanger(request)
        if request.headers.get("content-type", "").partition(";")[0].strip() != MERGE_PATCH:
            raise Problem(415, f"Stuur een wijziging als {MERGE_PATCH}")
        changes = read_changes(await request.body())
        bericht = self._stored(request, ontvanger)
        if bericht is None:
            raise Problem(404, "Het bericht is niet gevonden")
        bericht.status = changes.status or bericht.status
        bericht.map = changes.map or bericht.map
        return _json(bericht.volledig())

    async def delete(self, request: Request) -> Response:
        """DELETE of a bericht; once more is fine."""
        bericht = self._stored(request, self._ontvanger(request))
        if bericht is not None:
            self.sessies.forget(bericht)
        return Response(status_code=204, headers=API_VERSION)

    def _ontvanger(self, request: Request) -> str:
        if not self.tokens.admits(request):
            raise Problem(401, "Een geldig token ontbreekt")
        ontvanger = request.headers.get("x-ontvanger", "")
        if not ONTVANGER.fullmatch(ontvanger):
            raise Problem(400, "Header X-Ontvanger ontbreekt of heeft niet de vorm TYPE:nummer")
        return ontvanger

    def _gathered(self, request: Request) -> Bericht:
        for bericht in self.sessies.read(self._ontvanger(request)):
            if bericht.uuid == request.path_params["bericht"]:
                return bericht
        raise Problem(404, "Het bericht is niet gevonden")

    def _stored(self, request: Request, ontvanger: str) -> Bericht | None:
        """The bericht in the magazijn the caller names, which needs no session."""
        magazijn = request.query_params.get("magazijnId", "")
        if not magazijn:
            raise Problem(400, "Parameter magazijnId ontbreekt")
        if magazijn not in {known.oin for known in self.sessies.magazijnen}:
            raise Problem(502, "Het magazijn is niet bekend")
        key = (request.path_params["bericht"], magazijn, ontvanger)
        found = (item for item in self.sessies.berichten if (item.uuid, item.magazijn.oin, item.ontvanger) == key)
        return next(found, None)


def _number(request: Request, name: str, default: int, lowest: int, highest: int | None) -> int:
    text = request.query_params.get(name, str(default))
    number = int(text) if text.isdecimal() else lowest - 1
    if number < lowest or (highest is not None and number > highest):
        raise Problem(400, f"Parameter {name} heeft geen geldige waarde")
    return number


def _json(body: object) -> Response:
    return Response(msgspec.json.encode(body), headers=API_VERSION, media_type="application/json")


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the Berichtenbox: a token from `/oauth/token` with the geheim, then Bearer and `X-Ontvanger`.

    `app.state.varianten` holds a switch per name in VARIANTEN; `app.state.tokens.revoke_all()` ends all tokens.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    tokens = Tokens(bron.geheim, TOKEN_LIFETIME_S)
    magazijnen, berichten = seed(date.today())
    box = Berichtenbox(tokens, Sessies(magazijnen, berichten, varianten))
    root = f"{BASE_PATH}/berichten"
    app = Starlette(
        routes=[
            Route("/oauth/token", TokenEndpoint(tokens), methods=["POST"]),
            Route(f"{root}/_ophalen", box.ophalen),
            Route(f"{root}/_zoeken", box.zoeken),
            Route(root, box.index),
            Route(f"{root}/{{bericht}}/bijlagen/{{bijlage}}", box.bijlage),
            Route(f"{root}/{{bericht}}", box.retrieve, methods=["GET"]),
            Route(f"{root}/{{bericht}}", box.change, methods=["PATCH"]),
            Route(f"{root}/{{bericht}}", box.delete, methods=["DELETE"]),
        ],
        exception_handlers={Problem: problem_response},
    )
    app.state.varianten = varianten
    app.state.tokens = tokens
    return app
