"""The absolute addresses by which Open Zaak names everything: canonical base, API, resource, uuid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Rij = dict[str, object]
"""A resource as it leaves in JSON."""

PADEN = {
    **dict.fromkeys(
        ("zaken", "statussen", "rollen", "resultaten", "zaakinformatieobjecten", "zaakobjecten"), "/zaken/api/v1"
    ),
    **dict.fromkeys(
        (
            "catalogussen",
            "zaaktypen",
            "statustypen",
            "resultaattypen",
            "roltypen",
            "eigenschappen",
            "besluittypen",
            "informatieobjecttypen",
            "zaaktype-informatieobjecttypen",
        ),
        "/catalogi/api/v1",
    ),
    **dict.fromkeys(
        ("enkelvoudiginformatieobjecten", "objectinformatieobjecten", "bestandsdelen"), "/documenten/api/v1"
    ),
    **dict.fromkeys(("besluiten", "besluitinformatieobjecten"), "/besluiten/api/v1"),
}
"""In which API each resource lives at Open Zaak."""


@dataclass(frozen=True)
class Adressen:
    """Addresses under one base, e.g. `http://127.0.0.1:8101`."""

    basis: str
    paden: Mapping[str, str] = field(default_factory=lambda: PADEN)

    def lijst(self, soort: str) -> str:
        """The address of a list."""
        return f"{self.basis}{self.paden[soort]}/{soort}"

    def van(self, soort: str, uuid: str) -> str:
        """The address of one resource."""
        return f"{self.basis}{self.paden[soort]}/{soort}/{uuid}"


def uuid_uit(url: object) -> str:
    """The uuid at the end of an address."""
    return str(url).rpartition("/")[2]
