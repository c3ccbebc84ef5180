"""Facts about somebody's income, household and assets: for one check, after consent, and kept nowhere.

They are no types of the schema: a person sees them as the value of a criterion.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gateway.domain.bron import Herkomst
from gateway.domain.waarden import Bedrag


class Leefsituatie(Enum):
    """With whom somebody shares a household, as the law on benefits looks at it."""

    ALLEENSTAAND = "ALLEENSTAAND"
    ALLEENSTAANDE_OUDER = "ALLEENSTAANDE_OUDER"
    SAMENWONEND = "SAMENWONEND"
    ONBEKEND = "ONBEKEND"


@dataclass(frozen=True, slots=True)
class Maandinkomen:
    """The net income of the household in its last whole month; `maand` is the first day of that month."""

    netto: Bedrag
    maand: date
    herkomst: list[Herkomst]


@dataclass(frozen=True, slots=True)
class Inkomensverloop:
    """The highest net income in one month, over so many months back."""

    hoogste_netto: Bedrag
    maanden: int
    herkomst: list[Herkomst]


@dataclass(frozen=True, slots=True)
class Huishouden:
    """The household: the situation, the children below 18, and the age of the person in years."""

    leefsituatie: Leefsituatie
    kinderen: int
    leeftijd: int
    herkomst: list[Herkomst]


@dataclass(frozen=True, slots=True)
class Vermogen:
    """What the household owns less what it owes, on a day."""

    bedrag: Bedrag
    peildatum: date
    herkomst: list[Herkomst]
