"""From a product as Open Product keeps it to a view: its own type where a gemeente configured its code, generic otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import InvalidOperation

from connectors.openproduct import models
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.document import Document, Inhoud, gelinkt_document
from gateway.domain.kenmerk import (
    Kenmerk,
    kenmerk_datum,
    kenmerk_getal,
    kenmerk_ja_nee,
    kenmerk_tekst,
    kenmerk_teksten,
)
from gateway.domain.product import (
    GeneriekProduct,
    Parkeerdoelgroep,
    Parkeervergunning,
    Prijsfrequentie,
    Product,
    Producttype,
)
from gateway.domain.status import Productsoort, Productstatus
from gateway.domain.urn import join_key, uuid_in
from gateway.domain.waarden import Bedrag, Urn, bedrag

_STATUS = {
    "initieel": Productstatus.IN_AANVRAAG,
    "in_aanvraag": Productstatus.IN_AANVRAAG,
    "gereed": Productstatus.GEREED,
    "actief": Productstatus.ACTIEF,
    "verlopen": Productstatus.VERLOPEN,
    "ingetrokken": Productstatus.INGETROKKEN,
    "geweigerd": Productstatus.GEWEIGERD,
}
_FREQUENTIE = {
    "eenmalig": Prijsfrequentie.EENMALIG,
    "maandelijks": Prijsfrequentie.MAANDELIJKS,
    "jaarlijks": Prijsfrequentie.JAARLIJKS,
}


def map_documenten(row: models.Product, call: Call, via: GevondenVia) -> list[Document]:
    """The documents that a product points at, each once; one without a name that we know is left out and counted."""
    found: dict[str, Document] = {}
    for number, link in enumerate(row.documenten, 1):
        key = join_key(link.url or "") or join_key(link.urn or "")
        if key is None or not key.startswith("document/uuid/"):
            call.drop("$.documenten[]")
            continue
        ref = call.ref("document", f"{row.uuid}/{uuid_in(key)}")
        found.setdefault(key, gelinkt_document(ref, f"Document {number}", call.herkomst(via), Inhoud.ELDERS))
    return list(found.values())


def map_product(row: models.Product, call: Call, via: GevondenVia) -> Product:
    """The view of a product. Nothing about co-owners is in it but that there are some."""
    codes = call.instellingen.get("parkeervergunningen")
    is_parkeren = isinstance(codes, list) and row.producttype.code in codes
    made = _parkeervergunning if is_parkeren else _generiek
    return made(row, call, via)


def _generiek(row: models.Product, call: Call, via: GevondenVia) -> Product:
    return GeneriekProduct(**_shared(row, call, via, Productsoort.OVERIG))  # type: ignore[arg-type]  # keys are checked by _shared's test


def _parkeervergunning(row: models.Product, call: Call, via: GevondenVia) -> Product:
    data = row.dataobject or {}
    plates = data.get("kentekens") or data.get("kenteken") or []
    zone = data.get("zone")
    return Parkeervergunning(
        **_shared(row, call, via, Productsoort.PARKEERVERGUNNING),  # type: ignore[arg-type]  # as above
        doelgroep=Parkeerdoelgroep.ONBEKEND,
        doelgroep_bronwaarde=row.producttype.naam,
        zone=zone if isinstance(zone, str) else None,
        zonecode=None,
        kentekens=[plate(str(one)) for one in (plates if isinstance(plates, list) else [plates])],
        saldo=None,
    )


def _shared(row: models.Product, call: Call, via: GevondenVia, soort: Productsoort) -> dict[str, object]:
    """What every kind of product has."""
    links = [link for one in row.zaken for link in (one.urn, one.url)]
    own = [row.aanvraag_zaak_urn, row.aanvraag_zaak_url, *links, *(one.urn for one in row.taken)]
    return {
        "ref": call.ref("product", row.uuid),
        "sleutels": (f"product/uuid/{row.uuid}",),
        "verwijst": tuple(dict.fromkeys(key for link in own if link and (key := join_key(link)) is not None)),
        "titel": row.naam or row.producttype.naam,
        "organisatie": call.bron.organisatie,
        "herkomst": call.herkomst(via),
        "urn": Urn(f"urn:nld:product:uuid:{row.uuid}"),
        "laatst_gewijzigd_op": row.update_datum,
        "afscherming": None,
        "soort": soort,
        "nummer": None,
        "producttype": _producttype(row.producttype, call),
        "status": _STATUS.get(row.status, Productstatus.ONBEKEND),
        "status_bronwaarde": row.status,
        "startdatum": row.start_datum,
        "einddatum": row.eind_datum,
        "prijs": _amount(row.prijs),
        "prijsfrequentie": _FREQUENTIE.get(row.frequentie, Prijsfrequentie.ONBEKEND) if row.frequentie else None,
        "prijsfrequentie_bronwaarde": row.frequentie or None,
        "gedeeld": len(row.eigenaren) > 1,
        "kenmerken": [*kenmerken(row.dataobject or {}), *kenmerken(row.verbruiksobject or {}, "Verbruik")],
    }


def plate(text: str) -> str:
    """A kenteken in capitals without dashes."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def kenmerken(data: Mapping[str, object], groep: str | None = None, prefix: str = "") -> Iterator[Kenmerk]:
    """Free data as values a screen can show; a nested object becomes a group of its own."""
    for key, value in data.items():
        sleutel, label = f"{prefix}{key}", _label(key)
        if isinstance(value, dict):
            yield from kenmerken(value, groep or label, f"{sleutel}.")
        elif (found := _kenmerk(sleutel, label, value, groep)) is not None:
            yield found


def _kenmerk(sleutel: str, label: str, value: object, groep: str | None) -> Kenmerk | None:
    if isinstance(value, bool):
        return kenmerk_ja_nee(sleutel, label, value, groep=groep)
    if isinstance(value, int | float):
        return kenmerk_getal(sleutel, label, value, groep=groep)
    if isinstance(value, list):
        return kenmerk_teksten(sleutel, label, [str(one) for one in value], groep=groep) if value else None
    if not isinstance(value, str) or not value:
        return None
    try:
        return kenmerk_datum(sleutel, label, date.fromisoformat(value), groep=groep)
    except ValueError:
        return kenmerk_tekst(sleutel, label, value, groep=groep)


def _label(key: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").strip().lower()
    return words[:1].upper() + words[1:]


def _producttype(row: models.Producttype, call: Call) -> Producttype:
    return Producttype(
        ref=call.ref("producttype", row.uuid),
        code=row.code,
        naam=row.naam,
        taal=row.taal,
        themas=[thema.naam for thema in row.themas if thema.gepubliceerd],
    )


def _amount(text: str | None) -> Bedrag | None:
    try:
        return bedrag(text) if text else None
    except InvalidOperation:
        return None
