"""Open Object 4.0 as an app: the objects and objecttypes of one gemeente behind one token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.objecten.filters import object_tests
from sandbox.objecten.huis import CRS, HEADERS, ObjectsHouse, check_crs
from sandbox.objecten.rijen import JsonObject, Object, Objecttype, Record
from sandbox.objecten.seed import seed
from sandbox.objecten.typen import BASE_PATH, OBJECTTYPEN, address
from sandbox.openvtb.drf import ApiError, Endpoint, not_found_page, read_object, refuse
from sandbox.openvtb.lijst import Table, write_page
from sandbox.openvtb.schema import first_breach
from sandbox.openvtb.taken import as_object

FILTER_GENEGEERD = "filter_genegeerd"
VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The filters on data are not applied: every list holds everyone's objects.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""


@dataclass(frozen=True)
class Objecten:
    """The addresses of the objects."""

    house: ObjectsHouse
    table: Table[Object]
    varianten: Mapping[str, bool]

    async def index(self, request: Request) -> Response:
        """GET of the list, the last changed first; parameters that are not known are ignored."""
        given = request.query_params
        expressions = [*given.getlist("data_attr"), *given.get("data_attrs", "").split(",")]
        return self._page(request, given.get("type", ""), expressions)

    async def search(self, request: Request) -> Response:
        """POST of a search: the filters stand in the body, the page in the query; `data_attr` makes the server fail."""
        check_crs(request)
        body = await read_object(request)
        if "data_attr" in body:
            raise ApiError("error", "Internal Server Error")
        return self._page(request, str(body.get("type", "")), str(body.get("data_attrs", "")).split(","))

    async def retrieve(self, request: Request) -> Response:
        """GET of one object: of whoever it is, and also when it has ended."""
        return self.house.json(self._encode(self.table.get(request.path_params["uuid"])), request)

    async def change(self, request: Request) -> Response:
        """PATCH: data is merged (RFC 7396) into a new record, and the object moves to the front of every list."""
        check_crs(request)
        row = self.table.get(request.path_params["uuid"])
        given = as_object((await read_object(request)).get("record"))
        data = merge(row.record.data, as_object(given.get("data")))
        breach = first_breach(data, OBJECTTYPEN[row.soort].schema)
        if breach:
            refuse("nonFieldErrors", "invalid-json-schema", breach)
        today = date.today().isoformat()
        record = Record(
            index=row.record.index + 1,
            type_version=row.record.type_version,
            data=data,
            start_at=str(given.get("startAt", row.record.start_at)),
            registration_at=today,
        )
        changed = Object(uuid=row.uuid, record=record, soort=row.soort)
        self.table.save(changed)
        return self.house.json(self._encode(changed), request)

    def _page(self, request: Request, type_: str, expressions: list[str]) -> Response:
        everyone = self.varianten[FILTER_GENEGEERD]
        keep = object_tests(type_, [] if everyone else expressions)
        rows = [self._encode(row) for row in reversed(self._current()) if all(test(row) for test in keep)]
        return self.house.json(write_page(request, self.house.base(), rows), request)

    def _current(self) -> list[Object]:
        """The objects whose record holds today, the last written one last."""
        today = date.today().isoformat()
        return [row for row in self.table.select() if row.record.start_at <= today <= (row.record.end_at or today)]

    def _encode(self, row: Object) -> bytes:
        row.type = address(self.house.base(), row.soort)
        row.url = f"{self.house.base()}{BASE_PATH}/objects/{row.uuid}"
        return msgspec.json.encode(row.body())


def merge(stored: JsonObject, given: JsonObject) -> JsonObject:
    """A JSON Merge Patch (RFC 7396): objects are merged at every depth, null takes a key out."""
    found = {**stored}
    for key, value in given.items():
        own = found.get(key)
        if value is None:
            found.pop(key, None)
        elif isinstance(value, dict):
            found[key] = merge(own if isinstance(own, dict) else {}, value)
        else:
            found[key] = value
    return found


def _typen(house: ObjectsHouse) -> Endpoint:
    """The list of objecttypes."""

    async def index(request: Request) -> Response:
        rows = [msgspec.json.encode(_type_body(house, one)) for one in OBJECTTYPEN.values()]
        return house.json(write_page(request, house.base(), rows), request)

    return Endpoint(house, {"GET": index})


def _type_body(house: ObjectsHouse, row: Objecttype) -> JsonObject:
    url = f"{house.base()}{BASE_PATH}/objecttypes/{row.uuid}"
    return {"url": url, "uuid": row.uuid, "name": row.naam, "versions": [f"{url}/versions/1"]}


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of one Objects API; callers show `Authorization: Token <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    house = ObjectsHouse(bron.geheim, basis, {**HEADERS, "Content-Crs": CRS})
    table = Table(lambda: f"{basis()}{BASE_PATH}/objects", seed(bron.gemeente, date.today()))
    objecten = Objecten(house, table, varianten)
    app = Starlette(
        routes=[
            Route(f"{BASE_PATH}/objects", Endpoint(house, {"GET": objecten.index})),
            Route(f"{BASE_PATH}/objects/search", Endpoint(house, {"POST": objecten.search})),
            Route(
                f"{BASE_PATH}/objects/{{uuid}}", Endpoint(house, {"GET": objecten.retrieve, "PATCH": objecten.change})
            ),
            Route(f"{BASE_PATH}/objecttypes", _typen(ObjectsHouse(bron.geheim, basis, HEADERS))),
        ],
        exception_handlers={404: not_found_page},
    )
    app.router.redirect_slashes = False
    app.state.varianten = varianten
    return app
