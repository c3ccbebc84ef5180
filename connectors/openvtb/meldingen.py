"""What Open VTB tells when something changes: CloudEvents about taken and berichten, when it is set to send them.

An event names the taak, not whose it is; of a bericht it tells the receiver. Plain changes of a field are not told.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from connectors.openvtb.eigen import BERICHTEN, TAKEN
from connectors.openvtb.identiteit import whose_urn
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Whose
from gateway.domain.bron import Dienst

_TAAK, _BERICHT = "nl.overheid.taken.externetaak-", "nl.overheid.berichten.bericht-"
_LATER = ("herinnerd", "uitgevoerd", "verwerkt", "afgebroken", "verlopen")


class _Taak(Struct, rename="camel"):
    is_toegewezen_aan: str = ""


class _Bericht(Struct):
    ontvanger: str = ""


async def owner_of_taak(call: Call, told: Mapping[str, object]) -> Whose:
    """Who a taak is assigned to."""
    row = await call.read("GET", f"{TAKEN}/{call.native}", _Taak)
    return whose_urn(row.is_toegewezen_aan if row is not None else "")


async def owner_of_bericht(call: Call, told: Mapping[str, object]) -> Whose:
    """Who a bericht is for; the event about a new one tells it."""
    if isinstance(told.get("ontvanger"), str):
        return whose_urn(str(told["ontvanger"]))
    row = await call.read("GET", f"{BERICHTEN}/{call.native}", _Bericht)
    return whose_urn(row.ontvanger if row is not None else "")


def declare(manifest: Manifest) -> None:
    """The events that something here depends on."""
    manifest.event(f"{_TAAK}geregistreerd", soort="taak", diensten=(Dienst.TAKEN,), owners=owner_of_taak)
    manifest.event(*(f"{_TAAK}{wat}" for wat in _LATER), soort="taak", diensten=(Dienst.TAKEN,))
    manifest.event(
        f"{_BERICHT}geregistreerd", f"{_BERICHT}gepubliceerd",
        soort="bericht", diensten=(Dienst.BERICHTEN,), owners=owner_of_bericht,
    )  # fmt: skip
