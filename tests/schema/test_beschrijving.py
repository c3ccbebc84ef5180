"""The schema explains itself, and its names can be guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

import msgspec
import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    is_specified_scalar_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

MADE_BY_US = {"Actiesoort", "Belemmeringcode", "Datumduiding", "GevondenVia", "Kenmerksoort", "Verwerking"}
PERSON = re.compile(r"bsn|burgerservice|kvk|rsin|vestiging", re.IGNORECASE)


def own_types(core: GraphQLSchema) -> list[GraphQLNamedType]:
    """Every type that is ours, so without introspection and the scalars of GraphQL itself."""
    return [
        one for name, one in core.type_map.items() if not name.startswith("__") and not is_specified_scalar_type(one)
    ]


def output_fields(core: GraphQLSchema) -> Iterator[tuple[GraphQLNamedType, str, GraphQLField]]:
    """Every field of every object type and interface, with its owner and name."""
    for owner in own_types(core):
        if isinstance(owner, GraphQLObjectType | GraphQLInterfaceType):
            for name, one in owner.fields.items():
                yield owner, name, one


def described(core: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything that carries a description: its coordinate and its text."""
    for owner in own_types(core):
        yield owner.name, owner.description
        if isinstance(owner, GraphQLEnumType):
            yield from ((f"{owner.name}.{name}", value.description) for name, value in owner.values.items())
        if isinstance(owner, GraphQLInputObjectType):
            yield from ((f"{owner.name}.{name}", one.description) for name, one in owner.fields.items())
    for owner, name, one in output_fields(core):
        yield f"{owner.name}.{name}", one.description
        yield from ((f"{owner.name}.{name}({key}:)", argument.description) for key, argument in one.args.items())


def test_everything_is_described(core: GraphQLSchema) -> None:
    """Each type, field, argument and enum value has a Dutch sentence, so that nobody has to guess."""
    short = [place for place, text in described(core) if not text or len(text) < 10 or text[-1] not in ".?+"]
    assert short == []


def test_no_argument_takes_a_persons_number(core: GraphQLSchema) -> None:
    """Who it is about comes from the token: nothing that a client sends is named after a person's number."""
    arguments = [f"{owner.name}.{name}({key}:)" for owner, name, one in output_fields(core) for key in one.args]
    inputs = [
        f"{one.name}.{name}"
        for one in own_types(core)
        if isinstance(one, GraphQLInputObjectType)
        for name in one.fields
    ]
    assert [place for place in arguments + inputs if PERSON.search(place)] == []
    assert "Query.zaak(id:)" in arguments
    assert "ZaakFilter.zoek" in inputs


def test_no_output_shows_a_citizens_number(core: GraphQLSchema) -> None:
    """A BSN or RSIN is never in an answer, whatever is selected."""
    shown = [f"{owner.name}.{name}" for owner, name, _ in output_fields(core) if re.search("bsn|rsin", name.lower())]
    assert shown == []


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"(^|[a-z])datum$", {"Date", "GeduideDatum"}),
        (r"[a-z]Op$", {"DateTime"}),
        (r"^deadline$|termijn$", {"Termijn"}),
        (r"^aantal", {"Int"}),
        (r"[uU]rl$", {"URL"}),
        (r"^(is|has)[A-Z]", {"Boolean"}),
    ],
)
def test_a_name_tells_its_type(core: GraphQLSchema, pattern: str, allowed: set[str]) -> None:
    """Fields that end or begin alike have the same type everywhere."""
    found = [
        (f"{owner.name}.{name}", get_named_type(one.type).name)
        for owner, name, one in output_fields(core)
        if re.search(pattern, name)
    ]
    assert found
    assert [place for place in found if place[1] not in allowed] == []


def test_names_have_one_spelling(core: GraphQLSchema) -> None:
    """Types in PascalCase, fields and arguments in camelCase, enum values in capitals."""
    for one in own_types(core):
        assert re.fullmatch(r"[A-Z][A-Za-z]*", one.name)
        if isinstance(one, GraphQLEnumType):
            assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name) for name in one.values)
    for _, name, declared in output_fields(core):
        assert all(re.fullmatch(r"[a-z][A-Za-z]*", word) for word in (name, *declared.args))


def test_money_is_never_a_float(core: GraphQLSchema) -> None:
    """No field or argument has the type Float: an amount is a Bedrag."""
    assert "Float" not in core.type_map


def test_unknown_words_of_a_bron_keep_their_own_text(core: GraphQLSchema) -> None:
    """Beside each field with an enum that a bron feeds stands what the bron itself says."""
    checked = set()
    for owner, name, one in output_fields(core):
        enum = get_named_type(one.type)
        if isinstance(enum, GraphQLEnumType) and "ONBEKEND" in enum.values and enum.name not in MADE_BY_US:
            assert isinstance(owner, GraphQLObjectType | GraphQLInterfaceType)
            assert {f"{name}Bronwaarde", "bronwaarde"} & set(owner.fields), f"{owner.name}.{name}"
            checked.add(enum.name)
    assert {"Statusgroep", "Taakstatus", "Taaksoort", "Productstatus", "Betaalstatus", "Kanaal", "Zaakrol"} <= checked


def test_an_enum_beside_a_raw_value_knows_the_unknown(core: GraphQLSchema) -> None:
    """A field with a `...Bronwaarde` beside it can say ONBEKEND."""
    for owner, name, _ in output_fields(core):
        if not name.endswith("Bronwaarde"):
            continue
        assert isinstance(owner, GraphQLObjectType | GraphQLInterfaceType)
        beside = owner.fields.get(name.removesuffix("Bronwaarde"))
        enum = get_named_type(beside.type) if beside else None
        assert not isinstance(enum, GraphQLEnumType) or "ONBEKEND" in enum.values, f"{owner.name}.{name}"


def test_enum_values_are_their_names(core: GraphQLSchema) -> None:
    """The Python value of every enum value is its name, so that any encoder writes what the schema says."""
    for one in own_types(core):
        if isinstance(one, GraphQLEnumType):
            members: type[Enum] = one.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].wrapped_cls
            assert [msgspec.to_builtins(member) for member in members] == list(one.values)
            assert [one.serialize(member) for member in members] == list(one.values)


def test_lists_follow_relay(core: GraphQLSchema) -> None:
    """Each connection is a Lijst with nodes and edges of the same type."""
    connections = [one for one in own_types(core) if one.name.endswith("Connection")]
    assert len(connections) == 7
    for one in connections:
        assert isinstance(one, GraphQLObjectType)
        assert [face.name for face in one.interfaces] == ["Lijst"]
        edge = core.type_map[one.name.replace("Connection", "Edge")]
        assert isinstance(edge, GraphQLObjectType)
        assert set(edge.fields) == {"cursor", "node"}
        assert get_named_type(one.fields["nodes"].type) is get_named_type(edge.fields["node"].type)


def test_scalars_name_their_standard(schema: strawberry.Schema, core: GraphQLSchema) -> None:
    """Every scalar of ours says which standard it follows."""
    scalars = [one for one in own_types(core) if isinstance(one, GraphQLScalarType)]
    assert len(scalars) == 8
    assert all((one.specified_by_url or "").startswith("https://") for one in scalars)
    assert schema.as_str().count("@specifiedBy") == 8


SUPPLIERS = re.compile(
    r"zgw|open_?zaak|open_?vtb|maykin|egis|pink|key2|esuite|octopus|decos|digid|eherkenning|keycloak", re.IGNORECASE
)


def test_no_name_of_a_system_or_supplier(core: GraphQLSchema) -> None:
    """A portal is never tied to what a municipality happens to run: no name in the schema is that of a product."""
    names = [type_.name for type_ in own_types(core)]
    for type_ in own_types(core):
        names += list(getattr(type_, "fields", {}) or {}) + list(getattr(type_, "values", {}) or {})
    assert [name for name in names if SUPPLIERS.search(name)] == []
