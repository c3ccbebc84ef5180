"""How a change ended: what the bron confirmed, or the fault, as one union a kind of change."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import field

from gateway.domain.bericht import Bericht
from gateway.domain.declare import view
from gateway.domain.fout import (
    AlAfgerond,
    BedragGewijzigd,
    BronOnbereikbaar,
    NietGevonden,
    NietOndersteund,
    NietToegestaan,
    NiveauTeLaag,
    OngeldigeInvoer,
    UitkomstOnbekend,
)
from gateway.domain.item import Item
from gateway.domain.klant import Contactgegevens
from gateway.domain.regeling import Regelinguitkomst, Toestemming
from gateway.domain.status import Verwerking
from gateway.domain.waarden import Bedrag, Url

Fout = (
    NietGevonden | AlAfgerond | NietToegestaan | NiveauTeLaag | OngeldigeInvoer | NietOndersteund
    | BronOnbereikbaar | UitkomstOnbekend
)  # fmt: skip
"""The faults that every change can have."""


@view
class Ingediend:
    """De organisatie heeft het ontvangen. Toon als bevestiging."""

    bevestiging: str = field(description="Een zin om te tonen.")
    kenmerk: str | None = field(description="Nummer om te bewaren, en te noemen als u erover belt.")
    ontvangen_op: datetime = field(description="Wanneer de bron het ontving.")
    verwerking: Verwerking = field(description="Wat er nu mee gebeurt. Ontvangen is nog niet goedgekeurd.")
    item: Item | None = field(
        description="Hoe het er nu bij de bron staat, opnieuw gelezen. Leeg als het er nog niet staat."
    )


@view
class BetalingGestart:
    """De betaalpagina staat klaar. Er is nog niet betaald: of dat lukte zegt alleen de bron."""

    betaal_url: Url = field(description="Stuur de persoon hierheen.")
    bedrag: Bedrag = field(description="Het bedrag op de betaalpagina. Het komt van de bron.")
    geldig_tot: datetime | None = field(description="Tot wanneer de betaalpagina werkt.")


IndienResultaat = Annotated[
    Ingediend | Fout,
    strawberry.union("IndienResultaat", description="Hoe het indienen afliep."),
]
BerichtResultaat = Annotated[
    Bericht | Fout,
    strawberry.union("BerichtResultaat", description="Hoe het markeren van een bericht afliep."),
]
ContactgegevensResultaat = Annotated[
    Contactgegevens | Fout,
    strawberry.union("ContactgegevensResultaat", description="Hoe het wijzigen van contactgegevens afliep."),
]
BetalingResultaat = Annotated[
    BetalingGestart | BedragGewijzigd | Fout,
    strawberry.union("BetalingResultaat", description="Hoe het beginnen van een betaling afliep."),
]
OnderzoekResultaat = Annotated[
    Regelinguitkomst | Fout,
    strawberry.union("OnderzoekResultaat", description="Hoe een onderzoek afliep."),
]
ToestemmingResultaat = Annotated[
    Toestemming | Fout,
    strawberry.union("ToestemmingResultaat", description="Hoe het intrekken van een toestemming afliep."),
]
