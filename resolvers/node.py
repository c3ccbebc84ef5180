"""Ask for one thing by its opaque id, or by a name that also works outside."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.item import Item, Node
from gateway.domain.source import source
from gateway.domain.waarden import Urn


@strawberry.type
class NodeQuery:
    """The roots that find one thing, whatever kind it is."""

    @source("node", calls=2, empty=True)
    def node(
        self, id: Annotated[strawberry.ID, strawberry.argument(description="Een `id` dat u eerder van ons kreeg.")]
    ) -> Node | None:
        """Een ding van welk soort ook, om te verversen wat u al toont."""

    @source("context", fetch="node", calls=2, empty=True)
    def context(
        self, urn: Annotated[Urn, strawberry.argument(description="De naam uit de link, brief of mail.")]
    ) -> Item | None:
        """Een item waar een link van buiten naar wijst. Niets als het er niet is of niet van u is."""
