"""Hides what a person may not see with this login: an item becomes its title with the reason, a field becomes empty.

It stands between the fetch path and everything that looks at items, so that lists, filters, counters and rules know no more
than the person does.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.rapport import Acr, level_needed
from gateway.domain.bericht import Bericht
from gateway.domain.bron import Belemmeringcode, Dienst
from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Product
from gateway.domain.zaak import Zaak
from gateway.errors import LevelTooLow
from gateway.plan.niveaus import Niveaus

OPEN = object()
_FILES: Mapping[Dienst, Sequence[tuple[type, Sequence[str]]]] = {
    Dienst.ZAKEN: [(Zaak, ("zaak.documenten", "zaak.besluiten", "besluit.documenten"))],
    Dienst.BERICHTEN: [(Bericht, ("bericht.bijlagen",))],
    Dienst.PRODUCTEN: [(Product, ("product.documenten",))],
}
"""Which items have files, and in which fields they stand."""


@dataclass(frozen=True, slots=True)
class Scherm:
    """The screen before one person, for whom there is something to hide."""

    niveaus: Niveaus
    niveau: Betrouwbaarheidsniveau
    acr: Acr

    def before(self, outcome: Outcome) -> Outcome:
        """What this person gets to see of an answer."""
        kept = outcome.kept
        if kept is None:
            return outcome
        value = self._value(kept.value)
        return outcome if value is kept.value else replace(outcome, kept=replace(kept, value=value, memos=None))

    def lacking(self, needed: Betrouwbaarheidsniveau) -> LevelTooLow | None:
        """Why something of this level is not shown; None when it is."""
        return None if self.niveau.reaches(needed) else LevelTooLow(needed.name, acr=self.acr.get(needed, ()))

    def field(self, coordinate: str) -> LevelTooLow | None:
        """Why a field is not shown; None when it is."""
        needed = self.niveaus.fields.get(coordinate)
        return self.lacking(needed) if needed is not None else None

    def files(self, diensten: Iterable[Dienst]) -> LevelTooLow | None:
        """Why a file of a bron with these diensten is not given; None when it is.

        The id of a document does not tell to which item it belongs, so the strictest item that may have it counts.
        """
        needed = [
            niveau
            for dienst in diensten
            for kind, keys in _FILES.get(dienst, ())
            for niveau in self._levels(kind, keys)
            if not self.niveau.reaches(niveau)
        ]
        return self.lacking(max(needed, key=list(Betrouwbaarheidsniveau).index)) if needed else None

    def _levels(self, kind: type, keys: Iterable[str]) -> Iterator[Betrouwbaarheidsniveau]:
        yield from (niveau for one, niveau in self.niveaus.types.items() if issubclass(one, kind))
        for key in keys:
            yield from (niveau for _, niveau in self.niveaus.sources.get(key, ()))

    def answers(self, key: str, parents: Sequence[object]) -> list[object]:
        """What a source field answers for each parent without asking: nothing below a hidden item, the reason for a hidden
        field, and OPEN for who must be asked."""
        return [self._answer(key, parent) for parent in parents]

    def _answer(self, key: str, parent: object) -> object:
        if is_hidden(parent):
            return None
        for kind, needed in self.niveaus.sources.get(key, ()):
            if kind is None or isinstance(parent, kind):
                lacking = self.lacking(needed)
                if lacking is not None:
                    return lacking
        return OPEN

    def _value(self, value: object) -> object:
        if isinstance(value, Page):
            items = [self._shown(item) for item in value.items]
            same = all(shown is item for shown, item in zip(items, value.items, strict=True))
            return value if same else replace(value, items=items)
        return self._shown(value)

    def _shown(self, item: object) -> object:
        if not isinstance(item, Item):
            return item
        needed = self.niveaus.types.get(type(item))
        lacking = self.lacking(needed) if needed is not None else None
        if needed is not None and lacking is not None:
            return _stub(item, self.niveaus.blanks[type(item)], lacking, needed, self.acr)
        attributes = self.niveaus.attributes.get(type(item), {})
        hidden = [name for name, niveau in attributes.items() if not self.niveau.reaches(niveau)]
        return _without(item, dict.fromkeys(hidden)) if hidden else item


def is_hidden(item: object) -> bool:
    """Is only the title of this item shown, because of the login?"""
    if not isinstance(item, Item) or item.afscherming is None:
        return False
    return item.afscherming.code is Belemmeringcode.NIVEAU_TE_LAAG


def hiding(outcomes: Iterable[Outcome]) -> LevelTooLow | None:
    """Why one of the items in these answers is hidden; None when none is."""
    items = (item for one in outcomes if isinstance(one.value, Page) for item in one.value.items if is_hidden(item))
    reason = next((item.afscherming for item in items), None)
    if reason is None:
        return None
    return LevelTooLow(reason.niveau.name if reason.niveau else "", acr=reason.acr_waarden)


def _stub(
    item: Item, blanks: Mapping[str, object], lacking: LevelTooLow, needed: Betrouwbaarheidsniveau, acr: Acr
) -> Item:
    return _without(item, {**blanks, "afscherming": level_needed(lacking, needed, acr)})


def _without(item: Item, blanks: dict[str, object]) -> Item:
    """A copy of the item with other values."""
    made = copy.copy(item)
    for name, blank in blanks.items():
        setattr(made, name, blank)
    return made
