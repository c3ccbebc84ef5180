"""The manners of every address of Open Zaak: headers, Accept, token, method and CRS, checked in that order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.openvtb.drf import accepts_json
from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.dossier import etag_van
from sandbox.openzaak.fouten import Fout, verboden, weiger
from sandbox.openzaak.kosten import kosten
from sandbox.openzaak.register import Register
from sandbox.openzaak.toegang import Toegang

Actie = Callable[[Request], Awaitable[Response]]

CRS = "EPSG:4326"
KOSTEN = "kosten_ms"
"""The key in the ASGI scope under which an answer leaves what its `expand` cost, in milliseconds of server time."""

LEZEN = "GET, POST, HEAD, OPTIONS"
ALLES = "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"
ZOEKEN = "POST, OPTIONS"
HEADERS = {
    "X-Frame-Options": "DENY",
    "Vary": "origin, Cookie",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Loket:
    """What the addresses of one system share. `register` builds what it holds at the first call."""

    toegang: Toegang
    basis: Callable[[], str]
    register: Callable[[], Register]
    varianten: Mapping[str, bool]


@dataclass(frozen=True)
class Eindpunt:
    """One address as an ASGI app.

    `allow` lists the methods the real system has here; one of them that has no action is refused with 403, as our
    application holds no scope for it.
    """

    loket: Loket
    versie: str
    acties: Mapping[str, Actie]
    allow: str = LEZEN
    crs: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._run(request)
        except Fout as fout:
            response = Response(fout.body(self.loket.basis()), fout.status, media_type="application/json")
        response.headers.update(HEADERS | {"Allow": self.allow, "API-version": self.versie})
        if self.crs:
            response.headers["Content-Crs"] = CRS
        await response(scope, receive, send)

    async def _run(self, request: Request) -> Response:
        if not accepts_json(request.headers.get("accept", "")):
            raise Fout("NotAcceptable")
        self.loket.toegang.controleer(request.headers.get("authorization", ""))
        actie = self.acties.get("GET" if request.method == "HEAD" else request.method)
        if actie is None:
            raise self._weiger(request.method)
        if self.crs:
            _controleer_crs(request)
        return await actie(request)

    def _weiger(self, method: str) -> Fout:
        if method in self.allow.split(", "):
            return verboden()
        return Fout("MethodNotAllowed", f'Methode "{method}" niet toegestaan.')


def _controleer_crs(request: Request) -> None:
    needed = ["Accept-Crs"] if request.method in ("GET", "HEAD") else ["Accept-Crs", "Content-Crs"]
    for naam in needed:
        given = request.headers.get(naam)
        if given is None:
            raise Fout("PreconditionFailed", f"'{naam}' header ontbreekt")
        if given != CRS:
            raise Fout("NotAcceptable", f"CRS '{given}' is niet ondersteund")


def antwoord(request: Request, body: object, *, rows: int = 0, expand: tuple[str, ...] = ()) -> Response:
    """A 200 in JSON, with what its expand cost left in the scope."""
    if expand:
        request.scope[KOSTEN] = kosten(request.url.path, rows, expand)
    return Response(msgspec.json.encode(body), media_type="application/json")


def ongewijzigd(request: Request, etag: str) -> Response | None:
    """A 304 when the caller has this version (RFC 9110, weak comparison); its right to see it is not looked at."""
    known = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    return Response(status_code=304, headers={"ETag": etag}) if etag in known else None


def detail(request: Request, row: Rij) -> Response:
    """One resource with its ETag, or 304."""
    etag = etag_van(row)
    response = ongewijzigd(request, etag) or antwoord(request, row)
    response.headers["ETag"] = etag
    return response


async def zoekvraag(request: Request) -> dict[str, object]:
    """The body of a search. Raises Fout as `lees_object`, and (400) when it is empty."""
    body = await lees_object(request)
    if not body:
        weiger("nonFieldErrors", "empty_search_body", "Je moet zoekparameters opgeven")
    return body


async def lees_object(request: Request) -> dict[str, object]:
    """The JSON object in the body. Raises Fout: another content type, no JSON, or JSON that is no object."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/json":
        raise Fout("UnsupportedMediaType", f'Ongeldige media type "{kind}" in aanvraag.')
    try:
        body: object = msgspec.json.decode(await request.body())
    except msgspec.DecodeError as error:
        raise Fout("ParseError", f"JSON parse error - {error}") from error
    if not isinstance(body, dict):
        weiger("nonFieldErrors", "invalid", "Ongeldige data. Verwacht een object.")
    return body
