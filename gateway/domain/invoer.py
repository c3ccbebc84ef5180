"""What a person sends to change something. Who it is about is never in it: the token says that."""

from __future__ import annotations

from datetime import date

import strawberry
from strawberry import field

from gateway.domain.declare import invoer
from gateway.domain.waarden import Bedrag, EmailAddress, Json, Url

SLEUTEL = (
    "Een kenmerk dat u zelf maakt, zoals een UUID, van 8 tot 128 tekens. Met hetzelfde kenmerk gebeurt hetzelfde binnen "
    "24 uur maar één keer, hoe vaak u het ook stuurt."
)
UPLOADS = "Bestanden die u al stuurde: het `id` van elk Uploadticket."


@invoer
class TaakAfrondenInvoer:
    """Waarmee u een taak afrondt."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    taak_id: strawberry.ID = field(description="Het `id` van de taak.")
    gegevens: Json | None = field(
        default=strawberry.UNSET, description="Het ingevulde formulier, als de taak een FormulierUitvoering heeft."
    )

    @property
    def antwoorden(self) -> object:
        """The answers; without any, an empty form."""
        return {} if self.gegevens is None or self.gegevens is strawberry.UNSET else self.gegevens


@invoer
class BerichtMarkerenInvoer:
    """Welk bericht u gelezen of ongelezen maakt."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    bericht_id: strawberry.ID = field(description="Het `id` van het bericht.")
    gelezen: bool = field(description="True: gelezen. False: ongelezen.")


@invoer
class BetalingStartenInvoer:
    """Wat u gaat betalen."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    doel_id: strawberry.ID = field(description="De taak of aanslag: `doelId` van de actie.")
    getoond_bedrag: Bedrag = field(
        description="Het bedrag dat op het scherm stond. Wij vergelijken het alleen: betaald wordt wat de bron vraagt."
    )
    termijn: int | None = field(
        default=strawberry.UNSET, description="`nummer` van de termijn. Leeg: alles wat openstaat."
    )
    terugkeer_url: Url = field(description="Waar u na het betalen heen gaat. Dit adres moet bij ons bekend zijn.")


@invoer
class BetalingsregelingAanvragenInvoer:
    """Hoe u in delen wilt betalen."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    doel_id: strawberry.ID = field(description="De taak of aanslag: `doelId` van de actie.")
    aantal_termijnen: int = field(description="In hoeveel delen.")
    toelichting: str | None = field(default=strawberry.UNSET, description="Waarom u dit vraagt.")


@invoer
class BezwaarInvoer:
    """Wat u tegen één onderdeel hebt."""

    onderdeel_id: strawberry.ID = field(description="Het `id` van het Bezwaaronderdeel.")
    reden: str = field(description="Waarom u het er niet mee eens bent.")


@invoer
class BezwaarMakenInvoer:
    """Waar u bezwaar tegen maakt, en waarom."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    doel_id: strawberry.ID = field(description="Het besluit of de aanslag: `doelId` van de actie.")
    bezwaren: list[BezwaarInvoer] = field(description="De onderdelen, elk met uw reden.")
    gehoord_worden: bool = field(description="True: u wilt uw bezwaar ook vertellen.")


@invoer
class VerzoekIndienenInvoer:
    """Wat u aanvraagt of meldt."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    verzoektype_id: strawberry.ID = field(description="Het `id` van het verzoektype.")
    versie: int = field(description="De `versie` van het formulier dat u invulde.")
    gegevens: Json = field(description="Het ingevulde formulier.")
    over_id: strawberry.ID | None = field(
        default=strawberry.UNSET, description="Het `id` van het item waar het over gaat."
    )


@invoer
class ProductActieInvoer:
    """Welk product u verlengt, wijzigt of opzegt."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    product_id: strawberry.ID = field(description="Het `id` van het product.")
    gegevens: Json | None = field(
        default=strawberry.UNSET, description="Wat er verandert: de naam van elk veld met de nieuwe waarde."
    )
    ingangsdatum: date | None = field(default=strawberry.UNSET, description="Vanaf wanneer. Leeg: zo snel als kan.")

    @property
    def antwoorden(self) -> object:
        """The fields to change; none when there are not any."""
        return {} if self.gegevens is None or self.gegevens is strawberry.UNSET else self.gegevens

    @property
    def vanaf(self) -> date | None:
        """The day that was asked."""
        return None if self.ingangsdatum is strawberry.UNSET else self.ingangsdatum


@invoer
class VraagStellenInvoer:
    """Uw vraag, en waar zij over gaat."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    over_id: strawberry.ID | None = field(
        default=strawberry.UNSET,
        description="Het `id` van het item waar de vraag over gaat. Een contactmoment: de vraag komt erbij.",
    )
    organisatie: str | None = field(
        default=strawberry.UNSET, description="Het OIN van de organisatie, als de vraag niet over een item gaat."
    )
    titel: str = field(description="Waar het over gaat, in een paar woorden.")
    vraag: str = field(description="De vraag zelf.")


@invoer
class ContactgegevensWijzigenInvoer:
    """Hoe een organisatie u voortaan kan bereiken. Wat u leeg laat, blijft zoals het is."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    organisatie: str | None = field(
        default=strawberry.UNSET,
        description="Het OIN van de organisatie. Mag leeg blijven als er maar één is die deze gegevens bewaart.",
    )
    email: EmailAddress | None = field(default=strawberry.UNSET, description="Uw e-mailadres.")
    telefoon: str | None = field(default=strawberry.UNSET, description="Uw telefoonnummer.")


@invoer
class RegelingOnderzoekenInvoer:
    """Wat u laat onderzoeken, en wat wij daarvoor mogen opvragen."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    regeling_id: strawberry.ID = field(description="Het `id` van de regeling.")
    akkoord_met: list[strawberry.ID] = field(
        description="Het `id` van elke Gegevensvraag die u goedvindt. Mist er een, dan is het antwoord vaak MISSCHIEN."
    )


@invoer
class ToestemmingIntrekkenInvoer:
    """Welke toestemming u intrekt."""

    idempotentiesleutel: str = field(description=SLEUTEL)
    toestemming_id: strawberry.ID = field(description="Het `id` van de toestemming.")
