"""A nasty schema: arguments of every kind, computed objects with sources below them, and changes that keep their order."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

import strawberry

from gateway.domain.source import computed, source
from tests.oracle.waarden import CONFIG, Gulden, Kleur, Maat, Vrij


@strawberry.input
class Periode:
    """An input object with a default, a required field and one that may be left out."""

    van: int
    tot: int | None = 9
    maat: Maat = Maat.KLEIN
    meer: list[Periode] | None = strawberry.UNSET


@strawberry.input(one_of=True)
class Keuze:
    """Exactly one of these."""

    tekst: strawberry.Maybe[str]
    getal: strawberry.Maybe[int]


@strawberry.type
class Knoop:
    """A node that echoes its arguments and leads to more of itself, by source and by computation."""

    nr: strawberry.Private[int]
    buur: Knoop | None
    buren: list[Knoop]
    prijs: Gulden

    @computed
    def echo(
        self, context: object, periode: Periode | None = strawberry.UNSET, kleuren: list[Kleur] | None = None
    ) -> str:
        return f"{self.nr} {periode!r} {kleuren!r}"

    @computed
    def deel(self, context: object, door: int) -> float:
        return self.nr / door

    @computed
    def kiest(self, context: object, keuze: Keuze) -> str | None:
        return repr(keuze)

    @computed
    def verder(self, context: object, stappen: list[list[int]] | None = strawberry.UNSET) -> Knoop | None:
        if stappen == []:
            raise LookupError("geen stappen")
        return new_knoop(self.nr * 7 + 1) if self.nr % 5 else None

    @computed
    def allemaal(self, context: object, aantal: int = 2) -> list[Knoop | None]:
        return [new_knoop(self.nr * 3 + one) if one != 1 else None for one in range(min(max(aantal, 0), 3))]

    @source("knoop.zoek")
    def zoek(
        self, tekst: str, periode: Periode = strawberry.UNSET, maat: Maat | None = Maat.GROOT
    ) -> list[Knoop] | None: ...

    @source("knoop.kind")
    def kind(self, diep: list[list[int | None]] | None = None) -> Knoop | None: ...

    @source("knoop.moet")
    def moet(self, vrij: Vrij | None = strawberry.UNSET) -> Knoop: ...

    @source("knoop.tel")
    def tel(self, van: float = 0.5) -> int | None: ...


def new_knoop(nr: int) -> Knoop:
    """A fresh node, the same for the same number."""
    return Knoop(nr=nr, buur=None, buren=[], prijs=Gulden(nr))


@strawberry.type
class KnoopQuery:
    """Roots with arguments, asked from a bron or worked out."""

    @source("knoop")
    def knoop(self, id: strawberry.ID, streng: bool = True) -> Knoop | None: ...

    @source("knopen")
    def knopen(self, ids: list[strawberry.ID] | None = strawberry.UNSET, keuze: Keuze | None = None) -> list[Knoop]: ...

    @computed
    def begin(self, context: object, nr: int = 2) -> Knoop:
        return new_knoop(nr % 100)

    @computed
    def stuk(self, context: object) -> list[Knoop]:
        raise RuntimeError("stuk")


@strawberry.type
class KnoopMutation:
    """Changes: what they answer depends on how many were done before, so their order shows."""

    @source("zet")
    def zet(self, tekst: str, periode: Periode | None = None) -> Knoop | None: ...

    @source("tel")
    def tel(self, erbij: int = 1) -> int | None: ...

    @source("moet")
    def moet(self, kleur: Kleur = Kleur.ROOD) -> Knoop: ...

    @source("moetAlles")
    def moet_alles(self) -> list[Knoop]: ...

    @computed
    def niets(self, context: object) -> Knoop:
        return new_knoop(3)


def maak_knopen() -> strawberry.Schema:
    """The schema, made anew."""
    return strawberry.Schema(query=KnoopQuery, mutation=KnoopMutation, config=CONFIG)
