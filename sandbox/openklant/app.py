"""Open Klant 2.18 as an app: the contacts and partijen of one gemeente behind one token."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.openklant.filters import OF_CONTACTEN, OF_PARTIJEN, contact_tests, partij_test
from sandbox.openklant.huis import HEADERS, TokenHouse, check_parameters
from sandbox.openklant.loket import Loket
from sandbox.openklant.rijen import Klantcontact, Partij
from sandbox.openklant.seed import Inhoud, seed
from sandbox.openklant.vormen import BASE_PATH, EXPANDS, JsonObject, Vormen
from sandbox.openvtb.drf import Action, ApiError, Endpoint, not_found_page, refuse
from sandbox.openvtb.lijst import write_page
from sandbox.openzaak.loket import KOSTEN

FILTER_GENEGEERD = "filter_genegeerd"
VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The filters on a partij are not applied: every list holds everyone's contacts.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""

EXPAND_MS = 5.7
"""What one expanded path costs the server for one row: 7 rows with three paths took 120 ms more than without."""


@dataclass(frozen=True)
class Klantinteracties:
    """The addresses of the API."""

    house: TokenHouse
    inhoud: Inhoud
    vormen: Vormen
    varianten: Mapping[str, bool]

    async def contacten(self, request: Request) -> Response:
        """GET of the list, newest number first; confidential contacts are in it."""
        check_parameters(request, OF_CONTACTEN)
        expand = _expand(request)
        everyone = self.varianten[FILTER_GENEGEERD]
        tests = contact_tests(request.url.query, request.query_params, everyone=everyone)
        rows = [row for row in self.inhoud.contacten if all(test(row) for test in tests)]
        request.scope[KOSTEN] = EXPAND_MS * len(rows) * len(expand)
        return self._page(request, [self.vormen.klantcontact(row, expand) for row in rows])

    async def contact(self, request: Request) -> Response:
        """GET of one contact, of whoever it is; without `expand` it has no `_expand`."""
        row = _find(self.inhoud.contacten, request.path_params["uuid"])
        body = self.vormen.klantcontact(row, expand := _expand(request))
        if not expand:
            del body["_expand"]
        return self.house.json(msgspec.json.encode(body), request)

    async def partijen(self, request: Request) -> Response:
        """GET of the list of partijen: one person may be in it twice."""
        check_parameters(request, OF_PARTIJEN)
        keep = partij_test(request.query_params)
        rows = [row for row in self.inhoud.partijen if keep(row)]
        return self._page(request, [{**self.vormen.partij(row), "_expand": {}} for row in rows])

    async def partij(self, request: Request) -> Response:
        """GET of one partij."""
        row = _find(self.inhoud.partijen, request.path_params["uuid"])
        return self.house.json(msgspec.json.encode(self.vormen.partij(row)), request)

    def _page(self, request: Request, bodies: list[JsonObject]) -> Response:
        rows = [msgspec.json.encode(body) for body in bodies]
        return self.house.json(write_page(request, self.house.base(), rows), request)


R = TypeVar("R", Klantcontact, Partij)


def _find(rows: Sequence[R], uuid: str) -> R:
    found = next((row for row in rows if row.uuid == uuid), None)
    if found is None:
        raise ApiError("not_found")
    return found


def _expand(request: Request) -> frozenset[str]:
    asked = frozenset(path for path in request.query_params.get("expand", "").split(",") if path)
    for path in sorted(asked.difference(EXPANDS)):
        refuse("expand", "invalid_choice", f"Selecteer een geldige keuze. {path} is geen beschikbare keuze.")
    return asked


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of one Open Klant; callers show `Authorization: Token <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    inhoud = seed(bron.gemeente, date.today())
    house = TokenHouse(bron.geheim, basis, HEADERS)
    vormen = Vormen(basis, inhoud)
    api, loket = Klantinteracties(house, inhoud, vormen, varianten), Loket(house, inhoud, vormen)
    actions: Mapping[str, Mapping[str, Action]] = {
        "klantcontacten": {"GET": api.contacten},
        "klantcontacten/{uuid}": {"GET": api.contact},
        "maak-klantcontact": {"POST": loket.maak_klantcontact},
        "internetaken": {"POST": loket.internetaak},
        "partijen": {"GET": api.partijen, "POST": loket.maak_partij},
        "partijen/{uuid}": {"GET": api.partij},
        "digitaleadressen": {"GET": loket.adressen, "POST": loket.maak_adres},
        "digitaleadressen/{uuid}": {"PATCH": loket.wijzig_adres},
    }
    routes = [Route(f"{BASE_PATH}/{path}", Endpoint(house, methods)) for path, methods in actions.items()]
    app = Starlette(routes=routes, exception_handlers={404: not_found_page})
    app.router.redirect_slashes = False
    app.state.varianten = varianten
    return app
