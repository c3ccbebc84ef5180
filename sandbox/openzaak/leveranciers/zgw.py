"""A front that keeps to ZGW 1.0: filters in the address only, nothing along with a row, and 404 for nothing found."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.openzaak.fouten import Fout, weiger
from sandbox.openzaak.leveranciers.bedrijven import kvk_als_rsin
from sandbox.openzaak.leveranciers.gevel import Leverancier, Vraag
from sandbox.openzaak.register import Register

_LATER = (
    "rollen", "zaakinformatieobjecten", "zaakobjecten", "gerelateerdeZaken", "communicatiekanaalNaam",
    "laatstGemuteerd", "laatstGeopend", "startdatumBewaartermijn", "processobject", "_expand",
)  # fmt: skip
"""What a zaak did not have in the first version of the standard."""


class Zgw(Leverancier):
    """No search with a body, no expand, no sizes of pages, and no KvK-nummer to search by."""

    leeg_is_404 = True

    def richt_in(self, register: Register) -> None:
        for dossier in register.dossiers:
            for naam in _LATER:
                del dossier.zaak[naam]
            for rol in dossier.rollen:
                kvk_als_rsin(rol)
            for status in dossier.statussen:
                del status["indicatieLaatstGezetteStatus"]

    def vraag(self, vraag: Vraag, register: Callable[[], Register]) -> None:
        if vraag.pad.endswith("/_zoek"):
            raise Fout("NotFound")
        later = sorted(naam for naam in vraag.params if naam in ("expand", "pageSize") or naam.endswith("kvkNummer"))
        if later:
            weiger("nonFieldErrors", "unknown-parameters", f"Onbekende query parameters: {', '.join(later)}")
