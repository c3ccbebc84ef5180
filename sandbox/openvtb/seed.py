"""All that one Open VTB holds when the sandbox starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.rijen import Bericht, Taak, Verzoek, VerzoekType, VerzoekTypeVersie
from sandbox.openvtb.seed_berichten import berichten
from sandbox.openvtb.seed_taken import taken
from sandbox.openvtb.seed_verzoeken import versies, verzoeken, verzoektypen


@dataclass(frozen=True)
class Inhoud:
    """The rows of the three APIs, in the order they were made."""

    taken: list[Taak]
    berichten: list[Bericht]
    verzoeken: list[Verzoek]
    verzoektypen: list[VerzoekType]
    versies: dict[str, tuple[VerzoekTypeVersie, ...]]


def seed(gemeente: str, vandaag: date) -> Inhoud:
    """The part of the stories that plays in the Open VTB of a gemeente; days count from `vandaag`."""
    kalender = Kalender(vandaag)
    return Inhoud(
        taken=taken(gemeente, kalender),
        berichten=berichten(gemeente, kalender),
        verzoeken=verzoeken(gemeente, kalender),
        verzoektypen=verzoektypen(gemeente),
        versies=versies(gemeente, kalender),
    )
