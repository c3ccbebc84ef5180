"""Every source field of the schema has an answer, and every answer a field."""

from __future__ import annotations

from graphql import is_interface_type, is_object_type
from strawberry.schema.schema_converter import GraphQLCoreConverter

from gateway.domain.source import SourceSpec, field_kind
from gateway.plan.fanout.sources import SOURCES
from gateway.plan.onderzoek.antwoorden import ONDERZOEK
from gateway.plan.wijzigen.mutaties import MUTATIES
from resolvers.schema import maak_schema

STREAMS = {"wijzigingen", "overzichtPerBron"}


def schema_keys() -> set[str]:
    """The keys of all source fields in the schema."""
    keys = set()
    for type_ in maak_schema()._schema.type_map.values():
        if not (is_object_type(type_) or is_interface_type(type_)) or type_.name.startswith("__"):
            continue
        for field in type_.fields.values():
            kind = field_kind(field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF])
            if isinstance(kind, SourceSpec):
                keys.add(kind.key)
    return keys


def test_schema_and_answers_name_the_same_sources() -> None:
    """No field without an answer, no answer without a field; a stream makes its own answers."""
    assert schema_keys() == {*SOURCES, *MUTATIES, *ONDERZOEK, *STREAMS}
