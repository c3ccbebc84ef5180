"""A sentence for a person in which facts can stand: `Uw vergunning eindigt op {einddatum}.`"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gateway.acties.feit import Feitsoort, Waarde
from gateway.domain.kenmerk import kenmerk_bedrag, kenmerk_datum

_PLEK = re.compile(r"\{([^{}]*)\}")
TOONBAAR = frozenset({Feitsoort.DATUM, Feitsoort.BEDRAG, Feitsoort.GETAL, Feitsoort.TEKST, Feitsoort.LIJST})
"""What a person can read; a word of the schema or a bare number of days cannot stand in a sentence."""


@dataclass(frozen=True, slots=True)
class Zin:
    """The text as it stands in the rule, and the facts in it."""

    tekst: str
    namen: frozenset[str]

    def vul(self, feiten: Mapping[str, Waarde], soort_van: Callable[[str], Feitsoort]) -> str:
        """The sentence with its facts in Dutch: 14 maart 2026, € 15,20. `soort_van` tells what kind of value each is."""
        if not self.namen:
            return self.tekst
        return _PLEK.sub(lambda found: _toon(feiten[found[1]], soort_van(found[1])), self.tekst)


def zin(tekst: str) -> Zin:
    """A sentence from its text. Raises ValueError on a brace that belongs to no fact."""
    if re.search(r"[{}]", _PLEK.sub("", tekst)):
        raise ValueError("een accolade hoort om de naam van een feit")
    return Zin(tekst, frozenset(_PLEK.findall(tekst)))


def _toon(waarde: Waarde, soort: Feitsoort) -> str:
    if soort is Feitsoort.DATUM and isinstance(waarde, str):
        return kenmerk_datum("", "", date.fromisoformat(waarde)).weergave
    if soort is Feitsoort.BEDRAG and isinstance(waarde, float):
        return kenmerk_bedrag("", "", Decimal(str(waarde))).weergave
    if isinstance(waarde, list):
        return ", ".join(waarde)
    return "onbekend" if waarde is None else str(waarde)
