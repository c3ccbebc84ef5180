"""Who the answer is about, as the schema shows it. A person's number is never in it."""

from __future__ import annotations

from datetime import datetime

from strawberry import field

from gateway.domain.bron import Betrouwbaarheidsniveau, Dienst
from gateway.domain.declare import Term, enumeratie, interface, view


@enumeratie
class Klantsoort(Term):
    """Of het over een mens of over een bedrijf gaat."""

    INWONER = "INWONER", "Een mens, ingelogd met bijvoorbeeld DigiD."
    ONDERNEMER = "ONDERNEMER", "Een bedrijf of instelling, ingelogd met bijvoorbeeld eHerkenning."


@interface
class Klant:
    """Degene over wie de gegevens gaan."""

    soort: Klantsoort = field(description="Mens of bedrijf.")
    naam: str | None = field(description="Hoe u deze klant op een scherm noemt. Leeg als de inlog geen naam gaf.")
    kvk_nummer: str | None = field(description="Nummer in het Handelsregister, als het een bedrijf is.")
    vestigingsnummer: str | None = field(description="De vestiging, als daarvoor is ingelogd.")


@view
class Vertegenwoordiging:
    """Er is ingelogd voor een ander. Toon dit bovenaan elk scherm, zodat niemand zich vergist."""

    namens: str | None = field(description="Voor wie. Leeg als de inlog geen naam gaf.")
    handelend: str | None = field(description="Door wie. Leeg als de inlog geen naam gaf.")
    diensten: list[Dienst] = field(description="Welke diensten onder de machtiging vallen.")


@view
class Ik(Klant):
    """Uzelf volgens uw inlog. Toon als begroeting en bij de knop Uitloggen."""

    niveau: Betrouwbaarheidsniveau = field(description="Met welke zekerheid u bent ingelogd.")
    ingelogd_tot: datetime = field(description="Daarna vraagt het portaal u opnieuw in te loggen.")
    vertegenwoordiging: Vertegenwoordiging | None = field(
        description="Voor wie u optreedt. Leeg: u bent er voor uzelf."
    )
