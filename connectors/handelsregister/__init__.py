"""Name and visiting address of a business from the Handelsregister of KVK (Basisprofiel and Vestigingsprofiel 1)."""

from __future__ import annotations

from connectors.handelsregister import models
from connectors.handelsregister.mapping import map_basisprofiel, map_vestiging
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.bron import Dienst
from gateway.domain.klant import Klantgegevens
from gateway.errors import BronNotSupported

manifest = Manifest("handelsregister", auth=("api_sleutel",))
BASISPROFIELEN = "/v1/basisprofielen"
VESTIGINGSPROFIELEN = "/v1/vestigingsprofielen"
_PAD = "$.kvkNummer"


@manifest.source("persoonsgegevens", Dienst.PERSOONSGEGEVENS, versheid_s=300, proof=True)
async def persoonsgegevens(call: Call) -> Page[Klantgegevens]:
    """The vestiging logged in for, else the business; an empty page when the register has no such number."""
    if call.subject.kvk is None:
        raise BronNotSupported("only a KvK number leads to a profile")
    found = await (_vestiging(call) if call.subject.vestiging is not None else _bedrijf(call))
    return Page([found] if found is not None else [], 1 if found is not None else 0)


async def _bedrijf(call: Call) -> Klantgegevens | None:
    row = await call.read("GET", f"{BASISPROFIELEN}/{_kvk(call)}", models.Basisprofiel)
    return map_basisprofiel(row, call) if row is not None and call.mine(row.kvk_nummer, [_kvk(call)], _PAD) else None


async def _vestiging(call: Call) -> Klantgegevens | None:
    """The vestiging, when it is one of the business: its number alone proves nothing."""
    assert call.subject.vestiging is not None
    nummer = call.subject.vestiging.waarde
    row = await call.read("GET", f"{VESTIGINGSPROFIELEN}/{nummer}", models.Vestiging)
    if row is None or not call.mine(row.kvk_nummer, [_kvk(call)], _PAD):
        return None
    return map_vestiging(row, call)


def _kvk(call: Call) -> str:
    assert call.subject.kvk is not None
    return call.subject.kvk.waarde
