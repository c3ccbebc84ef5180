"""Arguments for generated operations: literals and variables of any input type, with defaults, nulls and omissions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from tests.oracle.waarden import Samples

PLAIN: Samples = {
    "String": ["", "x", 'met "aanhaling" en \\', "regel\neinde", "ëü€😀"],
    "ID": ["a1", 7, "urn:x"],
    "Int": [0, 1, -3, 2_147_483_647],
    "Float": [0, 1.5, -2e3],
    "Boolean": [True, False],
}
MAX_DEPTH = 3


class EnumName(str):
    """The name of an enum value: bare in a document, a string in JSON."""


class VariableName(str):
    """A variable in the place of a value."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable as it is declared, and what the request gives for it (Undefined: nothing)."""

    name: str
    type: str
    default: str | None
    given: object

    def declaration(self) -> str:
        """As it stands in the head of an operation."""
        return f"${self.name}: {self.type}" + (f" = {self.default}" if self.default is not None else "")


class Arguments:
    """Makes the arguments of one document. `used` collects the variables of what is being written right now."""

    def __init__(self, rng: Random, samples: Samples) -> None:
        self.rng = rng
        self.samples = {**PLAIN, **samples}
        self.variables: dict[str, Variable] = {}
        self.used: set[str] = set()
        self._places: dict[tuple[str, bool, bool], list[str]] = {}

    def text(self, arguments: Mapping[str, GraphQLArgument]) -> str:
        """A choice of arguments as it stands in a document; empty when there are none."""
        chosen = {name: self._place(one, 0) for name, one in arguments.items() if self._is_chosen(one)}
        return f"({', '.join(f'{name}: {literal(tree)}' for name, tree in chosen.items())})" if chosen else ""

    def condition(self) -> str:
        """The value of `if` in @skip and @include.

        A variable is never null here: graphql-core refuses that, while the standard reads it as "not true" (6.3.2).
        """
        if self.rng.random() < 0.5:
            return "true" if self.rng.random() < 0.5 else "false"
        return literal(self._variable(GraphQLNonNull(GraphQLBoolean), has_default=False, never_null=True))

    def _is_chosen(self, one: GraphQLArgument | GraphQLInputField) -> bool:
        required = isinstance(one.type, GraphQLNonNull) and one.default_value is Undefined
        return required or self.rng.random() < 0.5

    def _place(self, one: GraphQLArgument | GraphQLInputField, depth: int) -> object:
        return self._tree(one.type, depth, variables=True, has_default=one.default_value is not Undefined)

    def _tree(self, type_: GraphQLInputType, depth: int, *, variables: bool, has_default: bool = False) -> object:
        if variables and self.rng.random() < 0.3:
            return self._variable(type_, has_default=has_default)
        if not isinstance(type_, GraphQLNonNull):
            return None if self.rng.random() < 0.12 else self._value(type_, depth, variables=variables)
        return self._value(type_.of_type, depth, variables=variables)

    def _value(self, type_: GraphQLInputType, depth: int, *, variables: bool) -> object:
        if isinstance(type_, GraphQLList):
            if not isinstance(_nullable(type_.of_type), GraphQLList) and self.rng.random() < 0.1:
                # A single value stands for a list of one (3.11, input coercion).
                return self._value(_nullable(type_.of_type), depth, variables=False)
            count = self.rng.choice((0, 1, 2, 3)) if depth < MAX_DEPTH else 0
            return [self._tree(type_.of_type, depth + 1, variables=variables) for _ in range(count)]
        if isinstance(type_, GraphQLInputObjectType):
            return self._object(type_, depth, variables=variables)
        if isinstance(type_, GraphQLEnumType):
            return EnumName(self.rng.choice(list(type_.values)))
        assert isinstance(type_, GraphQLScalarType)
        return self.rng.choice(self.samples[type_.name])

    def _object(self, type_: GraphQLInputObjectType, depth: int, *, variables: bool) -> dict[str, object]:
        if is_one_of(type_) and (not variables or self.rng.random() < 0.8):  # else: a fault that shows at run time
            name = self.rng.choice(list(type_.fields))
            return {name: self._value(_nullable(type_.fields[name].type), depth + 1, variables=False)}
        made: dict[str, object] = {}
        for name, one in type_.fields.items():
            required = isinstance(one.type, GraphQLNonNull) and one.default_value is Undefined
            if required or (depth < MAX_DEPTH and self.rng.random() < 0.4):
                default = one.default_value is not Undefined
                made[name] = self._tree(one.type, depth + 1, variables=variables, has_default=default)
        return made

    def _variable(self, type_: GraphQLInputType, *, has_default: bool, never_null: bool = False) -> VariableName:
        place = (str(type_), has_default, never_null)
        known = self._places.setdefault(place, [])
        if known and self.rng.random() < 0.5:
            name = self.rng.choice(known)
        else:
            name = f"v{len(self.variables)}"
            known.append(name)
            self.variables[name] = self._declare(name, type_, has_default=has_default, never_null=never_null)
        self.used.add(name)
        return VariableName(name)

    def _declare(self, name: str, type_: GraphQLInputType, *, has_default: bool, never_null: bool) -> Variable:
        """A variable that may stand at a place of this type (5.8.5), with every freedom the standard leaves."""
        inner = _nullable(type_)
        may_be_null = not isinstance(type_, GraphQLNonNull)
        loose = not never_null and self.rng.random() < 0.5
        default = None
        if self.rng.random() < 0.3 or (loose and not may_be_null and not has_default):
            default = literal(self._value(inner, MAX_DEPTH - 1, variables=False))
        if loose:
            return Variable(name, str(inner), default, self._given(inner, null=True, omitted=True))
        return Variable(name, f"{inner}!", default, self._given(inner, null=False, omitted=default is not None))

    def _given(self, type_: GraphQLInputType, *, null: bool, omitted: bool) -> object:
        choice = self.rng.random()
        if omitted and choice < 0.3:
            return Undefined
        if null and choice < 0.5:
            return None
        return plain(self._value(type_, 1, variables=False))


def is_one_of(type_: GraphQLInputObjectType) -> bool:
    """Is it a OneOf input object (3.10.1)? Strawberry checks that itself, when the value is made."""
    return type_.is_one_of or bool(type_.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].is_one_of)


def literal(tree: object) -> str:
    """A value as it stands in a document."""
    match tree:
        case VariableName():
            return f"${tree}"
        case EnumName():
            return str(tree)
        case list():
            return f"[{', '.join(literal(item) for item in tree)}]"
        case dict():
            return f"{{{', '.join(f'{name}: {literal(item)}' for name, item in tree.items())}}}"
    return json.dumps(tree)


def plain(tree: object) -> object:
    """A value as it stands among the variables of a request."""
    match tree:
        case EnumName():
            return str(tree)
        case list():
            return [plain(item) for item in tree]
        case dict():
            return {name: plain(item) for name, item in tree.items()}
    return tree


def _nullable(type_: GraphQLInputType) -> GraphQLInputType:
    return type_.of_type if isinstance(type_, GraphQLNonNull) else type_
