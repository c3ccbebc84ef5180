"""The items among the answers of one request: what was asked already, found back without asking again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.domain.betaling import Betaling
from gateway.domain.bron import Dienst
from gateway.domain.item import Item
from gateway.domain.product import Belastingaanslag
from gateway.domain.ref import Ref
from gateway.domain.taak import Taak

AnswerKey = tuple[str, str, str, frozenset[str]]
"""Bron, source, native id, and the part of the selection that changes the answer."""

Answering = Outcome | asyncio.Task[Outcome]


@dataclass(slots=True)
class Gevonden:
    """Finds items in `answers`, which grows while the request goes on."""

    answers: Mapping[AnswerKey, Answering]
    _met_betaling: dict[int, Taak | Belastingaanslag] = field(default_factory=dict)

    def te_betalen(self, betaling: Betaling) -> Taak | Belastingaanslag | None:
        """The item that this is the payment of; None when no answer holds it. The answers keep it alive, so its id() holds."""
        found = self._met_betaling.get(id(betaling))
        if found is None:
            self._met_betaling = {
                id(item.betaling): item
                for outcome in self._outcomes()
                for item in items_of(outcome)
                if isinstance(item, Taak | Belastingaanslag)
            }
            found = self._met_betaling.get(id(betaling))
        return found

    def item(self, ref: Ref) -> Item | None:
        """The item with this reference, if an answer holds it."""
        return next((one for outcome in self._outcomes() for one in items_of(outcome) if one.ref == ref), None)

    def aanslag_bij(self, item: object) -> tuple[Belastingaanslag | None, bool]:
        """The assessment that a taak is the payment of, and whether there may be one at a bron that did not answer."""
        if not isinstance(item, Taak) or item.betaling is None:
            return None, False
        producten = list(self._outcomes(Dienst.PRODUCTEN.value.lower()))
        aanslagen = (one for outcome in producten for one in items_of(outcome) if isinstance(one, Belastingaanslag))
        found = next((one for one in aanslagen if hoort_bij(item, one)), None)
        return found, found is None and any(outcome.kept is None for outcome in producten)

    def _outcomes(self, source: str | None = None) -> Iterator[Outcome]:
        """The outcomes that are in, or those of one source."""
        for key, answering in self.answers.items():
            if source is None or key[1] == source:
                if isinstance(answering, Outcome):
                    yield answering
                elif answering.done() and not answering.cancelled():
                    yield answering.result()


def hoort_bij(taak: Taak, aanslag: Belastingaanslag) -> bool:
    """Is this taak there to pay this assessment? By a link of either to the other, or the same betalingskenmerk."""
    if not set(taak.verwijst).isdisjoint(aanslag.sleutels) or not set(aanslag.verwijst).isdisjoint(taak.sleutels):
        return True
    if taak.betaling is None or aanslag.betaling is None or taak.betaling.betalingskenmerk is None:
        return False
    return taak.betaling.betalingskenmerk == aanslag.betaling.betalingskenmerk


def items_of(outcome: Outcome) -> Iterator[Item]:
    """The items of an answer, be it a list or one of them."""
    value = outcome.value
    for one in value.items if isinstance(value, Page) else (value,):
        if isinstance(one, Item):
            yield one
