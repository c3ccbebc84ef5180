"""A seeded world behind any schema: objects of every type, and an answer for every source field.

Both executors ask the same world, so they see the very same objects. With `faults` above 0 it breaks its promises: null
where none may be, errors for some parents, objects of a foreign type, text instead of a list, values that cannot be printed.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from random import Random
from zlib import crc32

import strawberry
from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    is_abstract_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from gateway.context import Needs
from gateway.domain.source import SourceSpec, field_kind
from gateway.errors import BronTimeout, BronUnreachable, CursorInvalid
from gateway.plan.compile import object_class
from tests.oracle.waarden import Samples

Hidden = Callable[[str, type, int], object]
COPIES = 6
_DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
_PLAIN: Samples = {
    "String": ["", "tekst", 'met "aanhaling"', "ëü€😀"],
    "ID": ["a", "b1"],
    "Int": [0, -1, 2_147_483_647],
    "Float": [0.0, 1.25, 7],
    "Boolean": [True, False],
}
_BAD: Samples = {"Int": [2_147_483_648], "Float": [float("nan"), float("inf")]}
_FAULTS = (BronTimeout, BronUnreachable, CursorInvalid, ValueError, KeyError)


class World:
    """Values for one schema. `scalars` and `bad` hold samples of its own scalars, good ones and ones that do not print."""

    def __init__(
        self,
        schema: strawberry.Schema,
        *,
        seed: int = 0,
        faults: float = 0.0,
        scalars: Samples | None = None,
        bad: Samples | None = None,
        hidden: Hidden = lambda name, owner, number: None,
    ) -> None:
        self.core = schema._schema
        self.seed = seed
        self.faults = faults
        self.scalars = {**_PLAIN, **(scalars or {})}
        self.bad = {**_BAD, **(bad or {})}
        self.types: dict[str, GraphQLOutputType] = {}
        self.mutations: set[str] = set()
        self.pool: dict[str, list[object]] = {}
        self._numbers: dict[int, int] = {}
        self._hidden = hidden
        self._fill()

    def seeded(self, seed: int) -> World:
        """The same objects, answering otherwise."""
        other = copy(self)
        other.seed = seed
        return other

    def number(self, parent: object) -> int:
        """What names a parent in both executors: its place in the pool, or the `nr` a computed field gave it."""
        if parent is None:
            return 0
        known = self._numbers.get(id(parent))
        return known if known is not None else -1 - parent.nr  # type: ignore[attr-defined]  # see the schemas

    def answer(self, key: str, arguments: str, parent: object, turn: int) -> object:
        """The answer of a source for one parent; `turn` counts the mutations done before."""
        rng = self._rng(f"{key} {arguments} {self.number(parent)} {turn}")
        if rng.random() < self.faults:
            return rng.choice(_FAULTS)("stuk")
        return self.value(rng, self.types[key])

    def computed(self, coordinate: str, parent: object) -> object:
        """What a request tells of a parent for a computed field of this type (`Taak.acties`): for both executors the same."""
        owner, _, name = coordinate.partition(".")
        type_ = self.core.type_map[owner]
        assert isinstance(type_, GraphQLObjectType)
        rng = self._rng(f"{coordinate} {self.number(parent)}")
        if rng.random() < self.faults:
            raise rng.choice(_FAULTS)("stuk")
        return self.value(rng, type_.fields[name].type)

    def breaks(self, key: str, arguments: str) -> Exception | None:
        """The error that a source raises for everybody who asks it this."""
        rng = self._rng(f"{key} {arguments}")
        return rng.choice(_FAULTS)("stuk") if rng.random() < self.faults / 2 else None

    def value(self, rng: Random, type_: GraphQLOutputType) -> object:
        """A value of this type, or something that is not."""
        is_fault = rng.random() < self.faults
        if isinstance(type_, GraphQLNonNull):
            return None if is_fault else self._present(rng, type_.of_type)
        return None if rng.random() < 0.15 else self._present(rng, type_)

    def _present(self, rng: Random, type_: GraphQLOutputType) -> object:
        is_fault = rng.random() < self.faults
        if isinstance(type_, GraphQLList):
            if is_fault:
                return rng.choice(("tekst", "", 7, {"a": 1}, {}))
            items = [self.value(rng, type_.of_type) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
            return tuple(items) if rng.random() < 0.2 else items
        if isinstance(type_, GraphQLEnumType):
            return rng.choice(list(enum_class(type_)))
        if isinstance(type_, GraphQLScalarType):
            bad = self.bad.get(type_.name)
            return rng.choice(bad if is_fault and bad else self.scalars[type_.name])
        if not is_abstract_type(type_):
            return rng.choice(self.pool[type_.name])
        if is_fault:
            return rng.choice([7, *(self.pool[name][0] for name in self._foreign(type_))])
        possible = [one.name for one in self.core.get_possible_types(type_)]
        return rng.choice(self.pool[rng.choice(possible)])

    def _foreign(self, type_: GraphQLAbstractType) -> list[str]:
        """Types that have nothing to do with this one. (Strawberry takes any object that shares an interface for its own.)"""
        possible = self.core.get_possible_types(type_)
        family = {shared.name for one in possible for shared in one.interfaces} | {one.name for one in possible}
        return [name for name in self.pool if name not in family and not family & self._interfaces(name)]

    def _interfaces(self, name: str) -> set[str]:
        type_ = self.core.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        return {one.name for one in type_.interfaces}

    def _rng(self, text: str) -> Random:
        return Random(crc32(f"{self.seed} {text}".encode()))

    def _fill(self) -> None:
        roots = (self.core.query_type, self.core.mutation_type)
        types = [one for one in self.core.type_map.values() if not one.name.startswith("__")]
        objects = [one for one in types if isinstance(one, GraphQLObjectType) and one not in roots]
        for one in objects:
            class_ = object_class(one)
            self.pool[one.name] = [object.__new__(class_) for _ in range(COPIES)]
        for owner in types:
            if isinstance(owner, GraphQLObjectType | GraphQLInterfaceType):
                self._register(owner)
        for one in objects:
            for made in self.pool[one.name]:
                self._build(one, made)

    def _register(self, owner: GraphQLObjectType | GraphQLInterfaceType) -> None:
        for one in owner.fields.values():
            kind = field_kind(one.extensions[_DEFINITION])
            if isinstance(kind, SourceSpec):
                self.types[kind.key] = one.type
                if owner is self.core.mutation_type:
                    self.mutations.add(kind.key)

    def _build(self, type_: GraphQLObjectType, made: object) -> None:
        number = len(self._numbers) + 1
        self._numbers[id(made)] = number
        rng = self._rng(f"{type_.name} {number}")
        shown = {one.extensions[_DEFINITION].python_name: one for one in type_.fields.values()}
        for one in dataclasses.fields(made):  # type: ignore[arg-type]  # every Strawberry type is a dataclass
            if one.name in shown:
                self._set(rng, made, one.name, shown[one.name])
            else:
                setattr(made, one.name, self._hidden(one.name, type(made), number))

    def _set(self, rng: Random, made: object, name: str, one: GraphQLField) -> None:
        if field_kind(one.extensions[_DEFINITION]) is None:
            setattr(made, name, self.value(rng, one.type))


@dataclass(frozen=True, slots=True)
class Ask:
    """One call of `fetch`, as the world saw it."""

    key: str
    arguments: str
    needs: frozenset[str]
    parents: tuple[int, ...]


class Recorder:
    """The context of one execution: answers from the world, and remembers what was asked."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.asked: list[Ask] = []
        self.turn = 0

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """Answers after a few turns of the loop, so that answers overtake each other."""
        text = repr(sorted(args.items()))
        numbers = tuple(self.world.number(parent) for parent in parents)
        self.asked.append(Ask(key, text, needs.paths, numbers))
        if key in self.world.mutations:
            self.turn += 1
        turn = self.turn
        for _ in range(crc32(f"{key}{text}".encode()) % 3):
            await asyncio.sleep(0)
        broken = self.world.breaks(key, text)
        if broken is not None:
            raise broken
        return [self.world.answer(key, text, parent, turn) for parent in parents]


def enum_class(type_: GraphQLEnumType) -> type[Enum]:
    """The Python enum behind an enum of the schema."""
    wrapped: type[Enum] = type_.extensions[_DEFINITION].wrapped_cls
    return wrapped
