"""URNs in the dialect Open VTB stores them: of persons, businesses, zaken, producten and documents."""

from __future__ import annotations

from sandbox.openvtb.rijen import Urn
from sandbox.verhalen.gemeenten import GEMEENTEN
from sandbox.verhalen.namen import uuid, zaaknummer
from sandbox.verhalen.personen import PERSONEN


def persoon_urn(sleutel: str) -> str:
    """The URN of a person by BSN; of a business by KvK number, or by RSIN when that is all there is."""
    persoon = PERSONEN[sleutel]
    if persoon.bsn:
        return f"urn:nld:brp:bsn:{persoon.bsn}"
    return kvk_urn(sleutel) if persoon.kvk else f"urn:nld:hr:rsin:{persoon.rsin}"


def kvk_urn(sleutel: str) -> str:
    """The URN of a business by KvK number."""
    return f"urn:nld:hr:kvknummer:{PERSONEN[sleutel].kvk}"


def vestiging_urn(sleutel: str, volgorde: int) -> str:
    """The URN of one of the vestigingen of a business."""
    return f"{kvk_urn(sleutel)}:vestigingsnummer:{PERSONEN[sleutel].vestigingen[volgorde]}"


def gemeente_urn(gemeente: str, path: str) -> str:
    """A URN in the namespace of a gemeente."""
    return f"urn:nld:gemeente{GEMEENTEN[gemeente].sleutel}:{path}"


def zaak_urns(gemeente: str, *namen: str) -> list[Urn]:
    """Both URNs of each zaak: by zaaknummer and by uuid."""
    urns: list[Urn] = []
    for naam in namen:
        urns.append(Urn(gemeente_urn(gemeente, f"zaak:zaaknummer:{zaaknummer(naam)}")))
        urns.append(Urn(gemeente_urn(gemeente, f"zaak:uuid:{uuid('zaak', naam)}")))
    return urns


def product_urn(gemeente: str, naam: str) -> Urn:
    """The URN of a product."""
    return Urn(gemeente_urn(gemeente, f"product:uuid:{uuid('product', naam)}"))


def document_urn(gemeente: str, naam: str) -> str:
    """The URN of a document in the Documenten API of the gemeente."""
    return gemeente_urn(gemeente, f"informatieobject:uuid:{uuid('document', naam)}")
