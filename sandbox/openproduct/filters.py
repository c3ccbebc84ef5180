"""The filters on producten, under their snake_case names; a camelCase name is one of many unknown ones and ignored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation
from operator import eq, ge, gt, le, lt

from sandbox.openproduct.rijen import JsonObject, Product, Verwijzing
from sandbox.openvtb.drf import refuse
from sandbox.openvtb.filters import (
    Filter,
    Test,
    comparisons,
    exact,
    listed,
    one_of,
    parse_day,
    parse_moment,
    sortable,
    truth,
)

STATUSSEN = ("initieel", "in_aanvraag", "gereed", "actief", "ingetrokken", "geweigerd", "verlopen")
FREQUENTIES = ("eenmalig", "maandelijks", "jaarlijks")
BOUNDS = ("", "__gte", "__lte")
OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "exact": eq,
    "gt": gt,
    "gte": ge,
    "lt": lt,
    "lte": le,
    "icontains": lambda own, value: value.lower() in own.lower(),
    "in": lambda own, value: own in value.split("|"),
}
AMOUNTS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"": eq, "__gte": ge, "__lte": le}


def among(read: Callable[[Product], Collection[str]]) -> Filter[Product]:
    """One of the row's values is one of the comma separated values."""
    return lambda name, value: lambda product: not set(value.split(",")).isdisjoint(read(product))


def containing(read: Callable[[Product], Collection[str]]) -> Filter[Product]:
    """One of the row's values contains the value."""
    return lambda name, value: lambda product: any(value in own for own in read(product))


def references(name: str, read: Callable[[Product], list[Verwijzing]]) -> dict[str, Filter[Product]]:
    """The filters on a list of `{urn, url}`."""

    def urns(product: Product) -> list[str]:
        return [item.urn for item in read(product) if item.urn]

    def urls(product: Product) -> list[str]:
        return [item.url for item in read(product) if item.url]

    return {
        f"{name}__urn": listed(urns),
        f"{name}__urn__contains": containing(urns),
        f"{name}__url": listed(urls),
        f"{name}__url__contains": containing(urls),
    }


def amount(compare: Callable[[Decimal, Decimal], bool]) -> Filter[Product]:
    """Compared with the price; a product without one never passes."""

    def build(name: str, value: str) -> Test[Product]:
        try:
            bound = Decimal(value)
        except InvalidOperation:
            refuse(name, "invalid", "Voer een getal in.")
        return lambda product: product.prijs is not None and compare(Decimal(product.prijs), bound)

    return build


def attribute(read: Callable[[Product], JsonObject | None]) -> Filter[Product]:
    """`key__operator__value` on a JSON object of the product; `auto__merk__exact__Fiat` looks inside `auto`."""

    def build(name: str, value: str) -> Test[Product]:
        parts = value.rsplit("__", 2)
        if len(parts) < 3:
            refuse("", "invalid-data-attr-query", f"Filter '{value}' heeft niet de format 'key__operator__waarde'")
        path, operator, wanted = parts
        compare = OPERATORS.get(operator)
        if compare is None:
            refuse("", "invalid-data-attr-query", f"operator `{operator}` is niet bekend/ondersteund")

        def test(product: Product) -> bool:
            own = _find(read(product), path)
            return own is not None and compare(str(own), wanted)

        return test

    return build


def _find(value: object, path: str) -> object:
    for key in path.split("__"):
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


IDENTITY = ("eigenaren__bsn", "eigenaren__kvk_nummer", "eigenaren__vestigingsnummer", "eigenaren__klantnummer")
FILTERS: Mapping[str, Filter[Product]] = {
    "naam": exact(lambda product: product.naam),
    "gepubliceerd": truth(lambda product: product.gepubliceerd),
    "status": one_of(lambda product: product.status, STATUSSEN),
    "frequentie": one_of(lambda product: product.frequentie, FREQUENTIES),
    "uniforme_product_naam": exact(lambda product: product.producttype.uniforme_product_naam),
    "eigenaren__uuid": listed(lambda product: [eigenaar.uuid for eigenaar in product.eigenaren]),
    "eigenaren__bsn": listed(lambda product: [eigenaar.bsn for eigenaar in product.eigenaren]),
    "eigenaren__kvk_nummer": listed(lambda product: [eigenaar.kvk_nummer for eigenaar in product.eigenaren]),
    "eigenaren__vestigingsnummer": listed(
        lambda product: [eigenaar.vestigingsnummer for eigenaar in product.eigenaren]
    ),
    "eigenaren__klantnummer": listed(lambda product: [eigenaar.klantnummer for eigenaar in product.eigenaren]),
    "aanvraag_zaak_urn": exact(lambda product: product.aanvraag_zaak_urn or ""),
    "aanvraag_zaak_urn__contains": containing(lambda product: [product.aanvraag_zaak_urn or ""]),
    "aanvraag_zaak_url": exact(lambda product: product.aanvraag_zaak_url or ""),
    "aanvraag_zaak_url__contains": containing(lambda product: [product.aanvraag_zaak_url or ""]),
    "dataobject_attr": attribute(lambda product: product.dataobject),
    "verbruiksobject_attr": attribute(lambda product: product.verbruiksobject),
    "producttype__uuid": exact(lambda product: product.producttype.uuid),
    "producttype__uuid__in": among(lambda product: [product.producttype.uuid]),
    "producttype__code": exact(lambda product: product.producttype.code),
    "producttype__code__in": among(lambda product: [product.producttype.code]),
    "producttype__naam": exact(lambda product: product.producttype.naam),
    "producttype__naam__in": among(lambda product: [product.producttype.naam]),
    "producttype__gepubliceerd": truth(lambda product: product.producttype.gepubliceerd),
    "producttype__themas__uuid": listed(lambda product: [thema.uuid for thema in product.producttype.themas]),
    "producttype__themas__uuid__in": among(lambda product: [thema.uuid for thema in product.producttype.themas]),
    "producttype__themas__naam": listed(lambda product: [thema.naam for thema in product.producttype.themas]),
    "producttype__themas__naam__in": among(lambda product: [thema.naam for thema in product.producttype.themas]),
    **references("zaken", lambda product: product.zaken),
    **references("taken", lambda product: product.taken),
    **references("documenten", lambda product: product.documenten),
    **comparisons("start_datum", lambda product: product.start_datum, parse_day, BOUNDS),
    **comparisons("eind_datum", lambda product: product.eind_datum, parse_day, BOUNDS),
    **comparisons("aanmaak_datum", lambda product: sortable(product.aanmaak_datum), parse_moment, BOUNDS),
    **comparisons("update_datum", lambda product: sortable(product.update_datum), parse_moment, BOUNDS),
    **{f"prijs{suffix}": amount(compare) for suffix, compare in AMOUNTS.items()},
}
