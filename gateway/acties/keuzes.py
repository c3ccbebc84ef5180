"""The three ways out of an open payment: pay, arrange, object. All three are always told, with the reason if not now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from gateway.acties.openstaand import betaling_van, is_open
from gateway.acties.regel import belemmering
from gateway.domain.actie import Actie, Actiesoort, BetaalActie, BetalingsregelingActie, BezwaarActie, Kern
from gateway.domain.betaling import Betaalkeuzes
from gateway.domain.bron import Belemmeringcode
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Belastingaanslag
from gateway.domain.taak import Taak

A = TypeVar("A", bound=Actie)
_WAAROM = "U hebt nog een bedrag openstaan."
_NIET = "Dit kan hier niet online. Neem contact op met de organisatie."


def keuzes(item: Taak | Belastingaanslag, acties: Sequence[Actie]) -> Betaalkeuzes | None:
    """The three choices of an open payment, taken from the actions of its item; None when nothing is open.

    A choice that no rule makes is there too, and says that it is not offered.
    """
    if item.afscherming is not None or not is_open(betaling_van(item)):
        return None
    return Betaalkeuzes(
        betalen=_eerste(BetaalActie, acties) or BetaalActie(**_geen(item, Actiesoort.BETALEN, "Betaal"), bedrag=None),
        betalingsregeling=_eerste(BetalingsregelingActie, acties)
        or BetalingsregelingActie(
            **_geen(item, Actiesoort.BETALINGSREGELING, "Betaal in delen"),
            maximum_termijnen=None,
            minimum_termijnbedrag=None,
        ),
        bezwaar=_eerste(BezwaarActie, acties)
        or BezwaarActie(**_geen(item, Actiesoort.BEZWAAR, "Maak bezwaar"), onderdelen=[]),
    )


def _eerste(soort: type[A], acties: Sequence[Actie]) -> A | None:
    return next((actie for actie in acties if isinstance(actie, soort)), None)


def _geen(item: Taak | Belastingaanslag, soort: Actiesoort, titel: str) -> Kern:
    return {
        "soort": soort,
        "titel": titel,
        "waarom": _WAAROM,
        "deadline": None,
        "minimaal_niveau": Betrouwbaarheidsniveau.BASIS,
        "beschikbaar": False,
        "reden": belemmering(Belemmeringcode.NIET_AANGEBODEN, _NIET),
        "doel": item.ref,
    }
