"""What a list can be narrowed to, and in which order: only what the merge over bronnen can honour."""

from __future__ import annotations

from datetime import date

import strawberry
from strawberry import field

from gateway.domain.declare import Term, enumeratie, invoer
from gateway.domain.status import Productsoort, Productstatus, Statusgroep, Taaksoort, Taakstatus

_ORGANISATIE = "OIN's: alleen wat van een van deze organisaties komt."


@invoer
class PeriodeFilter:
    """Een tijdvak van hele dagen. Laat een kant weg om die open te houden."""

    vanaf: date | None = field(default=strawberry.UNSET, description="Vanaf deze dag.")
    tot_en_met: date | None = field(default=strawberry.UNSET, description="Tot het einde van deze dag.")


@invoer
class ZaakFilter:
    """Welke zaken u wilt zien. Een zaak moet aan elk ingevuld veld voldoen."""

    lopend: bool | None = field(default=strawberry.UNSET, description="True: nog niet klaar. False: wel klaar.")
    statusgroep: list[Statusgroep] | None = field(default=strawberry.UNSET, description="Een van deze groepen.")
    zaaktype: list[str] | None = field(
        default=strawberry.UNSET, description="Een van deze soorten, met `zaaktype.identificatie`."
    )
    organisatie: list[str] | None = field(default=strawberry.UNSET, description=_ORGANISATIE)
    gestart: PeriodeFilter | None = field(default=strawberry.UNSET, description="Begonnen in dit tijdvak.")
    zoek: str | None = field(default=strawberry.UNSET, description="Woorden uit titel, omschrijving of zaaknummer.")


@enumeratie
class ZaakVolgorde(Term):
    """Welke zaak bovenaan staat."""

    LAATST_GEWIJZIGD = "LAATST_GEWIJZIGD", "De zaak waar het laatst iets gebeurde."
    STARTDATUM = "STARTDATUM", "De zaak die het laatst begon."
    EINDDATUM_GEPLAND = "EINDDATUM_GEPLAND", "De zaak die het eerst klaar hoort te zijn; geen datum komt onderaan."


@invoer
class TaakFilter:
    """Welke taken u wilt zien. Een taak moet aan elk ingevuld veld voldoen."""

    status: list[Taakstatus] | None = field(default=strawberry.UNSET, description="Een van deze standen.")
    soort: list[Taaksoort] | None = field(default=strawberry.UNSET, description="Een van deze soorten.")
    deadline: PeriodeFilter | None = field(default=strawberry.UNSET, description="Moet klaar zijn in dit tijdvak.")
    organisatie: list[str] | None = field(default=strawberry.UNSET, description=_ORGANISATIE)


@enumeratie
class TaakVolgorde(Term):
    """Welke taak bovenaan staat."""

    DEADLINE = "DEADLINE", "De taak met de minste tijd; zonder deadline komt onderaan."
    STARTDATUM = "STARTDATUM", "De taak die u het laatst kreeg."


@invoer
class BerichtFilter:
    """Welke berichten u wilt zien. Een bericht moet aan elk ingevuld veld voldoen."""

    gelezen: bool | None = field(default=strawberry.UNSET, description="True: al geopend. False: nog nieuw.")
    organisatie: list[str] | None = field(default=strawberry.UNSET, description=_ORGANISATIE)
    gepubliceerd: PeriodeFilter | None = field(default=strawberry.UNSET, description="Ontvangen in dit tijdvak.")
    zoek: str | None = field(
        default=strawberry.UNSET, description="Woorden uit de titel, en uit de tekst als de bron daarin kan zoeken."
    )


@invoer
class ProductFilter:
    """Welke producten u wilt zien. Een product moet aan elk ingevuld veld voldoen."""

    status: list[Productstatus] | None = field(default=strawberry.UNSET, description="Een van deze standen.")
    producttype: list[str] | None = field(
        default=strawberry.UNSET, description="Een van deze soorten bij de organisatie, met `producttype.code`."
    )
    soort: list[Productsoort] | None = field(default=strawberry.UNSET, description="Een van deze typen in het schema.")
    eindigt: PeriodeFilter | None = field(default=strawberry.UNSET, description="Laatste dag valt in dit tijdvak.")
    organisatie: list[str] | None = field(default=strawberry.UNSET, description=_ORGANISATIE)


@enumeratie
class ProductVolgorde(Term):
    """Welk product bovenaan staat."""

    EINDDATUM = "EINDDATUM", "Wat het eerst afloopt; wat niet afloopt komt onderaan."
    STARTDATUM = "STARTDATUM", "Wat het laatst is ingegaan."
    TITEL = "TITEL", "Van A tot Z."
