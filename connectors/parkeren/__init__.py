"""Parking permits from Egis: the person's number goes in a sealed token in the body, and 404 means there is nothing."""

from __future__ import annotations

import re
from datetime import datetime

from msgspec import Raw, Struct

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page, unique
from gateway.domain.bron import Dienst, GevondenVia
from gateway.domain.datum import NEDERLAND
from gateway.domain.kenmerk import kenmerk_tekst, kenmerk_teksten
from gateway.domain.product import Parkeerdoelgroep, Parkeervergunning
from gateway.domain.status import Productsoort, Productstatus
from gateway.errors import BronNotSupported

manifest = Manifest("parkeren", auth=("egis",))
_STATUS = {"ACTIVE": Productstatus.ACTIEF, "EXPIRED": Productstatus.VERLOPEN, "CANCELLED": Productstatus.INGETROKKEN}


class Vergunning(Struct):
    """A permit as Egis lists it; it has no name, and names its holder by a number of Egis' own."""

    client_product_id: int
    status: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    zone: str | None = None
    vrns: str | None = None


class Lijst(Struct):
    """The answer; the count may be missing, the permits may not: that is not the same as having none."""

    data: list[Raw]


@manifest.source("producten", Dienst.PRODUCTEN, versheid_s=300, verouderd_s=1_800, verwijst=())
async def producten(call: Call) -> Page[Parkeervergunning]:
    """All permits of the person or business, those that ended included."""
    kind, claim, nummer, via = _who(call)
    body = {"token": await call.mint({claim: nummer})}
    answer = await call.read("POST", f"/v1/{kind}/client_product_details", Lijst, body=body)
    if answer is None:
        return Page([], 0)
    rows = call.decode_rows(answer.data, Vergunning)
    views = unique(map_vergunning(row, call, via) for row in rows)
    return Page(views, len(views))


def _who(call: Call) -> tuple[str, str, str, GevondenVia]:
    if call.subject.bsn is not None:
        return "private", "bsn", call.subject.bsn.waarde, GevondenVia.BSN
    if call.subject.kvk is not None:
        return "company", "kvk_number", call.subject.kvk.waarde, GevondenVia.KVK
    raise BronNotSupported("no number this bron knows")


def map_vergunning(row: Vergunning, call: Call, via: GevondenVia) -> Parkeervergunning:
    """The view of a permit. Pure: the same input gives the same view."""
    code, _, name = (row.zone or "").partition(" ")
    plates = [
        plate for plate in (re.sub(r"[^A-Z0-9]", "", one.upper()) for one in re.split("[,;]", row.vrns or "")) if plate
    ]
    return Parkeervergunning(
        ref=call.ref("product", str(row.client_product_id)),
        sleutels=(f"product/nummer/{row.client_product_id}",),
        verwijst=(),
        titel=f"Parkeervergunning {name or code}".strip(),
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(via),
        urn=None,
        laatst_gewijzigd_op=None,
        afscherming=None,
        soort=Productsoort.PARKEERVERGUNNING,
        nummer=str(row.client_product_id),
        producttype=None,
        status=_status(row, call.nu),
        status_bronwaarde=row.status,
        startdatum=row.started_at.astimezone(NEDERLAND).date() if row.started_at else None,
        einddatum=row.ended_at.astimezone(NEDERLAND).date() if row.ended_at else None,
        prijs=None,
        prijsfrequentie=None,
        prijsfrequentie_bronwaarde=None,
        gedeeld=None,
        kenmerken=[
            kenmerk_teksten("kentekens", "Kentekens", plates),
            *([kenmerk_tekst("zone", "Zone", name or code)] if row.zone else []),
        ],
        doelgroep=Parkeerdoelgroep.ONBEKEND,
        doelgroep_bronwaarde=None,
        zone=name or code or None,
        zonecode=code if name else None,
        kentekens=plates,
        saldo=None,
    )


def _status(row: Vergunning, now: datetime) -> Productstatus:
    """The word of Egis, but a permit whose end has passed is over whatever it says."""
    known = _STATUS.get(row.status, Productstatus.ONBEKEND)
    is_over = row.ended_at is not None and row.ended_at.astimezone(NEDERLAND) < now
    return Productstatus.VERLOPEN if is_over and known is not Productstatus.INGETROKKEN else known
