"""A message of an organisation to the person."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.datum import Termijn
from gateway.domain.declare import view
from gateway.domain.document import Document
from gateway.domain.item import Item
from gateway.domain.lijst import Lijst, Plek
from gateway.domain.source import computed, source

if TYPE_CHECKING:
    from gateway.domain.zaak import Zaak


@view
class Bericht(Item):
    """Post van een organisatie, net als in de Berichtenbox. Toon als Mijn Berichten."""

    gepubliceerd_op: datetime | None = field(description="Het moment waarop het in uw postvak kwam.")
    gelezen: bool | None = field(description="Is het geopend? Leeg als de bron dat niet bijhoudt. Toon ongelezen vet.")
    gelezen_op: datetime | None = field(description="Het moment waarop het is geopend.")
    soort_bronwaarde: str | None = field(description="Hoe de bron dit soort post noemt.")
    deadline: Termijn | None = field(description="Wanneer u gereageerd moet hebben, als dat nodig is.")
    aantal_bijlagen: int = field(description="Het aantal bestanden erbij. Toon een paperclip als het er zijn.")

    inhoud: strawberry.Private[str | None]
    stukken: strawberry.Private[list[Document] | None]

    @source("bericht.tekst", fetch="bericht", per_item=True)
    def tekst(self) -> str | None:
        """Wat er in staat, als platte tekst. Toon nooit als HTML."""

    @source("bericht.bijlagen", fetch="bijlagen", per_item=True)
    def bijlagen(self) -> list[Document] | None:
        """De bestanden die erbij zitten."""

    @source("bericht.zaak", fetch="zaken", empty=True)
    def zaak(self) -> Annotated[Zaak, strawberry.lazy("gateway.domain.zaak")] | None:
        """De zaak waar de post bij hoort. Toon als link."""


@view
class BerichtEdge(Plek):
    """Een bericht met zijn plek in de lijst."""

    node: Bericht = field(description="Het bericht op deze plek.")


@view
class BerichtConnection(Lijst):
    """Een bladzijde berichten, het nieuwste boven. Toon als Mijn Berichten, met de meldingen erboven."""

    nodes: list[Bericht] = field(description="De berichten zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[BerichtEdge]:
        """Dezelfde berichten, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [BerichtEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]

    @source("berichten.aantalOngelezen", fetch="berichtenTelling", empty=True)
    def aantal_ongelezen(self) -> int | None:
        """Hoeveel er in alle postvakken samen nieuw zijn. Leeg zodra wij dat niet zeker weten."""
