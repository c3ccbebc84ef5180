"""Ask who the answer is about, which bronnen take part, and what the counts are."""

from __future__ import annotations

from typing import Protocol

import strawberry

from gateway.domain.bron import Bron
from gateway.domain.klant import Ik
from gateway.domain.source import computed
from gateway.domain.tellers import Tellers


class KnowsPerson(Protocol):
    """The part of a request that knows the person and the bronnen that serve them."""

    def ik(self) -> Ik:
        """The person as the token proved it."""
        ...

    def bronnen(self) -> list[Bron]:
        """The bronnen that take part for this person."""
        ...


@strawberry.type
class PersoonQuery:
    """The roots that need no bron."""

    @computed
    def ik(self, context: KnowsPerson) -> Ik:
        """Wie er volgens de inlog vraagt, en voor wie. Toon als begroeting."""
        return context.ik()

    @computed
    def tellers(self, context: object) -> Tellers:
        """Getallen voor de startpagina. Toon bij de iconen."""
        return Tellers()

    @computed
    def bronnen(self, context: KnowsPerson) -> list[Bron]:
        """Alle systemen waar wij voor u kunnen kijken. Toon als Waar komt dit vandaan?"""
        return context.bronnen()
