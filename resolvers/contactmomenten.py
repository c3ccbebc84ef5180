"""Ask for contactmomenten."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

import strawberry

from gateway.domain.contactmoment import ContactmomentConnection
from gateway.domain.lijst import After, First
from gateway.domain.source import source


@strawberry.type
class ContactmomentenQuery:
    """The root about contactmomenten."""

    @source("contactmomenten")
    def contactmomenten(self, first: First = 20, after: After = strawberry.UNSET) -> ContactmomentConnection | None:
        """Uw vragen en gesprekken uit alle bronnen samen, het laatste boven. Toon als Mijn Contact."""
