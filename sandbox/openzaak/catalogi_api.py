"""The Catalogi API (ZGW 1.3): lists show definitive types unless asked otherwise, details show any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.fouten import Fout
from sandbox.openzaak.lijst import pagina, query
from sandbox.openzaak.loket import ALLES, Eindpunt, Loket, antwoord, detail
from sandbox.openzaak.rolfilters import keuze
from sandbox.openzaak.zaakfilters import zaak_url

API, VERSIE = "/catalogi/api/v1", "1.3.1"
STATUSSEN = ("alles", "concept", "definitief")
_VAN_ZAAKTYPE = ("status", "datumGeldigheid", "zaaktype", "zaaktypeIdentificatie")
FILTERS = {
    "catalogussen": ("domein", "domein__in", "rsin", "rsin__in"),
    "zaaktypen": (
        "status",
        "datumGeldigheid",
        "catalogus",
        "identificatie",
        "identificatie__icontains",
        "omschrijving__icontains",
        "trefwoorden",
    ),
    "statustypen": _VAN_ZAAKTYPE,
    "resultaattypen": _VAN_ZAAKTYPE,
    "roltypen": (*_VAN_ZAAKTYPE, "omschrijving", "omschrijvingGeneriek"),
    "eigenschappen": _VAN_ZAAKTYPE,
    "besluittypen": ("status", "datumGeldigheid", "catalogus", "zaaktypen", "informatieobjecttypen", "omschrijving"),
    "informatieobjecttypen": (
        "status",
        "datumGeldigheid",
        "catalogus",
        "zaaktype",
        "omschrijving",
        "omschrijving__icontains",
    ),
    "zaaktype-informatieobjecttypen": ("status", "zaaktype", "informatieobjecttype", "richting"),
}
_LINKS = ("catalogus", "zaaktype", "zaaktypen", "informatieobjecttype", "informatieobjecttypen")


@dataclass(frozen=True)
class Catalogi:
    """The addresses of the catalogue."""

    loket: Loket

    def routes(self) -> list[Route]:
        """A list and a detail for each kind of type."""
        return [route for soort in FILTERS for route in self._routes(soort)]

    def _routes(self, soort: str) -> list[Route]:
        async def list_them(request: Request) -> Response:
            return self._lijst(request, soort)

        async def show(request: Request) -> Response:
            row = self.loket.register().typen.get(self._url(soort, request))
            if row is None:
                raise Fout("NotFound")
            return detail(request, row)

        return [
            Route(f"{API}/{soort}", Eindpunt(self.loket, VERSIE, {"GET": list_them})),
            Route(f"{API}/{soort}/{{uuid}}", Eindpunt(self.loket, VERSIE, {"GET": show}, ALLES)),
        ]

    def _url(self, soort: str, request: Request) -> str:
        return self.loket.register().adressen.van(soort, str(request.path_params["uuid"]))

    def _lijst(self, request: Request, soort: str) -> Response:
        params = query(request, (*FILTERS[soort], "page", "pageSize"))
        register = self.loket.register()
        status = keuze("status", params.get("status") or "definitief", STATUSSEN)
        checks = [_eis(naam, value) for naam, value in params.items() if value and naam not in _GEEN_VELD]
        rows = [
            row
            for row in register.catalogus[soort]
            if _has_status(row, status, register.concept) and all(check(row) for check in checks)
        ]
        page = pagina(rows, params)
        return antwoord(request, page.antwoord(register.adressen.lijst(soort), params, list(page.rows)))


_GEEN_VELD = ("status", "page", "pageSize")


def _has_status(row: Rij, status: str, concept: frozenset[str]) -> bool:
    """A type below a zaaktype is a concept when its zaaktype is; a catalogus has no status."""
    if status == "alles":
        return True
    is_concept = row.get("concept") is True or row.get("zaaktype") in concept
    return is_concept is (status == "concept")


def _eis(naam: str, value: str) -> Callable[[Rij], bool]:
    if naam in _LINKS:
        zaak_url(naam, value)
    if naam == "datumGeldigheid":
        return lambda row: str(row["beginGeldigheid"] or "") <= value <= str(row["eindeGeldigheid"] or "9999")
    veld, _, how = naam.partition("__")
    if how == "icontains":
        return lambda row: value.casefold() in str(row[veld]).casefold()
    if how == "in":
        return lambda row: row[veld] in value.split(",")
    return lambda row: _holds(row[veld if veld in row else "zaaktypen"], value)


def _holds(found: object, value: str) -> bool:
    """Equal to the value, or a list with it in."""
    return value in found if isinstance(found, list) else found == value
