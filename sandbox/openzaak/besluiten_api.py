"""The Besluiten API (ZGW 1.1): besluiten by zaak, and the documents they were laid down in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.fouten import Fout
from sandbox.openzaak.lijst import pagina, query
from sandbox.openzaak.loket import ALLES, Eindpunt, Loket, antwoord, detail
from sandbox.openzaak.varianten import VREEMD_ADRES
from sandbox.openzaak.zaakfilters import zaak_url

API, VERSIE = "/besluiten/api/v1", "1.1.0"
_FILTERS = ("zaak", "besluittype", "identificatie", "verantwoordelijkeOrganisatie")
_LINKS = ("zaak", "besluittype", "besluit", "informatieobject")


@dataclass(frozen=True)
class Besluiten:
    """The addresses of besluiten. Rights go by besluittype here, and the application has them all."""

    loket: Loket

    def routes(self) -> list[Route]:
        """List, detail, and the links to documents."""
        return [
            Route(f"{API}/besluiten", Eindpunt(self.loket, VERSIE, {"GET": self.lijst})),
            Route(f"{API}/besluiten/{{uuid}}", Eindpunt(self.loket, VERSIE, {"GET": self.detail}, ALLES)),
            Route(f"{API}/besluitinformatieobjecten", Eindpunt(self.loket, VERSIE, {"GET": self.stukken})),
        ]

    async def lijst(self, request: Request) -> Response:
        """GET, newest first."""
        params = query(request, (*_FILTERS, "page", "pageSize"))
        page = pagina(self._gefilterd(self._alle(), params, _FILTERS), params)
        url = self.loket.register().adressen.lijst("besluiten")
        return antwoord(request, page.antwoord(url, params, list(page.rows)))

    async def detail(self, request: Request) -> Response:
        """GET of one besluit."""
        url = self.loket.register().adressen.van("besluiten", str(request.path_params["uuid"]))
        row = next((row for row in self._alle() if row["url"] == url), None)
        if row is None:
            raise Fout("NotFound")
        return detail(request, row)

    async def stukken(self, request: Request) -> Response:
        """GET of the links to documents: a bare array."""
        params = query(request, ("besluit", "informatieobject"))
        rows = (row for dossier in self.loket.register().dossiers for row in dossier.besluitinformatieobjecten)
        return antwoord(request, self._gefilterd(rows, params, ("besluit", "informatieobject")))

    def _alle(self) -> Iterable[Rij]:
        return (row for dossier in self.loket.register().dossiers for row in dossier.besluiten)

    def _gefilterd(self, rows: Iterable[Rij], params: dict[str, str], filters: tuple[str, ...]) -> list[Rij]:
        wanted = {naam: params[naam] for naam in filters if params.get(naam)}
        for naam in _LINKS:
            zaak_url(naam, wanted.get(naam, "https://"))
        if "zaak" in wanted and self.loket.varianten[VREEMD_ADRES]:
            return []
        return [row for row in rows if all(row[naam] == value for naam, value in wanted.items())]
