"""Have something looked into, and withdraw consent."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import RegelingOnderzoekenInvoer, ToestemmingIntrekkenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import OnderzoekResultaat, ToestemmingResultaat


@strawberry.type
class RegelingenMutation:
    """The mutations about checks and the consent they rest on."""

    @source("regelingOnderzoeken", calls=5)
    def regeling_onderzoeken(
        self,
        invoer: Annotated[
            RegelingOnderzoekenInvoer, strawberry.argument(description="Welke regeling, en waar u mee instemt.")
        ],
    ) -> OnderzoekResultaat | None:
        """Geef toestemming en laat onderzoeken of u recht hebt op een regeling."""

    @source("toestemmingIntrekken", calls=0)
    def toestemming_intrekken(
        self, invoer: Annotated[ToestemmingIntrekkenInvoer, strawberry.argument(description="Welke toestemming.")]
    ) -> ToestemmingResultaat | None:
        """Trek een toestemming in. Daarna vragen wij er niets meer mee op."""
