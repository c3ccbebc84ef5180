"""Taken API of Open VTB 0.1.0: one store of taken, published at /externetaken and once more per soort."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.notificaties.melding import meld
from sandbox.openvtb.details import merge_details
from sandbox.openvtb.drf import Endpoint, House, read_object, refuse
from sandbox.openvtb.filters import (
    Filter,
    both_spellings,
    comparisons,
    exact,
    listed,
    one_of,
    parse_day,
    parse_filters,
)
from sandbox.openvtb.lijst import Table, write_page
from sandbox.openvtb.meldingen import gewijzigd, over_taak
from sandbox.openvtb.rijen import Taak
from sandbox.openvtb.varianten import DUBBELE_RIJ, FILTER_GENEGEERD
from sandbox.openvtb.velden import PERSPECTIEVEN, Field, choice, clean_body, day, json_object, text, to_row, urn, urns

BASE_PATH = "/taken/api/v1"
WRITE_S = 0.004
SOORTEN = ("betaaltaak", "urltaak", "formuliertaak")
STATUSSEN = ("open", "uitgevoerd", "niet_uitgevoerd", "afgebroken", "verwerkt")
IDENTITY = ("isToegewezenAan", "is_toegewezen_aan")

FILTERS: Mapping[str, Filter[Taak]] = both_spellings(
    {
        "uuid": exact(lambda taak: taak.uuid),
        "titel": exact(lambda taak: taak.titel),
        "status": one_of(lambda taak: taak.status, STATUSSEN),
        "taakSoort": one_of(lambda taak: taak.taak_soort, SOORTEN),
        "verwerkerTaakId": exact(lambda taak: taak.verwerker_taak_id),
        "handelingsPerspectief": one_of(lambda taak: taak.handelings_perspectief, PERSPECTIEVEN),
        "isToegewezenAan": exact(lambda taak: taak.is_toegewezen_aan),
        "isGerelateerdAan": listed(lambda taak: [other.urn for other in taak.is_gerelateerd_aan]),
        **comparisons("startdatum", lambda taak: taak.startdatum, parse_day),
        **comparisons("einddatumHandelingsTermijn", lambda taak: taak.einddatum_handelings_termijn, parse_day),
        **comparisons("datumHerinnering", lambda taak: taak.datum_herinnering, parse_day),
    }
)
FIELDS: Mapping[str, Field] = {
    "titel": Field(text(100, blank=False), required=True),
    "verwerkerTaakId": Field(text(36)),
    "status": Field(choice(*STATUSSEN)),
    "startdatum": Field(day),
    "handelingsPerspectief": Field(choice(*PERSPECTIEVEN)),
    "einddatumHandelingsTermijn": Field(day, required=True),
    "datumHerinnering": Field(day, nullable=True),
    "toelichting": Field(text(80)),
    "isToegewezenAan": Field(urn),
    "isGerelateerdAan": Field(urns),
    "taakSoort": Field(choice(*SOORTEN), required=True),
    "details": Field(json_object, required=True),
}


def taak_urn(uuid: str) -> str:
    """The URN Open VTB gives a taak: its own namespace, whatever the soort."""
    return f"urn:maykin:taken:externetaak:{uuid}"


@dataclass(frozen=True)
class Taken:
    """The addresses of one list: all taken, or those of one soort."""

    house: House
    table: Table[Taak]
    varianten: Mapping[str, bool]
    soort: str | None = None

    async def index(self, request: Request) -> Response:
        """GET of the list; the soorten have their own, filtered view."""
        ignore = IDENTITY if self.varianten[FILTER_GENEGEERD] else ()
        tests = parse_filters(request.url.query, FILTERS, ignore=ignore)
        if self.soort:
            tests.append(lambda taak: taak.taak_soort == self.soort)
        rows = [self.table.encode(taak) for taak in self.table.select(tests)]
        repeat_row = self.varianten[DUBBELE_RIJ]
        return self.house.json(write_page(request, self.house.base(), rows, repeat_row=repeat_row), request)

    async def create(self, request: Request) -> Response:
        """POST of a new taak."""
        cleaned = self._clean(await read_object(request), partial=False)
        uuid = str(uuid4())
        details = merge_details(str(cleaned["taakSoort"]), {}, as_object(cleaned["details"]))
        einddatum = date.fromisoformat(str(cleaned["einddatumHandelingsTermijn"]))
        defaults = {
            "uuid": uuid,
            "urn": taak_urn(uuid),
            "startdatum": date.today().isoformat(),
            "datumHerinnering": (einddatum - timedelta(days=7)).isoformat(),
        }
        taak = self._store({**defaults, **cleaned, "details": details})
        meld(request, over_taak(taak, "geregistreerd"))
        return self.house.json(self.table.encode(taak), request, status=201, Location=taak.url)

    async def retrieve(self, request: Request) -> Response:
        """GET of one taak: of whoever it is, since the token knows no citizens."""
        return self.house.json(self.table.encode(self._get(request)), request)

    async def replace(self, request: Request) -> Response:
        """PUT: as PATCH, with everything that is required present."""
        return await self._update(request, partial=False)

    async def change(self, request: Request) -> Response:
        """PATCH: any status may follow any other, no deadline is checked, If-Match is not looked at."""
        return await self._update(request, partial=True)

    async def delete(self, request: Request) -> Response:
        """DELETE: allowed for whoever has the token."""
        self.table.delete(self._get(request))
        return self.house.json(b"", request, status=204)

    async def _update(self, request: Request, *, partial: bool) -> Response:
        taak = self._get(request)
        cleaned = self._clean(await read_object(request), partial=partial)
        soort = str(cleaned.get("taakSoort", taak.taak_soort))
        stored = taak.details if partial and soort == taak.taak_soort else {}
        if "details" in cleaned or soort != taak.taak_soort:
            cleaned["details"] = merge_details(soort, stored, as_object(cleaned.get("details", {})))
        await asyncio.sleep(
            WRITE_S
        )  # reads, then writes: of two changes at once the last one wins, and undoes the other
        changed = self._store({**as_object(msgspec.to_builtins(taak)), **cleaned})
        meld(request, gewijzigd(taak.status, changed))
        return self.house.json(self.table.encode(changed), request)

    def _get(self, request: Request) -> Taak:
        taak = self.table.get(request.path_params["uuid"])
        return taak if self.soort in (None, taak.taak_soort) else self.table.get("")

    def _clean(self, body: dict[str, object], *, partial: bool) -> dict[str, object]:
        if self.soort and "taakSoort" in body:
            reason = "Dit veld wordt automatisch ingevuld; het kan niet worden geselecteerd."
            refuse("taakSoort", "invalid", reason)
        given = {**body, "taakSoort": self.soort} if self.soort else body
        return clean_body(given, FIELDS, partial=partial)

    def _store(self, values: dict[str, object]) -> Taak:
        taak = to_row(values, Taak)
        self.table.save(taak)
        return taak


def as_object(value: object) -> dict[str, object]:
    """The value as a JSON object; the field rules made sure that it is one."""
    return value if isinstance(value, dict) else {}


def routes(house: House, table: Table[Taak], varianten: Mapping[str, bool]) -> list[Route]:
    """Every address of the Taken API."""
    views = {
        "externetaken": None,
        "betaaltaken": "betaaltaak",
        "urltaken": "urltaak",
        "formuliertaken": "formuliertaak",
    }
    found: list[Route] = []
    for name, soort in views.items():
        taken = Taken(house, table, varianten, soort)
        one = {"GET": taken.retrieve, "PUT": taken.replace, "PATCH": taken.change, "DELETE": taken.delete}
        many = {"GET": taken.index, "POST": taken.create}
        found.append(Route(f"{BASE_PATH}/{name}", Endpoint(house, many)))
        found.append(Route(f"{BASE_PATH}/{name}/{{uuid}}", Endpoint(house, one)))
    return found
