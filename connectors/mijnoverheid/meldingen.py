"""What the berichtenstelsel tells: that a message was published, with all of it. Only who it is for is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Nummer, Whose
from gateway.domain.bron import Dienst
from gateway.domain.persoon import Bsn, Kvk, Rsin

_SOORTEN: dict[str, type[Nummer]] = {"BSN": Bsn, "KVK": Kvk, "RSIN": Rsin}


def declare(manifest: Manifest) -> None:
    """The one event there is."""
    manifest.event(
        "nl.rijksoverheid.fbs.bericht.gepubliceerd", soort="bericht", diensten=(Dienst.BERICHTEN,), owners=owner
    )


async def owner(call: Call, told: Mapping[str, object]) -> Whose:
    """The receiver as the event tells: without a person's number this bron cannot be asked anything. Nothing is sent."""
    ontvanger = told.get("ontvanger")
    told_as = ontvanger if isinstance(ontvanger, dict) else {}
    kind = _SOORTEN.get(str(told_as.get("type")))
    return Whose.of((kind, str(told_as.get("waarde")))) if kind is not None else Whose()
