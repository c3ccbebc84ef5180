"""A nasty schema: interfaces on interfaces, unions, recursion, and batches whose parents come from several types."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.source import computed, source
from tests.oracle.waarden import CONFIG, Kleur, Maat


@strawberry.interface
class Ding:
    """The root of a family; every member can be asked for its friends."""

    nr: strawberry.Private[int]
    naam: str
    kleur: Kleur | None

    @source("ding.vriend")
    def vriend(self) -> Ding | None: ...

    @source("ding.vrienden")
    def vrienden(self, aantal: int = 2, kleur: Kleur | None = strawberry.UNSET) -> list[Ding | None]: ...

    @computed
    def code(self, context: object) -> strawberry.ID:
        return strawberry.ID(f"{type(self).__name__}-{self.nr}")


@strawberry.interface
class Levend(Ding):
    """An interface on an interface, that holds its own kind as an attribute."""

    leeftijd: int
    ouder: Levend | None

    @source("levend.eten")
    def eten(self, maat: Maat = Maat.GROOT) -> Ding: ...

    @computed
    def kind(self, context: object, stap: int = 1) -> Dier | None:
        if self.nr % 4 == 0:
            raise ValueError("geen kind")
        return new_dier(self.nr * 10 + stap) if self.nr % 4 != 1 else None


@strawberry.type
class Dier(Levend):
    """Has a field that another type has too, with another type."""

    geluid: str | None
    dingen: list[Ding]
    waarde: int

    @computed
    def poten(self, context: object) -> int:
        return 4


@strawberry.type
class Plant(Levend):
    """Overrides an inherited field with a narrower type."""

    ouder: Plant | None
    waarde: int | None
    vondsten: list[list[Vondst]] | None

    @computed
    def zaailingen(self, context: object, aantal: int = 2) -> list[Dier]:
        return [new_dier(self.nr * 100 + one) for one in range(min(max(aantal, 0), 3))]


@strawberry.type
class Steen(Ding):
    """An object of the lower interface only."""

    waarde: str
    gewicht: float


@strawberry.type
class Los:
    """Belongs to no family, so nothing checks its instances; all it has is worked out."""

    nr: strawberry.Private[int]

    @computed
    def vast(self, context: object) -> str:
        return "vast"

    @source("los.wereld")
    def wereld(self) -> Vondst | None: ...


Vondst = Annotated[Dier | Steen | Los, strawberry.union("Vondst")]


def new_dier(nr: int) -> Dier:
    """A fresh object, as a computed field makes it: the same for the same number."""
    return Dier(nr=nr, naam=f"jong {nr}", kleur=None, leeftijd=0, ouder=None, geluid=None, dingen=[], waarde=nr)


@strawberry.type
class DierenQuery:
    """Families at the root: by interface, by union and by type, nullable and not."""

    @source("ding")
    def ding(self) -> Ding | None: ...

    @source("dingen")
    def dingen(self, eerste: int = 3) -> list[Ding]: ...

    @source("levende")
    def levende(self) -> list[Levend | None] | None: ...

    @source("vondst")
    def vondst(self) -> Vondst: ...

    @source("vondsten")
    def vondsten(self, kleuren: list[Kleur] | None = None) -> list[Vondst | None] | None: ...

    @source("losse")
    def losse(self) -> list[Los]: ...

    @computed
    def eerste(self, context: object) -> Dier:
        return new_dier(1)


def maak_dieren() -> strawberry.Schema:
    """The schema, made anew."""
    return strawberry.Schema(query=DierenQuery, types=(Dier, Plant, Steen), config=CONFIG)
