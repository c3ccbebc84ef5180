"""Ask to be told: what changes, and the parts of an overview as they come in."""
# mypy: disable-error-code="empty-body"
# (a `stream` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from gateway.domain.bron import Dienst
from gateway.domain.declare import view
from gateway.domain.source import stream
from gateway.domain.wijziging import Overzichtdeel, Wijziging

Diensten = Annotated[
    list[Dienst] | None,
    strawberry.argument(description="Alleen deze diensten. Leeg: alle diensten die er voor u zijn."),
]


@view
class Subscription:
    """Alles waar u naar kunt luisteren. Vraag het met `Accept: text/event-stream` (GraphQL over SSE)."""

    @stream("wijzigingen", calls=6)
    def wijzigingen(self, diensten: Diensten = strawberry.UNSET) -> AsyncGenerator[Wijziging, None]:
        """Meldt elke wijziging in uw gegevens, zolang de verbinding open is en uw token geldt."""

    @stream("overzichtPerBron", calls=6)
    def overzicht_per_bron(
        self,
        diensten: Diensten = strawberry.UNSET,
        first: Annotated[int, strawberry.argument(description="Hoeveel per dienst en bron, 1 tot en met 100.")] = 20,
    ) -> AsyncGenerator[Overzichtdeel, None]:
        """Dezelfde gegevens als de lijsten, per bron zodra die er zijn. Het laatste deel is KLAAR."""
