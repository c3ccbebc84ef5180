"""A zaak: what an organisation handles for the person, with everything that belongs to it."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import strawberry
from strawberry import field

from gateway.domain.bericht import BerichtConnection
from gateway.domain.besluit import Besluit
from gateway.domain.contactmoment import ContactmomentConnection
from gateway.domain.datum import GeduideDatum
from gateway.domain.declare import Term, enumeratie, view
from gateway.domain.document import Document
from gateway.domain.filters import TaakFilter
from gateway.domain.item import Item
from gateway.domain.kenmerk import Kenmerk
from gateway.domain.lijst import After, First, Lijst, Plek
from gateway.domain.product import ProductConnection
from gateway.domain.source import computed, source
from gateway.domain.status import Zaakstatus
from gateway.domain.taak import TaakConnection
from gateway.domain.verzoek import Verzoek
from gateway.domain.waarden import Duration


@enumeratie
class Zaakrol(Term):
    """Uw plaats in een zaak."""

    INITIATOR = "INITIATOR", "De zaak begon bij u."
    BELANGHEBBENDE = "BELANGHEBBENDE", "De uitkomst raakt u."
    GEMACHTIGDE = "GEMACHTIGDE", "U treedt op voor iemand anders."
    ONBEKEND = "ONBEKEND", "Een rol die wij niet hebben."


@dataclass(frozen=True, slots=True)
class Betrokkenheid:
    """What the person is in a zaak, in the bron's word too, and the department that handles it."""

    mijn_rol: Zaakrol
    bronwaarde: str | None
    behandelaar: str | None


@view
class Zaaktype:
    """Waar een zaak over gaat, volgens de catalogus van de organisatie. Toon om te groeperen of te filteren."""

    identificatie: str = field(description="Kenmerk in de catalogus. Geef dit mee in het filter.")
    naam: str = field(description="Hoe dit soort zaak heet.")
    doel: str | None = field(description="Wat de organisatie ermee wil bereiken.")
    doorlooptijd: Duration | None = field(description="De tijd die er meestal voor nodig is.")
    thema: str | None = field(description="Het onderwerp waar het bij past.")


@view
class Resultaat:
    """Wat er uit een zaak kwam. Toon bij een afgeronde zaak; het formele besluit staat bij `besluiten`."""

    tekst: str = field(description="De uitkomst in woorden die iedereen begrijpt.")
    toelichting: str | None = field(description="Meer over de uitkomst.")
    bronwaarde: str | None = field(description="Hoe het zaaksysteem de uitkomst noemt.")


@dataclass(slots=True)
class Dossier:
    """What the bron told of a zaak beside the view, so that it is not asked again.

    `resultaat`, `kenmerken` and `stukken` (native ids of documents) are None as long as they were not asked. `hoofdzaak` and
    `deelzaken` are native ids at the same bron.
    """

    heeft_resultaat: bool = False
    resultaat: Resultaat | None = None
    kenmerken: list[Kenmerk] | None = None
    stukken: tuple[str, ...] | None = None
    hoofdzaak: str | None = None
    deelzaken: tuple[str, ...] = ()


LEEG_DOSSIER = Dossier()


@view
class Zaak(Item):
    """Wat een organisatie voor u behandelt: een aanvraag, melding of bezwaar. Toon als Mijn Zaken."""

    identificatie: str | None = field(description="Het zaaknummer. Noem dit als u belt of schrijft.")
    zaaktype: Zaaktype | None = field(description="Waar de zaak over gaat.")
    omschrijving: str | None = field(description="Een regel van de organisatie over deze zaak.")
    toelichting: str | None = field(description="Wat de organisatie er verder over schrijft.")
    status: Zaakstatus | None = field(description="De stap van dit moment. Leeg als er nog niets is gebeurd.")
    lopend: bool | None = field(description="True zolang de organisatie niet klaar is.")
    volgende_stap: Zaakstatus | None = field(description="Wat er naar verwachting volgt. Leeg als dat onbekend is.")
    startdatum: date | None = field(description="De dag waarop de zaak begon te lopen.")
    einddatum: date | None = field(description="De dag waarop de zaak werd gesloten.")
    einddatum_gepland: GeduideDatum | None = field(description="De dag waarop de organisatie denkt klaar te zijn.")
    uiterlijke_einddatum_afdoening: GeduideDatum | None = field(description="De dag waarop zij klaar hoort te zijn.")
    uitstel: str | None = field(description="Waardoor het langer duurt, als dat zo is. Toon als melding.")
    betrokkenheid: strawberry.Private[Betrokkenheid | None]
    dossier: strawberry.Private[Dossier]

    @source("zaak.resultaat", fetch="zaak", calls=2, empty=True)
    def resultaat(self) -> Resultaat | None:
        """De uitkomst, zodra die er is."""

    @source("zaak.actieNodig", fetch="taken")
    def actie_nodig(self) -> bool | None:
        """Wacht er een taak bij deze zaak op u? Toon als markering in de lijst."""

    @source("zaak.stappen", fetch="statussen", per_item=True)
    def stappen(self) -> list[Zaakstatus] | None:
        """De hele weg van de zaak, in volgorde. Toon als tijdlijn."""

    @source("zaak.besluiten", fetch="besluiten", per_item=True)
    def besluiten(self) -> list[Besluit] | None:
        """Wat er formeel in deze zaak is besloten."""

    @source("zaak.documenten", fetch="zaakdocumenten", per_item=True)
    def documenten(self) -> list[Document] | None:
        """De stukken uit het dossier die voor u open zijn."""

    @source("zaak.mijnRol", fetch="zaak", calls=2, per_item=True)
    def mijn_rol(self) -> Zaakrol | None:
        """Uw plaats in deze zaak."""

    @source("zaak.mijnRolBronwaarde", fetch="zaak", calls=2, per_item=True, empty=True)
    def mijn_rol_bronwaarde(self) -> str | None:
        """Hoe het zaaksysteem uw rol noemt."""

    @source("zaak.behandelaar", fetch="zaak", calls=2, per_item=True, empty=True)
    def behandelaar(self) -> str | None:
        """De afdeling die eraan werkt. Nooit de naam van een medewerker."""

    @source("zaak.kenmerken", fetch="zaak", calls=2, per_item=True)
    def kenmerken(self) -> list[Kenmerk] | None:
        """Bijzonderheden van deze zaak, klaar om te tonen."""

    @source("zaak.hoofdzaak", fetch="hoofdzaak", calls=2, per_item=True, empty=True)
    def hoofdzaak(self) -> Zaak | None:
        """De grotere zaak waar deze een deel van is."""

    @source("zaak.deelzaken", fetch="deelzaken", calls=2, per_item=True)
    def deelzaken(self) -> list[Zaak] | None:
        """De kleinere zaken waarin deze is verdeeld."""

    @source("zaak.taken", fetch="taken")
    def taken(
        self,
        first: First = 10,
        after: After = strawberry.UNSET,
        filter: Annotated[
            TaakFilter | None, strawberry.argument(description="Alleen taken die hieraan voldoen.")
        ] = strawberry.UNSET,
    ) -> TaakConnection | None:
        """Wat u voor deze zaak nog moet doen, en wat al klaar is."""

    @source("zaak.berichten", fetch="berichten")
    def berichten(self, first: First = 10, after: After = strawberry.UNSET) -> BerichtConnection | None:
        """De post over deze zaak."""

    @source("zaak.contactmomenten", fetch="zaakcontact", per_item=True)
    def contactmomenten(self, first: First = 10, after: After = strawberry.UNSET) -> ContactmomentConnection | None:
        """Vragen en gesprekken over deze zaak."""

    @source("zaak.producten", fetch="producten")
    def producten(self, first: First = 10, after: After = strawberry.UNSET) -> ProductConnection | None:
        """Wat u dankzij deze zaak kreeg."""

    @source("zaak.verzoek", fetch="verzoeken", empty=True)
    def verzoek(self) -> Verzoek | None:
        """De aanvraag of melding waar deze zaak mee begon. Leeg als die er niet is of niet van u is."""


@view
class ZaakEdge(Plek):
    """Een zaak met haar plek in de lijst."""

    node: Zaak = field(description="De zaak op deze plek.")


@view
class ZaakConnection(Lijst):
    """Een bladzijde zaken. Toon als Mijn Zaken, met de meldingen erboven."""

    nodes: list[Zaak] = field(description="De zaken zelf, in volgorde.")

    @computed
    def edges(self, context: object) -> list[ZaakEdge]:
        """Dezelfde zaken, elk met een cursor. Voor clients die Relay volgen."""
        mark = self.page_info.bladwijzer
        return [ZaakEdge(node=node, index=index, bladwijzer=mark) for index, node in enumerate(self.nodes)]
