"""What is to be paid, what is left of it, and the three ways out: pay, arrange, object."""

from __future__ import annotations

from datetime import date

from strawberry import field

from gateway.domain.actie import Advises, BetaalActie, BetalingsregelingActie, BezwaarActie
from gateway.domain.datum import Termijn
from gateway.domain.declare import Term, enumeratie, view
from gateway.domain.source import computed
from gateway.domain.waarden import Bedrag


@enumeratie
class Betaalstatus(Term):
    """Of en hoe een bedrag is betaald."""

    OPEN = "OPEN", "Er is nog niets betaald."
    GEDEELTELIJK_BETAALD = "GEDEELTELIJK_BETAALD", "Een stuk is betaald, de rest nog niet."
    BETAALD = "BETAALD", "Alles is betaald."
    KWIJTGESCHOLDEN = "KWIJTGESCHOLDEN", "De organisatie ziet af van betaling."
    IN_BEZWAAR = "IN_BEZWAAR", "U maakte bezwaar en daar is nog niet over beslist."
    IN_REGELING = "IN_REGELING", "U betaalt in afgesproken delen."
    INVORDERING = "INVORDERING", "De organisatie int het bedrag met dwang."
    ONBEKEND = "ONBEKEND", "De bron gebruikt een stand die wij niet hebben."


@view
class Betaaltermijn:
    """Een van de delen waarin u betaalt. Toon als regel onder het bedrag."""

    nummer: int = field(description="Het hoeveelste deel, vanaf 1.")
    bedrag: Bedrag = field(description="Hoe groot dit deel is.")
    vervaldatum: date = field(description="Op deze dag moet het binnen zijn.")
    betaaldatum: date | None = field(description="Op deze dag kwam het binnen.")


@view
class Betaalkeuzes:
    """De drie wegen bij een openstaand bedrag. Toon ze alle drie; elk vertelt zelf of het kan."""

    betalen: BetaalActie = field(description="Het bedrag meteen betalen.")
    betalingsregeling: BetalingsregelingActie = field(description="Afspreken dat u in delen betaalt.")
    bezwaar: BezwaarActie = field(description="Laten weten dat u het er niet mee eens bent.")


@view
class Betaling:
    """Een bedrag dat u de organisatie schuldig bent of was. Toon bij een aanslag of een betaaltaak."""

    status: Betaalstatus = field(description="Of het is betaald.")
    status_bronwaarde: str | None = field(description="Hoe de bron die stand noemt.")
    bedrag: Bedrag = field(description="Hoeveel het in totaal is.")
    openstaand: Bedrag | None = field(description="Hoeveel er nog over is. Leeg betekent onbekend, niet nul.")
    deadline: Termijn | None = field(description="Wanneer het betaald moet zijn.")
    termijnen: list[Betaaltermijn] = field(description="De delen, als u niet alles ineens betaalt.")
    automatische_incasso: bool | None = field(description="True: het wordt van uw rekening gehaald. Leeg is onbekend.")
    betalingskenmerk: str | None = field(description="Nummer dat u bij een overboeking vermeldt.")

    @computed
    def keuzes(self, context: Advises) -> Betaalkeuzes | None:
        """Wat u kunt doen zolang er iets openstaat."""
        return context.keuzes(self)
