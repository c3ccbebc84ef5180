"""Taken, berichten and verzoeken from Open VTB. It knows systems, not citizens: every row is checked against the person."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from connectors.openvtb import meldingen, models
from connectors.openvtb import verzoektypen as typen
from connectors.openvtb.eigen import BERICHTEN, TAKEN, eigen_bericht, eigen_taak, is_published, portaal
from connectors.openvtb.identiteit import Naam, namen
from connectors.openvtb.indienen import VERZOEKEN, verzoek_indienen
from connectors.openvtb.mapping import details_of, map_bericht, map_taak, map_versie, map_verzoek, map_verzoektype
from connectors.openvtb.schrijven import bericht_markeren, taak_afronden
from connectors.openvtb.uitvoering import uitvoering as way_to_do
from gateway.bronnen.bestand import Elders, elders
from gateway.bronnen.call import Call, Paging
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.bericht import Bericht
from gateway.domain.bron import Dienst
from gateway.domain.datum import NEDERLAND
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import Uitvoering
from gateway.domain.verzoek import Verzoek, Verzoektype, VerzoektypeVersie
from gateway.errors import BronNotSupported

manifest = Manifest("openvtb", auth=("token", "bearer"))
# The server has no order, so a second page could repeat or skip rows: one page holds all we show.
_PAGING = Paging(rows=500)


@manifest.source("taken", Dienst.TAKEN, versheid_s=15)
async def taken(call: Call) -> Page[Taak]:
    """All taken of the person that have begun, of every status."""
    found = await asyncio.gather(*(_taken(call, naam) for naam in namen(call.subject)))
    views = {view.ref.native: view for page in found for view in page.items}
    return Page(list(views.values()), len(views), any(page.afgekapt for page in found))


async def _taken(call: Call, naam: Naam) -> Page[Taak]:
    today = call.nu.astimezone(NEDERLAND).date()
    params = {"isToegewezenAan": naam.urn, "startdatum__lte": today.isoformat()}
    rows, total, cut = await call.rows("GET", TAKEN, models.Taak, params=params, paging=_PAGING)
    own = [row for row in rows if call.mine(row.is_toegewezen_aan, [naam.urn], "$.results[].isToegewezenAan")]
    begun = [row for row in own if row.startdatum is None or row.startdatum <= today]
    return Page([map_taak(row, call, naam.via) for row in begun], total, cut)


@manifest.source("taak", Dienst.TAKEN, proof=True)
async def taak(call: Call) -> Taak | None:
    """One taak, when it is assigned to the person."""
    found = await eigen_taak(call)
    return map_taak(found[0], call, found[1].via) if found is not None else None


@manifest.source("uitvoering", Dienst.TAKEN, versheid_s=0, proof=True)
async def uitvoering(call: Call) -> Uitvoering | None:
    """How to do a taak, read anew each time; None when it is not open or not the person's."""
    found = await eigen_taak(call)
    if found is None or found[0].status != "open":
        return None
    return way_to_do(found[0].taak_soort, details_of(found[0]), portaal(call))


@manifest.source("berichten", Dienst.BERICHTEN, versheid_s=15)
async def berichten(call: Call) -> Page[Bericht]:
    """All messages of the person that are published."""
    found = await asyncio.gather(*(_berichten(call, naam) for naam in namen(call.subject)))
    views = {view.ref.native: view for page in found for view in page.items}
    return Page(list(views.values()), len(views), any(page.afgekapt for page in found))


async def _berichten(call: Call, naam: Naam) -> Page[Bericht]:
    until = call.nu.replace(microsecond=0) + timedelta(seconds=1)
    params = {"ontvanger": naam.urn, "publicatiedatum__lte": until.isoformat().replace("+00:00", "Z")}
    rows, total, cut = await call.rows("GET", BERICHTEN, models.Bericht, params=params, paging=_PAGING)
    own = [row for row in rows if call.mine(row.ontvanger, [naam.urn], "$.results[].ontvanger")]
    return Page([map_bericht(row, call, naam.via) for row in own if is_published(row, call)], total, cut)


@manifest.source("bericht", Dienst.BERICHTEN, proof=True)
async def bericht(call: Call) -> Bericht | None:
    """One message, when it is the person's and published."""
    found = await eigen_bericht(call)
    return map_bericht(found[0], call, found[1].via) if found is not None else None


@manifest.source("bestand", Dienst.BERICHTEN, versheid_s=0, proof=True)
async def bestand(call: Call) -> Elders | None:
    """Which document an attachment of the person's message is; the Documenten API has its bytes. Native: message, document."""
    view = await bericht(call.about(call.native.partition("/")[0]))
    return elders(view.stukken if view is not None else None, call.native)


@manifest.source("verzoeken", Dienst.VERZOEKEN, versheid_s=15)
async def verzoeken(call: Call) -> Page[Verzoek]:
    """All verzoeken the person filed, of every status."""
    found = await asyncio.gather(*(_verzoeken(call, naam) for naam in namen(call.subject)))
    views = {view.ref.native: view for page in found for view in page.items}
    return Page(list(views.values()), len(views), any(page.afgekapt for page in found))


async def _verzoeken(call: Call, naam: Naam) -> Page[Verzoek]:
    filed = call.rows("GET", VERZOEKEN, models.Verzoek, params={"initiator": naam.urn}, paging=_PAGING)
    (rows, total, cut), _ = await asyncio.gather(filed, typen.catalogue(call))
    own = [row for row in rows if call.mine(row.initiator, [naam.urn], "$.results[].initiator")]
    return Page(await asyncio.gather(*(_map_verzoek(row, call, naam) for row in own)), total, cut)


@manifest.source("verzoek", Dienst.VERZOEKEN, proof=True)
async def verzoek(call: Call) -> Verzoek | None:
    """One verzoek, when the person filed it: the server gives anybody's."""
    known = {naam.urn: naam for naam in namen(call.subject)}
    row = await call.read("GET", f"{VERZOEKEN}/{call.native}", models.Verzoek)
    naam = known.get(row.initiator) if row is not None else None
    return await _map_verzoek(row, call, naam) if row is not None and naam is not None else None


async def _map_verzoek(row: models.Verzoek, call: Call, naam: Naam) -> Verzoek:
    return map_verzoek(row, await typen.find(call, typen.uuid_of(row.verzoek_type)), call, naam.via)


@manifest.source("verzoektypen", Dienst.VERZOEKEN, versheid_s=60)
async def verzoektypen(call: Call) -> Page[Verzoektype]:
    """What can be asked for here now."""
    offered = [map_verzoektype(row, call) for row in (await typen.catalogue(call)).values() if row.is_offered]
    return Page(offered, len(offered))


@manifest.source("verzoektype", Dienst.VERZOEKEN, versheid_s=60)
async def verzoektype(call: Call) -> Verzoektype | None:
    """One kind of verzoek, also when it is no longer offered."""
    row = await typen.find(call, call.native)
    return map_verzoektype(row, call) if row is not None else None


@manifest.source("verzoektypeversie", Dienst.VERZOEKEN, versheid_s=60)
async def verzoektypeversie(call: Call) -> VerzoektypeVersie:
    """The form that is in force. Raises BronNotSupported when there is none to fill in today."""
    row = await typen.in_force(call, call.native)
    if row is None:
        raise BronNotSupported("no version in force")
    return map_versie(row)


async def warm(call: Call) -> None:
    """Read what can be asked for, at a bron that takes verzoeken."""
    if Dienst.VERZOEKEN in call.bron.diensten:
        await typen.catalogue(call)


manifest.warm = warm
manifest.write("taak_afronden", Dienst.TAKEN)(taak_afronden)
manifest.write("bericht_markeren", Dienst.BERICHTEN, herhaalbaar=True)(bericht_markeren)
manifest.write("verzoek_indienen", Dienst.VERZOEKEN)(verzoek_indienen)
meldingen.declare(manifest)
