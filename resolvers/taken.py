"""Ask for taken."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.filters import TaakFilter, TaakVolgorde
from gateway.domain.lijst import After, First
from gateway.domain.source import source
from gateway.domain.taak import Taak, TaakConnection


@strawberry.type
class TakenQuery:
    """The roots about taken."""

    @source("taken")
    def taken(
        self,
        first: First = 20,
        after: After = strawberry.UNSET,
        filter: Annotated[
            TaakFilter | None, strawberry.argument(description="Alleen taken die hieraan voldoen.")
        ] = strawberry.UNSET,
        order_by: Annotated[
            TaakVolgorde, strawberry.argument(description="Wat bovenaan staat.")
        ] = TaakVolgorde.DEADLINE,
    ) -> TaakConnection | None:
        """Wat op u wacht en wat u al deed, uit alle bronnen samen. Toon als Mijn Taken."""

    @source("taak", empty=True)
    def taak(
        self, id: Annotated[strawberry.ID, strawberry.argument(description="Het `id` van de taak.")]
    ) -> Taak | None:
        """Een taak met de manier om haar te doen. Niets als zij er niet is of niet van u is."""
