"""What one zaak has besides itself: rollen, steps, besluiten, documents and properties. Each is its own question.

The person's right to the zaak was proven before: by the list that is theirs, or by the rollen read beside the zaak. A
question names the zaak by the canonical address the register itself uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from msgspec import Raw

from connectors.openzaak import models
from connectors.openzaak.catalogus import Catalogus, uuid_of
from connectors.openzaak.identiteit import names
from connectors.openzaak.zichtbaar import Regels, is_known
from gateway.bronnen.call import Call
from gateway.domain.besluit import Besluit
from gateway.domain.bron import GevondenVia, Herkomst
from gateway.domain.datum import NEDERLAND, Datumduiding, Termijn, termijn
from gateway.domain.document import Document
from gateway.domain.kenmerk import Kenmerk, kenmerk_tekst
from gateway.domain.zaak import Betrokkenheid, Zaakrol

ZAKEN = "/zaken/api/v1"
_DAY_LENGTH = len("2026-01-01")
_BEZWAAR = "Tot en met deze dag kunt u bezwaar maken."
_ROLLEN = {
    "initiator": Zaakrol.INITIATOR,
    "mede_initiator": Zaakrol.INITIATOR,
    "belanghebbende": Zaakrol.BELANGHEBBENDE,
}


def zaak_url(call: Call) -> str:
    """The address of the zaak of this call as the register itself writes it."""
    return f"{call.canonieke_url}{ZAKEN}/zaken/{call.native}"


async def rollen(call: Call) -> list[models.Rol]:
    """All rollen of the zaak that hold today. Only `betrokkenheid` and `afdeling` may read them."""
    rows, _, _ = await call.rows("GET", f"{ZAKEN}/rollen", models.Rol, params={"zaak": zaak_url(call)})
    return [rol for rol in rows if not _is_past(rol.einde_geldigheid, call.nu)]


def betrokkenheid(rows: Sequence[models.Rol], call: Call) -> Betrokkenheid | None:
    """What this person is in the zaak and who handles it; None when no rol names this person, so it is not theirs."""
    own = [rol for rol in rows if names(rol.betrokkene_identificatie, rol.betrokkene_type, call.subject)]
    if not own:
        return None
    first = min(own, key=lambda rol: rol.omschrijving_generiek != "initiator")
    mijn = Zaakrol.GEMACHTIGDE if first.indicatie_machtiging == "gemachtigde" else _rol(first)
    return Betrokkenheid(mijn_rol=mijn, bronwaarde=first.omschrijving or None, behandelaar=_afdeling(rows))


def besluit(row: models.Besluit, call: Call, catalogus: Catalogus) -> Besluit:
    """The view of a besluit in the zaak of this call, with the term for objection where it is known or follows."""
    type_ = catalogus.besluittypen.get(uuid_of(row.besluittype))
    return Besluit(
        ref=call.ref("besluit", uuid_of(row.url)),
        sleutels=(f"besluit/uuid/{uuid_of(row.url)}",),
        verwijst=(f"zaak/uuid/{call.native}",),
        titel=type_.omschrijving if type_ is not None else "Besluit",
        identificatie=row.identificatie or None,
        toelichting=row.toelichting or None,
        datum=row.datum,
        ingangsdatum=row.ingangsdatum,
        vervaldatum=row.vervaldatum,
        bezwaartermijn=_bezwaar(row, type_),
        organisatie=call.bron.organisatie,
    )


def document(row: models.Document, call: Call, catalogus: Catalogus, herkomst: list[Herkomst]) -> Document:
    """The view of a document's metadata. There is no address to download from yet, so it says it cannot be had."""
    soort = catalogus.documenttypen.get(uuid_of(row.informatieobjecttype)) if row.informatieobjecttype else None
    return Document(
        ref=call.ref("document", uuid_of(row.url)),
        titel=row.titel,
        bestandsnaam=row.bestandsnaam or None,
        bestandstype=row.formaat or None,
        bestandsomvang=row.bestandsomvang,
        soort=soort.omschrijving if soort is not None else None,
        van_mij=True if row.ontvangstdatum else False if row.verzenddatum else None,
        datum=row.ontvangstdatum or row.verzenddatum or row.creatiedatum,
        taal=row.taal or None,
        beschikbaar=False,
        download_url=None,
        herkomst=herkomst,
    )


async def documenten(call: Call, catalogus: Catalogus, regels: Regels, via: GevondenVia) -> list[Document]:
    """The documents of the zaak that this person may see.

    The links tell titles of secret documents too, so only their uuids are read; one `_zoek` then gives the documents that
    our application may read, and the rules of `zichtbaar` keep the rest back.
    """
    links = await call.read("GET", f"{ZAKEN}/zaakinformatieobjecten", list[Raw], params={"zaak": zaak_url(call)})
    uuids = [uuid_of(link.informatieobject) for link in call.decode_rows(links or [], models.Zaakdocument)]
    if not uuids:
        return []
    rows, _, _ = await call.rows(
        "POST", "/documenten/api/v1/enkelvoudiginformatieobjecten/_zoek", models.Document,
        headers={"Content-Crs": "EPSG:4326"}, body={"uuid__in": uuids},
    )  # fmt: skip
    for row in rows:
        if not is_known(row.vertrouwelijkheidaanduiding):
            call.drop("$.results[].vertrouwelijkheidaanduiding")
    herkomst = call.herkomst(via)
    return [document(row, call, catalogus, herkomst) for row in rows if regels.shows_document(row)]


async def eigenschappen(call: Call) -> list[Kenmerk]:
    """The properties of the zaak, as values a screen can show."""
    path = f"{ZAKEN}/zaken/{call.native}/zaakeigenschappen"
    rows = call.decode_rows(await call.read("GET", path, list[Raw]) or [], models.Eigenschap)
    return [kenmerk_tekst(row.naam, row.naam.replace("_", " ").capitalize(), row.waarde) for row in rows]


def _bezwaar(row: models.Besluit, type_: models.Besluittype | None) -> Termijn | None:
    """Until when one may object: what the besluit says, else its type's term from the day it was sent or made known.

    Awb 6:8: the term starts the day after the besluit is made known. Only terms in days or weeks are counted here.
    """
    if row.uiterlijke_reactiedatum is not None:
        return termijn(row.uiterlijke_reactiedatum, Datumduiding.WETTELIJK, _BEZWAAR)
    start = row.verzenddatum or row.publicatiedatum
    days = _days(type_.reactietermijn) if type_ is not None else None
    if start is None or days is None:
        return None
    return termijn(start + timedelta(days=days), Datumduiding.WETTELIJK, _BEZWAAR)


def _days(duration: str | None) -> int | None:
    """ISO 8601 durations in whole days or weeks (P42D, P6W); None for any other."""
    number, unit = (duration or "")[1:-1], (duration or "")[-1:]
    if not (duration or "").startswith("P") or not number.isdigit() or unit not in ("D", "W"):
        return None
    return int(number) * (7 if unit == "W" else 1)


def _is_past(end: str | None, now: datetime) -> bool:
    """Has a rol ended? Registers give a day or a moment; a day counts to its end, and nonsense counts as ended."""
    if not end:
        return False
    try:
        moment = datetime.fromisoformat(end)
    except ValueError:
        return True
    if len(end) == _DAY_LENGTH:
        moment = datetime.combine(moment.date(), time.max, NEDERLAND)
    return (moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)) < now


def _rol(rol: models.Rol) -> Zaakrol:
    return _ROLLEN.get(rol.omschrijving_generiek or "", Zaakrol.ONBEKEND)


def _afdeling(rows: Sequence[models.Rol]) -> str | None:
    """The department that handles the zaak; names of staff are never shown."""
    for rol in rows:
        who = rol.betrokkene_identificatie
        if rol.betrokkene_type == "organisatorische_eenheid" and who is not None and who.naam:
            return who.naam
    return None
