"""The Documenten API (ZGW 1.4): lists and searches leave out what is too secret, and downloads have manners of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openzaak import uitklappen
from sandbox.openzaak.aanleveren import Aanleveren
from sandbox.openzaak.adressen import Rij, uuid_uit
from sandbox.openzaak.documenten import Document
from sandbox.openzaak.downloads import Download
from sandbox.openzaak.fouten import Fout, verboden
from sandbox.openzaak.lijst import pagina, query
from sandbox.openzaak.loket import ALLES, ZOEKEN, Eindpunt, Loket, antwoord, detail, zoekvraag
from sandbox.openzaak.zaakfilters import zaak_url
from sandbox.verhalen.namen import uuid

API, VERSIE = "/documenten/api/v1", "1.4.2"
PAD = f"{API}/enkelvoudiginformatieobjecten"
_OBJECT, _OBJECTTYPE = "objectinformatieobjecten__object", "objectinformatieobjecten__objectType"
_GELIJK = ("auteur", "bronorganisatie", "identificatie", "informatieobjecttype", "titel", "vertrouwelijkheidaanduiding")
_EXPAND = ("informatieobjecttype",)
_QUERY = (*_GELIJK, _OBJECT, _OBJECTTYPE, "expand", "page", "pageSize")


@dataclass(frozen=True)
class Documenten:
    """The addresses of documents."""

    loket: Loket
    aanleveren: Aanleveren

    def routes(self) -> list[Route]:
        """The search comes before the detail, whose place it would otherwise take."""
        return [
            Route(PAD, Eindpunt(self.loket, VERSIE, {"GET": self.lijst, "POST": self.aanleveren.maak})),
            Route(f"{PAD}/_zoek", Eindpunt(self.loket, VERSIE, {"POST": self.zoek}, ZOEKEN)),
            Route(f"{PAD}/{{uuid}}", self._een()),
            Route(f"{PAD}/{{uuid}}/download", Download(self.loket)),
            Route(f"{API}/objectinformatieobjecten", Eindpunt(self.loket, VERSIE, {"GET": self.relaties})),
        ]

    def _een(self) -> Eindpunt:
        return Eindpunt(self.loket, VERSIE, {"GET": self.detail, "DELETE": self.aanleveren.verwijder}, ALLES)

    async def lijst(self, request: Request) -> Response:
        """GET, oldest first."""
        params = query(request, _QUERY)
        wanted = {naam: params[naam] for naam in _GELIJK if params.get(naam)}
        of_zaak = self._van_zaak(params.get(_OBJECT, ""))
        found = [
            document
            for document in self._leesbaar()
            if (of_zaak is None or document.uuid in of_zaak)
            and all(document.rij[naam] == value for naam, value in wanted.items())
        ]
        expand = tuple(path for path in params.get("expand", "").split(",") if path)
        return self._antwoord(request, found, params, expand, "")

    async def zoek(self, request: Request) -> Response:
        """POST `uuid__in`: those that may be read, in one call; other keys are ignored, which gives all."""
        body = await zoekvraag(request)
        params = {naam: value for naam, value in request.query_params.items() if naam in ("page", "pageSize")}
        expand = body.get("expand") or []
        if not isinstance(expand, list):
            raise Fout("APIException")
        found = list(self._leesbaar())
        uuids = body.get("uuid__in")
        if isinstance(uuids, list):
            found = [document for document in found if document.uuid in uuids]
        return self._antwoord(request, found, params, tuple(str(path) for path in expand), "/_zoek")

    async def detail(self, request: Request) -> Response:
        """GET; too secret is a 403."""
        params = query(request, ("expand", "versie", "registratieOp"))
        document = self.loket.register().documenten.get(str(request.path_params["uuid"]))
        if document is None:
            raise Fout("NotFound")
        if not document.leesbaar:
            raise verboden()
        tree = uitklappen.boom([path for path in params.get("expand", "").split(",") if path], _EXPAND)
        return detail(request, self._rij(document, tree))

    async def relaties(self, request: Request) -> Response:
        """GET objectinformatieobjecten: a bare array, without documents that may not be read."""
        params = query(request, ("object", "informatieobject"))
        of_zaak = self._van_zaak(params.get("object", ""))
        return antwoord(
            request,
            [
                row
                for document, row in self._alle_relaties()
                if (of_zaak is None or document.uuid in of_zaak)
                and params.get("informatieobject", row["informatieobject"]) == row["informatieobject"]
            ],
        )

    def _leesbaar(self) -> Iterable[Document]:
        return (document for document in self.loket.register().documenten.values() if document.leesbaar)

    def _van_zaak(self, url: str) -> frozenset[str] | None:
        """The uuids of the documents of a zaak; None when no zaak is named."""
        if not url:
            return None
        zaak_url("object", url)
        dossier = self.loket.register().dossier_bij_uuid.get(uuid_uit(url))
        if dossier is None or dossier.url != url:
            return frozenset()
        return frozenset(document.uuid for document in dossier.documenten)

    def _alle_relaties(self) -> Iterable[tuple[Document, Rij]]:
        register = self.loket.register()
        for dossier in register.leesbaar:
            for document in dossier.documenten:
                if document.leesbaar:
                    own = uuid("objectinformatieobject", document.naam)
                    yield (
                        document,
                        {
                            "url": register.adressen.van("objectinformatieobjecten", own),
                            "informatieobject": document.rij["url"],
                            "object": dossier.url,
                            "objectType": "zaak",
                        },
                    )

    def _antwoord(
        self, request: Request, found: list[Document], params: dict[str, str], expand: tuple[str, ...], tail: str
    ) -> Response:
        tree, page = uitklappen.boom(expand, _EXPAND), pagina(found, params)
        rows = [self._rij(document, tree) for document in page.rows]
        url = self.loket.register().adressen.lijst("enkelvoudiginformatieobjecten") + tail
        return antwoord(request, page.antwoord(url, params, rows), rows=len(rows), expand=expand)

    def _rij(self, document: Document, tree: Mapping[str, object]) -> Rij:
        if not tree:
            return document.rij
        types = self.loket.register().typen
        return document.rij | {"_expand": {naam: types[str(document.rij[naam])] for naam in tree}}
