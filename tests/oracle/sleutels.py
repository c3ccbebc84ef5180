"""Which response keys a document may still use, so that what is generated always merges (GraphQL 2025, 5.3.2)."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import GraphQLNamedType, GraphQLOutputType, get_named_type, is_abstract_type, is_composite_type


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a response key: on which type, for which field (with which parameters), and its arguments as text."""

    parent: GraphQLNamedType
    field: str
    parameters: str
    arguments: str = ""
    variables: frozenset[str] = frozenset()


class Keys:
    """All response keys of one document.

    Stricter than the standard, which only looks at fields that meet: a key means the same everywhere, except on two
    object types that exclude each other. There it may be another field of the same shape.
    """

    def __init__(self) -> None:
        self._shapes: dict[str, str] = {}
        self._uses: dict[str, list[Use]] = {}

    def known(self, key: str, wanted: Use) -> Use | None:
        """An earlier use of the key for the same field, whose arguments can be used again."""
        for use in self._uses.get(key, ()):
            if (use.field, use.parameters) == (wanted.field, wanted.parameters) and _meet(use.parent, wanted.parent):
                return use
        return None

    def claim(self, key: str, use: Use, type_: GraphQLOutputType) -> bool:
        """Take the key for this use, if that cannot clash with what is there."""
        shape = shape_of(type_)
        if self._shapes.get(key, shape) != shape:
            return False
        uses = self._uses.setdefault(key, [])
        for other in uses:
            if _meet(other.parent, use.parent) and (other.field, other.arguments) != (use.field, use.arguments):
                return False
        self._shapes[key] = shape
        uses.append(use)
        return True


def shape_of(type_: GraphQLOutputType) -> str:
    """What must be the same of two fields under one key: lists, nulls, and the leaf type."""
    named, text = get_named_type(type_), str(type_)
    return text.replace(named.name, "{}") if is_composite_type(named) else text


def _meet(one: GraphQLNamedType, other: GraphQLNamedType) -> bool:
    return one is other or is_abstract_type(one) or is_abstract_type(other)
