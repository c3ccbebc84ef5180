"""The table of levels against the schema: every name means something that can be hidden, and every fault is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLNonNull

from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Belastingaanslag, GeneriekProduct, Parkeervergunning
from gateway.errors import ConfigInvalid
from gateway.plan.compile import object_class
from gateway.plan.leeg import blanks
from gateway.plan.niveaus import read_niveaus
from resolvers.schema import maak_schema

SUBSTANTIEEL = Betrouwbaarheidsniveau.SUBSTANTIEEL


@pytest.fixture(scope="module")
def schema() -> strawberry.Schema:
    return maak_schema()


def item_types(schema: strawberry.Schema) -> Iterator[tuple[str, type]]:
    core = schema._schema
    item = core.type_map["Item"]
    assert isinstance(item, GraphQLInterfaceType)
    yield from ((one.name, object_class(one)) for one in core.get_possible_types(item))


def test_every_item_can_be_a_stub(schema: strawberry.Schema) -> None:
    """Each attribute has an empty value, and each field that asks a bron may be empty: a stub never breaks a list."""
    found = dict(item_types(schema))
    assert len(found) >= 7
    for name, kind in found.items():
        assert issubclass(kind, Item)
        blanks(kind)
        read_niveaus(schema, {name: "HOOG"})
        fields = schema._schema.type_map[name].fields  # type: ignore[attr-defined]  # an object type
        asking = [one for one in fields.values() if one.resolve is not None and one.args.keys() - {"id"}]
        assert not [one for one in asking if isinstance(one.type, GraphQLNonNull)]


def test_an_interface_stands_for_all_its_types(schema: strawberry.Schema) -> None:
    """`Product` is every kind of product, also for a field."""
    found = read_niveaus(schema, {"Product": "SUBSTANTIEEL", "Item.urn": "HOOG", "Product.prijs": "HOOG"})
    assert found.types == dict.fromkeys((Parkeervergunning, Belastingaanslag, GeneriekProduct), SUBSTANTIEEL)
    assert {"Zaak.urn", "Taak.urn", "Belastingaanslag.prijs"} <= found.fields.keys()
    assert not found.concern(Betrouwbaarheidsniveau.HOOG)
    assert found.concern(SUBSTANTIEEL)


def test_every_fault_of_the_table_is_told(schema: strawberry.Schema) -> None:
    """A name that is not there, that is no item, or that can never be empty."""
    wrong = ("Zaken", "Organisatie", "Query", "Zaak.titel", "Zaak.naam", "Betaling.bedrag", "Dienst", "String.x", "")
    with pytest.raises(ConfigInvalid) as caught:
        read_niveaus(schema, dict.fromkeys(wrong, "HOOG"))
    assert [fault.split(": ")[1] for fault in caught.value.faults] == list(wrong)


def test_nothing_set_is_nothing_to_do(schema: strawberry.Schema) -> None:
    """The usual case: nobody is held back."""
    assert not read_niveaus(schema, {}).concern(Betrouwbaarheidsniveau.BASIS)
