"""One object by its uuid, when it is of the right type, holds today and is the person's: the server gives anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from connectors.objecten import models
from connectors.objecten.identiteit import namen
from connectors.objecten.objecttypen import D, Objecttype
from gateway.bronnen.call import Call, decode
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import NEDERLAND
from gateway.domain.waarden import Url

OBJECTS = "/api/v2/objects"
CRS = {"Accept-Crs": "EPSG:4326"}
BODY_CRS = {**CRS, "Content-Crs": "EPSG:4326"}


@dataclass(frozen=True, slots=True)
class Gevonden(Generic[D]):
    """An object of the person: the object, what it holds, and what it was found by."""

    row: models.Object
    data: D
    via: GevondenVia


async def eigen_object(call: Call, types: Sequence[Objecttype[D]]) -> Gevonden[D] | None:
    """One object, when it is of these types and the person's: by uuid the server gives any object there is."""
    known = {naam.eigenaar: naam for naam in namen(call.subject)}
    row = await call.read("GET", f"{OBJECTS}/{call.native}", models.Object, headers=CRS)
    type_ = next((one for one in types if row is not None and one.holds(row)), None)
    if row is None or type_ is None or not is_current(row.record, call):
        return None
    data = decode(bytes(row.record.data), type_.model)
    naam = known.get(data.identificatie.eigenaar)
    return Gevonden(row, data, naam.via) if naam is not None else None


def is_current(record: models.Record, call: Call) -> bool:
    """Does the record hold today? The list leaves out what has ended; one object by uuid does not."""
    today = current_day(call)
    return record.start_at <= today and (record.end_at is None or today <= record.end_at)


def is_published(data: models.Bericht, call: Call) -> bool:
    return models.moment(data.publicatiedatum) <= call.nu if data.publicatiedatum else False


def current_day(call: Call) -> date:
    return call.nu.astimezone(NEDERLAND).date()


def portaal(call: Call) -> Url | None:
    """Where the organisation shows its taken, if it does."""
    found = call.instellingen.get("portaal_url") or call.bron.organisatie.website
    return Url(str(found)) if found else None
