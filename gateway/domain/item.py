"""What everything of a person has: an id, a title, an organisation, and where it came from."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from datetime import datetime

import strawberry
from strawberry import field

from gateway.domain.actie import Actie, Advises, Identifies
from gateway.domain.bron import Belemmering, Herkomst, Organisatie
from gateway.domain.declare import interface
from gateway.domain.ref import Ref
from gateway.domain.source import SemanticNonNull, computed, source
from gateway.domain.waarden import Urn


@interface
class Node:
    """Iets wat u los kunt opvragen met `node(id:)`."""

    ref: strawberry.Private[Ref]

    @computed
    def id(self, context: Identifies) -> strawberry.ID:
        """Kenmerk dat voor u gelijk blijft en voor een ander niets opent. De inhoud betekent niets."""
        return context.id(self.ref)


@interface
class Item(Node):
    """Wat een organisatie over u heeft: een zaak, taak, bericht, product, contactmoment of verzoek.

    Elk item heeft deze velden, dus één kaartje past op alles.
    """

    titel: str = field(description="Korte naam. Toon als kop van het kaartje.")
    organisatie: Organisatie = field(description="Wie erover gaat. Toon onder de titel.")
    herkomst: list[Herkomst] = field(description="De bron, of meer dan één als wij het dubbel vonden. De eerste telt.")
    urn: Urn | None = field(description="Naam die buiten dit portaal ook werkt, bijvoorbeeld in een brief of mail.")
    laatst_gewijzigd_op: datetime | None = field(description="Wanneer er voor het laatst iets aan veranderde.")
    afscherming: Belemmering | None = field(description="Staat hier iets, dan verbergen wij de rest van het item.")
    sleutels: strawberry.Private[tuple[str, ...]]
    verwijst: strawberry.Private[tuple[str, ...]]

    @computed(directives=[SemanticNonNull()])
    def acties(self, context: Advises) -> list[Actie] | None:
        """Uw mogelijkheden bij dit item. Toon ook wat niet kan, met de reden."""
        return context.acties(self)

    @source("item.gerelateerd", fetch="gerelateerd", calls=4)
    def gerelateerd(self) -> list[Item] | None:
        """Andere items die hierbij horen, over alle diensten heen. Toon als Zie ook."""
