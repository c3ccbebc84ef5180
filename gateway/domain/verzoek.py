"""What a person can ask an organisation for, and what they asked: verzoektypen with their form, and verzoeken."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.actie import Actie
from gateway.domain.bron import Betrouwbaarheidsniveau, Organisatie
from gateway.domain.declare import view
from gateway.domain.item import Item, Node
from gateway.domain.lijst import Lijst, Plek
from gateway.domain.ref import Ref
from gateway.domain.source import computed, source
from gateway.domain.status import Verwerking
from gateway.domain.waarden import Json

if TYPE_CHECKING:
    from gateway.domain.zaak import Zaak


@dataclass(frozen=True, slots=True)
class VerzoektypeVersie:
    """The form of a verzoektype that is in force: its number, its JSON Schema, and what may come with it."""

    versie: int
    schema: Json
    bijlagesoorten: list[str]


@view
class Verzoektype(Node):
    """Iets wat u bij een organisatie kunt aanvragen of melden. Toon in een overzicht van wat u kunt regelen."""

    naam: str = field(description="Hoe de organisatie het noemt. Toon als kop.")
    omschrijving: str | None = field(description="Uitleg van de organisatie, als zij die voor u bedoelde.")
    organisatie: Organisatie = field(description="Bij wie u het aanvraagt.")
    minimaal_niveau: Betrouwbaarheidsniveau = field(
        description="Hoe sterk u minstens moet inloggen om het in te dienen."
    )
    taal: str = field(description="De taal van naam, uitleg en formulier (BCP 47).")

    @source("verzoektype.versie", fetch="verzoektypeversie", per_item=True)
    def versie(self) -> int | None:
        """Nummer van het formulier dat nu geldt. Stuur het mee bij het indienen."""

    @source("verzoektype.schema", fetch="verzoektypeversie", per_item=True)
    def schema(self) -> Json | None:
        """Het formulier als JSON Schema (2020-12). Bouw hier de velden mee."""

    @source("verzoektype.bijlagesoorten", fetch="verzoektypeversie", per_item=True)
    def bijlagesoorten(self) -> list[str] | None:
        """Welke bijlagen erbij kunnen. Toon bij het kiezen van bestanden."""


@view
class VerzoekActie(Actie):
    """Iets aanvragen of melden met een formulier. Toon het formulier van `verzoektype`, met `voorinvulling` erin."""

    verzoektype: Verzoektype = field(description="Wat u aanvraagt of meldt.")
    voorinvulling: Json | None = field(description="Wat wij al weten, om vooraf in te vullen.")


@view
class Verzoek(Item):
    """Een aanvraag of melding die u hebt gestuurd. Toon als Mijn Aanvragen, of bij de zaak die eruit kwam."""

    type_ref: strawberry.Private[Ref]
    ingediend_op: datetime | None = field(description="Wanneer u het stuurde. Leeg als de bron dat niet bijhoudt.")
    verwerking: Verwerking = field(description="Of de organisatie er al mee bezig is.")
    status_bronwaarde: str | None = field(description="De status in het woord van de bron.")

    @source("verzoek.verzoektype", fetch="verzoektypen", empty=True)
    def verzoektype(self) -> Verzoektype | None:
        """De soort aanvraag. Leeg als de organisatie die niet meer kent."""

    @source("verzoek.zaak", fetch="zaken", empty=True)
    def zaak(self) -> Annotated[Zaak, strawberry.lazy("gateway.domain.zaak")] | None:
        """De zaak die de organisatie ervan maakte. Toon als link."""


@view
class VerzoekEdge(Plek):
    """Een verzoek met zijn plek in de lijst."""

    node: Verzoek = field(description="Het verzoek op deze plek.")


@view
class VerzoekConnection(Lijst):
    """Een bladzijde verzoeken: eerst wat nog loopt, dan het nieuwste. Toon als Mijn Aanvragen."""

    nodes: list[Verzoek] = field(description="De verzoeken zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[VerzoekEdge]:
        """Dezelfde verzoeken, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [VerzoekEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]


@view
class VerzoektypeEdge(Plek):
    """Een verzoektype met zijn plek in de lijst."""

    node: Verzoektype = field(description="Het verzoektype op deze plek.")


@view
class VerzoektypeConnection(Lijst):
    """Een bladzijde verzoektypen, van A tot Z. Toon als Wat kunt u regelen?"""

    nodes: list[Verzoektype] = field(description="De verzoektypen zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[VerzoektypeEdge]:
        """Dezelfde verzoektypen, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [VerzoektypeEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]
