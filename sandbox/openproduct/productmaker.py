"""How the producten of the stories are made: one call per product, days counted from now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.openproduct.rijen import Eigenaar, JsonObject, NestedProductType, Product, Verwijzing
from sandbox.openproduct.seed_typen import local_moment
from sandbox.openvtb.rijen import jsonb_object
from sandbox.verhalen.gemeenten import GEMEENTEN
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN


def eigenaar(product: str, sleutel: str, vestiging: int | None = None) -> Eigenaar:
    """A person or business as owner of a product."""
    persoon = PERSONEN[sleutel]
    return Eigenaar(
        uuid=uuid("eigenaar", f"{product}-{sleutel}"),
        bsn="" if vestiging is not None else persoon.bsn or "",
        kvk_nummer=persoon.kvk or "" if vestiging is not None or not persoon.bsn else "",
        vestigingsnummer="" if vestiging is None else persoon.vestigingen[vestiging],
    )


@dataclass(frozen=True)
class Maker:
    """Makes the producten of one gemeente."""

    gemeente: str
    vandaag: date
    soorten: dict[str, NestedProductType]

    def product(
        self,
        naam: str,
        code: str,
        titel: str,
        eigenaren: list[Eigenaar],
        dagen: tuple[int, int | None],
        *,
        status: str = "actief",
        prijs: str | None = None,
        frequentie: str = "",
        data: JsonObject | None = None,
        zaak: str = "",
        taak: str = "",
        gepubliceerd: bool = True,
    ) -> Product:
        """A product that holds from and up to so many days from now; no end is forever."""
        begin, eind = dagen
        zaken = [self.verwijzing("zaak", zaak)] if zaak else []
        return Product(
            uuid=uuid("product", naam),
            naam=titel,
            start_datum=self._dag(begin),
            eind_datum=None if eind is None else self._dag(eind),
            aanmaak_datum=local_moment(self.vandaag, begin - 3, 11),
            update_datum=local_moment(self.vandaag, min(begin, -1), 16),
            producttype=self.soorten[code],
            gepubliceerd=gepubliceerd,
            eigenaren=eigenaren,
            zaken=zaken,
            taken=[self.verwijzing("taak", taak)] if taak else [],
            status=status,
            prijs=prijs,
            frequentie=frequentie,
            dataobject=jsonb_object(data) if data else None,
            aanvraag_zaak_urn=zaken[0].urn if zaken else None,
            aanvraag_zaak_url=zaken[0].url if zaken else None,
        )

    def verwijzing(self, soort: str, naam: str) -> Verwijzing:
        """A pointer by URN and by the address the other register has inside the gemeente: match it by uuid."""
        plaats = GEMEENTEN[self.gemeente].sleutel
        paths = {
            "zaak": f"open-zaak.{plaats}.example/zaken/api/v1/zaken",
            "taak": f"open-vtb.{plaats}.example/taken/api/v1/externetaken",
        }
        found = uuid(soort, naam)
        return Verwijzing(urn=f"urn:nld:gemeente{plaats}:{soort}:uuid:{found}", url=f"https://{paths[soort]}/{found}")

    def _dag(self, days: int) -> str:
        return (self.vandaag + timedelta(days)).isoformat()
