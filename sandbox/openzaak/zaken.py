"""Zaken themselves: list, search, detail, and the one write a portal does: telling that a person opened a zaak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.notificaties.melding import meld
from sandbox.openzaak import gebeurtenissen, uitklappen, zaakfilters
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.fouten import Fout, verboden, weiger
from sandbox.openzaak.lijst import pagina, query
from sandbox.openzaak.loket import ALLES, ZOEKEN, Eindpunt, Loket, antwoord, lees_object, ongewijzigd, zoekvraag
from sandbox.openzaak.varianten import FILTER_GENEGEERD
from sandbox.openzaak.zaakfilters import BODY, QUERY

PAD = "/zaken/api/v1/zaken"
VERSIE = "1.5.1"


@dataclass(frozen=True)
class Zaken:
    """The addresses of zaken."""

    loket: Loket

    def routes(self) -> list[Route]:
        """The search comes before the detail, whose place it would otherwise take."""
        return [
            Route(PAD, Eindpunt(self.loket, VERSIE, {"GET": self.lijst}, crs=True)),
            Route(f"{PAD}/_zoek", Eindpunt(self.loket, VERSIE, {"POST": self.zoek}, ZOEKEN, crs=True)),
            Route(
                f"{PAD}/{{uuid}}",
                Eindpunt(self.loket, VERSIE, {"GET": self.detail, "PATCH": self.geopend}, ALLES, crs=True),
            ),
        ]

    async def lijst(self, request: Request) -> Response:
        """GET: unknown parameters are refused, empty filters are no filter."""
        params = query(request, QUERY)
        expand = _paths(params.get("expand", ""))
        return self._antwoord(request, params, params, params.get("ordering", ""), expand)

    async def zoek(self, request: Request) -> Response:
        """POST: unknown keys are ignored, which gives everybody's zaken; pages are asked for in the query."""
        body = await zoekvraag(request)
        params = dict(request.query_params.multi_items())
        expand = _expand_in(body) or _paths(params.get("expand", ""))
        filters = _filters_in(body)
        if filters is None:
            return antwoord(request, pagina([], {}).antwoord(PAD, {}, []))
        paging = {naam: value for naam, value in params.items() if naam in ("page", "pageSize")}
        return self._antwoord(request, filters, paging, str(body.get("ordering", "")), expand, "/_zoek")

    async def detail(self, request: Request) -> Response:
        """GET: the ETag is that of the bare zaak, also with expand, and a 304 comes before the check of rights."""
        dossier = self._vind(request)
        known = ongewijzigd(request, dossier.etag)
        if known is not None:
            return known
        expand = _paths(query(request, ("expand",)).get("expand", ""))
        tree = uitklappen.boom(expand)
        if not dossier.leesbaar:
            raise verboden()
        body = uitklappen.zaak(dossier, tree, self.loket.register())
        response = antwoord(request, body, rows=1, expand=expand)
        response.headers["ETag"] = dossier.etag
        return response

    async def geopend(self, request: Request) -> Response:
        """PATCH of `laatstGeopend`, all that our application may write. The answer still shows the old moment."""
        dossier = self._vind(request)
        change = await lees_object(request)
        if not dossier.leesbaar or change.keys() != {"laatstGeopend"}:
            raise verboden()
        if dossier.zaak["einddatum"] is not None:
            raise verboden("Modifying a closed case with current scope is forbidden")
        before = dict(dossier.zaak)
        dossier.zaak["laatstGeopend"] = _moment(change["laatstGeopend"])
        meld(request, gebeurtenissen.geopend(dossier))
        return antwoord(request, before)

    def _vind(self, request: Request) -> Dossier:
        """The dossier of the address; a uuid that is none makes the real system fall over."""
        text = str(request.path_params["uuid"])
        try:
            uuid = str(UUID(text))
        except ValueError as error:
            raise Fout("APIException") from error
        dossier = self.loket.register().dossier_bij_uuid.get(uuid)
        if dossier is None:
            raise Fout("NotFound")
        return dossier

    def _antwoord(
        self,
        request: Request,
        filters: Mapping[str, str],
        params: dict[str, str],
        ordering: str,
        expand: tuple[str, ...],
        tail: str = "",
    ) -> Response:
        register, tree = self.loket.register(), uitklappen.boom(expand)
        if self.loket.varianten[FILTER_GENEGEERD]:
            filters = {naam: value for naam, value in filters.items() if not naam.startswith(zaakfilters.ROL)}
        checks = zaakfilters.eisen(filters)
        found = [dossier for dossier in register.leesbaar if all(check(dossier) for check in checks)]
        page = pagina(zaakfilters.order(found, ordering), params)
        rows = [uitklappen.zaak(dossier, tree, register) for dossier in page.rows]
        body = page.antwoord(register.adressen.lijst("zaken") + tail, params, rows)
        return antwoord(request, body, rows=len(rows), expand=expand)


def _paths(text: str) -> tuple[str, ...]:
    return tuple(path.strip() for path in text.split(",") if path.strip())


def _expand_in(body: Mapping[str, object]) -> tuple[str, ...]:
    """The paths in a search; text instead of an array makes the real system fall over."""
    paths = body.get("expand") or []
    if not isinstance(paths, list):
        raise Fout("APIException")
    return tuple(str(path) for path in paths)


def _filters_in(body: Mapping[str, object]) -> dict[str, str] | None:
    """The keys that are filters, as text; None when one is null, which matches nothing.

    A key in snake_case counts as well, a list counts as its last value, and numbers are taken as text.
    """
    known = {_plat(naam): naam for naam in BODY}
    found = {known[_plat(key)]: value for key, value in body.items() if _plat(key) in known}
    if None in found.values():
        return None
    return {naam: _tekst(naam, value) for naam, value in found.items()}


def _plat(naam: str) -> str:
    """A key without its style: camelCase and snake_case come out the same, `__` stays what it is."""
    return "__".join(part.replace("_", "").casefold() for part in naam.split("__"))


def _tekst(naam: str, value: object) -> str:
    if isinstance(value, list):
        texts = [str(item) for item in value]
        return ",".join(texts) if naam.endswith("_in") else "".join(texts[-1:])
    return str(value)


def _moment(value: object) -> str:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        weiger("laatstGeopend", "invalid", "Datetime heeft een ongeldig formaat, gebruik 1 van de volgende formaten.")
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat().replace("+00:00", "Z")
