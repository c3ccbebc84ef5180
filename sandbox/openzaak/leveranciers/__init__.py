"""Suppliers whose ZGW is not that of Open Zaak: the same zaken, written down and answered in the manner of each."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.openzaak.leveranciers.esuite import ESuite
from sandbox.openzaak.leveranciers.gevel import Gevel, Leverancier
from sandbox.openzaak.leveranciers.octopus import Octopus
from sandbox.openzaak.leveranciers.zgw import Zgw

LEVERANCIERS: Mapping[str, Leverancier] = {
    "open-zaak": Leverancier(),
    "e-suite": ESuite(),
    "octopus": Octopus(),
    "zgw-1.0": Zgw(),
}
"""By the name of the profile with which the gateway asks them."""

__all__ = ["LEVERANCIERS", "Gevel", "Leverancier"]
