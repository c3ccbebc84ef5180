"""Zaken from Open Zaak and other ZGW registers: the list of a person, one zaak with proof of right, and its details."""

from __future__ import annotations

import asyncio

from connectors.openzaak import details, models
from connectors.openzaak.catalogus import Catalogus, catalogus, uuid_of, with_zaaktype
from connectors.openzaak.identiteit import Variant, variants
from connectors.openzaak.mapping import Mapper
from connectors.openzaak.stappen import timeline
from connectors.openzaak.zichtbaar import Regels
from gateway.bronnen.call import Call, is_absent
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.besluit import Besluit
from gateway.domain.bron import Dienst, GevondenVia
from gateway.domain.document import Document
from gateway.domain.kenmerk import Kenmerk
from gateway.domain.status import Zaakstatus
from gateway.domain.zaak import Betrokkenheid, Zaak
from gateway.errors import BronInvalid

manifest = Manifest("openzaak", auth=("zgw_jwt",))
CRS = {"Accept-Crs": "EPSG:4326"}
SEARCH_CRS = {**CRS, "Content-Crs": "EPSG:4326"}


@manifest.source("zaken", Dienst.ZAKEN, needs=("resultaat",), versheid_s=20)
async def zaken(call: Call) -> Page[Zaak]:
    """All zaken of the person: one search for each way the register may name them, united by uuid."""
    found = await asyncio.gather(*(_search(call, variant) for variant in variants(call.subject)))
    types = await _types(call, [row for _, rows, _, _ in found for row in rows])
    mapper = Mapper(call, types, Regels.of(call.instellingen))
    views: dict[str, Zaak] = {}
    for variant, rows, _, _ in found:
        for row in rows:
            view = mapper.zaak(row, variant.via) if row.uuid not in views else None
            if view is not None:
                views[row.uuid] = view
    return Page(list(views.values()), len(views), any(cut for *_, cut in found))


async def _search(call: Call, variant: Variant) -> tuple[Variant, list[models.Zaak], int | None, bool]:
    regels = Regels.of(call.instellingen)
    expand = ["status", "resultaat"] if "resultaat" in call.needs else ["status"]
    body = {**variant.body(), "maximaleVertrouwelijkheidaanduiding": regels.plafond, "expand": expand}
    rows, total, cut = await call.rows(
        "POST", f"{details.ZAKEN}/zaken/_zoek", models.Zaak, headers=SEARCH_CRS, body=body
    )
    return variant, rows, total, cut


async def _types(call: Call, rows: list[models.Zaak]) -> Catalogus:
    known = await catalogus(call)
    for url in {row.zaaktype for row in rows}:
        known = await with_zaaktype(call, known, url)
    return known


@manifest.source("zaak", Dienst.ZAKEN, calls=2, proof=True)
async def zaak(call: Call) -> Zaak | None:
    """One zaak, when a rol that holds today names the person; the register itself would show it to anybody."""
    via = _via(call)
    row, rows = await asyncio.gather(_read(call), details.rollen(call))
    rol = details.betrokkenheid(rows, call)
    if row is None or rol is None:
        return None
    return Mapper(call, await _types(call, [row]), Regels.of(call.instellingen)).zaak(row, via, rol)


async def _read(call: Call) -> models.Zaak | None:
    """The zaak by its uuid. 403 means our application may not see it: for a person that is the same as not there."""
    path = f"{details.ZAKEN}/zaken/{call.native}"
    response = await call.send("GET", path, headers=CRS, params={"expand": "status,resultaat"})
    return None if response.status == 403 or is_absent(response) else call.decode(response, models.Zaak)


@manifest.source("zaakrollen", Dienst.ZAKEN, proof=True)
async def zaakrollen(call: Call) -> Betrokkenheid | None:
    """What the person is in the zaak, and which department handles it."""
    _via(call)
    return details.betrokkenheid(await details.rollen(call), call)


@manifest.source("statussen", Dienst.ZAKEN)
async def statussen(call: Call) -> list[Zaakstatus]:
    """The steps of a zaak: behind it, now, and perhaps to come."""
    (history, _, _), known = await asyncio.gather(
        call.rows("GET", f"{details.ZAKEN}/statussen", models.Status, params={"zaak": details.zaak_url(call)}),
        catalogus(call),
    )
    if not history:
        return []
    url = await _zaaktype_url(call, known, history[0].statustype)
    known = await with_zaaktype(call, known, url)
    mapper = Mapper(call, known, Regels.of(call.instellingen))
    zaaktype, types = known.zaaktypen[uuid_of(url)], known.stappen.get(uuid_of(url), [])
    return timeline(history, types, {uuid_of(one.url): mapper.groep(one, zaaktype) for one in types})


async def _zaaktype_url(call: Call, known: Catalogus, statustype_url: str) -> str:
    """The zaaktype a status belongs to; asked apart for a type newer than the catalogue we keep."""
    uuid = uuid_of(statustype_url)
    statustype = known.statustypen.get(uuid)
    if statustype is None:
        statustype = await call.read("GET", f"/catalogi/api/v1/statustypen/{uuid}", models.Statustype)
    if statustype is None:
        raise BronInvalid("statustype not there", pad="$.results[0].statustype")
    return statustype.zaaktype


@manifest.source("besluiten", Dienst.ZAKEN)
async def besluiten(call: Call) -> list[Besluit]:
    """The besluiten in a zaak, newest first."""
    rows, _, _ = await call.rows(
        "GET", "/besluiten/api/v1/besluiten", models.Besluit, params={"zaak": details.zaak_url(call)}
    )
    known = await catalogus(call)
    return [details.besluit(row, call, known) for row in sorted(rows, key=lambda one: one.datum, reverse=True)]


@manifest.source("zaakdocumenten", Dienst.ZAKEN, calls=2, versheid_s=300)
async def zaakdocumenten(call: Call) -> list[Document]:
    """The documents of a zaak that the person may see."""
    return await details.documenten(call, await catalogus(call), Regels.of(call.instellingen), _via(call))


@manifest.source("eigenschappen", Dienst.ZAKEN)
async def eigenschappen(call: Call) -> list[Kenmerk]:
    """The properties of a zaak."""
    return await details.eigenschappen(call)


async def warm(call: Call) -> object:
    """Read the catalogue at start, so that the first person does not wait for it."""
    return await catalogus(call)


def _via(call: Call) -> GevondenVia:
    """What the person is found by. Raises BronNotSupported before anything is asked about nobody."""
    return variants(call.subject)[0].via


manifest.warm = warm
