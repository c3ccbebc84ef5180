"""One taak or bericht by its uuid, when it is the person's: the server gives anybody's to whoever has the token."""

from __future__ import annotations

from connectors.openvtb import models
from connectors.openvtb.identiteit import Naam, namen
from gateway.bronnen.call import Call
from gateway.domain.waarden import Url

TAKEN = "/taken/api/v1/externetaken"
BERICHTEN = "/berichten/api/v1/berichten"


async def eigen_taak(call: Call) -> tuple[models.Taak, Naam] | None:
    """The taak of this call, and the name it is the person's by; None when it is not theirs."""
    known = {naam.urn: naam for naam in namen(call.subject)}
    row = await call.read("GET", f"{TAKEN}/{call.native}", models.Taak)
    naam = known.get(row.is_toegewezen_aan) if row is not None else None
    return (row, naam) if row is not None and naam is not None else None


async def eigen_bericht(call: Call) -> tuple[models.Bericht, Naam] | None:
    """The bericht of this call, as for a taak; None too when it is not published yet."""
    known = {naam.urn: naam for naam in namen(call.subject)}
    row = await call.read("GET", f"{BERICHTEN}/{call.native}", models.Bericht)
    if row is None or row.ontvanger not in known or not is_published(row, call):
        return None
    return row, known[row.ontvanger]


def is_published(row: models.Bericht, call: Call) -> bool:
    """Has its moment come? The server gives it before its time too."""
    return row.publicatiedatum is not None and row.publicatiedatum <= call.nu


def portaal(call: Call) -> Url | None:
    """Where the organisation shows its taken, if it does."""
    found = call.instellingen.get("portaal_url") or call.bron.organisatie.website
    return Url(str(found)) if found else None
