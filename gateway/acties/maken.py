"""The action that a rule makes of an item: the view a person sees, of the type that belongs to its soort."""

from __future__ import annotations

from gateway.acties.feit import Blik, T
from gateway.acties.openstaand import bezwaaronderdelen
from gateway.acties.regel import Acr, Feiten, Regel, reden
from gateway.domain.actie import (
    Actie,
    Actiesoort,
    AlgemeneActie,
    BetaalActie,
    BetalingsregelingActie,
    BezwaarActie,
    Kern,
)
from gateway.domain.persoon import Betrouwbaarheidsniveau


def maak(regel: Regel, blik: Blik[T], feiten: Feiten, niveau: Betrouwbaarheidsniveau, acr: Acr) -> Actie:
    """The action of a rule that holds for this item."""
    held_back = reden(regel, feiten, niveau, acr)
    feit = feiten.type.feiten[regel.deadline] if regel.deadline is not None else None
    kern: Kern = {
        "soort": regel.soort,
        "titel": regel.titel.vul(feiten.waarden, feiten.type.soort_van),
        "waarom": regel.waarom.vul(feiten.waarden, feiten.type.soort_van),
        "deadline": feit.termijn(blik) if feit is not None and feit.termijn is not None else None,
        "minimaal_niveau": regel.minimaal_niveau,
        "beschikbaar": held_back is None,
        "reden": held_back,
        "doel": blik.item.ref,
    }
    match regel.soort:
        case Actiesoort.BETALEN:
            return BetaalActie(**kern, bedrag=blik.openstaand)
        case Actiesoort.BETALINGSREGELING:
            return BetalingsregelingActie(
                **kern,
                maximum_termijnen=regel.maximum_termijnen,
                minimum_termijnbedrag=regel.minimum_termijnbedrag,
            )
        case Actiesoort.BEZWAAR:
            return _bezwaar(kern, blik)
        case _:
            return AlgemeneActie(**kern)


def _bezwaar(kern: Kern, blik: Blik[T]) -> BezwaarActie:
    """An objection is about the assessment, also when it is offered at the taak to pay it."""
    if blik.aanslag is not None:
        kern["doel"] = blik.aanslag.ref
    return BezwaarActie(**kern, onderdelen=bezwaaronderdelen(blik.aanslag))
