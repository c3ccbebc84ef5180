"""Which fields a piece of a GraphQL document selects, in the sense of `Needs`: dotted names below the item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    is_object_type,
)
from graphql.language import BooleanValueNode, DirectiveNode, VariableNode

Fragments = Mapping[str, FragmentDefinitionNode]
_WRAPPERS = ("nodes", "edges", "node")
_OUTSIDE = "^"


def needed_paths(
    schema: GraphQLSchema,
    fragments: Fragments,
    nodes: Iterable[FieldNode],
    type_: GraphQLOutputType,
    variables: Mapping[str, object],
) -> frozenset[str]:
    """All selected paths of the items below the field that `nodes` select together.

    Of a connection only what is selected on its items counts, not its page or its reports.
    """
    if not is_composite_type(get_named_type(type_)):
        return frozenset()
    named = get_named_type(type_)
    is_connection = is_object_type(named) and "nodes" in named.fields
    walk = _Walk(fragments, variables)
    for node in nodes:
        if node.selection_set is not None:
            walk.collect(node.selection_set, _OUTSIDE if is_connection else "")
    return frozenset(walk.found)


class _Walk:
    """Collects paths; a fragment is walked once for each place it stands at, so that nothing grows exponentially."""

    def __init__(self, fragments: Fragments, variables: Mapping[str, object]) -> None:
        self.fragments = fragments
        self.variables = variables
        self.found: set[str] = set()
        self._seen: set[tuple[str, str]] = set()

    def collect(self, selections: SelectionSetNode, prefix: str) -> None:
        for selection in selections.selections:
            if not is_included(selection.directives or (), self.variables):
                continue
            if isinstance(selection, FieldNode):
                self._field(selection, prefix)
            elif isinstance(selection, InlineFragmentNode):
                self.collect(selection.selection_set, prefix)
            elif isinstance(selection, FragmentSpreadNode) and (selection.name.value, prefix) not in self._seen:
                self._seen.add((selection.name.value, prefix))
                self.collect(self.fragments[selection.name.value].selection_set, prefix)

    def _field(self, field: FieldNode, prefix: str) -> None:
        name = field.name.value
        if name.startswith("__"):
            return
        if prefix == _OUTSIDE:
            self._enter(field, name)
            return
        path = prefix if name in _WRAPPERS else f"{prefix}{name}"
        if path != prefix:
            self.found.add(path)
        if field.selection_set is not None:
            self.collect(field.selection_set, prefix if path == prefix else f"{path}.")

    def _enter(self, field: FieldNode, name: str) -> None:
        """From a connection to its items: `nodes { .. }` or `edges { node { .. } }`."""
        if field.selection_set is not None and name in _WRAPPERS:
            self.collect(field.selection_set, _OUTSIDE if name == "edges" else "")


def root_fields(fragments: Fragments, selections: SelectionSetNode) -> set[str]:
    """The names of all fields at one level of a document, whatever its directives and type conditions say."""
    names: set[str] = set()
    waiting: list[SelectionSetNode] = [selections]
    seen: set[str] = set()
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                names.add(selection.name.value)
            elif isinstance(selection, InlineFragmentNode):
                waiting.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                seen.add(selection.name.value)
                waiting.append(fragments[selection.name.value].selection_set)
    return names


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
