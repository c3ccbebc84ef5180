"""Downloading a document: bytes when all is well, and otherwise a body that says nothing.

The renderer of this address knows one type only, so every error has the words `application/octet-stream` as its body,
whatever its status; a client that does not look at the status saves those 24 bytes as the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.openzaak.documenten import Document
from sandbox.openzaak.dossier import etag_van
from sandbox.openzaak.fouten import Fout
from sandbox.openzaak.loket import HEADERS, Loket

OCTET = "application/octet-stream"
VERSIE, ALLOW = "1.4.2", "GET, HEAD, OPTIONS"
_ACCEPTABEL = frozenset((OCTET, "application/*", "*/*", ""))


@dataclass(frozen=True)
class Download:
    """The address of a file, as an ASGI app. A secret document is a 404 here, not the 403 its metadata give."""

    loket: Loket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = self._bestand(request)
        except Fout as fout:
            response = Response(OCTET.encode(), fout.status, media_type=OCTET)
            response.headers["API-version"] = VERSIE
        response.headers.update(HEADERS | {"Allow": ALLOW})
        await response(scope, receive, send)

    def _bestand(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        if not any(part.partition(";")[0].strip() in _ACCEPTABEL for part in accept.split(",")):
            raise Fout("NotAcceptable")
        self.loket.toegang.controleer(request.headers.get("authorization", ""))
        if request.method not in ("GET", "HEAD"):
            raise Fout("MethodNotAllowed")
        document = self._vind(request)
        headers = {"Content-Disposition": f'attachment; filename="{uuid4()}.bin"', "ETag": etag_van(document.rij)}
        return Response(document.inhoud, headers=headers, media_type=OCTET)

    def _vind(self, request: Request) -> Document:
        document = self.loket.register().documenten.get(str(request.path_params["uuid"]))
        if (
            document is None
            or not document.leesbaar
            or document.rij["inhoud"] is None
            or request.query_params.get("versie", "1") != "1"
        ):
            raise Fout("NotFound")
        return document
