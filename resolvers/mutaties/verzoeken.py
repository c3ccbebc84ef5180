"""File verzoeken."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import VerzoekIndienenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import IndienResultaat


@strawberry.type
class VerzoekenMutation:
    """The mutations about verzoeken."""

    @source("verzoekIndienen", calls=5)
    def verzoek_indienen(
        self, invoer: Annotated[VerzoekIndienenInvoer, strawberry.argument(description="Wat u aanvraagt of meldt.")]
    ) -> IndienResultaat | None:
        """Vraag iets aan, of meld iets."""
