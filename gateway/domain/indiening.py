"""What a person files, as a connector gets it: ids looked up, files already where they belong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verzoekindiening:
    """A verzoek to be filed: the version of its form, the answers, and what it is about (a key as in `Item.sleutels`)."""

    versie: int
    gegevens: object
    over: str | None = None
