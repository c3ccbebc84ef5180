"""A task: something the person can or must do, and until when."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.betaling import Betaling
from gateway.domain.datum import Termijn
from gateway.domain.declare import view
from gateway.domain.item import Item
from gateway.domain.lijst import Lijst, Plek
from gateway.domain.source import computed, source
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.uitvoering import Uitvoering

if TYPE_CHECKING:
    from gateway.domain.product import Product
    from gateway.domain.zaak import Zaak


@view
class Taak(Item):
    """Iets wat op u wacht: een bestand sturen, een formulier, een betaling. Toon als Mijn Taken."""

    toelichting: str | None = field(description="Uitleg wat de bedoeling is.")
    status: Taakstatus = field(description="Wacht de taak nog op u?")
    verwerking: Verwerking = field(description="Wat de organisatie met uw antwoord doet. Toon na het afronden.")
    status_bronwaarde: str | None = field(description="Hoe de bron de stand noemt.")
    soort: Taaksoort = field(description="Wat u moet doen. Kies hiermee een icoon.")
    soort_bronwaarde: str | None = field(description="Hoe de bron de soort noemt.")
    startdatum: date | None = field(description="De dag waarop u de taak kreeg.")
    deadline: Termijn | None = field(description="Wanneer het klaar moet zijn. Leeg: er is geen haast.")
    betaling: Betaling | None = field(description="Het bedrag, als de taak een betaling is.")

    @source("taak.uitvoering", fetch="uitvoering", per_item=True, empty=True)
    def uitvoering(self) -> Uitvoering | None:
        """De manier waarop, telkens nieuw gevraagd aan de bron. Niets bij een voorstel of een gesloten taak."""

    @source("taak.zaak", fetch="zaken", empty=True)
    def zaak(self) -> Annotated[Zaak, strawberry.lazy("gateway.domain.zaak")] | None:
        """De zaak waarvoor dit nodig is. Toon als link."""

    @source("taak.product", fetch="producten", empty=True)
    def product(self) -> Annotated[Product, strawberry.lazy("gateway.domain.product")] | None:
        """Het product waarvoor dit nodig is. Toon als link."""


@view
class TaakEdge(Plek):
    """Een taak met haar plek in de lijst."""

    node: Taak = field(description="De taak op deze plek.")


@view
class TaakConnection(Lijst):
    """Een bladzijde taken. Toon als Mijn Taken, met de meldingen erboven."""

    nodes: list[Taak] = field(description="De taken zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[TaakEdge]:
        """Dezelfde taken, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [TaakEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]
