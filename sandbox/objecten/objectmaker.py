"""How the objects of the stories are made: one call per object, days counted from now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.objecten.rijen import JsonObject, Object, Record
from sandbox.objecten.typen import BERICHT, TAAK_V1, TAAK_V2
from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.rijen import jsonb_object
from sandbox.openvtb.verwijzingen import gemeente_urn
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN

GEMEENTE = "9902"


def identificatie(soort: str, nummer: str) -> JsonObject:
    """The owner of an object."""
    return {"type": soort, "value": nummer}


def _van(sleutel: str) -> JsonObject:
    return identificatie("bsn", PERSONEN[sleutel].bsn or "")


@dataclass(frozen=True)
class Maker:
    """Makes the objects of Duindorp."""

    kalender: Kalender

    def taak_v1(
        self,
        naam: str,
        sleutel: str,
        titel: str,
        status: str,
        dagen: tuple[int, int],
        *,
        formulier: tuple[str, str],
        zaak: str = "",
        ingevuld: Mapping[str, object] | None = None,
    ) -> Object:
        """A taak of version 1: its zaak is an address, its end a moment."""
        soort, waarde = formulier
        data: JsonObject = {
            "identificatie": _van(sleutel),
            "title": titel,
            "status": status,
            "formulier": {"type": soort, "value": waarde},
            "data": dict(ingevuld or {}),
            "verzonden_data": dict(ingevuld or {}) if status == "ingediend" else {},
            "verwerker_taak_id": uuid("verwerkertaak", naam),
            "zaak": f"https://open-zaak.duindorp.example/zaken/api/v1/zaken/{uuid('zaak', zaak)}" if zaak else None,
            "verloopdatum": self.kalender.moment(dagen[1], 12),
        }
        return self._object(TAAK_V1, naam, data, dagen[0])

    def taak_v2(
        self,
        naam: str,
        sleutel: str,
        titel: str,
        status: str,
        dagen: tuple[int, int],
        soort: str,
        *,
        eigenaar: JsonObject | None = None,
        voorbij: int | None = None,
        **inhoud: JsonObject,
    ) -> Object:
        """A taak of version 2; `inhoud` holds what belongs to its soort, `voorbij` the day its record ended."""
        data: JsonObject = {
            "titel": titel,
            "status": status,
            "soort": soort,
            "identificatie": eigenaar or _van(sleutel),
            "eigenaar": "zaakafhandeling",
            "verwerker_taak_id": uuid("verwerkertaak", naam),
            "verloopdatum": self.kalender.dag(dagen[1]),
            **inhoud,
        }
        return self._object(TAAK_V2, naam, data, dagen[0], voorbij)

    def bericht(
        self,
        naam: str,
        sleutel: str,
        onderwerp: str,
        tekst: str,
        gepubliceerd: int | None,
        *,
        geopend: bool = False,
        einddag: int | None = None,
        zaak: str = "",
        bijlagen: Sequence[str] = (),
    ) -> Object:
        """A bericht; it can have no day of publication yet."""
        dag = self.kalender.dag
        documenten = "https://open-zaak.duindorp.example/documenten/api/v1/enkelvoudiginformatieobjecten"
        data: JsonObject = {
            "onderwerp": onderwerp,
            "berichtTekst": tekst,
            "berichtType": "notificatie",
            "publicatiedatum": None if gepubliceerd is None else dag(gepubliceerd),
            "referentie": zaak,
            "geopend": geopend,
            "identificatie": _van(sleutel),
            "handelingsperspectief": "informatie verstrekken" if einddag is not None else "informatie ontvangen",
            "einddatumHandelingstermijn": None if einddag is None else dag(einddag),
            "bijlagen": [f"{documenten}/{uuid('document', one)}" for one in bijlagen],
        }
        return self._object(BERICHT, naam, data, min(0, gepubliceerd or 0))

    def melding(self, naam: str, sleutel: str, titel: str, dag: int) -> Object:
        """An object of a person that is neither a taak nor a bericht."""
        return self._object("melding", naam, {"identificatie": _van(sleutel), "titel": titel}, dag)

    def koppeling(self, registratie: str, naam: str, *, key: str = "uuid") -> JsonObject:
        """What a taak belongs to; both spellings of the key occur."""
        return {"registratie": registratie, key: uuid(registratie, naam)}

    def formulier(self, naam: str, **ingevuld: object) -> JsonObject:
        """A form in the portal, with the answers that are known already."""
        return {"formulier": {"soort": "id", "value": naam}, "data": dict(ingevuld), "verzonden_data": {}}

    def zaak_urn(self, naam: str) -> str:
        """The URN of a zaak of Duindorp."""
        return gemeente_urn(GEMEENTE, f"zaak:uuid:{uuid('zaak', naam)}")

    def _object(self, soort: str, naam: str, data: JsonObject, begin: int, voorbij: int | None = None) -> Object:
        dag = self.kalender.dag
        record = Record(
            data=jsonb_object(data),
            start_at=dag(begin),
            end_at=None if voorbij is None else dag(voorbij),
            registration_at=dag(begin),
        )
        return Object(uuid=uuid("object", f"{soort}-{naam}"), record=record, soort=soort)
