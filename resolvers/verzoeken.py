"""Ask for verzoeken, and for what can be asked for."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.lijst import After, First
from gateway.domain.source import source
from gateway.domain.verzoek import VerzoekConnection, Verzoektype, VerzoektypeConnection


@strawberry.type
class VerzoekenQuery:
    """The roots about verzoeken and verzoektypen."""

    @source("verzoeken")
    def verzoeken(self, first: First = 20, after: After = strawberry.UNSET) -> VerzoekConnection | None:
        """Wat u aanvroeg of meldde, uit alle bronnen samen; wat nog loopt staat boven. Toon als Mijn Aanvragen."""

    @source("verzoektypen")
    def verzoektypen(
        self,
        first: First = 20,
        after: After = strawberry.UNSET,
        zoek: Annotated[
            str | None, strawberry.argument(description="Woorden uit naam of omschrijving.")
        ] = strawberry.UNSET,
    ) -> VerzoektypeConnection | None:
        """Wat u bij uw organisaties kunt aanvragen of melden, van A tot Z. Toon als Wat kunt u regelen?"""

    @source("verzoektype", fetch="verzoektypen", empty=True)
    def verzoektype(
        self, id: Annotated[strawberry.ID, strawberry.argument(description="Het `id` van het verzoektype.")]
    ) -> Verzoektype | None:
        """Een soort aanvraag met haar formulier. Niets als de organisatie haar niet aanbiedt."""
