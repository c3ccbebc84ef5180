"""UP-3: no question can name a person. Whose data it is stands in the token, so no argument takes such a number."""

from __future__ import annotations

import re

import pytest
import strawberry
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

NUMBERS = re.compile(r"bsn|burgerservice|kvk|rsin|vestiging|ontvanger|subject|persoon|eigenaar", re.IGNORECASE)
pytestmark = pytest.mark.attacks


def test_no_argument_names_a_person(schema: strawberry.Schema) -> None:
    """Not of a field, and not inside an input type."""
    found = []
    for name, type_ in schema._schema.type_map.items():
        if name.startswith("__"):
            continue
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            found += [f"{name}.{field}({one})" for field, own in type_.fields.items() for one in own.args]
        if isinstance(type_, GraphQLInputObjectType):
            found += [f"{name}({one})" for one in type_.fields]
    assert len(found) > 20
    assert [one for one in found if NUMBERS.search(one.partition("(")[2])] == []
