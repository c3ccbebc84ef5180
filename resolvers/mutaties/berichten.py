"""Change berichten."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import BerichtMarkerenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import BerichtResultaat


@strawberry.type
class BerichtenMutation:
    """The mutations about berichten."""

    @source("berichtMarkeren", calls=3)
    def bericht_markeren(
        self, invoer: Annotated[BerichtMarkerenInvoer, strawberry.argument(description="Welk bericht, en hoe.")]
    ) -> BerichtResultaat | None:
        """Maak een bericht gelezen of ongelezen."""
