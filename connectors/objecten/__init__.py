"""Taken and berichten kept as objects in the Objects API. It stores anything: type and owner of every row are checked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from connectors.objecten import meldingen, models
from connectors.objecten.eigen import BODY_CRS, OBJECTS, Gevonden, eigen_object, is_current, is_published, portaal
from connectors.objecten.formulier import formulier
from connectors.objecten.identiteit import Naam, namen
from connectors.objecten.mapping import map_bericht, map_taak
from connectors.objecten.objecttypen import D, Objecttype, Taakmodel, berichttypen, taaktypen
from connectors.objecten.schrijven import bericht_markeren, taak_afronden
from connectors.objecten.taakinhoud import taakinhoud
from connectors.objecten.uitvoering import uitvoering as way_to_do
from gateway.bronnen.bestand import Elders, elders
from gateway.bronnen.call import Call, Paging
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.bericht import Bericht
from gateway.domain.bron import Dienst
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import Uitvoering

manifest = Manifest("objecten", auth=("token",))
# A change moves an object to the front of the list, so a second page could repeat or skip rows: one page holds all we show.
_PAGING = Paging(rows=500)


@manifest.source("taken", Dienst.TAKEN, versheid_s=15)
async def taken(call: Call) -> Page[Taak]:
    """All taken of the person, of both versions and of every status."""
    found, cut = await _all(call, taaktypen(call.instellingen))
    views = [map_taak(one.row, taakinhoud(one.data), call, one.via) for one in found]
    return Page(views, len(views), cut)


@manifest.source("taak", Dienst.TAKEN, proof=True)
async def taak(call: Call) -> Taak | None:
    """One taak, when the person is its owner."""
    found = await eigen_object(call, taaktypen(call.instellingen))
    return map_taak(found.row, taakinhoud(found.data), call, found.via) if found is not None else None


@manifest.source("uitvoering", Dienst.TAKEN, versheid_s=0, proof=True)
async def uitvoering(call: Call) -> Uitvoering | None:
    """How to do a taak, read anew each time; None when it is not open or not the person's."""
    found: Gevonden[Taakmodel] | None = await eigen_object(call, taaktypen(call.instellingen))
    if found is None or found.data.status != "open":
        return None
    inhoud = taakinhoud(found.data)
    return way_to_do(inhoud, portaal(call), formulier(call.instellingen, inhoud))


@manifest.source("berichten", Dienst.BERICHTEN, versheid_s=15)
async def berichten(call: Call) -> Page[Bericht]:
    """All messages of the person that are published."""
    found, cut = await _all(call, berichttypen(call.instellingen))
    views = [map_bericht(one.row, one.data, call, one.via) for one in found if is_published(one.data, call)]
    return Page(views, len(views), cut)


@manifest.source("bericht", Dienst.BERICHTEN, proof=True)
async def bericht(call: Call) -> Bericht | None:
    """One message, when it is the person's and published."""
    found = await eigen_object(call, berichttypen(call.instellingen))
    if found is None or not is_published(found.data, call):
        return None
    return map_bericht(found.row, found.data, call, found.via)


@manifest.source("bestand", Dienst.BERICHTEN, versheid_s=0, proof=True)
async def bestand(call: Call) -> Elders | None:
    """Which document an attachment of the person's message is; the Documenten API has its bytes. Native: message, document."""
    view = await bericht(call.about(call.native.partition("/")[0]))
    return elders(view.stukken if view is not None else None, call.native)


async def _all(call: Call, types: Sequence[Objecttype[D]]) -> tuple[list[Gevonden[D]], bool]:
    """Every object of the person of these types, and whether there are more than we read."""
    names = namen(call.subject)
    found = await asyncio.gather(*(_search(call, type_, naam) for type_ in types for naam in names))
    objects = {one.row.uuid: one for page, _ in found for one in page}
    return list(objects.values()), any(cut for _, cut in found)


async def _search(call: Call, type_: Objecttype[D], naam: Naam) -> tuple[list[Gevonden[D]], bool]:
    """The objects under one number. In the body, so that the number is in no address.

    `data_attrs`, not `data_attr`: the server fails on the latter in a body.
    """
    body = {"type": type_.url, "data_attrs": naam.filter}
    rows, _, cut = await call.rows(
        "POST", f"{OBJECTS}/search", models.Object, headers=BODY_CRS, body=body, paging=_PAGING
    )
    return [one for row in rows if (one := _checked(call, row, type_, naam)) is not None], cut


def _checked(call: Call, row: models.Object, type_: Objecttype[D], naam: Naam) -> Gevonden[D] | None:
    """A row of a list, when it is of the type that was asked for, of the person, and holds today."""
    if not type_.holds(row):
        call.drop("$.results[].type")
        return None
    for data in call.decode_rows([row.record.data], type_.model):
        is_own = call.mine(data.identificatie.eigenaar, [naam.eigenaar], "$.results[].record.data.identificatie")
        if is_own and is_current(row.record, call):
            return Gevonden(row, data, naam.via)
    return None


manifest.write("taak_afronden", Dienst.TAKEN)(taak_afronden)
manifest.write("bericht_markeren", Dienst.BERICHTEN, herhaalbaar=True)(bericht_markeren)
meldingen.declare(manifest)
