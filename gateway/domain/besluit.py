"""A formal decision in a zaak. What came of the zaak is its resultaat; that is something else."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from gateway.domain.actie import Actie, Advises
from gateway.domain.bron import Organisatie
from gateway.domain.datum import Termijn
from gateway.domain.declare import view
from gateway.domain.document import Document
from gateway.domain.item import Node
from gateway.domain.source import SemanticNonNull, computed, source

if TYPE_CHECKING:
    from gateway.domain.zaak import Zaak


@view
class Besluit(Node):
    """Wat een organisatie formeel over u besloot. Toon bij de zaak, met de termijn voor bezwaar."""

    titel: str = field(description="Waar het besluit over gaat.")
    identificatie: str | None = field(description="Nummer dat op het besluit staat.")
    toelichting: str | None = field(description="Waarom zo is besloten.")
    datum: date = field(description="De dag waarop is besloten.")
    ingangsdatum: date | None = field(description="De eerste dag waarop het geldt.")
    vervaldatum: date | None = field(description="De dag waarop het ophoudt te gelden.")
    bezwaartermijn: Termijn | None = field(description="Hoe lang bezwaar maken kan. Leeg als de bron dat niet zegt.")
    organisatie: Organisatie = field(description="Wie het besluit nam.")
    sleutels: strawberry.Private[tuple[str, ...]]
    verwijst: strawberry.Private[tuple[str, ...]]

    @computed(directives=[SemanticNonNull()])
    def acties(self, context: Advises) -> list[Actie] | None:
        """Uw mogelijkheden, zoals bezwaar maken. Toon ook wat niet kan."""
        return context.acties(self)

    @source("besluit.documenten", fetch="besluitdocumenten", calls=2, per_item=True)
    def documenten(self) -> list[Document] | None:
        """De stukken waarin het besluit staat."""

    @source("besluit.zaak", fetch="zaken", empty=True)
    def zaak(self) -> Annotated[Zaak, strawberry.lazy("gateway.domain.zaak")] | None:
        """De zaak waarin is besloten. Toon als link."""
