"""Berichten API of Open VTB 0.1.0: lists and single berichten, also those that are not published yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.notificaties.melding import meld
from sandbox.openvtb.drf import Endpoint, House, read_object
from sandbox.openvtb.filters import (
    Filter,
    both_spellings,
    comparisons,
    exact,
    listed,
    one_of,
    parse_filters,
    parse_moment,
    sortable,
    truth,
)
from sandbox.openvtb.lijst import Table, write_page
from sandbox.openvtb.meldingen import over_bericht
from sandbox.openvtb.rijen import Bericht
from sandbox.openvtb.varianten import DUBBELE_RIJ, FILTER_GENEGEERD
from sandbox.openvtb.velden import (
    PERSPECTIEVEN,
    Field,
    boolean,
    choice,
    clean_body,
    moment,
    objects,
    text,
    to_row,
    urn,
    urns,
)

BASE_PATH = "/berichten/api/v1"
IDENTITY = ("ontvanger",)

FILTERS: Mapping[str, Filter[Bericht]] = both_spellings(
    {
        "uuid": exact(lambda bericht: bericht.uuid),
        "ontvanger": exact(lambda bericht: bericht.ontvanger),
        "onderwerp": exact(lambda bericht: bericht.onderwerp),
        "referentie": exact(lambda bericht: bericht.referentie),
        "berichtType": exact(lambda bericht: bericht.bericht_type),
        "handelingsPerspectief": one_of(lambda bericht: bericht.handelings_perspectief, PERSPECTIEVEN),
        "mijnOverheidBerichtenbox": truth(lambda bericht: bericht.mijn_overheid_berichtenbox),
        "isGerelateerdAan": listed(lambda bericht: [other.urn for other in bericht.is_gerelateerd_aan]),
        "geopendOp__isnull": truth(lambda bericht: bericht.geopend_op is None),
        **comparisons("publicatiedatum", lambda bericht: _sortable(bericht.publicatiedatum), parse_moment),
        **comparisons("geopendOp", lambda bericht: _sortable(bericht.geopend_op), parse_moment),
    }
)
NEW: Mapping[str, Field] = {
    "onderwerp": Field(text(50, blank=False), required=True),
    "berichtTekst": Field(text(4000, blank=False), required=True),
    "publicatiedatum": Field(moment, nullable=True),
    "referentie": Field(text(25)),
    "ontvanger": Field(urn, required=True),
    "geopendOp": Field(moment, nullable=True),
    "berichtType": Field(text(8)),
    "isGerelateerdAan": Field(urns),
    "handelingsPerspectief": Field(choice(*PERSPECTIEVEN)),
    "einddatumHandelingsTermijn": Field(moment, nullable=True),
    "mijnOverheidBerichtenbox": Field(boolean, required=True),
    "bijlagen": Field(objects),
}
# A PATCH changes one field; all others are ignored without a word.
CHANGE: Mapping[str, Field] = {"geopendOp": Field(moment, nullable=True)}


def _sortable(stored: str | None) -> str | None:
    return None if stored is None else sortable(stored)


def bericht_urn(uuid: str) -> str:
    """The URN Open VTB gives a bericht."""
    return f"urn:maykin:berichten:bericht:{uuid}"


@dataclass(frozen=True)
class Berichten:
    """The addresses of the berichten."""

    house: House
    table: Table[Bericht]
    varianten: Mapping[str, bool]

    async def index(self, request: Request) -> Response:
        """GET of the list: a publicatiedatum in the future or none at all hides nothing."""
        ignore = IDENTITY if self.varianten[FILTER_GENEGEERD] else ()
        tests = parse_filters(request.url.query, FILTERS, ignore=ignore)
        rows = [self.table.encode(bericht) for bericht in self.table.select(tests)]
        repeat_row = self.varianten[DUBBELE_RIJ]
        return self.house.json(write_page(request, self.house.base(), rows, repeat_row=repeat_row), request)

    async def create(self, request: Request) -> Response:
        """POST of a new bericht, by the organisation."""
        cleaned = clean_body(await read_object(request), NEW, partial=False)
        uuid = str(uuid4())
        bericht = to_row({"uuid": uuid, "urn": bericht_urn(uuid), **cleaned}, Bericht)
        self.table.save(bericht)
        meld(request, over_bericht(bericht))
        return self.house.json(self.table.encode(bericht), request, status=201, Location=bericht.url)

    async def retrieve(self, request: Request) -> Response:
        """GET of one bericht, of whoever it is and whether it is published or not."""
        return self.house.json(self.table.encode(self.table.get(request.path_params["uuid"])), request)

    async def change(self, request: Request) -> Response:
        """PATCH of geopendOp; a later moment, an earlier one and null are all taken."""
        bericht = self.table.get(request.path_params["uuid"])
        cleaned = clean_body(await read_object(request), CHANGE, partial=True)
        if "geopendOp" in cleaned:
            opened = cleaned["geopendOp"]
            bericht.geopend_op = None if opened is None else str(opened)
        self.table.save(bericht)
        return self.house.json(self.table.encode(bericht), request)


def routes(house: House, table: Table[Bericht], varianten: Mapping[str, bool]) -> list[Route]:
    """Every address of the Berichten API; a bericht cannot be deleted."""
    berichten = Berichten(house, table, varianten)
    many = Endpoint(house, {"GET": berichten.index, "POST": berichten.create})
    one = Endpoint(house, {"GET": berichten.retrieve, "PATCH": berichten.change})
    return [Route(f"{BASE_PATH}/berichten", many), Route(f"{BASE_PATH}/berichten/{{uuid}}", one)]
