"""What we read of the BRP API Personen (2.x), in its own words. A field that has no value is absent."""

from __future__ import annotations

import msgspec
from msgspec import Struct, field


class Brp(Struct, rename="camel"):
    """A resource in camelCase."""


class Antwoord(Brp):
    """The persons found; each is decoded apart, so that one that breaks its type costs only itself."""

    personen: list[msgspec.Raw]


class Aanschrijfwijze(Brp):
    """How somebody is written to."""

    naam: str = ""


class Land(Brp):
    """A country, by code and name."""

    omschrijving: str = ""


class Adressering(Brp):
    """Lines for an envelope (NEN 5825). `land` is there for an address abroad only."""

    aanschrijfwijze: Aanschrijfwijze | None = None
    adresregel1: str = ""
    adresregel2: str = ""
    adresregel3: str = ""
    land: Land | None = None
    indicatie_vastgesteld_verblijft_niet_op_adres: bool = False


class Persoon(Brp):
    """A person. Without a number nothing proves whose it is, so the row is not used."""

    burgerservicenummer: str
    geheimhouding_persoonsgegevens: bool = False
    adressering: Adressering = field(default_factory=Adressering)
