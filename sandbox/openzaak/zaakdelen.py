"""What hangs on a zaak, each with its own list and detail: statussen, rollen, resultaten, documents, eigenschappen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openzaak import rolfilters
from sandbox.openzaak.aanleveren import Aanleveren
from sandbox.openzaak.adressen import Rij, uuid_uit
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.fouten import Fout, verboden
from sandbox.openzaak.lijst import pagina, query
from sandbox.openzaak.loket import ALLES, LEZEN, Actie, Eindpunt, Loket, antwoord, detail
from sandbox.openzaak.varianten import FILTER_GENEGEERD, VREEMD_ADRES
from sandbox.openzaak.zaakfilters import zaak_url
from sandbox.openzaak.zaken import PAD, VERSIE
from sandbox.verhalen.namen import uuid

API = "/zaken/api/v1"
_PAGES = ("page", "pageSize")
_URLS = ("zaak", "statustype", "resultaattype", "roltype", "informatieobject", "object")

Rijen = Callable[[Dossier], list[Rij]]


@dataclass(frozen=True)
class Deel:
    """A kind of part: where it is found in a dossier, what may be filtered on, and if its list is a bare array."""

    naam: str
    rijen: Rijen
    filters: Collection[str]
    allow: str = ALLES
    kaal: bool = False

    @property
    def bekend(self) -> frozenset[str]:
        return frozenset((*self.filters, *(() if self.kaal else _PAGES)))


DELEN = (
    Deel(
        "statussen",
        lambda dossier: dossier.statussen,
        ("zaak", "statustype", "indicatieLaatstGezetteStatus"),
        "GET, HEAD, OPTIONS",
    ),
    Deel("resultaten", lambda dossier: [dossier.resultaat] if dossier.resultaat else [], ("zaak", "resultaattype")),
    Deel("rollen", lambda dossier: dossier.rollen, ("zaak", "roltype", "omschrijving", *rolfilters.NAMEN)),
    Deel(
        "zaakinformatieobjecten",
        lambda dossier: dossier.zaakinformatieobjecten,
        ("zaak", "informatieobject"),
        kaal=True,
    ),
    Deel("zaakobjecten", lambda dossier: [], ("zaak", "object", "objectType")),
)


@dataclass(frozen=True)
class Zaakdelen:
    """The addresses of parts of zaken."""

    loket: Loket
    aanleveren: Aanleveren

    def routes(self) -> list[Route]:
        """Lists and details of every part, and what lives below the address of a zaak."""
        own = [route for deel in DELEN for route in self._routes(deel)]
        return [
            *own,
            Route(f"{PAD}/{{zaak}}/zaakeigenschappen", self._eindpunt(self.eigenschappen)),
            Route(f"{PAD}/{{zaak}}/zaakeigenschappen/{{uuid}}", self._eindpunt(self.eigenschap, ALLES)),
            Route(f"{PAD}/{{zaak}}/besluiten", self._eindpunt(self.besluiten)),
        ]

    def _routes(self, deel: Deel) -> list[Route]:
        async def list_them(request: Request) -> Response:
            return self._lijst(request, deel)

        async def show(request: Request) -> Response:
            return self._detail(request, deel)

        path = f"{API}/{deel.naam}"
        taken = {"POST": self.aanleveren.koppel} if deel.naam == "zaakinformatieobjecten" else {}
        return [
            Route(path, Eindpunt(self.loket, VERSIE, {"GET": list_them, **taken})),
            Route(f"{path}/{{uuid}}", self._eindpunt(show, deel.allow)),
        ]

    def _eindpunt(self, get: Actie, allow: str = LEZEN) -> Eindpunt:
        return Eindpunt(self.loket, VERSIE, {"GET": get}, allow)

    def _lijst(self, request: Request, deel: Deel) -> Response:
        params = query(request, deel.bekend)
        rows = [row for dossier in self._dossiers(params) for row in deel.rijen(dossier)]
        checks = self._eisen(deel, params)
        found = [row for row in rows if all(check(row) for check in checks)]
        if deel.kaal:
            return antwoord(request, found)
        page = pagina(found, params)
        url = self.loket.register().adressen.lijst(deel.naam)
        return antwoord(request, page.antwoord(url, params, list(page.rows)))

    def _dossiers(self, params: dict[str, str]) -> list[Dossier]:
        """The dossiers a list looks in: one when it names a zaak, else all that may be seen."""
        register, asked = self.loket.register(), params.get("zaak", "")
        if not asked:
            return list(register.leesbaar)
        zaak_url("zaak", asked)
        dossier = register.dossier_bij_uuid.get(uuid_uit(asked))
        is_ours = dossier is not None and dossier.url == asked and not self.loket.varianten[VREEMD_ADRES]
        return [dossier] if dossier is not None and is_ours and dossier.leesbaar else []

    def _eisen(self, deel: Deel, params: dict[str, str]) -> list[rolfilters.Test]:
        checks = [_gelijk(naam, value) for naam, value in params.items() if naam in _EIGEN and value]
        if deel.naam == "rollen" and not self.loket.varianten[FILTER_GENEGEERD]:
            checks += rolfilters.eisen(params, "")
        return checks

    def _detail(self, request: Request, deel: Deel) -> Response:
        for dossier in self.loket.register().dossiers:
            for row in deel.rijen(dossier):
                if row["uuid"] == request.path_params["uuid"]:
                    return _toon(request, dossier, row)
        raise Fout("NotFound")

    async def eigenschappen(self, request: Request) -> Response:
        """A bare array; below a zaak that may not be seen it is a 403 and not an empty list."""
        query(request, ())
        return antwoord(request, self._van_zaak(request).eigenschappen)

    async def eigenschap(self, request: Request) -> Response:
        """One property."""
        dossier = self._van_zaak(request)
        row = next((row for row in dossier.eigenschappen if row["uuid"] == request.path_params["uuid"]), None)
        if row is None:
            raise Fout("NotFound")
        return _toon(request, dossier, row)

    async def besluiten(self, request: Request) -> Response:
        """A bare array of links to the besluiten of a zaak."""
        query(request, ())
        dossier = self._van_zaak(request)
        return antwoord(request, [_zaakbesluit(dossier, str(besluit["url"])) for besluit in dossier.besluiten])

    def _van_zaak(self, request: Request) -> Dossier:
        """The dossier in the address. Raises Fout: 404 when there is none, 403 when it may not be seen."""
        text = str(request.path_params["zaak"])
        try:
            dossier = self.loket.register().dossier_bij_uuid.get(str(UUID(text)))
        except ValueError as error:
            raise Fout("NotFound") from error
        if dossier is None:
            raise Fout("NotFound")
        if not dossier.leesbaar:
            raise verboden()
        return dossier


_EIGEN = ("statustype", "resultaattype", "roltype", "omschrijving", "informatieobject", "indicatieLaatstGezetteStatus")


def _gelijk(naam: str, value: str) -> rolfilters.Test:
    if naam in _URLS:
        zaak_url(naam, value)
    wanted: object = value.casefold() in ("true", "1") if naam == "indicatieLaatstGezetteStatus" else value
    return lambda row: row[naam] == wanted


def _toon(request: Request, dossier: Dossier, row: Rij) -> Response:
    if not dossier.leesbaar:
        raise verboden()
    return detail(request, row)


def _zaakbesluit(dossier: Dossier, besluit: str) -> Rij:
    own = uuid("zaakbesluit", besluit)
    return {"url": f"{dossier.url}/besluiten/{own}", "uuid": own, "besluit": besluit}
