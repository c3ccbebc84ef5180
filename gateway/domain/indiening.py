"""What a person files, as a connector gets it: ids looked up, files already where they belong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verzoekindiening:
    """A verzoek to be filed: the version of its form, the answers, and what it is about (a key as in `Item.sleutels`)."""

    versie: int
    gegevens: object
    over: str | None = None


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question to be asked, and what it is about (its keys, as in `Item.sleutels`)."""

    titel: str
    vraag: str
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contactwijziging:
    """Where somebody can be reached from now on; None stays as it is. A telefoonnummer has no spaces: 0612345678."""

    email: str | None
    telefoon: str | None
