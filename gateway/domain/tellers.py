"""Counts for a home page: how many, and whether every bron was counted."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from strawberry import field

from gateway.domain.bron import BronRapport
from gateway.domain.declare import view
from gateway.domain.source import source


@view
class Teller:
    """Een getal voor bij een icoon. Is het niet volledig, toon dan bijvoorbeeld 3+."""

    aantal: int | None = field(description="Opgeteld over wie antwoordde. Leeg als niemand dat deed.")
    volledig: bool = field(description="False: er kan meer zijn, want niet elke bron is meegeteld.")
    bronnen: list[BronRapport] = field(description="Verslag per bron die wij vroegen.")


@view
class Tellers:
    """Getallen voor de startpagina en de app. Elk veld kost een vraag aan de bronnen, dus kies wat u toont."""

    @source("tellers.lopendeZaken", fetch="zakenTelling")
    def lopende_zaken(self) -> Teller | None:
        """Zaken waar een organisatie nog mee bezig is. Toon bij Mijn Zaken."""

    @source("tellers.openTaken", fetch="taken")
    def open_taken(self) -> Teller | None:
        """Taken die op u wachten. Toon bij Mijn Taken."""

    @source("tellers.ongelezenBerichten", fetch="berichtenTelling")
    def ongelezen_berichten(self) -> Teller | None:
        """Nieuwe post. Toon bij Mijn Berichten."""

    @source("tellers.actieveProducten", fetch="producten")
    def actieve_producten(self) -> Teller | None:
        """Wat u heeft en wat geldt. Toon bij Mijn Producten."""
