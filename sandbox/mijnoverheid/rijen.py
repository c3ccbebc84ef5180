"""Magazijnen and berichten of the federated berichtenstelsel, and the two forms in which a bericht is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

BASE_PATH = "/api/v1"


@dataclass(frozen=True)
class Magazijn:
    """The store of one organisation; its OIN is the magazijnId."""

    oin: str
    naam: str


@dataclass(frozen=True)
class Bijlage:
    """A document with a bericht."""

    uuid: str
    naam: str
    mime_type: str
    inhoud: bytes


@dataclass
class Bericht:
    """One bericht in a magazijn; `ontvanger` is `BSN:...`, `KVK:...`, `RSIN:...` or `OIN:...`."""

    uuid: str
    ontvanger: str = field(repr=False)
    magazijn: Magazijn
    onderwerp: str
    inhoud: str
    publicatietijdstip: str
    status: str = "ongelezen"
    map: str = "inbox"
    bijlagen: tuple[Bijlage, ...] = ()

    @property
    def path(self) -> str:
        return f"{BASE_PATH}/berichten/{self.uuid}"

    def samenvatting(self) -> dict[str, object]:
        """As it stands in a list: without the text, with a count of bijlagen."""
        return {**self._head(), "aantalBijlagen": len(self.bijlagen), **self._tail()}

    def volledig(self) -> dict[str, object]:
        """With its text; of a bijlage only what the session cache keeps, which is no type and no size."""
        bijlagen = [
            {"bijlageId": bijlage.uuid, "naam": bijlage.naam, "_links": _self(f"{self.path}/bijlagen/{bijlage.uuid}")}
            for bijlage in self.bijlagen
        ]
        return {**self._head(), "inhoud": self.inhoud, **self._tail(), "bijlagen": bijlagen}

    def _head(self) -> dict[str, object]:
        return {
            "berichtId": self.uuid,
            "onderwerp": self.onderwerp,
            "afzender": self.magazijn.oin,
            "publicatietijdstip": self.publicatietijdstip,
        }

    def _tail(self) -> dict[str, object]:
        return {
            "map": self.map,
            "status": self.status,
            "magazijnId": self.magazijn.oin,
            "_links": _self(self.path),
        }


def _self(path: str) -> dict[str, object]:
    return {"self": {"href": path}}
