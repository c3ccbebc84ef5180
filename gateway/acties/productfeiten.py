"""The facts that every product has, whatever its own type."""

from __future__ import annotations

from typing import TypeVar

from gateway.acties.feit import Blik, Feit, Feitsoort, bedrag, dag, grens, ja_nee, keuze, tekst
from gateway.domain.datum import Datumduiding, Termijn, termijn
from gateway.domain.product import Prijsfrequentie, Product
from gateway.domain.status import Productstatus

P = TypeVar("P", bound=Product)
_GELDIG = "Tot en met deze dag geldt het."


def product_feiten(_: type[P]) -> tuple[Feit[P], ...]:
    """Its state, its days, its price and what describes it."""
    return (
        keuze("status", Productstatus, "Of het geldt.", lambda blik: blik.item.status),
        tekst("nummer", "Nummer om te noemen.", lambda blik: blik.item.nummer),
        tekst("producttype", "Code van het producttype.", _producttype),
        Feit("themas", Feitsoort.LIJST, "Onderwerpen van het producttype.", _themas),
        *dag("startdatum", "Eerste dag waarop het geldt.", lambda blik: blik.item.startdatum),
        *grens("einddatum", "Laatste dag waarop het geldt.", _einde),
        bedrag("prijs", "Wat u ervoor betaalt.", lambda blik: blik.item.prijs),
        keuze(
            "prijsfrequentie",
            Prijsfrequentie,
            "Hoe vaak de prijs terugkomt.",
            lambda blik: blik.item.prijsfrequentie,
            mag_leeg=True,
        ),
        ja_nee("gedeeld", "U hebt het samen met iemand.", lambda blik: blik.item.gedeeld, mag_leeg=True),
        Feit("kenmerken", Feitsoort.KAART, "Bijzonderheden, met hun sleutel; de eerste waarde telt.", _kenmerken),
    )


def _producttype(blik: Blik[P]) -> str | None:
    return blik.item.producttype.code if blik.item.producttype is not None else None


def _themas(blik: Blik[P]) -> list[str]:
    return blik.item.producttype.themas if blik.item.producttype is not None else []


def _einde(blik: Blik[P]) -> Termijn | None:
    end = blik.item.einddatum
    return termijn(end, Datumduiding.GEPLAND, _GELDIG) if end is not None else None


def _kenmerken(blik: Blik[P]) -> dict[str, str]:
    return {one.sleutel: one.waarden[0] for one in blik.item.kenmerken if one.waarden}
