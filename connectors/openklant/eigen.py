"""What is the person's own: their contacts, and the partijen they are known as. Every row must name them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from connectors.openklant import models
from connectors.openklant.identiteit import Naam, namen
from gateway.bronnen.call import Call
from gateway.domain.urn import uuid_key

KLANTINTERACTIES = "/klantinteracties/api/v1"
KLANTCONTACTEN = f"{KLANTINTERACTIES}/klantcontacten"
PARTIJEN = f"{KLANTINTERACTIES}/partijen"
# The partij is expanded too: its numbers are how a row proves whose it is.
EXPAND = "hadBetrokkenen,hadBetrokkenen.wasPartij,gingOverOnderwerpobjecten"


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The rows of the person under one of their numbers; `cut`: there are more than we read."""

    naam: Naam
    rows: list[models.Klantcontact]
    cut: bool


async def alles(call: Call) -> list[Gevonden]:
    """The person's rows under every number this bron may know them by. Raises BronNotSupported without any."""
    return list(await asyncio.gather(*(_gevonden(call, naam) for naam in namen(call.subject))))


async def partijen(call: Call) -> list[models.Partij]:
    """Every partij the person is known as, each once."""
    found = await asyncio.gather(*(partijen_met(call, naam) for naam in namen(call.subject)))
    return list({row.uuid: row for rows in found for row in rows}.values())


async def _gevonden(call: Call, naam: Naam) -> Gevonden:
    """The person's rows: in one call by number, or by partij where a number only counts below another."""
    if naam.onder is None:
        rows, cut = await _rows(call, naam.filter("hadBetrokkene__wasPartij__partijIdentificator"))
        return Gevonden(naam, await _own(call, naam, rows), cut)
    partijen = await _uuids(call, naam)
    pages = await asyncio.gather(*(_rows(call, {"hadBetrokkene__wasPartij__uuid": one}) for one in sorted(partijen)))
    found = {row.uuid: row for page, _ in pages for row in page}
    own = [row for row in found.values() if _is_own(call, bool(row.partijen & partijen))]
    return Gevonden(naam, own, any(cut for _, cut in pages))


async def _rows(call: Call, who: dict[str, str]) -> tuple[list[models.Klantcontact], bool]:
    """The rows for one way to name somebody. Confidential ones are kept out twice: asked for by nobody, read by nobody."""
    params = {**who, "vertrouwelijk": "false", "expand": EXPAND}
    rows, _, cut = await call.rows("GET", KLANTCONTACTEN, models.Klantcontact, params=params)
    return [row for row in rows if not row.vertrouwelijk], cut


async def _own(call: Call, naam: Naam, rows: list[models.Klantcontact]) -> list[models.Klantcontact]:
    """The rows in which a betrokkene has the person's number.

    A row that does not show the numbers of its partijen is held against the person's partijen, asked once and only then.
    """
    shown = [naam.among(row.identificatoren) for row in rows]
    silent = any(not own and not row.is_telling for row, own in zip(rows, shown, strict=True))
    partijen = await _uuids(call, naam) if silent else frozenset()
    return [row for row, own in zip(rows, shown, strict=True) if _is_own(call, own or bool(row.partijen & partijen))]


async def _uuids(call: Call, naam: Naam) -> frozenset[str]:
    return frozenset(row.uuid for row in await partijen_met(call, naam))


async def partijen_met(call: Call, naam: Naam) -> list[models.Partij]:
    """Every partij with this number; one person may be there more than once."""
    params = naam.filter("partijIdentificator")
    if naam.onder is not None:
        params |= naam.onder.filter("subIdentificatorVan")
    rows, _, _ = await call.rows("GET", PARTIJEN, models.Partij, params=params)
    own = [row for row in rows if _is_own(call, naam.among(row.identificatoren), "$.results[].partijIdentificatoren")]
    return [row for row in own if uuid_key("partij", row.uuid)]


def _is_own(call: Call, proven: bool, pad: str = "$.results[]._expand.hadBetrokkenen") -> bool:
    """Is this row proven to be the person's? Any other is another's: dropped, counted and alarmed."""
    return proven or call.mine("", (), pad)
