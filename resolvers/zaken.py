"""Ask for zaken."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.filters import ZaakFilter, ZaakVolgorde
from gateway.domain.lijst import After, First
from gateway.domain.source import source
from gateway.domain.zaak import Zaak, ZaakConnection


@strawberry.type
class ZakenQuery:
    """The roots about zaken."""

    @source("zaken")
    def zaken(
        self,
        first: First = 20,
        after: After = strawberry.UNSET,
        filter: Annotated[
            ZaakFilter | None, strawberry.argument(description="Alleen zaken die hieraan voldoen.")
        ] = strawberry.UNSET,
        order_by: Annotated[
            ZaakVolgorde, strawberry.argument(description="Wat bovenaan staat.")
        ] = ZaakVolgorde.LAATST_GEWIJZIGD,
    ) -> ZaakConnection | None:
        """Wat organisaties voor u behandelen, uit alle bronnen samen. Toon als Mijn Zaken."""

    @source("zaak", calls=2, empty=True)
    def zaak(
        self, id: Annotated[strawberry.ID, strawberry.argument(description="Het `id` van de zaak.")]
    ) -> Zaak | None:
        """Een zaak met alles wat erbij hoort. Niets als zij er niet is of niet van u is."""
