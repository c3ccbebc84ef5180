"""Producttypen API of Open Product 1.7.0: the kinds of product, their themes, prices, actions and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openproduct.rijen import ContentElement, NestedProductType, ProductType, Thema
from sandbox.openvtb.drf import ApiError, Endpoint, House, language_of
from sandbox.openvtb.filters import Filter, exact, listed, parse_filters, truth
from sandbox.openvtb.lijst import write_page

BASE_PATH = "/producttypen/api/v1"
UPL_BASE = "http://standaarden.overheid.nl/owms/terms/"

FILTERS: Mapping[str, Filter[ProductType]] = {
    "uuid": exact(lambda soort: soort.uuid),
    "code": exact(lambda soort: soort.code),
    "naam": exact(lambda soort: soort.naam),
    "uniforme_product_naam": exact(lambda soort: soort.uniforme_product_naam),
    "gepubliceerd": truth(lambda soort: soort.gepubliceerd),
    "doelgroep": exact(lambda soort: soort.doelgroep),
    "keywords": listed(lambda soort: soort.keywords),
    "themas__uuid": listed(lambda soort: [thema.uuid for thema in soort.themas]),
    "themas__naam": listed(lambda soort: [thema.naam for thema in soort.themas]),
}


class Vertaling(msgspec.Struct, frozen=True):
    """The name and summary of a producttype in another language."""

    naam: str
    samenvatting: str


@dataclass(frozen=True)
class Catalogus:
    """All typen by uuid, their texts per language and their translations by (uuid, taal)."""

    typen: Mapping[str, ProductType]
    content: Mapping[tuple[str, str], Sequence[ContentElement]]
    vertalingen: Mapping[tuple[str, str], Vertaling]
    _encoded: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def encode(self, soort: ProductType, taal: str) -> bytes:
        """A type in a language; Dutch where there is no translation, and `taal` tells which it is."""
        key = soort.uuid, taal
        if key not in self._encoded:
            found = self.vertalingen.get(key)
            said = {"naam": found.naam, "samenvatting": found.samenvatting, "taal": taal} if found else {}
            self._encoded[key] = msgspec.json.encode(msgspec.structs.replace(soort, **said))
        return self._encoded[key]

    def translate_nested(self, nested: NestedProductType, taal: str) -> NestedProductType:
        """The short form of a type in a language."""
        found = self.vertalingen.get((nested.uuid, taal))
        return msgspec.structs.replace(nested, naam=found.naam, taal=taal) if found else nested

    def texts(self, soort: ProductType, taal: str) -> Sequence[ContentElement]:
        """The texts about a type in a language, or the Dutch ones."""
        return self.content.get((soort.uuid, taal)) or self.content.get((soort.uuid, "nl"), ())


@dataclass(frozen=True)
class Producttypen:
    """The addresses of the catalogue."""

    house: House
    catalogus: Catalogus

    async def index(self, request: Request) -> Response:
        """GET of the typen, newest first, also those that are not published."""
        typen = list(self.catalogus.typen.values())[::-1]
        for test in parse_filters(request.url.query, FILTERS):
            typen = [soort for soort in typen if test(soort)]
        taal = self._taal(request)
        return self._page(request, [self.catalogus.encode(soort, taal) for soort in typen])

    async def retrieve(self, request: Request) -> Response:
        """GET of one type."""
        return self.house.json(self.catalogus.encode(self._get(request), self._taal(request)), request)

    async def content(self, request: Request) -> Response:
        """GET of the texts about a type: a bare array, whatever the OAS says of pages."""
        wanted = _labels(request, "labels")
        unwanted = _labels(request, "exclude_labels")
        texts = [
            {"uuid": text.uuid, "taal": text.taal, "content": text.content}
            | {"aanvullende_informatie": text.aanvullende_informatie, "labels": text.labels}
            for text in self.catalogus.texts(self._get(request), self._taal(request))
            if (not wanted or wanted & set(text.labels)) and not unwanted & set(text.labels)
        ]
        return self.house.json(msgspec.json.encode(texts), request)

    async def actuele_prijs(self, request: Request) -> Response:
        """GET of the price that holds today."""
        soort = self._get(request)
        today = date.today().isoformat()
        current = [prijs for prijs in soort.prijzen if prijs.actief_vanaf <= today]
        body = {
            "uuid": soort.uuid,
            "code": soort.code,
            "upl_naam": soort.uniforme_product_naam,
            "upl_uri": UPL_BASE + soort.uniforme_product_naam,
            "actuele_prijs": max(current, key=lambda prijs: prijs.actief_vanaf, default=None),
        }
        return self.house.json(msgspec.json.encode(body), request)

    async def themas(self, request: Request) -> Response:
        """GET of the themes with their typen."""
        themas = {thema.uuid: thema for soort in self.catalogus.typen.values() for thema in soort.themas}
        return self._page(request, [msgspec.json.encode(self._thema(thema)) for thema in themas.values()])

    async def acties(self, request: Request) -> Response:
        """GET of what an owner can do, also of one type (`producttype__uuid`)."""
        return self._page(request, self._parts(request, "acties", 3))

    async def prijzen(self, request: Request) -> Response:
        """GET of the price lists, also of one type (`producttype__uuid`)."""
        return self._page(request, self._parts(request, "prijzen", 1))

    def _parts(self, request: Request, name: str, place: int) -> list[bytes]:
        """The parts of all typen, or of one; each names its type as its field number `place`."""
        wanted = request.query_params.get("producttype__uuid")
        rows: list[bytes] = []
        for soort in self.catalogus.typen.values():
            if not wanted or soort.uuid == wanted:
                for part in getattr(soort, name):
                    fields = list(msgspec.structs.asdict(part).items())
                    fields.insert(place, ("producttype_uuid", soort.uuid))
                    rows.append(msgspec.json.encode(dict(fields)))
        return rows

    def _thema(self, thema: Thema) -> dict[str, object]:
        typen = [nest(soort) for soort in self.catalogus.typen.values() if thema in soort.themas]
        nested = [
            {name: value for name, value in msgspec.structs.asdict(soort).items() if name != "themas"}
            for soort in typen
        ]
        return {**msgspec.structs.asdict(thema), "producttypen": nested}

    def _get(self, request: Request) -> ProductType:
        soort = self.catalogus.typen.get(request.path_params["uuid"])
        if soort is None:
            raise ApiError("not_found")
        return soort

    def _taal(self, request: Request) -> str:
        return language_of(request, self.house.languages)

    def _page(self, request: Request, rows: list[bytes]) -> Response:
        return self.house.json(write_page(request, self.house.base(), rows, size_name="page_size"), request)


def nest(soort: ProductType) -> NestedProductType:
    """The short form of a type, as a product shows it."""
    names = NestedProductType.__struct_fields__
    return NestedProductType(**{name: getattr(soort, name) for name in names})


def _labels(request: Request, name: str) -> set[str]:
    return {label for label in request.query_params.get(name, "").split(",") if label}


def routes(producttypen: Producttypen) -> list[Route]:
    """The addresses of the Producttypen API that this system answers."""
    house = producttypen.house
    actions = {
        "producttypen": producttypen.index,
        "producttypen/{uuid}": producttypen.retrieve,
        "producttypen/{uuid}/content": producttypen.content,
        "producttypen/{uuid}/actuele-prijs": producttypen.actuele_prijs,
        "themas": producttypen.themas,
        "acties": producttypen.acties,
        "prijzen": producttypen.prijzen,
    }
    return [Route(f"{BASE_PATH}/{path}", Endpoint(house, {"GET": action})) for path, action in actions.items()]
