"""An objection as a connector gets it: against which parts of what, and why."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.domain.ref import Ref


@dataclass(frozen=True, slots=True)
class Grief:
    """What somebody has against one part. `onderdeel`: kind, bron and native id of the part."""

    onderdeel: tuple[str, str, str]
    reden: str

    @property
    def ref(self) -> Ref:
        """The part."""
        return Ref(*self.onderdeel)


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """An objection against an assessment or a besluit."""

    grieven: tuple[Grief, ...]
    gehoord_worden: bool
