"""What the plan asks of the checks, which live above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from gateway.bronnen.registry import Registry
from gateway.domain.persoon import Subject
from gateway.domain.regeling import Conclusie, Gevonden, Regeling


class Aanvraag(Protocol):
    """What can be applied for after a check."""

    @property
    def titel(self) -> str:
        """What stands on the button."""
        ...

    @property
    def verzoektype(self) -> str:
        """The name of the verzoektype at the organisation."""
        ...


class Boek(Protocol):
    """All checks of this gateway."""

    def aanbod(self, registry: Registry, subject: Subject) -> list[Regeling]:
        """What this person can have looked into."""
        ...

    def geldig_dagen(self, regeling: Regeling) -> int:
        """How long consent to this check counts, in days."""
        ...

    def vervolg(self, regeling: Regeling) -> Aanvraag | None:
        """What can be applied for after this check."""
        ...

    def oordeel(self, regeling: Regeling, gevonden: Mapping[str, Gevonden]) -> Conclusie:
        """What comes of the answers, by source; a source that is not among them was not consented to."""
        ...
