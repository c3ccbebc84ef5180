"""What Open Klant takes: a contact with whom and what it was about, a task for staff, a partij and its addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sandbox.openklant.filters import OF_ADRESSEN, adres_test
from sandbox.openklant.huis import TokenHouse, check_parameters
from sandbox.openklant.invoer import (
    ADRES,
    BETROKKENE,
    ONDERWERP,
    PARTIJ,
    TAAK,
    adres_row,
    contact_row,
    identificator,
    naam_of,
    now,
    part,
)  # fmt: skip
from sandbox.openklant.rijen import (
    Betrokkene,
    DigitaalAdres,
    InterneTaak,
    Klantcontact,
    Onderwerp,
    Partij,
    PartijIdentificator,
)
from sandbox.openklant.seed import Inhoud
from sandbox.openklant.vormen import JsonObject, Vormen
from sandbox.openvtb.drf import ApiError, read_object, refuse
from sandbox.openvtb.lijst import write_page
from sandbox.openvtb.velden import clean_body
from sandbox.verhalen.namen import uuid


@dataclass(frozen=True)
class Loket:
    """The addresses that change something."""

    house: TokenHouse
    inhoud: Inhoud
    vormen: Vormen

    async def maak_klantcontact(self, request: Request) -> Response:
        """POST of a contact, who took part and what it was about: all three, or nothing."""
        body = await read_object(request)
        row = contact_row(part(body, "klantcontact"))
        if isinstance(body.get("betrokkene"), dict):
            row = replace(row, betrokkenen=(self._betrokkene(part(body, "betrokkene")),))
        if isinstance(body.get("onderwerpobject"), dict):
            row = replace(row, onderwerpen=(self._onderwerp(part(body, "onderwerpobject")),))
        self.inhoud.contacten.insert(0, row)
        written = self.vormen.klantcontact(row, ())
        del written["_expand"]
        made: JsonObject = {"klantcontact": written}
        for one in row.betrokkenen:
            made["betrokkene"] = self.vormen.betrokkene(one, row, False)
        for over in row.onderwerpen:
            made["onderwerpobject"] = self.vormen.onderwerp(over, row)
        return self._made(made, request)

    async def internetaak(self, request: Request) -> Response:
        """POST of what staff has to do after a contact."""
        given = clean_body(await read_object(request), TAAK, partial=False)
        place, contact = _find(self.inhoud.contacten, given["aanleidinggevendKlantcontact"])
        actoren = [str(one.get("uuid")) for one in given["toegewezenAanActoren"] if isinstance(one, dict)]  # type: ignore[attr-defined]
        if not actoren:
            refuse("nonFieldErrors", "invalid", "`toegewezen_aan_actor` of `toegewezen_aan_actoren` is verplicht.")
        row = InterneTaak(
            str(uuid4()), str(given.get("toelichting", "")), now(), str(given["gevraagdeHandeling"]), actoren[0]
        )
        contact = self.inhoud.contacten[place] = replace(contact, taken=(*contact.taken, row))
        return self._made(self.vormen.taak(row, contact), request)

    async def maak_partij(self, request: Request) -> Response:
        """POST of a person or business; a number that another has already is refused."""
        given = clean_body(await read_object(request), PARTIJ, partial=False)
        numbers = tuple(self._nummer(one) for one in given.get("partijIdentificatoren", []))  # type: ignore[attr-defined]
        naam = naam_of(given.get("partijIdentificatie"))
        row = Partij(str(uuid4()), len(self.inhoud.partijen) + 1, str(given["soortPartij"]), naam, numbers)
        self.inhoud.partijen.insert(0, row)
        return self._made(self.vormen.partij(row), request)

    async def adressen(self, request: Request) -> Response:
        """GET of the addresses."""
        check_parameters(request, OF_ADRESSEN)
        keep = adres_test(request.query_params, self.inhoud.partijen)
        rows = [{**self.vormen.adres(row), "_expand": {}} for row in self.inhoud.adressen if keep(row)]
        return self.house.json(
            write_page(request, self.house.base(), [msgspec.json.encode(row) for row in rows]), request
        )

    async def maak_adres(self, request: Request) -> Response:
        """POST of an address."""
        given = clean_body(await read_object(request), ADRES, partial=False)
        partij = given["verstrektDoorPartij"]
        owner = _find(self.inhoud.partijen, partij)[1].uuid if partij is not None else ""
        row = adres_row(DigitaalAdres(str(uuid4()), owner, "", ""), given)
        self._save(len(self.inhoud.adressen), row)
        return self._made(self.vormen.adres(row), request)

    async def wijzig_adres(self, request: Request) -> Response:
        """PATCH of an address, of whoever it is."""
        given = clean_body(await read_object(request), ADRES, partial=True)
        place, row = _find(self.inhoud.adressen, {"uuid": request.path_params["uuid"]})
        row = adres_row(row, given)
        self._save(place, row)
        return self.house.json(msgspec.json.encode(self.vormen.adres(row)), request)

    def _save(self, place: int, row: DigitaalAdres) -> None:
        """Keep an address; a partij has one of a kind that is the standard."""
        rows = self.inhoud.adressen
        if row.is_standaard:
            rows[:] = [replace(one, is_standaard=False) if _alike(one, row) else one for one in rows]
        rows[place : place + 1] = [row]

    def _betrokkene(self, given: Mapping[str, object]) -> Betrokkene:
        cleaned = clean_body(given, BETROKKENE, partial=False)
        partij = _find(self.inhoud.partijen, cleaned["wasPartij"])[1] if cleaned["wasPartij"] is not None else None
        return Betrokkene(str(uuid4()), partij, str(cleaned["rol"]), initiator=bool(cleaned["initiator"]))

    def _onderwerp(self, given: Mapping[str, object]) -> Onderwerp:
        cleaned = clean_body(given, ONDERWERP, partial=False)
        earlier, about = cleaned.get("wasKlantcontact"), cleaned.get("onderwerpobjectidentificator")
        return Onderwerp(
            str(uuid4()),
            identificator(about) if isinstance(about, dict) else None,
            _find(self.inhoud.contacten, earlier)[1].uuid if earlier is not None else None,
        )

    def _nummer(self, given: object) -> PartijIdentificator:
        number = identificator(part(given, "partijIdentificator"))
        known = [one for partij in self.inhoud.partijen for one in partij.identificatoren]
        above = given.get("subIdentificatorVan") if isinstance(given, dict) else None
        onder = next((one for one in known if isinstance(above, dict) and _uuid(one) == above.get("uuid")), None)
        if any(one.nummer == number and one.onder == onder for one in known):
            refuse("partijIdentificatoren", "unique", "`PartijIdentificator` moet uniek zijn.")
        return PartijIdentificator(str(uuid4()), number, onder)

    def _made(self, body: JsonObject, request: Request) -> Response:
        return self.house.json(msgspec.json.encode(body), request, status=201)


R = TypeVar("R", Klantcontact, Partij, DigitaalAdres)


def _find(rows: Sequence[R], verwijzing: object) -> tuple[int, R]:
    """The row that `{uuid}` points at, with its place. Raises ApiError (404 in an address, 400 in a body) without one."""
    wanted = verwijzing.get("uuid") if isinstance(verwijzing, dict) else None
    found = next(((place, row) for place, row in enumerate(rows) if row.uuid == wanted), None)
    if found is None:
        raise ApiError("not_found")
    return found


def _alike(one: DigitaalAdres, other: DigitaalAdres) -> bool:
    return (one.partij, one.soort) == (other.partij, other.soort)


def _uuid(one: PartijIdentificator) -> str:
    return uuid("partijidentificator", one.naam)
