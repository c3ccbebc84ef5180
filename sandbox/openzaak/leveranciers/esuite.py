"""e-Suite: no moments at statussen, no order at statustypen, long words cut short, and businesses in the wrong place."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from sandbox.openzaak.fouten import Fout, weiger
from sandbox.openzaak.leveranciers.bedrijven import kvk_als_rsin
from sandbox.openzaak.leveranciers.gevel import Leverancier, Vraag
from sandbox.openzaak.register import Register

GEMEENTE = "0014"
LANGSTE = 20


class ESuite(Leverancier):
    """Lets `expand` and filters on the kind of rol pass unread, and has no list of catalogues."""

    def richt_in(self, register: Register) -> None:
        for dossier in register.dossiers:
            dossier.zaak["identificatie"] = nummer(str(dossier.zaak["identificatie"]))
            del dossier.zaak["laatstGemuteerd"], dossier.zaak["laatstGeopend"]
            for status in dossier.statussen:
                status["datumStatusGezet"] = None
            for rol in dossier.rollen:
                kvk_als_rsin(rol)
        register.catalogus["statustypen"].sort(key=lambda row: (str(row["zaaktype"]), cast("int", row["volgnummer"])))
        for statustype in register.catalogus["statustypen"]:
            del statustype["volgnummer"], statustype["informeren"]
        for resultaattype in register.catalogus["resultaattypen"]:
            whole = str(resultaattype["omschrijving"])
            resultaattype |= {"naam": whole, "omschrijving": whole[:LANGSTE]}

    def vraag(self, vraag: Vraag, register: Callable[[], Register]) -> None:
        if vraag.pad.endswith("/catalogussen"):
            raise Fout("APIException")
        for naam in ("expand", "pageSize", "omschrijvingGeneriek"):
            vraag.params.pop(naam, None)
        by_identity = any(naam.startswith("betrokkene") for naam in vraag.params)
        if vraag.pad.endswith("/rollen") and "zaak" in vraag.params and by_identity:
            weiger("nonFieldErrors", "invalid", "Zoeken op zaak en betrokkene tegelijk kan niet.")
        if vraag.pad.endswith("/zaken/_zoek"):
            vraag.zoekvraag = {naam: value for naam, value in vraag.zoekvraag.items() if naam != "expand"}


def nummer(identificatie: str) -> str:
    """The number of a zaak as it is kept here: `ZAAK-2026-0006639` becomes `0014ESUITE66392026`."""
    _, year, serial = identificatie.split("-")
    return f"{GEMEENTE}ESUITE{int(serial)}{year}"
