"""Begin payments."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import BetalingStartenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import BetalingResultaat


@strawberry.type
class BetalingenMutation:
    """The mutations about payments."""

    @source("betalingStarten", calls=3)
    def betaling_starten(
        self, invoer: Annotated[BetalingStartenInvoer, strawberry.argument(description="Wat u betaalt.")]
    ) -> BetalingResultaat | None:
        """Begin met betalen. Wij zetten de betaalpagina klaar; of er betaald is, zegt daarna de bron."""
