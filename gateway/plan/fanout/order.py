"""Orders and filters of the lists. A key is text, so that it fits a cursor; every order has one place for each item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from gateway.domain.ref import Ref
from gateway.domain.status import Verwerking

LAST_ASCENDING = "~"
LAST_DESCENDING = ""


class View(Protocol):
    """Anything in a list: it has a native reference."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: the text key of an item, and whether the highest comes first."""

    name: str
    key: Callable[..., str]
    descending: bool = False

    def place(self, item: View) -> tuple[str, str, str]:
        """The sort place of an item: its key, then bron and native id, so that no two items share one."""
        return (self.key(item), item.ref.bron, item.ref.native)

    def sort(self, items: Iterable[View]) -> list[View]:
        """The items in this order."""
        return sorted(items, key=self.place, reverse=self.descending)

    def is_after(self, place: tuple[str, str], position: tuple[str, str]) -> bool:
        """Does a (key, native id) of one bron come after the position kept for that bron?"""
        return place < position if self.descending else place > position


def moment(value: date | datetime | None) -> str:
    """A date or moment as text that sorts in time; dates sort at the start of their day."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else f"{value.isoformat()}T00:00:00+00:00"


def ascending(value: date | datetime | None) -> str:
    """As `moment`, with what has no date at the end of an ascending list."""
    return moment(value) or LAST_ASCENDING


def _loopt(verwerking: Verwerking) -> str:
    """What an organisation still has to do sorts above what is done, also where no bron tells a moment."""
    return "0" if verwerking in (Verwerking.VERWERKT, Verwerking.VERVALLEN) else "1"


ZAKEN = {
    "LAATST_GEWIJZIGD": Order(
        "LAATST_GEWIJZIGD", lambda zaak: moment(zaak.laatst_gewijzigd_op or zaak.startdatum), descending=True
    ),
    "STARTDATUM": Order("STARTDATUM", lambda zaak: moment(zaak.startdatum), descending=True),
    "EINDDATUM_GEPLAND": Order(
        "EINDDATUM_GEPLAND", lambda zaak: ascending(zaak.einddatum_gepland and zaak.einddatum_gepland.datum)
    ),
}
TAKEN = {
    "DEADLINE": Order("DEADLINE", lambda taak: ascending(taak.deadline and taak.deadline.datum)),
    "STARTDATUM": Order("STARTDATUM", lambda taak: moment(taak.startdatum), descending=True),
}
BERICHTEN = {"": Order("", lambda bericht: moment(bericht.gepubliceerd_op), descending=True)}
PRODUCTEN = {
    "EINDDATUM": Order("EINDDATUM", lambda product: ascending(product.einddatum)),
    "STARTDATUM": Order("STARTDATUM", lambda product: moment(product.startdatum), descending=True),
    "TITEL": Order("TITEL", lambda product: product.titel.casefold()),
}
CONTACTMOMENTEN = {"": Order("", lambda contact: moment(contact.plaatsgevonden_op), descending=True)}
VERZOEKEN = {"": Order("", lambda verzoek: _loopt(verzoek.verwerking) + moment(verzoek.ingediend_op), descending=True)}
VERZOEKTYPEN = {"": Order("", lambda soort: soort.naam.casefold())}
