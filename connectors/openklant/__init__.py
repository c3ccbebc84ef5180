"""Contactmomenten from Open Klant. It knows applications, not citizens: every row must name the person who asks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from connectors.openklant import models
from connectors.openklant.identiteit import Naam, namen, whose
from connectors.openklant.mapping import map_gesprekken
from connectors.openklant.onderwerp import Onderwerp
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page, Whose
from gateway.domain.bron import Dienst
from gateway.domain.contactmoment import Contactmoment
from gateway.domain.urn import uuid_key

manifest = Manifest("openklant", auth=("token",))
KLANTCONTACTEN = "/klantinteracties/api/v1/klantcontacten"
PARTIJEN = "/klantinteracties/api/v1/partijen"
# The partij is expanded too: its numbers are how a row proves whose it is.
_EXPAND = "hadBetrokkenen,hadBetrokkenen.wasPartij,gingOverOnderwerpobjecten"


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The rows of the person under one of their numbers; `cut`: there are more than we read."""

    naam: Naam
    rows: list[models.Klantcontact]
    cut: bool


@manifest.source("contactmomenten", Dienst.CONTACTMOMENTEN, versheid_s=30)
async def contactmomenten(call: Call) -> Page[Contactmoment]:
    """All contacts of the person that are not confidential; an answer stands at its question."""
    found = await asyncio.gather(*(_gevonden(call, naam) for naam in namen(call.subject)))
    views: dict[str, Contactmoment] = {}
    for one in found:
        for view in map_gesprekken(one.rows, call, one.naam.via, Onderwerp.of(call.instellingen)):
            views.setdefault(view.ref.native, view)
    return Page(list(views.values()), len(views), any(one.cut for one in found))


async def _gevonden(call: Call, naam: Naam) -> Gevonden:
    """The person's rows: in one call by number, or by partij where a number only counts below another."""
    if naam.onder is None:
        rows, cut = await _rows(call, naam.filter("hadBetrokkene__wasPartij__partijIdentificator"))
        return Gevonden(naam, await _own(call, naam, rows), cut)
    partijen = await _partijen(call, naam)
    pages = await asyncio.gather(*(_rows(call, {"hadBetrokkene__wasPartij__uuid": one}) for one in sorted(partijen)))
    found = {row.uuid: row for page, _ in pages for row in page}
    own = [row for row in found.values() if _is_own(call, bool(row.partijen & partijen))]
    return Gevonden(naam, own, any(cut for _, cut in pages))


async def _rows(call: Call, who: dict[str, str]) -> tuple[list[models.Klantcontact], bool]:
    """The rows for one way to name somebody. Confidential ones are kept out twice: asked for by nobody, read by nobody."""
    params = {**who, "vertrouwelijk": "false", "expand": _EXPAND}
    rows, _, cut = await call.rows("GET", KLANTCONTACTEN, models.Klantcontact, params=params)
    return [row for row in rows if not row.vertrouwelijk], cut


async def _own(call: Call, naam: Naam, rows: list[models.Klantcontact]) -> list[models.Klantcontact]:
    """The rows in which a betrokkene has the person's number.

    A row that does not show the numbers of its partijen is held against the person's partijen, asked once and only then.
    """
    shown = [naam.among(row.identificatoren) for row in rows]
    silent = any(not own and not row.is_telling for row, own in zip(rows, shown, strict=True))
    partijen = await _partijen(call, naam) if silent else frozenset()
    return [row for row, own in zip(rows, shown, strict=True) if _is_own(call, own or bool(row.partijen & partijen))]


async def _partijen(call: Call, naam: Naam) -> frozenset[str]:
    """The uuids of every partij with this number; one person may be there more than once."""
    params = naam.filter("partijIdentificator")
    if naam.onder is not None:
        params |= naam.onder.filter("subIdentificatorVan")
    rows, _, _ = await call.rows("GET", PARTIJEN, models.Partij, params=params)
    own = [row for row in rows if _is_own(call, naam.among(row.identificatoren), "$.results[].partijIdentificatoren")]
    return frozenset(row.uuid for row in own if uuid_key("partij", row.uuid))


def _is_own(call: Call, proven: bool, pad: str = "$.results[]._expand.hadBetrokkenen") -> bool:
    """Is this row proven to be the person's? Any other is another's: dropped, counted and alarmed."""
    return proven or call.mine("", (), pad)


async def owners(call: Call, told: Mapping[str, object]) -> Whose:
    """Everybody who took part in a contact. The number of a vestiging counts by itself here: it only wakes."""
    row = await call.read("GET", f"{KLANTCONTACTEN}/{call.native}", models.Klantcontact, params={"expand": _EXPAND})
    return whose(row.identificatoren if row is not None else ())


manifest.event(
    "klantcontacten/klantcontact", soort="contactmoment", diensten=(Dienst.CONTACTMOMENTEN,), owners=owners
)  # fmt: skip
manifest.event("klantcontacten/klantcontact/destroy", soort="contactmoment", gone=True)
