"""How businesses were kept before the standard had a place for their KvK-nummer."""

from __future__ import annotations

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.betrokkenen import NIET_NATUURLIJK, VESTIGING


def kvk_als_rsin(rol: Rij) -> None:
    """Write the KvK-nummer of a business in the field for its RSIN; a vestiging has its own number and no more."""
    who = rol["betrokkeneIdentificatie"]
    if rol["betrokkeneType"] in (NIET_NATUURLIJK, VESTIGING) and isinstance(who, dict):
        kvk = who.pop("kvkNummer")
        if rol["betrokkeneType"] == NIET_NATUURLIJK:
            who["innNnpId"] = kvk or who["innNnpId"]
