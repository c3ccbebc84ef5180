"""The facts that a check may ask, by the consent that each needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gateway.acties.feit import Feitsoort, Waarde
from gateway.domain.inkomen import Huishouden, Inkomensverloop, Leefsituatie, Maandinkomen, Vermogen
from gateway.domain.waarden import Bedrag

LEEFSITUATIES = tuple(one.name for one in Leefsituatie if one is not Leefsituatie.ONBEKEND)


@dataclass(frozen=True, slots=True)
class Gegevensfeit:
    """One fact, read from what a bron told after consent. It can be empty: then nothing follows from it."""

    naam: str
    soort: Feitsoort
    uitleg: str
    lees: Callable[[object], Waarde]
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gegeven:
    """What a person consents to as a whole: one question to one bron. `naam` is the source of the connector."""

    naam: str
    titel: str
    feiten: tuple[Gegevensfeit, ...]


def _euro(amount: Bedrag) -> float:
    return float(amount)


def _van(soort: type, lees: Callable[..., Waarde]) -> Callable[[object], Waarde]:
    """Reads a fact of this class; of anything else nothing."""
    return lambda found: lees(found) if isinstance(found, soort) else None


def _leefsituatie(found: Huishouden) -> str | None:
    return None if found.leefsituatie is Leefsituatie.ONBEKEND else found.leefsituatie.name


_HUISHOUDEN = (
    Gegevensfeit("leefsituatie", Feitsoort.KEUZE, "Met wie iemand een huishouden deelt.", _van(Huishouden, _leefsituatie),
                 LEEFSITUATIES),
    Gegevensfeit("aantal_kinderen", Feitsoort.GETAL, "Kinderen onder de 18.", _van(Huishouden, lambda one: one.kinderen)),
    Gegevensfeit("leeftijd", Feitsoort.GETAL, "Leeftijd in jaren.", _van(Huishouden, lambda one: one.leeftijd)),
)  # fmt: skip

GEGEVENS: Mapping[str, Gegeven] = {
    one.naam: one
    for one in (
        Gegeven("inkomen", "Uw inkomen van de laatste maand", (
            Gegevensfeit("netto_maandinkomen", Feitsoort.BEDRAG, "Netto inkomen van het huishouden in de laatste hele maand.",
                         _van(Maandinkomen, lambda one: _euro(one.netto))),
        )),
        Gegeven("inkomensverloop", "Uw hoogste maandinkomen van de laatste jaren", (
            Gegevensfeit("hoogste_maandinkomen", Feitsoort.BEDRAG, "Hoogste netto maandinkomen over de maanden hieronder.",
                         _van(Inkomensverloop, lambda one: _euro(one.hoogste_netto))),
            Gegevensfeit("inkomensmaanden", Feitsoort.GETAL, "Over hoeveel maanden de bron terugkijkt.",
                         _van(Inkomensverloop, lambda one: one.maanden)),
        )),
        Gegeven("huishouden", "Met wie u woont, en uw leeftijd", _HUISHOUDEN),
        Gegeven("vermogen", "Uw vermogen", (
            Gegevensfeit("vermogen", Feitsoort.BEDRAG, "Bezit min schulden van het huishouden.",
                         _van(Vermogen, lambda one: _euro(one.bedrag))),
        )),
    )
}  # fmt: skip
"""By the name of the source."""

FEITEN: Mapping[str, tuple[Gegeven, Gegevensfeit]] = {
    feit.naam: (gegeven, feit) for gegeven in GEGEVENS.values() for feit in gegeven.feiten
}
"""By the name of the fact, with what it is part of."""
