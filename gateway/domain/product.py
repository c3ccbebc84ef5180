"""What the person has or pays: an interface that fits every kind, and the kinds that have fields of their own."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.actie import Identifies
from gateway.domain.betaling import Betaling
from gateway.domain.datum import Termijn
from gateway.domain.declare import Term, enumeratie, interface, view
from gateway.domain.document import Document
from gateway.domain.filters import TaakFilter
from gateway.domain.item import Item
from gateway.domain.kenmerk import Kenmerk
from gateway.domain.lijst import After, First, Lijst, Plek
from gateway.domain.ref import Ref
from gateway.domain.source import computed, source
from gateway.domain.status import Productsoort, Productstatus
from gateway.domain.taak import TaakConnection
from gateway.domain.waarden import Bedrag, Duration

if TYPE_CHECKING:
    from gateway.domain.zaak import Zaak


@enumeratie
class Prijsfrequentie(Term):
    """Hoe vaak de prijs terugkomt."""

    EENMALIG = "EENMALIG", "U betaalt de prijs niet vaker dan deze keer."
    MAANDELIJKS = "MAANDELIJKS", "De prijs is per maand."
    JAARLIJKS = "JAARLIJKS", "De prijs is per jaar."
    ONBEKEND = "ONBEKEND", "De bron zegt het niet, of anders dan wij kennen."


@view
class Producttype:
    """Het soort product in de catalogus van de organisatie. Toon als uitleg of om te groeperen."""

    code: str = field(description="Kenmerk in de catalogus. Geef dit mee in het filter.")
    naam: str = field(description="Hoe dit soort product heet.")
    taal: str = field(description="Taal van naam en omschrijving. Is er geen vertaling, dan is dit `nl`.")
    themas: list[str] = field(description="Onderwerpen waar het onder valt.")
    ref: strawberry.Private[Ref]

    @source("producttype.omschrijving", fetch="producttype", empty=True)
    def omschrijving(self) -> str | None:
        """Wat u met dit soort product kunt."""


@interface
class Product(Item):
    """Iets wat u van een organisatie kreeg of aan haar betaalt. Toon als Mijn Producten.

    Een soort die u niet kent toont u met `kenmerken`.
    """

    soort: Productsoort = field(description="Het eigen type in dit schema. Kies hiermee een icoon.")
    nummer: str | None = field(description="Noem dit als u belt of schrijft.")
    producttype: Producttype | None = field(description="Het soort product bij de organisatie.")
    status: Productstatus = field(description="Geldt het nu?")
    status_bronwaarde: str | None = field(description="Hoe de bron die stand noemt.")
    startdatum: date | None = field(description="De eerste dag waarop het geldt.")
    einddatum: date | None = field(description="De dag waarna het niet meer geldt.")
    prijs: Bedrag | None = field(description="Hoeveel u ervoor betaalt.")
    prijsfrequentie: Prijsfrequentie | None = field(description="Per keer, maand of jaar.")
    prijsfrequentie_bronwaarde: str | None = field(description="Hoe de bron dat noemt.")
    gedeeld: bool | None = field(description="True: u hebt het samen met iemand. Leeg is onbekend.")
    kenmerken: list[Kenmerk] = field(description="Alle bijzonderheden van dit product, klaar om te tonen.")

    @source("product.documenten", fetch="productdocumenten", per_item=True)
    def documenten(self) -> list[Document] | None:
        """De stukken die erbij horen, zoals de beschikking."""

    @source("product.zaak", fetch="zaken", empty=True)
    def zaak(self) -> Annotated[Zaak, strawberry.lazy("gateway.domain.zaak")] | None:
        """De zaak waarin u het aanvroeg. Toon als link."""

    @source("product.taken", fetch="taken")
    def taken(
        self,
        first: First = 10,
        after: After = strawberry.UNSET,
        filter: Annotated[
            TaakFilter | None, strawberry.argument(description="Alleen taken die hieraan voldoen.")
        ] = strawberry.UNSET,
    ) -> TaakConnection | None:
        """Wat u voor dit product nog moet doen."""


@enumeratie
class Parkeerdoelgroep(Term):
    """Wie er met de vergunning mag parkeren."""

    BEWONER = "BEWONER", "Wie er woont."
    BEZOEKER = "BEZOEKER", "Wie op bezoek komt."
    BEDRIJF = "BEDRIJF", "Wie er een bedrijf heeft of werkt."
    MANTELZORG = "MANTELZORG", "Wie voor een naaste zorgt."
    GEHANDICAPTEN = "GEHANDICAPTEN", "Wie een handicap heeft."
    ONBEKEND = "ONBEKEND", "Een groep die wij niet hebben."


@view
class Parkeervergunning(Product):
    """Toestemming om in een gebied te parkeren. Toon in Mijn Producten, met kenteken en zone."""

    doelgroep: Parkeerdoelgroep = field(description="Wie er mag parkeren.")
    doelgroep_bronwaarde: str | None = field(description="Hoe de bron die groep noemt.")
    zone: str | None = field(description="Het gebied, zoals het op de borden staat.")
    zonecode: str | None = field(description="Het gebied, zoals de parkeercontrole het noemt.")
    kentekens: list[str] = field(description="De voertuigen waarvoor de vergunning is. Hoofdletters, geen streepjes.")
    saldo: Duration | None = field(description="Wat er over is van de parkeertijd, als die beperkt is.")


@view
class Aanslagregel:
    """Een van de belastingen waaruit een aanslag is opgebouwd. Toon als regel met bedrag."""

    omschrijving: str = field(description="Welke belasting het is.")
    bedrag: Bedrag = field(description="Hoeveel deze belasting is.")
    grondslag: str | None = field(description="Waarover is gerekend, zoals een WOZ-waarde of een aantal personen.")
    adres: list[str] = field(description="Om welk adres het gaat, per regel.")
    bezwaar_mogelijk: bool = field(description="True als u tegen deze regel in bezwaar kunt.")
    ref: strawberry.Private[Ref]

    @computed
    def id(self, context: Identifies) -> strawberry.ID:
        """Wijst deze regel aan, bijvoorbeeld in een bezwaar."""
        return context.id(self.ref)


@view
class WozWaarde:
    """Wat een woning of gebouw volgens de gemeente waard is. Toon bij de aanslag."""

    woz_objectnummer: str | None = field(description="Het nummer in het WOZ-register.")
    adres: list[str] = field(description="Waar het staat, per regel.")
    waarde: Bedrag = field(description="De waarde die de gemeente vaststelde.")
    bezwaar_mogelijk: bool = field(description="True als u tegen deze waarde in bezwaar kunt.")
    ref: strawberry.Private[Ref]

    @computed
    def id(self, context: Identifies) -> strawberry.ID:
        """Wijst deze waarde aan, bijvoorbeeld in een bezwaar."""
        return context.id(self.ref)


@view
class Belastingaanslag(Product):
    """Wat gemeente of waterschap u aan belasting vraagt. Toon in Mijn Producten, met wat er openstaat."""

    belastingjaar: int | None = field(description="Het jaar van de belasting.")
    dagtekening: date | None = field(description="De dag die op de aanslag staat. Vanaf hier telt de bezwaartermijn.")
    totaal: Bedrag | None = field(description="Hoeveel alle regels samen zijn.")
    regels: list[Aanslagregel] = field(description="De belastingen, een voor een.")
    woz_waarden: list[WozWaarde] = field(description="De waarden waarop de aanslag berust.")
    bezwaartermijn: Termijn | None = field(description="Hoe lang bezwaar maken kan.")
    betaling: Betaling | None = field(description="Hoe het met betalen staat. Leeg als de bron dat niet bijhoudt.")


@view
class GeneriekProduct(Product):
    """Een product zonder eigen type, dat zichzelf beschrijft. Toon `kenmerken` als lijst onder de titel."""


@view
class ProductEdge(Plek):
    """Een product met zijn plek in de lijst."""

    node: Product = field(description="Het product op deze plek.")


@view
class ProductConnection(Lijst):
    """Een bladzijde producten. Toon als Mijn Producten, met de meldingen erboven."""

    nodes: list[Product] = field(description="De producten zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[ProductEdge]:
        """Dezelfde producten, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [ProductEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]
