"""A fact: one typed value that a rule may ask about an item, read from its view without any I/O."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaling
from gateway.domain.datum import Termijn
from gateway.domain.item import Item
from gateway.domain.product import Belastingaanslag
from gateway.domain.waarden import Bedrag

T = TypeVar("T", bound=Item | Besluit)
Waarde = str | bool | int | float | list[str] | dict[str, str] | None
"""What CEL is given: days as numbers, dates as ISO 8601 text, amounts in euro."""


class Feitsoort(Enum):
    """What kind of value a fact is; the value explains it on the page about rules."""

    JA_NEE = "`true` of `false`"
    GETAL = "geheel getal"
    DAGEN = "dagen vanaf vandaag: 0 is vandaag, -1 gisteren"
    DATUM = 'dag als tekst, zoals `"2026-03-14"`'
    BEDRAG = "euro, om mee te vergelijken"
    KEUZE = "een van de genoemde woorden"
    TEKST = "tekst"
    LIJST = "lijst van teksten"
    KAART = "tabel van teksten, zoals `kenmerken['zone']`"


@dataclass(frozen=True, slots=True)
class Blik(Generic[T]):
    """An item as a rule sees it on one day in the Netherlands.

    `aanslag`: the assessment that is the item, or that the item is the payment of; `aanslag_onbekend` when there may be one
    that we could not ask for.
    """

    item: T
    vandaag: date
    aanslag: Belastingaanslag | None
    betaling: Betaling | None
    aanslag_onbekend: bool = False

    @property
    def openstaand(self) -> Bedrag | None:
        """What is left to pay; None when that is unknown or nothing is to be paid."""
        return self.betaling.openstaand if self.betaling is not None else None


@dataclass(frozen=True, slots=True)
class Feit(Generic[T]):
    """One fact. `mag_leeg`: it can be null, and a rule must reckon with that. `van`: the date these days run to."""

    naam: str
    soort: Feitsoort
    uitleg: str
    lees: Callable[[Blik[T]], Waarde]
    mag_leeg: bool = False
    keuzes: tuple[str, ...] = ()
    van: str | None = None
    termijn: Callable[[Blik[T]], Termijn | None] | None = None


def keuze(
    naam: str, woorden: type[Enum], uitleg: str, lees: Callable[[Blik[T]], Enum | None], *, mag_leeg: bool = False
) -> Feit[T]:
    """A fact that is a word of the schema."""

    def woord(blik: Blik[T]) -> str | None:
        found = lees(blik)
        return found.name if found is not None else None

    return Feit(naam, Feitsoort.KEUZE, uitleg, woord, mag_leeg, tuple(one.name for one in woorden))


def dag(naam: str, uitleg: str, lees: Callable[[Blik[T]], date | None]) -> tuple[Feit[T], Feit[T]]:
    """A day, and how many days it is from today: two facts."""

    def tekst(blik: Blik[T]) -> str | None:
        found = lees(blik)
        return found.isoformat() if found is not None else None

    def dagen(blik: Blik[T]) -> int | None:
        found = lees(blik)
        return (found - blik.vandaag).days if found is not None else None

    rest = f"Hoe ver {naam} weg is."
    return (
        Feit(naam, Feitsoort.DATUM, uitleg, tekst, mag_leeg=True),
        Feit(f"dagen_tot_{naam}", Feitsoort.DAGEN, rest, dagen, mag_leeg=True, van=naam),
    )


def grens(naam: str, uitleg: str, lees: Callable[[Blik[T]], Termijn | None]) -> tuple[Feit[T], Feit[T]]:
    """The last day of a term, and how many days are left: 0 on the last day, which still counts."""

    def laatste_dag(blik: Blik[T]) -> date | None:
        found = lees(blik)
        return found.datum if found is not None else None

    when, days = dag(naam, uitleg, laatste_dag)
    return Feit(naam, when.soort, uitleg, when.lees, mag_leeg=True, termijn=lees), days


def bedrag(naam: str, uitleg: str, lees: Callable[[Blik[T]], Bedrag | None]) -> Feit[T]:
    """An amount in euro. As a double it compares exactly to the cent, so conditions compare and never calculate."""

    def euro(blik: Blik[T]) -> float | None:
        found = lees(blik)
        return float(found) if found is not None else None

    return Feit(naam, Feitsoort.BEDRAG, uitleg, euro, mag_leeg=True)


def tekst(naam: str, uitleg: str, lees: Callable[[Blik[T]], str | None], *, mag_leeg: bool = True) -> Feit[T]:
    """A text; an empty one counts as none where there may be none."""
    leeg = None if mag_leeg else ""
    return Feit(naam, Feitsoort.TEKST, uitleg, lambda blik: lees(blik) or leeg, mag_leeg=mag_leeg)


def ja_nee(naam: str, uitleg: str, lees: Callable[[Blik[T]], bool | None], *, mag_leeg: bool = False) -> Feit[T]:
    """Yes or no."""
    return Feit(naam, Feitsoort.JA_NEE, uitleg, lees, mag_leeg=mag_leeg)


def getal(naam: str, uitleg: str, lees: Callable[[Blik[T]], int | None], *, mag_leeg: bool = False) -> Feit[T]:
    """A whole number."""
    return Feit(naam, Feitsoort.GETAL, uitleg, lees, mag_leeg=mag_leeg)
