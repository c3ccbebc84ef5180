"""One zaak with everything that hangs on it, as rows of the Zaken, Documenten and Besluiten APIs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.documenten import Document
from sandbox.openzaak.toegang import mag_lezen
from sandbox.verhalen.zaaktypen import Zaaktype


@dataclass
class Dossier:
    """A zaak and its parts. Lists are in the order the API gives them: newest first."""

    zaak: Rij
    rollen: list[Rij]
    statussen: list[Rij]
    resultaat: Rij | None
    eigenschappen: list[Rij]
    zaakinformatieobjecten: list[Rij]
    documenten: list[Document]
    besluiten: list[Rij]
    besluitinformatieobjecten: list[Rij]
    zaaktype: Zaaktype

    @property
    def url(self) -> str:
        return str(self.zaak["url"])

    @property
    def uuid(self) -> str:
        return str(self.zaak["uuid"])

    @property
    def leesbaar(self) -> bool:
        """Whether the application may see it at all."""
        return mag_lezen(str(self.zaak["vertrouwelijkheidaanduiding"]))

    @property
    def etag(self) -> str:
        """Made from the zaak without anything expanded, as the real one is."""
        return etag_van(self.zaak)


def etag_van(rij: Rij) -> str:
    """A strong entity tag (RFC 9110) of a resource."""
    return f'"{hashlib.blake2b(msgspec.json.encode(rij), digest_size=16).hexdigest()}"'
