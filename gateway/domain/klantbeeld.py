"""What an employee sends to look at a customer, and what the schema says of employees and purposes."""

from __future__ import annotations

import strawberry
from strawberry import field

from gateway.domain.bron import Dienst
from gateway.domain.declare import invoer, view


@strawberry.type(name="Medewerker", description="Een medewerker.")
class MedewerkerBeeld:
    """An employee, as the login told."""

    naam: str | None = field(description="Naam volgens de inlog. Leeg als die geen naam gaf.")


@view
class Doel:
    """Doel waarvoor gegevens bekeken mogen worden (doelbinding)."""

    code: str = field(description="Vaste code. Geef deze mee bij `klant`.")
    naam: str = field(description="Naam voor op het scherm.")
    diensten: list[Dienst] = field(description="Wat u met dit doel ziet. De rest komt niet mee.")
    activiteit: strawberry.Private[str]


@strawberry.input(
    one_of=True, description="Eén manier om de klant te noemen. Stuur altijd als variabele, nooit in de vraag zelf."
)
class Klantkeuze:
    """One way to name the customer."""

    bsn: str | None = field(default=strawberry.UNSET, description="Burgerservicenummer.")
    kvk_nummer: str | None = field(default=strawberry.UNSET, description="KvK-nummer.")
    rsin: str | None = field(default=strawberry.UNSET, description="RSIN.")


@invoer
class KlantInvoer:
    """Welke klant, en waarom."""

    doel: str = field(description="Code van het doel.")
    aanleiding: str = field(description="Waarom u kijkt, zoals een contactnummer of zaaknummer. Van 3 tot 200 tekens.")
    klant: Klantkeuze = field(description="De klant.")
