"""The schema for employees."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated, Protocol

import strawberry

from gateway.domain.declare import view
from gateway.domain.fout import BronOnbereikbaar, NietGevonden, NietToegestaan, NiveauTeLaag, OngeldigeInvoer
from gateway.domain.klantbeeld import Doel, KlantInvoer, MedewerkerBeeld
from gateway.domain.source import computed, source
from resolvers.medewerker.klantbeeld import Klantbeeld
from resolvers.schema import beside_query

KlantResultaat = Annotated[
    Klantbeeld | NietGevonden | NietToegestaan | NiveauTeLaag | OngeldigeInvoer | BronOnbereikbaar,
    strawberry.union("KlantResultaat", description="Het klantbeeld, of waarom niet."),
]


class KnowsEmployee(Protocol):
    """The part of a request that knows the employee."""

    def medewerker(self) -> MedewerkerBeeld:
        """The employee as the login told."""
        ...

    def doelen(self) -> list[Doel]:
        """Every purpose there is."""
        ...


@view
class Query:
    """Voor medewerkers aan balie en telefoon. Heeft een eigen adres en een eigen inlog."""

    @computed
    def medewerker(self, context: KnowsEmployee) -> MedewerkerBeeld:
        """Wie u bent als medewerker."""
        return context.medewerker()

    @computed
    def doelen(self, context: KnowsEmployee) -> list[Doel]:
        """Doelen waarvoor u gegevens mag bekijken."""
        return context.doelen()

    @source("toegang", calls=2)
    def klant(
        self, invoer: Annotated[KlantInvoer, strawberry.argument(description="Welke klant, en waarom.")]
    ) -> KlantResultaat | None:
        """Gegevens van één klant, voor één doel. Wij leggen vast dat u kijkt voordat u iets ziet."""


def maak_medewerkerschema() -> strawberry.Schema:
    """A new schema; the same text every time."""
    return strawberry.Schema(query=Query, **beside_query())
