"""What is the person's own: how an owner is named here, and one published product of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.openproduct import models
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Subject
from gateway.errors import BronNotSupported

PRODUCTEN = "/producten/api/v1/producten"
PRODUCTTYPEN = "/producttypen/api/v1/producttypen"


@dataclass(frozen=True, slots=True)
class Eigenaar:
    """How an owner is found: the filter and its number, and the field of an owner that must hold it."""

    key: str
    nummer: str
    veld: str
    via: GevondenVia


def eigenaren(subject: Subject) -> list[Eigenaar]:
    """Every way this bron may know the subject. Raises BronNotSupported when there is none (it knows no RSIN)."""
    if subject.bsn is not None:
        return [Eigenaar("eigenaren__bsn", subject.bsn.waarde, "bsn", GevondenVia.BSN)]
    if subject.vestiging is not None:
        nummer = subject.vestiging.waarde
        return [Eigenaar("eigenaren__vestigingsnummer", nummer, "vestigingsnummer", GevondenVia.VESTIGING)]
    if subject.kvk is not None:
        return [Eigenaar("eigenaren__kvk_nummer", subject.kvk.waarde, "kvk_nummer", GevondenVia.KVK)]
    raise BronNotSupported("no number this bron knows")


def is_published(row: models.Product) -> bool:
    """Are product and producttype both published? A filter the server does not know would be ignored silently."""
    return row.gepubliceerd and row.producttype.gepubliceerd


async def own_product(call: Call) -> tuple[models.Product, Eigenaar] | None:
    """One published product, and as which of its owners the person is known."""
    known = eigenaren(call.subject)
    row = await call.read("GET", f"{PRODUCTEN}/{call.native}", models.Product)
    if row is None or not is_published(row):
        return None
    mine = (one for one in known if one.nummer in [getattr(owner, one.veld) for owner in row.eigenaren])
    eigenaar = next(mine, None)
    return (row, eigenaar) if eigenaar is not None else None
