"""Who asks when it is not the person: an employee at desk or phone, or a system of another organisation."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.domain.persoon import Betrouwbaarheidsniveau, Oin, Pseudoniem


@dataclass(frozen=True, slots=True)
class Medewerker:
    """An employee, as their own issuer knows them. Which customer they look at, and for which purpose, is in the request."""

    tenant: str
    niveau: Betrouwbaarheidsniveau
    kenmerk: Pseudoniem
    client: str
    expires_at: float
    naam: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Machine:
    """A system of another organisation, known by the OIN of that organisation."""

    tenant: str
    oin: Oin
    client: str
    expires_at: float
