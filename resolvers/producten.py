"""Ask for producten."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.filters import ProductFilter, ProductVolgorde
from gateway.domain.lijst import After, First
from gateway.domain.product import Product, ProductConnection
from gateway.domain.source import source


@strawberry.type
class ProductenQuery:
    """The roots about producten."""

    @source("producten")
    def producten(
        self,
        first: First = 20,
        after: After = strawberry.UNSET,
        filter: Annotated[
            ProductFilter | None, strawberry.argument(description="Alleen producten die hieraan voldoen.")
        ] = strawberry.UNSET,
        order_by: Annotated[
            ProductVolgorde, strawberry.argument(description="Wat bovenaan staat.")
        ] = ProductVolgorde.EINDDATUM,
    ) -> ProductConnection | None:
        """Wat u van organisaties hebt en wat u ze betaalt, uit alle bronnen samen. Toon als Mijn Producten."""

    @source("product", empty=True)
    def product(
        self, id: Annotated[strawberry.ID, strawberry.argument(description="Het `id` van het product.")]
    ) -> Product | None:
        """Een product met zijn bijzonderheden. Niets als het er niet is of niet van u is."""
