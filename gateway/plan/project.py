"""Write a Python function that prints a selection: attribute by attribute, no calls per field, no look-ups by name.

The clever file. It only answers when every value is what the schema promises; anything else (null where none may be, an
error, an unknown class) raises, and `complete` answers slowly and to the letter of the specification. The oracle tests
hold both against graphql-core.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import msgspec
from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLEnumType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from gateway.plan.tree import Field, Kind, Selection

Project = Callable[..., dict[str, object]]
MAX_INLINE = 12
_PLAIN = ("String", "ID", "Boolean")
_INT = (
    "if {0} is not None and ({0}.__class__ is not int or not "
    f"{GRAPHQL_MIN_INT} <= {{0}} <= {GRAPHQL_MAX_INT}): raise Deoptimise"
)
_DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF


class Deoptimise(Exception):
    """A value is not what the schema promises: let the careful completion answer."""


def projector(root: Selection, schema: GraphQLSchema) -> Project:
    """The function `project(parent, results, arguments, context)` that prints a selection as a dict.

    Raises Deoptimise, or whatever touching an unexpected value raises.
    """
    writer = _Writer()
    name = writer.selection(root)
    code = "\n".join(writer.lines)
    exec(compile(code, "<plan>", "exec"), writer.names)  # noqa: S102  # our own text: only names and numbers vary
    return cast(Project, writer.names[name])


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, object] = {"Deoptimise": Deoptimise, "Exception": Exception}
        self.count = 0

    def name(self, value: object = None) -> str:
        """A fresh name, bound to `value` in the function's globals."""
        self.count += 1
        name = f"n{self.count}"
        if value is not None:
            self.names[name] = value
        return name

    def selection(self, selection: Selection) -> str:
        """The name of a function that prints this selection of its first argument."""
        body, text = self._body(selection, "o", 0)
        name = self.name()
        self.lines += [f"def {name}(o, R, A, c):", *(f"    {line}" for line in body), f"    return {text}"]
        return name

    def _body(self, selection: Selection, parent: str, depth: int) -> tuple[list[str], str]:
        """The lines that work out a selection of the value in `parent`, and the dict they lead to."""
        lines: list[str] = []
        items: list[str] = []
        if all(field.kind in (Kind.TYPENAME, Kind.COMPUTED) for field in selection.fields):
            # Nothing below touches the parent itself: a function may be content with none.
            lines.append(f"if {parent} is None: raise Deoptimise")
        for field in selection.fields:
            if field.kind is Kind.TYPENAME:
                items.append(f"{field.key!r}: {selection.typename!r}")
                continue
            variable = self.name()
            lines += [f"{variable} = {self._origin(field, parent)}", *self._complete(field, variable, depth)]
            items.append(f"{field.key!r}: {variable}")
        return lines, f"{{{', '.join(items)}}}"

    def _origin(self, field: Field, parent: str) -> str:
        if field.kind is Kind.ATTRIBUTE:
            return f"{parent}.{field.attribute}"
        if field.kind is Kind.COMPUTED:
            function = self.name(field.function)
            if field.fixed is None:
                return f"{function}({parent}, c, **A[{field.slot}])"
            return (
                f"{function}({parent}, c, **{self.name(dict(field.fixed))})"
                if field.fixed
                else f"{function}({parent}, c)"
            )
        return f"R[{field.slot}][id({parent})]"

    def _complete(self, field: Field, variable: str, depth: int) -> list[str]:
        """The lines that turn the value in `variable` into what is printed, or raise."""
        lines = []
        if field.kind in (Kind.FETCH, Kind.LOCAL):
            lines.append(f"if isinstance({variable}, Exception): raise Deoptimise")
        required = isinstance(field.gql_type, GraphQLNonNull)
        if required:
            lines.append(f"if {variable} is None: raise Deoptimise")
        inner = _nullable(field.gql_type)
        if isinstance(inner, GraphQLList) and self._plain_items(inner):
            return [*lines, f"if {variable} is not None and None in {self.name(_listed)}({variable}): raise Deoptimise"]
        if isinstance(inner, GraphQLObjectType) and depth < MAX_INLINE:
            (below,) = field.below.values()
            body, text = self._body(below, variable, depth + 1)
            body.append(f"{variable} = {text}")
            return [*lines, *(body if required else _indented(f"if {variable} is not None:", body))]
        if inner is GraphQLInt:
            return [*lines, _INT.format(variable)]
        text = self._expression(inner, variable, field, depth=0)
        if text != variable:
            lines.append(f"{'' if required else f'if {variable} is not None: '}{variable} = {text}")
        return lines

    def _plain_items(self, type_: GraphQLList[GraphQLOutputType]) -> bool:
        item = type_.of_type
        inner = _nullable(item)
        if not isinstance(item, GraphQLNonNull) or not isinstance(inner, GraphQLScalarType | GraphQLEnumType):
            return False
        return prints_itself(inner)

    def _expression(self, type_: GraphQLOutputType, value: str, field: Field, *, depth: int) -> str:
        """An expression that prints the non-null value `value`."""
        if isinstance(type_, GraphQLList):
            item = f"i{depth}"
            return f"[{self._item(type_.of_type, item, field, depth + 1)} for {item} in {self.name(_listed)}({value})]"
        if isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            return value if prints_itself(type_) else f"{self.name(type_.serialize)}({value})"
        if isinstance(get_named_type(type_), GraphQLObjectType):
            (below,) = field.below.values()
            return f"{self.selection(below)}({value}, R, A, c)"
        table = self.name()
        entries = ", ".join(f"{self.name(class_)}: {self.selection(below)}" for class_, below in field.below.items())
        self.lines.append(f"{table} = {{{entries}}}")
        return f"{table}[{value}.__class__]({value}, R, A, c)"

    def _item(self, type_: GraphQLOutputType, item: str, field: Field, depth: int) -> str:
        text = self._expression(_nullable(type_), item, field, depth=depth)
        if not isinstance(type_, GraphQLNonNull):
            return item if text == item else f"None if {item} is None else {text}"
        return f"{self.name(_required)}({item})" if text == item else text


def prints_itself(type_: GraphQLScalarType | GraphQLEnumType) -> bool:
    """Does msgspec encode the Python value just as this leaf type serializes it?"""
    if isinstance(type_, GraphQLEnumType):
        return all(getattr(value.value, "value", value.value) == name for name, value in type_.values.items())
    own = type_.extensions.get(_DEFINITION)
    return type_.name in _PLAIN or getattr(own, "serialize", None) is msgspec.to_builtins


def _indented(head: str, lines: list[str]) -> list[str]:
    return [head, *(f"    {line}" for line in lines)]


def _listed(value: object) -> object:
    if value.__class__ is list or value.__class__ is tuple:
        return value
    raise Deoptimise


def _required(value: object) -> object:
    if value is None:
        raise Deoptimise
    return value


def _nullable(type_: GraphQLOutputType) -> GraphQLOutputType:
    return cast(GraphQLOutputType, type_.of_type) if isinstance(type_, GraphQLNonNull) else type_
