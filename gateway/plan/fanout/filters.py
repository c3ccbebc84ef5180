"""Which items a filter keeps: fields together must all hold, of a list one must. Bronnen that cannot filter lose nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gateway.domain.bericht import Bericht
    from gateway.domain.filters import BerichtFilter, PeriodeFilter, ProductFilter, TaakFilter, ZaakFilter
    from gateway.domain.product import Product
    from gateway.domain.taak import Taak
    from gateway.domain.verzoek import Verzoektype
    from gateway.domain.zaak import Zaak


def keep_zaak(zaak: Zaak, wanted: ZaakFilter) -> bool:
    """Does a zaak pass the filter?"""
    return (
        _equal(zaak.lopend, wanted.lopend)
        and _one_of(zaak.status.groep if zaak.status else None, wanted.statusgroep)
        and _one_of(zaak.zaaktype.identificatie if zaak.zaaktype else None, wanted.zaaktype)
        and _one_of(zaak.organisatie.oin, wanted.organisatie)
        and _within(zaak.startdatum, wanted.gestart)
        and _found(wanted.zoek, zaak.titel, zaak.omschrijving, zaak.identificatie)
    )


def keep_taak(taak: Taak, wanted: TaakFilter) -> bool:
    """Does a taak pass the filter?"""
    return (
        _one_of(taak.status, wanted.status)
        and _one_of(taak.soort, wanted.soort)
        and _within(taak.deadline.datum if taak.deadline else None, wanted.deadline)
        and _one_of(taak.organisatie.oin, wanted.organisatie)
    )


def keep_bericht(bericht: Bericht, wanted: BerichtFilter) -> bool:
    """Does a bericht pass the filter?"""
    return (
        _equal(bericht.gelezen, wanted.gelezen)
        and _one_of(bericht.organisatie.oin, wanted.organisatie)
        and _within(bericht.gepubliceerd_op, wanted.gepubliceerd)
        and _found(wanted.zoek, bericht.titel)
    )


def keep_product(product: Product, wanted: ProductFilter) -> bool:
    """Does a product pass the filter?"""
    return (
        _one_of(product.status, wanted.status)
        and _one_of(product.producttype.code if product.producttype else None, wanted.producttype)
        and _one_of(product.soort, wanted.soort)
        and _within(product.einddatum, wanted.eindigt)
        and _one_of(product.organisatie.oin, wanted.organisatie)
    )


def keep_verzoektype(soort: Verzoektype, zoek: str) -> bool:
    """Does the name or description of a verzoektype hold these words?"""
    return _found(zoek, soort.naam, soort.omschrijving)


Keep = Callable[..., bool]


def _equal(value: object, wanted: object) -> bool:
    return (not wanted and wanted is not False) or value == wanted


def _one_of(value: object, wanted: Sequence[object] | None) -> bool:
    return not wanted or value in wanted


def _within(value: date | datetime | None, wanted: PeriodeFilter | None) -> bool:
    if not wanted:
        return True
    day = value.date() if isinstance(value, datetime) else value
    if day is None:
        return False
    return (not wanted.vanaf or day >= wanted.vanaf) and (not wanted.tot_en_met or day <= wanted.tot_en_met)


def _found(wanted: str | None, *texts: str | None) -> bool:
    if not wanted:
        return True
    needle = wanted.casefold()
    return any(needle in text.casefold() for text in texts if text)
