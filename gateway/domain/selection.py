"""Which fields a piece of a GraphQL document selects, in the sense of `Needs`: dotted names below the item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
)
from graphql.language import BooleanValueNode, DirectiveNode, VariableNode

Fragments = Mapping[str, FragmentDefinitionNode]
_WRAPPERS = ("nodes", "edges", "node")


def needed_paths(
    schema: GraphQLSchema,
    fragments: Fragments,
    nodes: Iterable[FieldNode],
    type_: GraphQLOutputType,
    variables: Mapping[str, object],
) -> frozenset[str]:
    """All selected paths below the field `nodes` select together; connection wrappers are left out."""
    if not is_composite_type(get_named_type(type_)):
        return frozenset()
    found: set[str] = set()
    for node in nodes:
        if node.selection_set is not None:
            _collect(fragments, node.selection_set, variables, "", found)
    return frozenset(found)


def _collect(
    fragments: Fragments, selections: SelectionSetNode, variables: Mapping[str, object], prefix: str, found: set[str]
) -> None:
    for field in included_fields(fragments, selections, variables):
        name = field.name.value
        if name.startswith("__"):
            continue
        path = prefix if name in _WRAPPERS else f"{prefix}{name}"
        if path and path != prefix:
            found.add(path)
        if field.selection_set is not None:
            below = prefix if path == prefix else f"{path}."
            _collect(fragments, field.selection_set, variables, below, found)


def included_fields(
    fragments: Fragments, selections: SelectionSetNode, variables: Mapping[str, object]
) -> Iterator[FieldNode]:
    """Every field in a selection set, whatever its type condition, after @skip and @include."""
    for selection in selections.selections:
        if not is_included(selection.directives or (), variables):
            continue
        if isinstance(selection, FieldNode):
            yield selection
        elif isinstance(selection, InlineFragmentNode):
            yield from included_fields(fragments, selection.selection_set, variables)
        elif isinstance(selection, FragmentSpreadNode):
            fragment = fragments[selection.name.value]
            yield from included_fields(fragments, fragment.selection_set, variables)


def is_included(directives: Iterable[DirectiveNode], variables: Mapping[str, object]) -> bool:
    """What @skip and @include say (GraphQL September 2025, 3.13); a valid document has their variables as booleans."""
    for directive in directives:
        name = directive.name.value
        if name in ("skip", "include") and _condition(directive, variables) is (name == "skip"):
            return False
    return True


def _condition(directive: DirectiveNode, variables: Mapping[str, object]) -> bool:
    value = next(argument.value for argument in directive.arguments or () if argument.name.value == "if")
    if isinstance(value, VariableNode):
        return bool(variables.get(value.name.value, False))
    return isinstance(value, BooleanValueNode) and value.value
