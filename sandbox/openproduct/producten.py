"""Producten API of Open Product 1.7.0: lists, single producten with all their owners, and changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openproduct.filters import FILTERS, FREQUENTIES, IDENTITY, STATUSSEN
from sandbox.openproduct.producttypen import Catalogus
from sandbox.openproduct.rijen import Product
from sandbox.openvtb.drf import Endpoint, House, language_of, read_object, refuse
from sandbox.openvtb.filters import parse_filters
from sandbox.openvtb.lijst import Table, write_page
from sandbox.openvtb.schema import first_breach
from sandbox.openvtb.velden import Field, Refused, boolean, choice, clean_body, day, json_object, text

FILTER_GENEGEERD = "filter_genegeerd"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The filters on an eigenaar are not applied: every list holds everyone's producten.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""

BASE_PATH = "/producten/api/v1"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def decimal_text(value: object) -> str:
    """An amount with two decimals, as text."""
    try:
        return str(Decimal(str(value)).quantize(Decimal("0.01")))
    except InvalidOperation as error:
        raise Refused("invalid", "Een geldig nummer is vereist.") from error


CHANGE: Mapping[str, Field] = {
    "naam": Field(text(255)),
    "gepubliceerd": Field(boolean),
    "status": Field(choice(*STATUSSEN)),
    "prijs": Field(decimal_text, nullable=True),
    "frequentie": Field(choice("", *FREQUENTIES)),
    "start_datum": Field(day, nullable=True),
    "eind_datum": Field(day, nullable=True),
    "dataobject": Field(json_object, nullable=True),
    "verbruiksobject": Field(json_object, nullable=True),
}


@dataclass(frozen=True)
class Producten:
    """The addresses of the producten."""

    house: House
    table: Table[Product]
    catalogus: Catalogus
    varianten: Mapping[str, bool]

    async def index(self, request: Request) -> Response:
        """GET of the list, newest first: unpublished producten and those of an unpublished type are in it."""
        ignore = IDENTITY if self.varianten[FILTER_GENEGEERD] else ()
        tests = parse_filters(request.url.query, FILTERS, ignore=ignore)
        encode = self._encoder(request)
        rows = [encode(product) for product in self.table.select(tests)]
        return self.house.json(write_page(request, self.house.base(), rows, size_name="page_size"), request)

    async def retrieve(self, request: Request) -> Response:
        """GET of one product, of whoever it is, with the BSN of every owner."""
        product = self.table.get(request.path_params["uuid"])
        return self.house.json(self._encoder(request)(product), request)

    async def change(self, request: Request) -> Response:
        """PATCH: a dataobject is replaced as a whole, and the dates have the last word on the status."""
        product = self.table.get(request.path_params["uuid"])
        cleaned = clean_body(await read_object(request), CHANGE, partial=True)
        self._check_schemas(product, cleaned)
        cleaned["update_datum"] = datetime.now(AMSTERDAM).isoformat(timespec="microseconds")
        changed = msgspec.convert({**msgspec.structs.asdict(product), **cleaned}, Product)
        changed.status = status_by_date(changed, date.today().isoformat())
        self.table.save(changed)
        return self.house.json(self._encoder(request)(changed), request)

    def _check_schemas(self, product: Product, cleaned: Mapping[str, object]) -> None:
        soort = self.catalogus.typen[product.producttype.uuid]
        schemas = {"dataobject": soort.dataobject_schema, "verbruiksobject": soort.verbruiksobject_schema}
        for name, schema in schemas.items():
            breach = first_breach(cleaned[name], schema.schema) if schema and name in cleaned else None
            if breach:
                refuse(name, "invalid", breach)

    def _encoder(self, request: Request) -> Callable[[Product], bytes]:
        """How to write a product for this caller: the name of its type follows the language."""
        taal = language_of(request, self.house.languages)
        if taal == "nl":
            return self.table.encode

        def encode(product: Product) -> bytes:
            self.table.encode(product)
            nested = self.catalogus.translate_nested(product.producttype, taal)
            return msgspec.json.encode(msgspec.structs.replace(product, producttype=nested))

        return encode


def status_by_date(product: Product, today: str) -> str:
    """A product that has begun is actief, one that has ended verlopen; other statussen are left alone."""
    if product.eind_datum and product.eind_datum <= today and product.status in ("initieel", "gereed", "actief"):
        return "verlopen"
    if product.start_datum and product.start_datum <= today and product.status in ("initieel", "gereed"):
        return "actief"
    return product.status


def routes(producten: Producten) -> list[Route]:
    """The addresses of the Producten API that this system answers."""
    many = Endpoint(producten.house, {"GET": producten.index})
    one = Endpoint(producten.house, {"GET": producten.retrieve, "PATCH": producten.change})
    return [Route(f"{BASE_PATH}/producten", many), Route(f"{BASE_PATH}/producten/{{uuid}}", one)]
