"""What every list from bronnen has: a page, how to go on, and how asking went at each bron."""

from __future__ import annotations

from typing import Annotated, Protocol

import strawberry
from strawberry import field

from gateway.domain.bron import BronRapport
from gateway.domain.declare import interface, view
from gateway.domain.source import computed

First = Annotated[int, strawberry.argument(description="Grootte van de bladzijde: 1 tot en met 100.")]
After = Annotated[str | None, strawberry.argument(description="`endCursor` van de vorige bladzijde.")]


class Bladwijzer(Protocol):
    """Makes the cursors of one page, when somebody selects them."""

    def cursor(self, index: int) -> str | None:
        """The cursor of the item at `index` in the nodes, -1 for the last; None when the page is empty."""
        ...


@view
class PageInfo:
    """Hoe u verder bladert. Toon een knop Meer zolang `hasNextPage` waar is."""

    has_next_page: bool = field(description="Komt er na deze bladzijde nog iets?")
    has_previous_page: bool = field(description="Bladeren gaat alleen vooruit, dus dit is nooit waar.")
    bladwijzer: strawberry.Private[Bladwijzer | None]

    @computed
    def start_cursor(self, context: object) -> str | None:
        """Plek van het bovenste item op de bladzijde."""
        return self.bladwijzer.cursor(0) if self.bladwijzer else None

    @computed
    def end_cursor(self, context: object) -> str | None:
        """Plek van het onderste item. Dit is de `after` voor wat erna komt."""
        return self.bladwijzer.cursor(-1) if self.bladwijzer else None


@interface
class Lijst:
    """Een bladzijde met items uit een of meer bronnen. Toon boven elke lijst de meldingen uit `bronnen`."""

    page_info: PageInfo = field(description="Hoe het verder gaat na deze bladzijde.")
    aantal: int | None = field(description="Hoeveel het er bij elkaar zijn. Leeg zodra wij dat niet zeker weten.")
    volledig: bool = field(description="False: minstens één bron gaf niets of niet alles. Vertel dat de persoon.")
    bronnen: list[BronRapport] = field(description="Verslag per bron die wij vroegen.")


@view
class Plek:
    """One place in a list; the edges of each list add their own node."""

    index: strawberry.Private[int]
    bladwijzer: strawberry.Private[Bladwijzer | None]

    @computed
    def cursor(self, context: object) -> str:
        """Merkteken van deze plek, te gebruiken als `after`."""
        return (self.bladwijzer.cursor(self.index) if self.bladwijzer else None) or ""
