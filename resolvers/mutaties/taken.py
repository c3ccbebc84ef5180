"""Change taken."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import TaakAfrondenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import IndienResultaat


@strawberry.type
class TakenMutation:
    """The mutations about taken."""

    @source("taakAfronden", calls=3)
    def taak_afronden(
        self, invoer: Annotated[TaakAfrondenInvoer, strawberry.argument(description="Welke taak, en waarmee.")]
    ) -> IndienResultaat | None:
        """Rond een taak af. Betalen gaat met `betalingStarten`."""
