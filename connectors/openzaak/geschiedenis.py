"""The history of a zaak, in the words of its catalogue: what was, what is, and what may come."""

from __future__ import annotations

import asyncio

from connectors.openzaak.adres import pad, read_rows, uuid_of, zaak_url
from connectors.openzaak.catalogus import Catalogus, catalogus, with_zaaktypen
from connectors.openzaak.kenmerken import with_types
from connectors.openzaak.models import Status, Statustype
from connectors.openzaak.profiel import profiel_of
from connectors.openzaak.stappen import groep, timeline
from connectors.openzaak.vinden import read_zaak
from connectors.openzaak.zichtbaar import Regels
from gateway.bronnen.call import Call
from gateway.domain.status import Zaakstatus
from gateway.errors import BronInvalid, BronMisconfigured


async def geschiedenis(call: Call, zaak: str) -> list[Zaakstatus]:
    """All steps of a zaak, in order."""
    path, params = pad(call, "zaken", "/statussen"), {"zaak": zaak_url(call, zaak)}
    (history, _), known = await asyncio.gather(read_rows(call, path, Status, params=params), catalogus(call))
    regels = Regels.of(call.instellingen)
    if not history and not regels.zonder_status:
        # A zaak without a status is not shown, so this one has one: then our address of it is not the register's own.
        raise BronMisconfigured("no history of a zaak that has a status: look at canonieke_url", pad="$.results")
    if not history:
        return []
    url = await _zaaktype_url(call, zaak, known, history[0])
    known = await with_zaaktypen(call, known, [url])
    zaaktype = known.zaaktypen.get(uuid_of(url))
    if zaaktype is None:
        raise BronInvalid("zaaktype not there", pad="$.results[0].statustype")
    types = known.steps_of(url)
    if profiel_of(call.instellingen).statusbron == "kenmerken":
        history, types = with_types(history, url, known)
    return timeline(history, types, {uuid_of(one.url): groep(one, zaaktype, regels.statussen) for one in types})


async def _zaaktype_url(call: Call, zaak: str, known: Catalogus, status: Status) -> str:
    """The zaaktype a status belongs to; asked apart for a type newer than the catalogue we keep."""
    if profiel_of(call.instellingen).statusbron == "kenmerken":
        row = await read_zaak(call, zaak)
        if row is None:
            raise BronInvalid("zaak not there", pad="$.results[0].zaak")
        return row.zaaktype
    uuid = uuid_of(status.statustype)
    statustype = known.statustypen.get(uuid)
    if statustype is None:
        statustype = await call.read("GET", pad(call, "catalogi", f"/statustypen/{uuid}"), Statustype)
    if statustype is None:
        raise BronInvalid("statustype not there", pad="$.results[0].statustype")
    return statustype.zaaktype
