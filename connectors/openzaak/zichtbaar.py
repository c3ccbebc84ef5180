"""What a person may see of a zaaksysteem: the rules that portals agree on, since the register itself shows all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from connectors.openzaak.models import Document, Zaak, Zaaktype

NIVEAUS = (
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim", "zeer_geheim",
)  # fmt: skip
PLAFOND = "zaakvertrouwelijk"
GROEPEN = ("CONCEPT", "ONTVANGEN", "IN_BEHANDELING", "BESLIST", "AFGEROND")
_LEESBAAR = ("definitief", "gearchiveerd")


@dataclass(frozen=True, slots=True)
class Regels:
    """The rules of one municipality, from `instellingen` of the bron.

    `plafond`: highest vertrouwelijkheidaanduiding shown. `zonder_status`: show zaken that have no status yet.
    `statussen`: per zaaktype (identificatie, or `*` for all) the group of a statustype, by its description.
    """

    plafond: str = PLAFOND
    zonder_status: bool = False
    statussen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, instellingen: Mapping[str, object]) -> Regels:
        """The rules in the `instellingen` of a bron; what is absent or of another type keeps its default."""
        plafond, zonder = instellingen.get("plafond"), instellingen.get("toon_zonder_status")
        statussen = instellingen.get("statussen")
        return cls(
            plafond if isinstance(plafond, str) and plafond in NIVEAUS else PLAFOND,
            zonder is True,
            statussen if isinstance(statussen, Mapping) else {},
        )

    def shows_zaak(self, zaak: Zaak, zaaktype: Zaaktype | None) -> bool:
        """Only external zaaktypen in use, below the ceiling, with a status unless the municipality shows the others too."""
        if zaaktype is None or zaaktype.concept or zaaktype.indicatie_intern_of_extern != "extern":
            return False
        if zaak.status is None and not self.zonder_status:
            return False
        return self._below_ceiling(zaak.vertrouwelijkheidaanduiding)

    def shows_document(self, document: Document) -> bool:
        """Only finished documents below the ceiling."""
        return document.status in _LEESBAAR and self._below_ceiling(document.vertrouwelijkheidaanduiding)

    def _below_ceiling(self, niveau: str | None) -> bool:
        """Unknown words count as too secret."""
        return is_known(niveau) and NIVEAUS.index(niveau) <= NIVEAUS.index(self.plafond)


def is_known(niveau: str | None) -> TypeGuard[str]:
    """Is it a word of the standard? Registers fill it in always, so without one a record is broken, not secret."""
    return niveau in NIVEAUS


def faults_in(instellingen: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is not right in the rules of a municipality: the place, and what is wrong there."""
    if instellingen.get("plafond", PLAFOND) not in NIVEAUS:
        yield ("plafond",), f"kies uit {', '.join(NIVEAUS)}"
    if not isinstance(instellingen.get("toon_zonder_status", False), bool):
        yield ("toon_zonder_status",), "dit is true of false"
    statussen = instellingen.get("statussen", {})
    if not isinstance(statussen, Mapping) or not all(isinstance(one, Mapping) for one in statussen.values()):
        yield ("statussen",), "dit is een tabel van zaaktypen, elk met een tabel van statussen"
        return
    for zaaktype, table in statussen.items():
        for status, group in table.items():
            if group not in GROEPEN:
                yield ("statussen", zaaktype, status), f"kies uit {', '.join(GROEPEN)}"
