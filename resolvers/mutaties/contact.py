"""Ask questions, and say where one can be reached."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from typing import Annotated

import strawberry

from gateway.domain.invoer import ContactgegevensWijzigenInvoer, VraagStellenInvoer
from gateway.domain.source import source
from gateway.domain.uitkomst import ContactgegevensResultaat, IndienResultaat


@strawberry.type
class ContactMutation:
    """The mutations about contact with an organisation."""

    @source("vraagStellen", calls=5)
    def vraag_stellen(
        self, invoer: Annotated[VraagStellenInvoer, strawberry.argument(description="De vraag en de ontvanger.")]
    ) -> IndienResultaat | None:
        """Stel een vraag aan een organisatie. Het antwoord staat later bij het contactmoment."""

    @source("contactgegevensWijzigen", calls=5)
    def contactgegevens_wijzigen(
        self, invoer: Annotated[ContactgegevensWijzigenInvoer, strawberry.argument(description="Wat er verandert.")]
    ) -> ContactgegevensResultaat | None:
        """Wijzig hoe een organisatie u kan bereiken."""
