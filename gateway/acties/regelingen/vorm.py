"""A check as it is written in TOML: its keys, checked for shape alone."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gateway.acties.regelvorm import Uitdrukking
from gateway.config.vorm import Code, Linkadres, Niveau, Tabel, Tekst

Uitleg = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Naam = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,60}$")]


class Gegevenvorm(Tabel):
    """[[gegeven]]: what the person is asked consent for."""

    bron: str = Field(description="Welk gegeven; zie de tabel met gegevens.")
    waarom: Tekst = Field(description="Waar het voor nodig is; de persoon leest dit.")
    titel: Tekst | None = Field(default=None, description="Hoe het heet. Leeg: de naam uit de tabel met gegevens.")


class Grensvorm(Tabel):
    """[[grens]]: an amount with a name, the same for everybody or by household."""

    naam: Naam = Field(description="Naam om in een voorwaarde of zin te noemen.")
    bedrag: float | int | None = Field(default=None, ge=0, description="Euro, voor iedereen gelijk.")
    per_leefsituatie: dict[str, float | int] | None = Field(
        default=None, description="Euro per leefsituatie: ALLEENSTAAND, ALLEENSTAANDE_OUDER en SAMENWONEND."
    )


class Criteriumvorm(Tabel):
    """[[criterium]]: one condition. All of them together decide."""

    omschrijving: Tekst = Field(description="De voorwaarde in gewone taal.")
    voorwaarde: Uitdrukking = Field(description="De voorwaarde in CEL, over feiten en grenzen.")
    waarde: Tekst = Field(description="Wat de persoon te zien krijgt, met feiten en grenzen tussen accolades.")
    grondslag: Tekst | None = Field(default=None, description="Wet met artikel. Leeg: die van de regeling.")


class Vervolgvorm(Tabel):
    """[vervolg]: what can be done next."""

    titel: Tekst = Field(description="Opschrift van de knop.")
    verzoektype: Tekst = Field(description="Naam van het verzoektype bij de organisatie.")
    voorinvulling: dict[str, str] = Field(
        default={}, description="Velden van het formulier, elk met het feit dat erin komt."
    )


class Gevalvorm(Tabel):
    """[[voorbeeld]]: facts of somebody, and what must come of them."""

    naam: Tekst = Field(description="Over wie het gaat.")
    oordeel: Literal["JA", "NEE", "MISSCHIEN"] = Field(description="Wat eruit moet komen.")
    feiten: dict[str, str | float | int] = Field(description="De feiten. Wat er niet staat, is onbekend.")


class Regelingvorm(Tabel):
    """The whole check."""

    code: Code = Field(description="Naam van het onderzoek. Een later bestand met dezelfde code vervangt het.")
    actief: Literal[True] = Field(default=True, description="`false` zet een eerder onderzoek met deze code uit.")
    naam: Tekst = Field(description="Hoe de regeling heet.")
    omschrijving: Uitleg = Field(description="Voor wie het is, en wat iemand krijgt.")
    grondslag: Tekst = Field(description="Wet of verordening, met artikel.")
    grondslag_url: Linkadres | None = Field(default=None, description="Waar die te lezen is.")
    voorbeeldgrenzen: bool = Field(
        default=False, description="De grenzen zijn voorbeelden. Dan telt het alleen met `acties.voorbeelden = true`."
    )
    minimaal_niveau: Niveau = Field(default="MIDDEN", description="Zwakker ingelogd dan dit? Dan kan het niet.")
    geldig_dagen: int = Field(default=30, ge=1, le=365, description="Hoe lang een toestemming geldt, in dagen.")
    gegeven: list[Gegevenvorm] = Field(min_length=1, description="Waar toestemming voor wordt gevraagd.")
    grens: list[Grensvorm] = Field(default=[], description="Bedragen met een naam.")
    criterium: list[Criteriumvorm] = Field(min_length=1, description="De voorwaarden.")
    vervolg: Vervolgvorm | None = Field(default=None, description="Wat iemand daarna kan doen.")
    voorbeeld: list[Gevalvorm] = Field(min_length=2, description="Minstens een voorbeeld met JA en een met NEE.")


class Uitgezet(Tabel):
    """A check that switches an earlier one off."""

    code: Code
    actief: Literal[False]
