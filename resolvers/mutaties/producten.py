"""Extend, change and end producten."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import ProductActieInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import IndienResultaat

_Verlengen = Annotated[ProductActieInvoer, strawberry.argument(description="Wat u verlengt.")]
_Wijzigen = Annotated[ProductActieInvoer, strawberry.argument(description="Wat u verandert, en hoe.")]
_Opzeggen = Annotated[ProductActieInvoer, strawberry.argument(description="Wat u opzegt, en per wanneer.")]


@strawberry.type
class ProductenMutation:
    """The mutations about producten."""

    @source("productVerlengen", calls=4)
    def product_verlengen(self, invoer: _Verlengen) -> IndienResultaat | None:
        """Laat een product langer gelden."""

    @source("productWijzigen", calls=4)
    def product_wijzigen(self, invoer: _Wijzigen) -> IndienResultaat | None:
        """Verander iets aan een product, zoals een kenteken."""

    @source("productOpzeggen", calls=4)
    def product_opzeggen(self, invoer: _Opzeggen) -> IndienResultaat | None:
        """Laat een product eindigen."""
