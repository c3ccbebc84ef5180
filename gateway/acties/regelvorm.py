"""A rule as it is written in TOML: its keys, checked for shape alone."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from gateway.config.vorm import Code, Niveau, Tabel, Tekst, fault
from gateway.domain.actie import Actiesoort
from gateway.domain.bron import Belemmeringcode

Uitdrukking = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


def _actie(woord: str) -> str:
    if woord not in Actiesoort.__members__:
        raise fault(f"moet een van deze zijn: {', '.join(Actiesoort.__members__)}")
    return woord


def _belemmering(woord: str) -> str:
    if woord not in Belemmeringcode.__members__ or woord == Belemmeringcode.NIVEAU_TE_LAAG.name:
        return _geen_belemmering()
    return woord


def _geen_belemmering() -> str:
    woorden = [one for one in Belemmeringcode.__members__ if one != Belemmeringcode.NIVEAU_TE_LAAG.name]
    raise fault(f"moet een van deze zijn: {', '.join(woorden)}")


class Kijkvorm(Tabel):
    """Which items the rule looks at; its condition is never asked about others."""

    type: str = Field(description="Type van het item in het schema.")
    soort: list[str] | None = Field(default=None, min_length=1, description="Alleen deze soorten. Leeg: alle.")
    voorstel: Literal["per_item", "per_organisatie"] | None = Field(
        default=None,
        description="Maakt er een taak van soort `VOORSTEL` van: `per_item`, of een voor alle items van een organisatie.",
    )


class Belemmeringvorm(Tabel):
    """[[belemmering]]: when the action cannot be used, and what the person reads then. The first that holds counts."""

    als: Uitdrukking = Field(description="Voorwaarde in CEL waaronder het niet kan.")
    code: Annotated[str, AfterValidator(_belemmering)] = Field(description="De reden, als code uit het schema.")
    melding: Tekst = Field(description="De reden in een gewone zin.")
    vanaf: Uitdrukking | None = Field(
        default=None, description="Over hoeveel dagen het wel kan, in CEL. Verplicht bij `TE_VROEG`, anders niet."
    )


class Voorbeeldvorm(Tabel):
    """[[voorbeeld]]: facts of an item, and what the rule must make of it."""

    naam: Tekst = Field(description="Waar het voorbeeld over gaat.")
    past: bool = Field(description="Of de regel hier een actie geeft.")
    type: str | None = Field(default=None, description="Type van het item; nodig als de regel naar meer typen kijkt.")
    feiten: dict[str, object] = Field(
        default={}, description="De feiten. Wat er niet staat is leeg, of `false`, `0`, `ONBEKEND` of een lege tekst."
    )
    reden: str | None = Field(default=None, description="De code waarom het niet kan. Leeg: het kan.")


class Regelvorm(Tabel):
    """The whole rule."""

    code: Code = Field(description="Naam van de regel. Een latere regel met dezelfde code vervangt haar.")
    actief: Literal[True] = Field(default=True, description="`false` zet een eerdere regel met deze code uit.")
    domein: Code = Field(description="Onderwerp, zoals `belastingen` of `wonen`.")
    kijkt_naar: list[Kijkvorm] = Field(min_length=1, description="Naar welke items de regel kijkt.")
    voorwaarde: Uitdrukking = Field(description="Voorwaarde in CEL waaronder de actie bij het item staat.")
    actie: Annotated[str, AfterValidator(_actie)] = Field(description="Wat u ermee bereikt: een Actiesoort.")
    titel: Tekst = Field(description="Opschrift van de knop.")
    waarom: Tekst = Field(description="Waardoor u deze mogelijkheid krijgt.")
    deadline: str | None = Field(default=None, description="Feit met de laatste dag waarop het kan.")
    minimaal_niveau: Niveau = Field(default="MIDDEN", description="Zwakker ingelogd dan dit? Dan kan het niet.")
    gaat_voor: list[Code] = Field(default=[], description="Regels die vervallen bij een item waar deze past.")
    maximum_termijnen: int | None = Field(default=None, ge=2, description="Alleen bij een betalingsregeling.")
    minimum_termijnbedrag: float | int | None = Field(
        default=None, gt=0, description="Euro; alleen bij een betalingsregeling."
    )
    belemmering: list[Belemmeringvorm] = Field(default=[], description="Wanneer het niet kan.")
    voorbeeld: list[Voorbeeldvorm] = Field(
        min_length=2, description="Minstens een voorbeeld dat past en een dat niet past."
    )


class Uitgezet(Tabel):
    """A rule that switches an earlier one off."""

    code: Code
    actief: Literal[False]
