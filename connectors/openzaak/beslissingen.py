"""Besluiten in a zaak, each with the last day on which one may object. They can only be found by their zaak."""

from __future__ import annotations

from datetime import timedelta

from connectors.openzaak.adres import besluit_url, keys, pad, read_bare, read_rows, uuid_of, zaak_url
from connectors.openzaak.catalogus import Catalogus
from connectors.openzaak.kenmerken import besluit_in
from connectors.openzaak.models import Besluit as Row
from connectors.openzaak.models import Besluittype, Zaakdocument
from connectors.openzaak.profiel import profiel_of
from connectors.openzaak.vinden import read_zaak
from gateway.bronnen.call import Call
from gateway.domain.besluit import Besluit
from gateway.domain.datum import Datumduiding, Termijn, termijn

_BEZWAAR = "Tot en met deze dag kunt u bezwaar maken."


async def besluiten_of(call: Call, zaak: str, catalogus: Catalogus) -> list[Besluit]:
    """The besluiten in a zaak, newest first."""
    if not profiel_of(call.instellingen).besluiten:
        row = await read_zaak(call, zaak)
        told = besluit_in(row, call) if row is not None else None
        return [map_besluit(told, call, zaak, catalogus)] if told is not None else []
    path = pad(call, "besluiten", "/besluiten")
    found, _ = await read_rows(call, path, Row, params={"zaak": zaak_url(call, zaak)})
    newest_first = sorted(found, key=lambda one: one.datum, reverse=True)
    return [map_besluit(row, call, zaak, catalogus) for row in newest_first]


async def read_besluit(call: Call, zaak: str, besluit: str) -> Row | None:
    """One besluit, when it is in this zaak; whose zaak that is has to be proven apart."""
    row = await call.read("GET", pad(call, "besluiten", f"/besluiten/{besluit}"), Row)
    return row if row is not None and row.zaak is not None and uuid_of(row.zaak) == zaak else None


async def stukken_of(call: Call, besluit: str) -> list[str]:
    """The uuids of the documents in which a besluit was laid down."""
    path, params = pad(call, "besluiten", "/besluitinformatieobjecten"), {"besluit": besluit_url(call, besluit)}
    return [uuid_of(link.informatieobject) for link in await read_bare(call, path, Zaakdocument, params=params)]


def map_besluit(row: Row, call: Call, zaak: str, catalogus: Catalogus) -> Besluit:
    """The view of a besluit in a zaak, with the term for objection where it is known or follows."""
    uuid = uuid_of(row.url)
    type_ = catalogus.besluittypen.get(uuid_of(row.besluittype))
    return Besluit(
        ref=call.ref("besluit", f"{zaak}/{uuid}"),
        sleutels=keys("besluit", uuid),
        verwijst=keys("zaak", zaak),
        titel=type_.omschrijving if type_ is not None else "Besluit",
        identificatie=row.identificatie or None,
        toelichting=row.toelichting or None,
        datum=row.datum,
        ingangsdatum=row.ingangsdatum,
        vervaldatum=row.vervaldatum,
        bezwaartermijn=_bezwaar(row, type_),
        organisatie=call.bron.organisatie,
    )


def _bezwaar(row: Row, type_: Besluittype | None) -> Termijn | None:
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
