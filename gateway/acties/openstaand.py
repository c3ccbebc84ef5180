"""Whether something is open to pay, how much that is, and the points of an assessment one can object to."""

from __future__ import annotations

from datetime import date

from gateway.acties.feit import Blik, T
from gateway.domain.actie import Bezwaaronderdeel
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalstatus, Betaling
from gateway.domain.item import Item
from gateway.domain.product import Belastingaanslag
from gateway.domain.status import Taakstatus
from gateway.domain.taak import Taak

_KLAAR = (Betaalstatus.BETAALD, Betaalstatus.KWIJTGESCHOLDEN)


def kijk(item: T, vandaag: date, aanslag: Belastingaanslag | None, *, aanslag_onbekend: bool = False) -> Blik[T]:
    """The item as rules see it. A taak that is closed has nothing left to pay or to object to."""
    betaling = betaling_van(item)
    if isinstance(item, Belastingaanslag):
        return Blik(item, vandaag, item, betaling)
    if not isinstance(item, Taak) or item.status is not Taakstatus.OPEN:
        return Blik(item, vandaag, None, betaling)
    return Blik(item, vandaag, aanslag, betaling, aanslag_onbekend=aanslag_onbekend and aanslag is None)


def betaling_van(item: Item | Besluit) -> Betaling | None:
    """What is or was to be paid for this item; None when it is no payment, or a taak that is closed."""
    if isinstance(item, Taak):
        return item.betaling if item.status is Taakstatus.OPEN else None
    return item.betaling if isinstance(item, Belastingaanslag) else None


def is_open(betaling: Betaling | None) -> bool:
    """Is something left to pay? An unknown amount counts as open: it is not nothing."""
    if betaling is None or betaling.status in _KLAAR:
        return False
    return betaling.openstaand is None or betaling.openstaand > 0


def bezwaaronderdelen(aanslag: Belastingaanslag | None) -> list[Bezwaaronderdeel]:
    """The lines and WOZ values one may object to, lines first."""
    if aanslag is None:
        return []
    regels = [(one.omschrijving, one.ref) for one in aanslag.regels if one.bezwaar_mogelijk]
    waarden = [
        (" ".join(["WOZ-waarde", *one.adres[:1]]), one.ref) for one in aanslag.woz_waarden if one.bezwaar_mogelijk
    ]
    return [Bezwaaronderdeel(titel=titel, ref=ref) for titel, ref in (*regels, *waarden)]
