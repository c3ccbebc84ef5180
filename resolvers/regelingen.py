"""Ask what can be looked into."""

from __future__ import annotations

import strawberry

from gateway.domain.regeling import Offers, Regeling
from gateway.domain.source import computed


@strawberry.type
class RegelingenQuery:
    """The root about checks; nothing is asked of any bron for it."""

    @computed
    def regelingen(self, context: Offers) -> list[Regeling]:
        """Waar u recht op kunt hebben, en wat wij moeten weten om dat te onderzoeken. Hiervoor vragen wij niets op."""
        return context.regelingen()
