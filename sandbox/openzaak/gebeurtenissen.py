"""What may happen in an Open Zaak while the sandbox runs, with the messages the real one sends about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from sandbox.notificaties.melding import Melding, cloudevent, notificatie
from sandbox.openvtb.kalender import Kalender
from sandbox.openzaak.adressen import Rij, uuid_uit
from sandbox.openzaak.catalogus import Catalogus
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.dossiermaker import Maker
from sandbox.openzaak.register import Register
from sandbox.verhalen.gemeenten import GEMEENTEN
from sandbox.verhalen.zaken import Zaakverhaal, aanvraag, iemand

_NUMMERS = count(1)


class GeenZaak(LookupError):
    """This person has no zaak here to which anything could happen."""


class Gebeurtenissen:
    """Things that happen in one register, each by its name: to a person by key, giving the messages about it."""

    def __init__(self, gemeente: str, register: Callable[[], Register]) -> None:
        self._gemeente = gemeente
        self._register = register

    def namen(self) -> dict[str, Callable[[str], list[Melding]]]:
        """What can happen."""
        return {"zaak": self.nieuwe_zaak, "status": self.nieuwe_status, "rol-weg": self.zonder_rol}

    def nieuwe_zaak(self, persoon: str) -> list[Melding]:
        """A zaak is registered: the zaak, its rol, its first status and a document, each with a message of its own."""
        register = self._register()
        maker = Maker(Catalogus(GEMEENTEN[self._gemeente], register.adressen), Kalender(date.today()))
        naam = f"nieuw-{next(_NUMMERS)}"
        verhaal = Zaakverhaal(
            naam, "RIJBEWIJS", f"Nieuwe aanvraag {naam}", (iemand(persoon),), 0, (0,), stukken=(aanvraag(naam, 0),)
        )  # fmt: skip
        dossier = maker.dossier(verhaal)
        register.dossiers.insert(0, dossier)
        register.dossier_bij_uuid[dossier.uuid] = dossier
        register.documenten.update({document.uuid: document for document in dossier.documenten})
        return [
            _over(dossier, "zaak", dossier.url, "create"),
            _over(dossier, "rol", str(dossier.rollen[0]["url"]), "create"),
            _over(dossier, "status", str(dossier.statussen[0]["url"]), "create"),
            _gemuteerd(dossier),
            _over(dossier, "zaakinformatieobject", str(dossier.zaakinformatieobjecten[0]["url"]), "create"),
        ]

    def nieuwe_status(self, persoon: str) -> list[Melding]:
        """The zaak of this person that was registered last gets another status."""
        dossier = self._laatste(persoon)
        before, uuid = dossier.statussen[0], str(uuid4())
        moment = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        for row in dossier.statussen:
            row["indicatieLaatstGezetteStatus"] = False
        row = before | {
            "url": str(before["url"]).replace(str(before["uuid"]), uuid),
            "uuid": uuid,
            "statustype": self._volgende(before),
            "datumStatusGezet": moment,
            "indicatieLaatstGezetteStatus": True,
        }
        dossier.statussen.insert(0, row)
        dossier.zaak |= {"status": row["url"], "laatstGemuteerd": moment}
        return [_over(dossier, "status", str(row["url"]), "create"), _gemuteerd(dossier)]

    def zonder_rol(self, persoon: str) -> list[Melding]:
        """The person no longer has a rol in that zaak."""
        dossier = self._laatste(persoon)
        gone = next(rol for rol in dossier.rollen if _is_van(rol, persoon))
        dossier.rollen.remove(gone)
        dossier.zaak["rollen"] = [rol["url"] for rol in dossier.rollen]
        return [_over(dossier, "rol", str(gone["url"]), "destroy")]

    def _laatste(self, persoon: str) -> Dossier:
        for dossier in self._register().leesbaar:
            if dossier.statussen and any(_is_van(rol, persoon) for rol in dossier.rollen):
                return dossier
        raise GeenZaak(f"'{persoon}' heeft hier geen zaak.")

    def _volgende(self, status: Rij) -> str:
        """The statustype after that of this status in its zaaktype; the same when it was the last."""
        typen = self._register().typen
        own = typen[str(status["statustype"])]
        after = [
            row
            for row in typen.values()
            if "volgnummer" in row and row["zaaktype"] == own["zaaktype"] and row["volgnummer"] > own["volgnummer"]  # type: ignore[operator]  # numbers
        ]
        return str(min(after, key=lambda row: int(str(row["volgnummer"])))["url"]) if after else str(own["url"])


def geopend(dossier: Dossier) -> list[Melding]:
    """A portal told that the zaak was opened."""
    return [
        _over(dossier, "zaak", dossier.url, "partial_update"),
        cloudevent("nl.overheid.zaken.zaak-geopend", dossier.uuid, "open-zaak", _kenmerken(dossier), _pad(dossier)),
    ]


def _is_van(rol: Rij, persoon: str) -> bool:
    who = rol.get("betrokkeneIdentificatie")
    return isinstance(who, dict) and bool(who.get("inpBsn")) and who["inpBsn"] == iemand(persoon).persoon.bsn


def _over(dossier: Dossier, resource: str, url: str, actie: str) -> Melding:
    return notificatie("zaken", dossier.url, resource, url, actie, **_kenmerken(dossier))


def _gemuteerd(dossier: Dossier) -> Melding:
    return cloudevent("nl.overheid.zaken.zaak-gemuteerd", dossier.uuid, "open-zaak", _kenmerken(dossier), _pad(dossier))


def _pad(dossier: Dossier) -> str:
    return f"/zaken/api/v1/zaken/{uuid_uit(dossier.url)}"


def _kenmerken(dossier: Dossier) -> dict[str, str]:
    names = ("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding")
    return {name: str(dossier.zaak[name]) for name in names}
