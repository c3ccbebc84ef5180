"""What a person can do with an item: always with the reason, also when it cannot be done now."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypedDict

import strawberry
from strawberry import field

from gateway.domain.bron import Belemmering, Betrouwbaarheidsniveau
from gateway.domain.datum import Termijn
from gateway.domain.declare import Term, enumeratie, interface, view
from gateway.domain.ref import Ref
from gateway.domain.source import computed, source
from gateway.domain.uitvoering import Uitvoering
from gateway.domain.waarden import Bedrag

if TYPE_CHECKING:
    from gateway.domain.besluit import Besluit
    from gateway.domain.betaling import Betaalkeuzes, Betaling
    from gateway.domain.item import Item


class Identifies(Protocol):
    """The part of a request that makes opaque ids."""

    def id(self, ref: Ref) -> strawberry.ID:
        """The opaque id of an item for the person of this request."""
        ...


class Advises(Protocol):
    """The part of a request that says what the person can do now."""

    def acties(self, item: Item | Besluit) -> list[Actie]:
        """What can be done with this item, also what cannot be done now, with the reason."""
        ...

    def keuzes(self, betaling: Betaling) -> Betaalkeuzes | None:
        """The three choices of a payment; None when nothing is open."""
        ...


@enumeratie
class Actiesoort(Term):
    """Wat u met de actie bereikt. Kies hiermee een icoon."""

    BETALEN = "BETALEN", "Meteen betalen."
    BETALINGSREGELING = "BETALINGSREGELING", "Afspreken dat u in delen betaalt."
    BEZWAAR = "BEZWAAR", "Laten weten dat u het met een besluit oneens bent."
    AANLEVEREN = "AANLEVEREN", "Bestanden sturen die nog missen."
    INVULLEN = "INVULLEN", "Vragen beantwoorden."
    VERLENGEN = "VERLENGEN", "Langer laten gelden."
    WIJZIGEN = "WIJZIGEN", "Iets veranderen aan wat u hebt."
    OPZEGGEN = "OPZEGGEN", "Laten eindigen wat u hebt."
    AANVRAGEN = "AANVRAGEN", "Om iets vragen wat u nog niet hebt."
    REGELING_ONDERZOEKEN = "REGELING_ONDERZOEKEN", "Nagaan of u recht hebt op een regeling."
    VRAAG_STELLEN = "VRAAG_STELLEN", "De organisatie iets vragen."
    ONBEKEND = "ONBEKEND", "Iets anders; volg de link van `uitvoering`."


@interface
class Actie:
    """Een mogelijkheid bij een item. Toon als knop; kan het niet, toon dan de reden op die plek."""

    soort: Actiesoort = field(description="Wat u ermee bereikt.")
    titel: str = field(description="Opschrift, klaar voor de knop.")
    waarom: str = field(description="Waardoor u deze mogelijkheid krijgt.")
    deadline: Termijn | None = field(description="Hoe lang het nog kan.")
    minimaal_niveau: Betrouwbaarheidsniveau = field(description="Zwakker ingelogd dan dit? Dan kan het niet.")
    beschikbaar: bool = field(description="True als u het op dit moment kunt doen.")
    reden: Belemmering | None = field(description="Wat het tegenhoudt, als het niet kan.")
    doel: strawberry.Private[Ref]

    @computed
    def doel_id(self, context: Identifies) -> strawberry.ID:
        """Waar de actie over gaat. Nodig om haar uit te voeren."""
        return strawberry.ID(context.id(self.doel))

    @source("actie.uitvoering", fetch="uitvoering", per_item=True, empty=True)
    def uitvoering(self) -> Uitvoering | None:
        """De manier waarop. Niets als het niet kan."""


@view
class BetaalActie(Actie):
    """Het openstaande bedrag meteen betalen. Toon als eerste van de drie keuzes bij een betaling."""

    bedrag: Bedrag | None = field(description="Hoeveel er te betalen is. Leeg als de bron dat nu niet zegt.")


@view
class BetalingsregelingActie(Actie):
    """Vragen of u in delen mag betalen. Toon als tweede keuze bij een betaling."""

    maximum_termijnen: int | None = field(description="In meer delen dan dit gaat niet.")
    minimum_termijnbedrag: Bedrag | None = field(description="Kleiner dan dit mag een deel niet zijn.")


@view
class Bezwaaronderdeel:
    """Eén punt waar u het mee oneens kunt zijn. Toon als aankruisvakje."""

    titel: str = field(description="Hoe dit punt op het scherm heet.")
    ref: strawberry.Private[Ref]

    @computed
    def id(self, context: Identifies) -> strawberry.ID:
        """Kenmerk van dit punt, om aan te geven waar het bezwaar over gaat."""
        return context.id(self.ref)


@view
class BezwaarActie(Actie):
    """Bezwaar maken. Toon als derde keuze bij een betaling, en bij elk besluit."""

    onderdelen: list[Bezwaaronderdeel] = field(description="De punten waaruit u kiest; meer dan één mag.")


@view
class AlgemeneActie(Actie):
    """Een mogelijkheid zonder eigen type. Toon de titel en volg `uitvoering`."""


class Kern(TypedDict):
    """What every action has, to make one of whatever type."""

    soort: Actiesoort
    titel: str
    waarom: str
    deadline: Termijn | None
    minimaal_niveau: Betrouwbaarheidsniveau
    beschikbaar: bool
    reden: Belemmering | None
    doel: Ref
