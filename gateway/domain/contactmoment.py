"""A contact between the person and an organisation: a question, a call, a visit."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.declare import Term, enumeratie, view
from gateway.domain.item import Item
from gateway.domain.lijst import Lijst, Plek
from gateway.domain.source import computed, source

if TYPE_CHECKING:
    from gateway.domain.zaak import Zaak


@enumeratie
class Kanaal(Term):
    """Langs welke weg het contact liep."""

    PORTAAL = "PORTAAL", "Ingelogd op een portaal, of via een site."
    EMAIL = "EMAIL", "Met een mail."
    TELEFOON = "TELEFOON", "Aan de telefoon."
    BALIE = "BALIE", "Op bezoek aan de balie."
    POST = "POST", "Met een brief op papier."
    CHAT = "CHAT", "In een chat."
    ONBEKEND = "ONBEKEND", "Een andere weg, of de bron zegt het niet."


@view
class Contactmoment(Item):
    """Een vraag of gesprek tussen u en een organisatie. Toon als Mijn Contact, of bij de zaak."""

    nummer: str | None = field(description="Noem dit als u erop terugkomt.")
    vraag: str | None = field(description="Waar het over ging.")
    antwoord: str | None = field(description="Wat de organisatie zei. Leeg zolang dat er niet is.")
    kanaal: Kanaal = field(description="Langs welke weg.")
    kanaal_bronwaarde: str | None = field(description="Hoe de bron die weg noemt.")
    plaatsgevonden_op: datetime | None = field(description="Het moment van het contact.")

    @source("contactmoment.zaak", fetch="zaken", empty=True)
    def zaak(self) -> Annotated[Zaak, strawberry.lazy("gateway.domain.zaak")] | None:
        """De zaak waar u het over had. Toon als link."""


@view
class ContactmomentEdge(Plek):
    """Een contactmoment met zijn plek in de lijst."""

    node: Contactmoment = field(description="Het contactmoment op deze plek.")


@view
class ContactmomentConnection(Lijst):
    """Een bladzijde contactmomenten, het nieuwste boven. Toon als Mijn Contact, met de meldingen erboven."""

    nodes: list[Contactmoment] = field(description="De contactmomenten zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[ContactmomentEdge]:
        """Dezelfde contactmomenten, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [ContactmomentEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]
