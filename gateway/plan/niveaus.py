"""What needs a stronger login than its bron asks: types of items and fields, by the table [gateway.niveaus].

A name is that of the schema: `Belastingaanslag` is a type, `Bericht.tekst` a field. That of an interface counts for every type
that implements it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import strawberry
from graphql import (
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    default_field_resolver,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.source import SourceSpec, field_kind
from gateway.errors import ConfigInvalid
from gateway.plan.leeg import blanks

_DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
Guarded = tuple[type | None, Betrouwbaarheidsniveau]


@dataclass(slots=True)
class Niveaus:
    """The levels, ready to be looked up.

    `types`: of items, by class; `blanks`: what stands in the place of their attributes when they are hidden. `attributes`:
    names of the attributes of an item that need a level, by class. `sources`: by the key of a source field, for which parents
    (None: the top of the schema). `fields`: of all other fields, by coordinate.
    """

    types: dict[type, Betrouwbaarheidsniveau] = field(default_factory=dict)
    blanks: dict[type, Mapping[str, object]] = field(default_factory=dict)
    attributes: dict[type, dict[str, Betrouwbaarheidsniveau]] = field(default_factory=dict)
    sources: dict[str, list[Guarded]] = field(default_factory=dict)
    fields: dict[str, Betrouwbaarheidsniveau] = field(default_factory=dict)
    every: set[Betrouwbaarheidsniveau] = field(default_factory=set)

    def concern(self, niveau: Betrouwbaarheidsniveau) -> bool:
        """Is there anything that somebody of this level may not see?"""
        return not all(niveau.reaches(one) for one in self.every)


def read_niveaus(schema: strawberry.Schema, table: Mapping[str, str]) -> Niveaus:
    """The levels of a table of settings. Raises ConfigInvalid with every name that the schema does not know, or cannot hide."""
    reader = _Reader(schema._schema)
    for name, niveau in table.items():
        fault = reader.read(name, Betrouwbaarheidsniveau[niveau])
        if fault is not None:
            reader.faults.append(f"gateway.niveaus: {name}: {fault}")
    if reader.faults:
        raise ConfigInvalid(reader.faults)
    return reader.found


class _Reader:
    def __init__(self, core: GraphQLSchema) -> None:
        self.core = core
        self.found = Niveaus()
        self.faults: list[str] = []

    def read(self, name: str, niveau: Betrouwbaarheidsniveau) -> str | None:
        """Note the level of one name; gives what is wrong with it."""
        type_name, _, field_name = name.partition(".")
        concrete = list(self._concrete(type_name))
        if not concrete:
            return "dit type is er niet, of het is geen item en niet Query"
        self.found.every.add(niveau)
        if field_name:
            faults = [self._field(one, field_name, niveau) for one in concrete]
            return next((fault for fault in faults if fault is not None), None)
        if any(one is self.core.query_type for one in concrete):
            return "noem bij Query ook het veld"
        self.found.types.update({_class(one): niveau for one in concrete})
        self.found.blanks.update({_class(one): blanks(_class(one)) for one in concrete})
        return None

    def _concrete(self, name: str) -> Iterator[GraphQLObjectType]:
        """The object types of a name, when they are items or the top."""
        known = self.core.get_type(name)
        kinds = list(self.core.get_possible_types(known)) if isinstance(known, GraphQLInterfaceType) else [known]
        for kind in kinds:
            if isinstance(kind, GraphQLObjectType) and (kind is self.core.query_type or issubclass(_class(kind), Item)):
                yield kind

    def _field(self, of: GraphQLObjectType, name: str, niveau: Betrouwbaarheidsniveau) -> str | None:
        definition = of.fields.get(name)
        if definition is None:
            return f"{of.name} heeft dit veld niet"
        if isinstance(definition.type, GraphQLNonNull):
            return "dit veld is nooit leeg, dus het kan niet verborgen worden"
        own = cast(StrawberryField, definition.extensions[_DEFINITION])  # set by Strawberry for every field of ours
        kind = field_kind(own)
        if isinstance(kind, SourceSpec):
            parent = None if of is self.core.query_type else _class(of)
            self.found.sources.setdefault(kind.key, []).append((parent, niveau))
            return None
        self.found.fields[f"{of.name}.{name}"] = niveau
        if kind is None:
            self.found.attributes.setdefault(_class(of), {})[own.python_name] = niveau
        return None


class Screened(Protocol):
    """A request that knows what its person may see."""

    def require(self, coordinate: str) -> None:
        """Raises LevelTooLow when this field needs a stronger login."""
        ...


def guarded(coordinate: str, function: Callable[..., object]) -> Callable[..., object]:
    """The function of a field, which first asks whether it may be shown."""

    def value(parent: object, context: Screened, **arguments: object) -> object:
        context.require(coordinate)
        return function(parent, context, **arguments)

    return value


def attribute(name: str) -> Callable[..., object]:
    """The function of a field that is an attribute of its parent."""
    return lambda parent, context: getattr(parent, name)


def guard(schema: strawberry.Schema, coordinates: Iterable[str]) -> None:
    """Have the schema's own resolvers ask, too, whether these fields may be shown."""
    for coordinate in coordinates:
        type_name, _, name = coordinate.partition(".")
        field = cast(GraphQLObjectType, schema._schema.type_map[type_name]).fields[name]
        field.resolve = _asking(coordinate, field.resolve or default_field_resolver)


def _asking(coordinate: str, resolve: Callable[..., object]) -> Callable[..., object]:
    def ask(
        parent: object,
        info: GraphQLResolveInfo[Any],  # Any: the context is that of both executors
        **arguments: object,
    ) -> object:
        info.context.require(coordinate)
        return resolve(parent, info, **arguments)

    return ask


def _class(type_: GraphQLObjectType) -> type:
    return cast(type, type_.extensions[_DEFINITION].origin)  # Strawberry keeps the class there
