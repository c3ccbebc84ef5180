"""Zaken of people outside the cast: they turn up only when a filter is wrong, empty or ignored."""

from __future__ import annotations

from sandbox.verhalen.personen import Persoon
from sandbox.verhalen.zaken import Betrokkene, Zaakverhaal

AANTAL = 16
_BSNS = ("999997051", "999997154", "999997208", "999998080", "999999436", "999999709", "999996800", "999996824")
_NAMEN = ("Ans Kok", "Bob Smeets", "Cor Hoekstra", "Dina Post", "Els Vos", "Frits Maas", "Gea Kuipers", "Henk Bos")
VREEMDEN = tuple(
    Persoon(f"vreemde-{nummer}", naam, bsn=bsn) for nummer, (naam, bsn) in enumerate(zip(_NAMEN, _BSNS, strict=True), 1)
)
_SOORTEN = (("MELDING", "Zwerfvuil in het park"), ("PARKEREN", "Bewonersvergunning"), ("OMGEVING", "Erker"))


def zaken(gemeente: str) -> list[Zaakverhaal]:
    """Zaken of strangers; each gemeente has its own."""
    return [_zaak(gemeente, nummer) for nummer in range(1, AANTAL + 1)]


def _zaak(gemeente: str, nummer: int) -> Zaakverhaal:
    zaaktype, omschrijving = _SOORTEN[nummer % len(_SOORTEN)]
    begint = -7 * nummer
    vreemde = Betrokkene(VREEMDEN[nummer % len(VREEMDEN)])
    return Zaakverhaal(
        f"vreemde-{gemeente}-{nummer:02d}", zaaktype, omschrijving, (vreemde,), begint, (begint, begint + 3)
    )
