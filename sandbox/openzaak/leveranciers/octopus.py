"""Octopus: status, resultaat and besluit as words among the kenmerken of a zaak, and no Besluiten API."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.openzaak.adressen import PADEN, Rij
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.fouten import Fout, weiger
from sandbox.openzaak.leveranciers.bedrijven import kvk_als_rsin
from sandbox.openzaak.leveranciers.gevel import Leverancier, Vraag
from sandbox.openzaak.register import Register

WORTEL = "/zgw/v1"
PER_BLAD = 20
NOG_NIET = "00000000-0000-0000-0000-000000000000"
"""The uuid of a status that was not set yet."""


class Octopus(Leverancier):
    """All APIs below one path, 20 rows a page, and documents by the uuid of their zaak."""

    paden = dict.fromkeys(PADEN, WORTEL)

    def richt_in(self, register: Register) -> None:
        for dossier in register.dossiers:
            _schrijf_op(dossier, register)
            for rol in dossier.rollen:
                kvk_als_rsin(rol)

    def vraag(self, vraag: Vraag, register: Callable[[], Register]) -> None:
        head, _, rest = vraag.pad.removeprefix(f"{WORTEL}/").partition("/")
        is_known = vraag.pad.startswith(f"{WORTEL}/") and head in PADEN and "besluit" not in f"{head}/{rest}"
        if not is_known or (rest == "_zoek" and head != "zaken"):
            raise Fout("NotFound")
        if "pageSize" in vraag.params or "expand" in vraag.params or "expand" in vraag.zoekvraag:
            weiger("nonFieldErrors", "unknown-parameters", "Onbekende query parameters")
        vraag.pad = f"{PADEN[head]}/{head}" + (f"/{rest}" if rest else "")
        if head == "enkelvoudiginformatieobjecten" and not rest:
            zaak = vraag.params.pop("identifier", "")
            vraag.params["objectinformatieobjecten__object"] = register().adressen.van("zaken", zaak)
        if rest == "_zoek":
            vraag.params["pageSize"] = str(PER_BLAD)


def _schrijf_op(dossier: Dossier, register: Register) -> None:
    """The words of a dossier among its kenmerken, and its history with what is still to come."""
    typen, zaak = register.typen, dossier.zaak
    now = dossier.statussen[0] if dossier.statussen else None
    kenmerken = {
        "statustekst": typen[str(now["statustype"])]["omschrijving"] if now else None,
        "statusdatum": str(now["datumStatusGezet"])[:10] if now else None,
        "resultaattekst": typen[str(dossier.resultaat["resultaattype"])]["omschrijving"] if dossier.resultaat else None,
        "besluitnr": dossier.besluiten[0]["identificatie"] if dossier.besluiten else None,
        "besluitdatum": dossier.besluiten[0]["datum"] if dossier.besluiten else None,
    }
    zaak["kenmerken"] = [{"kenmerk": naam, "bron": text} for naam, text in kenmerken.items() if text]
    zaak |= {"status": None, "resultaat": None, "communicatiekanaal": None, "toelichting": zaak["toelichting"] or None}
    del zaak["laatstGemuteerd"], zaak["laatstGeopend"]
    if now is None:
        zaak["identificatie"] = None
    else:
        dossier.statussen = _history(dossier, register)
    dossier.resultaat = None


def _history(dossier: Dossier, register: Register) -> list[Rij]:
    """The statussen in words, newest first, and the steps that nobody took yet before them."""
    steps = sorted(
        (row for row in register.catalogus["statustypen"] if row["zaaktype"] == dossier.zaak["zaaktype"]),
        key=lambda row: str(row["volgnummer"]),
    )
    names = {str(row["url"]): row["omschrijving"] for row in steps}
    order = list(names)
    last = order.index(str(dossier.statussen[0]["statustype"]))
    for row in dossier.statussen:
        row |= {"statustoelichting": names[str(row["statustype"])], "statustype": None}
    empty: Rij = dossier.statussen[0] | {"uuid": NOG_NIET, "datumStatusGezet": None}
    empty["url"] = register.adressen.van("statussen", NOG_NIET)
    coming = [empty | {"statustoelichting": names[url]} for url in reversed(order[last + 1 :])]
    return [*coming, *dossier.statussen]
