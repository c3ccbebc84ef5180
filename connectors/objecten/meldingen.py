"""What the Objects API tells when something changes: notifications on its kanaal.

A message tells the type of an object, not what that means here, nor whose it is: both are read from the object.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from connectors.objecten import models
from connectors.objecten.eigen import CRS, OBJECTS
from connectors.objecten.identiteit import whose
from connectors.objecten.objecttypen import berichttypen, taaktypen
from gateway.bronnen.call import Call, decode
from gateway.bronnen.manifest import Manifest, Whose
from gateway.domain.bron import Dienst
from gateway.errors import BronNotSupported

DIENSTEN = (Dienst.TAKEN, Dienst.BERICHTEN)


def declare(manifest: Manifest) -> None:
    """The messages that something here depends on."""
    manifest.event("objecten/object", diensten=DIENSTEN, owners=owner)
    manifest.event("objecten/object/destroy", diensten=DIENSTEN, gone=True)


async def owner(call: Call, told: Mapping[str, object]) -> Whose:
    """Whose an object is, and what kind of item; one of a type that is not ours is nobody's."""
    row = await call.read("GET", f"{OBJECTS}/{call.native}", models.Object, headers=CRS)
    for soort, kinds in (("taak", taaktypen), ("bericht", berichttypen)):
        with contextlib.suppress(BronNotSupported):
            if row is not None and any(one.holds(row) for one in kinds(call.instellingen)):
                return whose(decode(bytes(row.record.data), models.Inhoud).identificatie, soort)
    return Whose()
