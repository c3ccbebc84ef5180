"""Pay, arrange, object."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import BetalingsregelingAanvragenInvoer, BetalingStartenInvoer, BezwaarMakenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import BetalingResultaat, IndienResultaat


@strawberry.type
class BetalingenMutation:
    """The mutations about what is to be paid."""

    @source("betalingStarten", calls=4)
    def betaling_starten(
        self, invoer: Annotated[BetalingStartenInvoer, strawberry.argument(description="Wat u betaalt.")]
    ) -> BetalingResultaat | None:
        """Begin met betalen. Wij zetten de betaalpagina klaar; of er betaald is, zegt daarna de bron."""

    @source("betalingsregelingAanvragen", calls=4)
    def betalingsregeling_aanvragen(
        self,
        invoer: Annotated[BetalingsregelingAanvragenInvoer, strawberry.argument(description="Waarvoor, en hoe.")],
    ) -> IndienResultaat | None:
        """Vraag of u in delen mag betalen."""

    @source("bezwaarMaken", calls=4)
    def bezwaar_maken(
        self, invoer: Annotated[BezwaarMakenInvoer, strawberry.argument(description="Waartegen, en waarom.")]
    ) -> IndienResultaat | None:
        """Maak bezwaar tegen een besluit of aanslag."""
