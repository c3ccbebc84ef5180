"""The settings of the limits: table [gateway.grenzen]. Every screen of a portal fits in the defaults with room to spare."""

from __future__ import annotations

from pydantic import Field

from gateway.config.vorm import Tabel


class Grenzen(Tabel, strict=False):
    """Table [gateway.grenzen]: what one question may be at most."""

    tokens: int = Field(
        default=1_000, ge=100, le=15_000, description="Hoeveel woorden en leestekens een vraag mag hebben."
    )
    diepte: int = Field(
        default=8,
        ge=3,
        le=30,
        description="Hoeveel velden onder elkaar mogen staan; `nodes`, `edges` en `node` tellen mee.",
    )
    aliassen: int = Field(default=10, ge=0, le=1_000, description="Hoeveel aliassen een vraag mag hebben.")
    wortels: int = Field(default=10, ge=1, le=100, description="Hoeveel velden er op het hoogste niveau mogen staan.")
    directives: int = Field(
        default=20, ge=0, le=1_000, description="Hoeveel directives, zoals `@skip`, er mogen staan."
    )
    fragmenten: int = Field(default=30, ge=0, le=1_000, description="Hoeveel fragmenten met een naam er mogen staan.")
    velden: int = Field(
        default=1_000, ge=100, le=5_000, description="Hoeveel velden een vraag mag hebben als elk fragment is ingevuld."
    )
    aanroepen: int = Field(
        default=25, ge=1, le=1_000_000,
        description="Hoeveel aanroepen een vraag mag kosten, bij één bron per dienst en zonder iets in de cache.",
    )  # fmt: skip
    kosten: int = Field(
        default=1_000, ge=100, le=100_000_000,
        description="Hoeveel punten een vraag mag kosten: een aanroep telt voor 50, een item op een bladzijde voor 1.",
    )  # fmt: skip
    waarden: int = Field(
        default=20_000, ge=1_000, le=10_000_000, description="Hoeveel losse waarden er in een vol antwoord passen."
    )


RUIM = Grenzen(
    tokens=15_000, diepte=30, aliassen=1_000, wortels=100, directives=1_000, fragmenten=1_000, velden=5_000,
    aanroepen=1_000_000, kosten=100_000_000, waarden=10_000_000,
)  # fmt: skip
"""The widest there is: for documents that nobody sends from outside."""
