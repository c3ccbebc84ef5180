"""Who the answer is about, as the schema shows it. A person's number is never in it."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.bron import Betrouwbaarheidsniveau, Bron, Dienst, Herkomst
from gateway.domain.declare import Term, enumeratie, interface, view
from gateway.domain.source import source
from gateway.domain.waarden import EmailAddress

if TYPE_CHECKING:
    from gateway.domain.regeling import Toestemming


@enumeratie
class Klantsoort(Term):
    """Of het over een mens of over een bedrijf gaat."""

    INWONER = "INWONER", "Een mens, ingelogd met bijvoorbeeld DigiD."
    ONDERNEMER = "ONDERNEMER", "Een bedrijf of instelling, ingelogd met bijvoorbeeld eHerkenning."


@dataclass(frozen=True, slots=True)
class Klantgegevens:
    """What a register tells of a person or business; None for what it does not know or was not asked.

    `afgeschermd`: the register may not give this to third parties (BRP: indicatie geheim; Handelsregister: shielded address).
    """

    naam: str | None
    adres: list[str] | None
    afgeschermd: bool
    herkomst: list[Herkomst]


@view
class Contactgegevens:
    """Hoe één organisatie u kan bereiken. Toon bij Mijn Gegevens, met de organisatie erbij."""

    email: EmailAddress | None = field(description="E-mailadres. Leeg als de organisatie er geen heeft.")
    email_bevestigd: bool = field(description="True: u hebt laten zien dat dit e-mailadres van u is.")
    telefoon: str | None = field(description="Telefoonnummer. Leeg als de organisatie er geen heeft.")
    bron: Bron = field(description="Waar deze gegevens staan.")


@interface
class Klant:
    """Degene over wie de gegevens gaan."""

    soort: Klantsoort = field(description="Mens of bedrijf.")
    inlognaam: strawberry.Private[str | None]
    kvk_nummer: str | None = field(description="Nummer in het Handelsregister, als het een bedrijf is.")
    vestigingsnummer: str | None = field(description="De vestiging, als daarvoor is ingelogd.")

    @source("klant.naam", fetch="klantgegevens", empty=True)
    def naam(self) -> str | None:
        """Hoe u deze klant op een scherm noemt: uit het register, en anders uit de inlog. Leeg als die geen naam gaf."""

    @source("klant.adres", fetch="klantgegevens", empty=True)
    def adres(self) -> list[str] | None:
        """Woonadres of bezoekadres, in regels onder elkaar. Leeg als geen register het weet."""

    @source("klant.herkomst", fetch="klantgegevens")
    def herkomst(self) -> list[Herkomst] | None:
        """Uit welk register naam en adres komen. Een lege lijst: de naam komt uit de inlog."""

    @source("klant.contactgegevens", calls=2)
    def contactgegevens(self) -> list[Contactgegevens] | None:
        """Hoe organisaties deze klant kunnen bereiken, per organisatie die dat bewaart."""


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

    @source("ik.toestemmingen", fetch="toestemmingen", calls=0)
    def toestemmingen(self) -> list[Annotated[Toestemming, strawberry.lazy("gateway.domain.regeling")]] | None:
        """De toestemmingen die u gaf om gegevens op te vragen, de nieuwste eerst. Toon bij Mijn regie."""
