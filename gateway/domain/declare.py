"""How the vocabulary is declared: the Dutch docstring of a class is its description in the schema.

So a reader of the code and a reader of the schema see the same sentence, written once.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from enum import Enum
from typing import Self, TypeVar, dataclass_transform

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field, StrawberryField))
def view(cls: type[T]) -> type[T]:
    """A type of the schema, whose instances are what a mapper makes: every attribute is passed by keyword."""
    return strawberry.type(cls, description=inspect.getdoc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field, StrawberryField))
def interface(cls: type[T]) -> type[T]:
    """An interface of the schema; its fields are inherited by the Python classes that implement it."""
    return strawberry.interface(cls, description=inspect.getdoc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field, StrawberryField))
def invoer(cls: type[T]) -> type[T]:
    """An input type of the schema."""
    return strawberry.input(cls, description=inspect.getdoc(cls))


class Term(Enum):
    """A word of the schema, written as `NAME = "NAME", "what it means"`. Its value is its name."""

    _value_: str
    uitleg: str

    def __new__(cls, waarde: str, uitleg: str) -> Self:
        term = object.__new__(cls)
        term._value_ = waarde
        term.uitleg = uitleg
        return term


def enumeratie(cls: type[E]) -> type[E]:
    """An enum of the schema, made of `Term`s."""
    return describe(cls, inspect.getdoc(cls) or "", {term.name: getattr(term, "uitleg", "") for term in cls})


def describe(cls: type[E], beschrijving: str, uitleg: Mapping[str, str]) -> type[E]:
    """Put an enum that is declared elsewhere in the schema, with a description and one for each value."""
    made = strawberry.enum(cls, description=beschrijving)
    definition: StrawberryEnumDefinition = made.__strawberry_definition__  # type: ignore[attr-defined]  # set by Strawberry
    for value in definition.values:
        value.description = uitleg[value.name]
    return made
