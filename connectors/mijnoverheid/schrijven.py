"""Mark a bericht of MijnOverheid: a merge patch at the magazijn that holds it. Archiving and deleting are not offered."""

from __future__ import annotations

from connectors.mijnoverheid import models
from connectors.mijnoverheid.ophalen import ontvanger, ophalen
from gateway.bronnen.schrijven.opdracht import Gedaan, Schrijfcall, Stand, TeDoen
from gateway.domain.invoer import BerichtMarkerenInvoer

BERICHTEN = "/api/v1/berichten"
_MERGE_PATCH = "application/merge-patch+json"
_STATUS = {True: "gelezen", False: "ongelezen"}


async def bericht_markeren(call: Schrijfcall) -> Stand:
    """Mark a bericht, when it is in the person's own session and published."""
    await ophalen(call)
    row = await call.read("GET", f"{BERICHTEN}/{call.native}", models.Bericht, headers=ontvanger(call.subject))
    if row is None or row.publicatietijdstip > call.nu:
        return None
    status = _STATUS[call.invoer(BerichtMarkerenInvoer).gelezen]
    if row.status == status:
        return _gemarkeerd(call)

    async def send() -> Gedaan | None:
        await call.change(
            "PATCH", f"{BERICHTEN}/{call.native}", params={"magazijnId": row.magazijn_id}, body={"status": status},
            headers={**ontvanger(call.subject), "Content-Type": _MERGE_PATCH},
        )  # fmt: skip
        return None

    return TeDoen(send)


def _gemarkeerd(call: Schrijfcall) -> Gedaan:
    return call.bevestig("", item=call.ref("bericht", call.native), is_ours=True)
