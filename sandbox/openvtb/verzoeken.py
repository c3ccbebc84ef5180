"""Verzoeken API of Open VTB 0.1.0: reading and filing verzoeken, and the typen they obey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.openvtb.drf import ApiError, Endpoint, House, read_object, refuse
from sandbox.openvtb.filters import Filter, both_spellings, exact, listed, one_of, parse_filters, truth
from sandbox.openvtb.lijst import Table, write_page
from sandbox.openvtb.rijen import Verzoek, VerzoekType, VerzoekTypeVersie
from sandbox.openvtb.schema import first_breach
from sandbox.openvtb.varianten import DUBBELE_RIJ, FILTER_GENEGEERD
from sandbox.openvtb.velden import Field, choice, clean_body, integer, json_object, objects, text, to_row, urn, urns

BASE_PATH = "/verzoeken/api/v1"
IDENTITY = ("initiator",)
VERWERKSTATUSSEN = ("geregistreerd", "verwerkt")

FILTERS: Mapping[str, Filter[Verzoek]] = both_spellings(
    {
        "uuid": exact(lambda verzoek: verzoek.uuid),
        "initiator": exact(lambda verzoek: verzoek.initiator),
        "medeInitiator": exact(lambda verzoek: verzoek.mede_initiator),
        "kanaal": exact(lambda verzoek: verzoek.kanaal),
        "versie": exact(lambda verzoek: str(verzoek.versie)),
        "verwerkStatus": one_of(lambda verzoek: verzoek.verwerk_status, VERWERKSTATUSSEN),
        "isGerelateerdAan": listed(lambda verzoek: [other.urn for other in verzoek.is_gerelateerd_aan]),
        "verzoekType__uuid": exact(lambda verzoek: verzoek.verzoek_type_urn.rpartition(":")[2]),
        "verzoekType__urn": exact(lambda verzoek: verzoek.verzoek_type_urn),
        "verzoekBetaling__voltooid": truth(
            lambda verzoek: bool(verzoek.verzoek_betaling and verzoek.verzoek_betaling.voltooid)
        ),
    }
)
TYPE_FILTERS: Mapping[str, Filter[VerzoekType]] = both_spellings(
    {
        "uuid": exact(lambda verzoektype: verzoektype.uuid),
        "naam": exact(lambda verzoektype: verzoektype.naam),
        "omschrijving__icontains": lambda name, value: lambda row: value.lower() in row.omschrijving.lower(),
    }
)
NEW: Mapping[str, Field] = {
    "verzoekType": Field(text(1000), required=True),
    "geometrie": Field(json_object, nullable=True),
    "aanvraagGegevens": Field(json_object, required=True),
    "versie": Field(integer),
    "bijlagen": Field(objects),
    "initiator": Field(urn),
    "medeInitiator": Field(urn),
    "isGerelateerdAan": Field(urns),
    "kanaal": Field(text(200)),
    "verzoekTaal": Field(text(2)),
    "verwerkStatus": Field(choice(*VERWERKSTATUSSEN)),
    "verzoekInformatieObject": Field(urn),
    "verzoekBron": Field(json_object, nullable=True),
    "verzoekBetaling": Field(json_object, nullable=True),
}


def verzoek_urn(uuid: str) -> str:
    """The URN Open VTB gives a verzoek."""
    return f"urn:maykin:verzoeken:verzoek:{uuid}"


def verzoektype_urn(uuid: str) -> str:
    """The URN Open VTB gives a verzoektype."""
    return f"urn:maykin:verzoeken:verzoektype:{uuid}"


@dataclass(frozen=True)
class Verzoeken:
    """The addresses of verzoeken and their typen; `versies` holds the versions of a type by its uuid."""

    house: House
    verzoeken: Table[Verzoek]
    typen: Table[VerzoekType]
    versies: Mapping[str, tuple[VerzoekTypeVersie, ...]]
    varianten: Mapping[str, bool]

    async def index(self, request: Request) -> Response:
        """GET of the verzoeken."""
        ignore = IDENTITY if self.varianten[FILTER_GENEGEERD] else ()
        tests = parse_filters(request.url.query, FILTERS, ignore=ignore)
        return self._page(request, [self._encode(verzoek) for verzoek in self.verzoeken.select(tests)])

    async def create(self, request: Request) -> Response:
        """POST of a verzoek; its aanvraagGegevens must obey the schema of the type's version, by default the last."""
        cleaned = clean_body(await read_object(request), NEW, partial=False)
        type_uuid = str(cleaned.pop("verzoekType")).rpartition("/")[2]
        versie = self._versie(type_uuid, cleaned.get("versie"))
        breach = first_breach(cleaned["aanvraagGegevens"], versie.aanvraag_gegevens_schema)
        if breach:
            refuse("aanvraagGegevens", "invalid-json-schema", breach)
        uuid = str(uuid4())
        fixed = {"uuid": uuid, "urn": verzoek_urn(uuid), "verzoekTypeUrn": verzoektype_urn(type_uuid)}
        verzoek = to_row({**cleaned, **fixed, "versie": versie.versie}, Verzoek)
        self.verzoeken.save(verzoek)
        body = self._encode(verzoek)
        return self.house.json(body, request, status=201, Location=verzoek.url)

    async def retrieve(self, request: Request) -> Response:
        """GET of one verzoek, of whoever it is."""
        return self.house.json(self._encode(self.verzoeken.get(request.path_params["uuid"])), request)

    async def list_typen(self, request: Request) -> Response:
        """GET of the typen."""
        tests = parse_filters(request.url.query, TYPE_FILTERS)
        return self._page(request, [self._encode_type(found) for found in self.typen.select(tests)])

    async def retrieve_type(self, request: Request) -> Response:
        """GET of one type."""
        return self.house.json(self._encode_type(self.typen.get(request.path_params["uuid"])), request)

    async def list_versies(self, request: Request) -> Response:
        """GET of the versions of a type."""
        uuid = self.typen.get(request.path_params["uuid"]).uuid
        return self._page(request, [self._encode_versie(uuid, versie) for versie in self.versies[uuid]])

    async def retrieve_versie(self, request: Request) -> Response:
        """GET of one version of a type."""
        uuid = self.typen.get(request.path_params["uuid"]).uuid
        for versie in self.versies[uuid]:
            if str(versie.versie) == request.path_params["versie"]:
                return self.house.json(self._encode_versie(uuid, versie), request)
        raise ApiError("not_found")

    def _versie(self, type_uuid: str, number: object) -> VerzoekTypeVersie:
        versies = self.versies.get(type_uuid, ())
        if not versies:
            refuse("verzoekType", "does_not_exist", "Ongeldige hyperlink - Object bestaat niet.")
        wanted = versies[-1].versie if number is None else number
        found = next((versie for versie in versies if versie.versie == wanted), None)
        return found or refuse("versie", "invalid", "Onbekende VerzoekType versie.")

    def _page(self, request: Request, rows: list[bytes]) -> Response:
        repeat_row = self.varianten[DUBBELE_RIJ]
        return self.house.json(write_page(request, self.house.base(), rows, repeat_row=repeat_row), request)

    def _type_url(self, uuid: str) -> str:
        return f"{self.house.base()}{BASE_PATH}/verzoektypen/{uuid}"

    def _encode(self, verzoek: Verzoek) -> bytes:
        verzoek.verzoek_type = self._type_url(verzoek.verzoek_type_urn.rpartition(":")[2])
        return self.verzoeken.encode(verzoek)

    def _encode_type(self, verzoektype: VerzoekType) -> bytes:
        for versie in verzoektype.versies:
            versie.url = f"{self._type_url(verzoektype.uuid)}/versies/{versie.versie}"
        return self.typen.encode(verzoektype)

    def _encode_versie(self, uuid: str, versie: VerzoekTypeVersie) -> bytes:
        versie.verzoek_type = self._type_url(uuid)
        versie.url = f"{versie.verzoek_type}/versies/{versie.versie}"
        return msgspec.json.encode(versie)


def routes(verzoeken: Verzoeken) -> list[Route]:
    """Every address of the Verzoeken API that this system answers."""
    house, typen = verzoeken.house, f"{BASE_PATH}/verzoektypen"
    return [
        Route(f"{BASE_PATH}/verzoeken", Endpoint(house, {"GET": verzoeken.index, "POST": verzoeken.create})),
        Route(f"{BASE_PATH}/verzoeken/{{uuid}}", Endpoint(house, {"GET": verzoeken.retrieve})),
        Route(typen, Endpoint(house, {"GET": verzoeken.list_typen})),
        Route(f"{typen}/{{uuid}}", Endpoint(house, {"GET": verzoeken.retrieve_type})),
        Route(f"{typen}/{{uuid}}/versies", Endpoint(house, {"GET": verzoeken.list_versies})),
        Route(f"{typen}/{{uuid}}/versies/{{versie}}", Endpoint(house, {"GET": verzoeken.retrieve_versie})),
    ]
