"""Zaken themselves: found by a closed search, or read one by one with the proof that they are the person's."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from msgspec import structs

from connectors.openzaak.adres import pad, read_rows, uuid_of
from connectors.openzaak.catalogus import catalogus, with_zaaktypen
from connectors.openzaak.identiteit import Variant, variants
from connectors.openzaak.kenmerken import with_texts
from connectors.openzaak.mapping import Mapper
from connectors.openzaak.models import Expand, Rol, Status
from connectors.openzaak.models import Zaak as Row
from connectors.openzaak.profiel import profiel_of
from connectors.openzaak.rollen import Recht, inherited_right, own_right, rollen
from connectors.openzaak.tegelijk import each
from connectors.openzaak.zichtbaar import Regels
from connectors.openzaak.zoekvraag import Zoekvraag
from gateway.bronnen.call import Call, is_absent
from gateway.bronnen.manifest import Page
from gateway.domain.zaak import Zaak

CRS = {"Accept-Crs": "EPSG:4326"}
SEARCH_CRS = {**CRS, "Content-Crs": "EPSG:4326"}
MOST_DEELZAKEN = 20
_PER_BLAD = 500
# What may come along with one zaak, by the field that needs it. Never hoofdzaak or deelzaken: those leak secret zaken.
_ALONG = {"resultaat": "resultaat", "kenmerken": "eigenschappen", "documenten": "zaakinformatieobjecten"}
ALONG = tuple(_ALONG)


async def own_zaken(call: Call) -> Page[Zaak]:
    """All zaken of the person: one search for each way the register may name them, united by uuid."""
    ways = variants(call)
    found = await asyncio.gather(*(_of_variant(call, variant) for variant in ways))
    mapper = await mapper_for(call, (row for rows, _ in found for row in rows))
    views: dict[str, Zaak | None] = {}
    for variant, (rows, _) in zip(ways, found, strict=True):
        for row in rows:
            if row.uuid not in views:
                views[row.uuid] = mapper.zaak(row, variant.via)
    shown = [view for view in views.values() if view is not None]
    return Page(shown, len(shown), any(cut for _, cut in found))


async def one_zaak(call: Call, uuid: str) -> Zaak | None:
    """One zaak, when the person has a right to it; the register itself would show it to anybody."""
    variants(call)
    along = _ALONG if profiel_of(call.instellingen).expand else {}
    expand = ["status", *(path for field, path in along.items() if field in call.needs)]
    row, rows = await asyncio.gather(read_zaak(call, uuid, expand), rollen(call, uuid))
    if row is None:
        return None
    recht = await _right(call, row, rows)
    if recht is None:
        return None
    return (await mapper_for(call, [row])).zaak(row, recht.via, recht.betrokkenheid, expand)


async def deelzaken(call: Call, uuids: Sequence[str]) -> list[Zaak]:
    """The deelzaken with these uuids, of a zaak that is the person's: their own, and those that name nobody else."""
    for _ in uuids[MOST_DEELZAKEN:]:
        call.drop("$.deelzaken")
    asked = tuple(uuids[:MOST_DEELZAKEN])
    regels = Regels.of(call.instellingen)
    question = Zoekvraag(uuids=asked, plafond=regels.plafond, expand=("status",))
    (found, _), roles = await asyncio.gather(
        _search(call, question), asyncio.gather(*(rollen(call, uuid) for uuid in asked))
    )
    rights = {
        uuid: own_right(of_zaak, call) or inherited_right(of_zaak, call)
        for uuid, of_zaak in zip(asked, roles, strict=True)
    }
    mapper = await mapper_for(call, found)
    views = [
        mapper.zaak(row, recht.via, recht.betrokkenheid) for row in found if (recht := rights.get(row.uuid)) is not None
    ]
    return [view for view in views if view is not None]


async def mapper_for(call: Call, rows: Iterable[Row]) -> Mapper:
    """What maps these rows: the catalogue with every zaaktype among them, and the rules of the municipality."""
    known = await with_zaaktypen(call, await catalogus(call), (row.zaaktype for row in rows))
    return Mapper(call, known, Regels.of(call.instellingen), profiel_of(call.instellingen))


async def _of_variant(call: Call, variant: Variant) -> tuple[list[Row], bool]:
    return await _search(call, variant.zoekvraag(Regels.of(call.instellingen).plafond))


async def _search(call: Call, question: Zoekvraag) -> tuple[list[Row], bool]:
    """The rows of a search with their statuses, and whether there are more than we read."""
    profiel = profiel_of(call.instellingen)
    asked = question if profiel.expand else structs.replace(question, expand=())
    if profiel.zoeken == "body":
        path = pad(call, "zaken", "/zaken/_zoek")
        found, cut = await read_rows(call, path, Row, headers=SEARCH_CRS, body=asked, per_blad=_PER_BLAD)
    elif question.uuids:
        found_each = await each(partial(read_zaak, call), question.uuids)
        return [row for row in found_each if row is not None], False
    else:
        path, params = pad(call, "zaken", "/zaken"), asked.params()
        found, cut = await read_rows(call, path, Row, headers=CRS, params=params, per_blad=_PER_BLAD)
    return (found if profiel.expand else await each(partial(_with_status, call), found)), cut


async def _with_status(call: Call, row: Row) -> Row:
    """The row with the status that a supplier does not send along."""
    if profiel_of(call.instellingen).statusbron == "kenmerken":
        return with_texts(row, call)
    if not row.status:
        return row
    status = await call.read("GET", pad(call, "zaken", f"/statussen/{uuid_of(row.status)}"), Status)
    return structs.replace(row, expand=Expand(status=status))


async def read_zaak(call: Call, uuid: str, expand: Collection[str] = ("status",)) -> Row | None:
    """A zaak by its uuid. 403 means our application may not see it: for a person that is the same as not there."""
    has_expand = profiel_of(call.instellingen).expand
    params = {"expand": ",".join(expand)} if has_expand else {}
    response = await call.send("GET", pad(call, "zaken", f"/zaken/{uuid}"), headers=CRS, params=params)
    if response.status == 403 or is_absent(response):
        return None
    row = call.decode(response, Row)
    return row if has_expand else await _with_status(call, row)


async def _right(call: Call, row: Row, rows: Sequence[Rol]) -> Recht | None:
    """The person's right to a zaak: their own, or through a hoofdzaak that they may see and have a rol in."""
    own = own_right(rows, call)
    if own is not None or not row.hoofdzaak:
        return own
    inherited = inherited_right(rows, call)
    if inherited is None:
        return None
    above = uuid_of(row.hoofdzaak)
    hoofdzaak, of_hoofdzaak = await asyncio.gather(read_zaak(call, above), rollen(call, above))
    if hoofdzaak is None or own_right(of_hoofdzaak, call) is None:
        return None
    mapper = await mapper_for(call, [hoofdzaak])
    return inherited if mapper.shows(hoofdzaak) else None
