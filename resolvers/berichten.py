"""Ask for berichten."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.bericht import Bericht, BerichtConnection
from gateway.domain.filters import BerichtFilter
from gateway.domain.lijst import After, First
from gateway.domain.source import source


@strawberry.type
class BerichtenQuery:
    """The roots about berichten."""

    @source("berichten")
    def berichten(
        self,
        first: First = 20,
        after: After = strawberry.UNSET,
        filter: Annotated[
            BerichtFilter | None, strawberry.argument(description="Alleen berichten die hieraan voldoen.")
        ] = strawberry.UNSET,
    ) -> BerichtConnection | None:
        """De post uit al uw postvakken samen, de laatste boven. Toon als Mijn Berichten."""

    @source("bericht", empty=True)
    def bericht(
        self, id: Annotated[strawberry.ID, strawberry.argument(description="Het `id` van het bericht.")]
    ) -> Bericht | None:
        """Een bericht met zijn tekst. Het telt hierdoor nog niet als gelezen."""
