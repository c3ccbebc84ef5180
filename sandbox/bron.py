"""What one simulated system is, and the systems of the demo."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from starlette.applications import Starlette


@dataclass(frozen=True)
class Bron:
    """One simulated system of one bronhouder.

    `gemeente` is the gemeentecode of the bronhouder, or the short name of an organisation that serves
    several (such as `BSHD` and `MO`). `geheim` is the secret or token that a caller must show. `leverancier` is whose
    manners a zaaksysteem has (`sandbox.openzaak.leveranciers`).
    """

    code: str
    connector: str
    gemeente: str
    diensten: tuple[str, ...]
    geheim: str = field(repr=False)
    naam: str = ""
    leverancier: str = "open-zaak"


Bouw = Callable[[Bron, Callable[[], str]], Starlette]
"""Builds the app of a bron; the second argument gives the base address its links must carry."""


class OnbekendeBron(LookupError):
    """No system has this code or name; the message lists those that do."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        super().__init__(f"Onbekende bron '{code}'. Kies uit: {', '.join(known)}.")


@dataclass(frozen=True)
class BronStand:
    """A bron as it runs now; `stand` is `aan`, `traag (... ms)`, `stuk (...)` or `gestopt`."""

    code: str
    naam: str
    diensten: tuple[str, ...]
    url: str
    stand: str


def demo_bronnen() -> tuple[Bron, ...]:
    """The bronnen of the demo, each with a fresh secret."""
    return tuple(
        Bron(code, connector, gemeente, diensten, secrets.token_hex(32), naam)
        for code, connector, gemeente, diensten, naam in _DEMO
    )


_VTB = ("TAKEN", "BERICHTEN", "VERZOEKEN")
_DEMO = (
    ("havenstad-zaken", "openzaak", "9901", ("ZAKEN",), "Zaaksysteem Havenstad"),
    ("havenstad-vtb", "openvtb", "9901", _VTB, "Taken, berichten en aanvragen Havenstad"),
    ("havenstad-producten", "openproduct", "9901", ("PRODUCTEN",), "Producten Havenstad"),
    ("havenstad-parkeren", "parkeren", "9901", ("PRODUCTEN",), "Parkeren Havenstad"),
    ("duindorp-zaken", "openzaak", "9902", ("ZAKEN",), "Zaaksysteem Duindorp"),
    ("duindorp-vtb", "openvtb", "9902", _VTB, "Taken, berichten en aanvragen Duindorp"),
    ("duindorp-producten", "openproduct", "9902", ("PRODUCTEN",), "Producten Duindorp"),
    ("havenstad-klant", "openklant", "9901", ("CONTACTMOMENTEN",), "Klantcontact Havenstad"),
    ("duindorp-objecten", "objecten", "9902", ("TAKEN", "BERICHTEN"), "Objecten Duindorp"),
    ("belastingen", "belastingen", "BSHD", ("PRODUCTEN",), "Belastingen Havenstad en Duindorp"),
    ("mijnoverheid", "mijnoverheid", "MO", ("BERICHTEN",), "Berichtenbox MijnOverheid"),
    ("voertuigdienst", "interactie", "LVD", ("TAKEN",), "Taken Landelijke Voertuigdienst"),
    ("brp", "haalcentraal", "RVIG", ("PERSOONSGEGEVENS",), "Basisregistratie Personen"),
    ("inkomensdienst", "inkomen", "LID", ("INKOMEN",), "Landelijke Inkomensdienst"),
    ("handelsregister", "handelsregister", "KVK", ("PERSOONSGEGEVENS",), "Handelsregister"),
)
