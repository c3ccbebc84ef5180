"""All that one Open Zaak holds, built once its own address is known, and found by uuid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from sandbox.openvtb.kalender import Kalender
from sandbox.openzaak.adressen import PADEN, Adressen, Rij, uuid_uit
from sandbox.openzaak.catalogus import Catalogus
from sandbox.openzaak.documenten import Document
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.dossiermaker import Maker
from sandbox.openzaak.typen import Typen
from sandbox.verhalen.gemeenten import GEMEENTEN
from sandbox.verhalen.inhoud import zaken
from sandbox.verhalen.zaaktypen import ZAAKTYPEN


@dataclass
class Register:
    """The rows of one gemeente. `dossiers` are newest first, as lists of zaken are; documents oldest first."""

    adressen: Adressen
    dossiers: list[Dossier]
    catalogus: dict[str, list[Rij]]
    concept: frozenset[str]
    dossier_bij_uuid: dict[str, Dossier] = field(init=False)
    documenten: dict[str, Document] = field(init=False)
    typen: dict[str, Rij] = field(init=False)

    def __post_init__(self) -> None:
        self.dossier_bij_uuid = {dossier.uuid: dossier for dossier in self.dossiers}
        self.documenten = {
            document.uuid: document for dossier in reversed(self.dossiers) for document in dossier.documenten
        }
        self.typen = {str(row["url"]): row for row in chain.from_iterable(self.catalogus.values())}

    @classmethod
    def bouw(cls, gemeente: str, basis: str, vandaag: date, paden: Mapping[str, str] = PADEN) -> Register:
        """The register of a gemeente as it stands on a day, with every link below `basis`."""
        catalogus = Catalogus(GEMEENTEN[gemeente], Adressen(basis, paden))
        maker = Maker(catalogus, Kalender(vandaag))
        dossiers = [maker.dossier(verhaal) for verhaal in reversed(zaken(gemeente))]
        concept = frozenset(catalogus.zaaktype(soort.code) for soort in ZAAKTYPEN.values() if soort.concept)
        register = cls(catalogus.adressen, dossiers, Typen(catalogus).rijen(), concept)
        register._koppel_deelzaken()
        return register

    def _koppel_deelzaken(self) -> None:
        for dossier in self.dossiers:
            hoofdzaak = self.hoofdzaak(dossier)
            if hoofdzaak is not None:
                hoofdzaak.zaak["deelzaken"] = [dossier.url, *_urls(hoofdzaak.zaak["deelzaken"])]

    def hoofdzaak(self, dossier: Dossier) -> Dossier | None:
        """The dossier this one is a part of."""
        url = dossier.zaak["hoofdzaak"]
        return None if url is None else self.dossier_bij_uuid[uuid_uit(url)]

    def deelzaken(self, dossier: Dossier) -> list[Dossier]:
        """The parts of a dossier."""
        return [self.dossier_bij_uuid[uuid_uit(url)] for url in _urls(dossier.zaak["deelzaken"])]

    @property
    def leesbaar(self) -> Iterable[Dossier]:
        """The dossiers the application may see: lists simply leave the others out."""
        return (dossier for dossier in self.dossiers if dossier.leesbaar)


def _urls(value: object) -> list[str]:
    return [str(url) for url in value] if isinstance(value, list) else []
