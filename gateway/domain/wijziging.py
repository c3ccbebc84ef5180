"""That something changed in what a person has, and the parts of an overview as they come in."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

import strawberry
from strawberry import field

from gateway.domain.actie import Identifies
from gateway.domain.bron import Bron, BronRapport, Dienst
from gateway.domain.declare import Term, enumeratie, view
from gateway.domain.item import Item
from gateway.domain.ref import Ref
from gateway.domain.source import computed, source


@view
class Wijziging:
    """Er is iets gewijzigd in wat u hebt. Werk het item bij, of haal het weg als het verdwenen is."""

    ref: strawberry.Private[Ref]
    dienst: Dienst = field(description="Bij welke dienst het hoort.")
    verdwenen: bool = field(description="True: het is er niet meer, of het is niet meer van u.")

    @computed
    def item_id(self, context: Identifies) -> strawberry.ID:
        """Het `id` van het item, ook als het verdwenen is."""
        return context.id(self.ref)

    @source("wijziging.item", fetch="item", calls=2, empty=True)
    def item(self) -> Item | None:
        """Het item zoals het nu is, opnieuw voor u opgehaald. Niets als het weg is of ophalen niet lukte."""


@enumeratie
class Overzichtstap(Term):
    """Waar wij zijn met ophalen."""

    GESTART = "GESTART", "Wij vragen het aan de bron."
    BINNEN = "BINNEN", "De bron antwoordde."
    MISLUKT = "MISLUKT", "De bron antwoordde niet goed. Had u eerder iets, dan staat dat erbij."
    KLAAR = "KLAAR", "Alle bronnen zijn geweest."


@view
class Overzichtdeel:
    """Eén deel van het overzicht: wat één bron over één dienst heeft. Toon het zodra het er is."""

    stap: Overzichtstap = field(description="Waar wij zijn.")
    bron: Bron | None = field(description="Van welke bron dit deel is. Leeg bij KLAAR.")
    dienst: Dienst | None = field(description="Van welke dienst dit deel is. Leeg bij KLAAR.")
    rapport: BronRapport | None = field(description="Hoe het bij de bron ging. Leeg bij GESTART, KLAAR en voorstellen.")
    items: list[Item] = field(description="Wat de bron leverde, in de volgorde van de lijst.")
