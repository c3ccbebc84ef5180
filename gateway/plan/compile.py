"""Compile a valid operation into a Plan: one tree of selections in which every field knows where its value comes from.

@skip and @include are decided here, for the given values of their variables, so that a plan holds only what is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import cast

import strawberry
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_object_type,
)
from graphql.execution.values import VariableValues, get_argument_values
from graphql.language import VariableNode
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from gateway.context import Needs
from gateway.domain.selection import Fragments, is_included, needed_paths
from gateway.domain.source import Computed, SourceSpec, field_kind
from gateway.plan.limits.price import Pricer
from gateway.plan.limits.refusal import LimitExceeded, Regel
from gateway.plan.memo import is_memorable
from gateway.plan.niveaus import attribute, guarded
from gateway.plan.project import projector
from gateway.plan.tree import Arguments, Erbij, Field, Kind, Plan, Selection, niets_erbij

MAX_FIELDS = 5_000
_NO_VALUES = VariableValues({}, {})
_DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF


class PlanTooLarge(LimitExceeded):
    """The operation selects more fields than any screen needs; fragments may multiply a short text into this."""

    def __init__(self, place: FieldNode) -> None:
        super().__init__(Regel.VELDEN, "De vraag is te groot. Vraag minder velden tegelijk.", [place])


def compile_operation(
    schema: strawberry.Schema,
    fragments: Fragments,
    operation: OperationDefinitionNode,
    flags: Mapping[str, object],
    erbij: Erbij = niets_erbij,
    guarded: Collection[str] = (),
) -> Plan:
    """The plan of one operation, for these values of the variables in @skip and @include.

    `erbij` tells what rules need beside a fetch; `guarded` are the fields that ask for a level, by coordinate. Raises
    PlanTooLarge beyond `MAX_FIELDS` selected fields.
    """
    compiler = _Compiler(schema, fragments, flags, erbij, guarded)
    root_type = compiler.core.get_root_type(operation.operation)
    root = compiler.selection(cast(GraphQLObjectType, root_type), [operation.selection_set])  # valid: it has a root
    name = operation.name.value if operation.name else None
    variable_fields = tuple(compiler.variable_fields)
    pricer = Pricer(compiler.core, root)
    plan = Plan(
        operation.operation, name, root, compiler.slots, variable_fields, projector(root, compiler.core), pricer
    )
    plan.is_memorable = is_memorable(plan)
    return plan


class _Compiler:
    def __init__(
        self,
        schema: strawberry.Schema,
        fragments: Fragments,
        flags: Mapping[str, object],
        erbij: Erbij,
        guarded: Collection[str],
    ) -> None:
        self.guarded = guarded
        self.schema = schema
        self.core: GraphQLSchema = schema._schema  # the graphql-core schema that Strawberry validates with
        self.fragments = fragments
        self.flags = flags
        self.erbij = erbij
        self.slots = 0
        self.seen = 0
        self.variable_fields: list[Field] = []

    def selection(self, type_: GraphQLObjectType, sets: list[SelectionSetNode]) -> Selection:
        groups: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for selections in sets:
            self._collect(type_, selections, groups, visited)
        fields = tuple(self._field(type_, key, nodes) for key, nodes in groups.items())
        return Selection(
            type_.name,
            fields,
            local=tuple(field for field in fields if field.kind is Kind.LOCAL),
            fetches=tuple(field for field in fields if field.kind is Kind.FETCH),
            deep=tuple(field for field in fields if field.kind is Kind.ATTRIBUTE and _moves(field)),
        )

    def _collect(
        self,
        type_: GraphQLObjectType,
        selections: SelectionSetNode,
        groups: dict[str, list[FieldNode]],
        visited: set[str],
    ) -> None:
        for selection in selections.selections:
            if not is_included(selection.directives or (), self.flags):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                groups.setdefault(key, []).append(selection)
                continue
            if isinstance(selection, InlineFragmentNode):
                fragment: InlineFragmentNode | FragmentDefinitionNode = selection
            else:
                name = selection.name.value  # type: ignore[attr-defined]  # what is left is a fragment spread
                if name in visited:
                    continue
                visited.add(name)
                fragment = self.fragments[name]
            if self._applies(fragment, type_):
                self._collect(type_, fragment.selection_set, groups, visited)

    def _applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, type_: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition = self.core.get_type(fragment.type_condition.name.value)
        if condition is type_:
            return True
        return is_abstract_type(condition) and self.core.is_sub_type(condition, type_)

    def _field(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Field:
        self.seen += 1
        if self.seen > MAX_FIELDS:
            raise PlanTooLarge(nodes[0])
        definition = self.core.get_field(parent, nodes[0].name.value)
        assert definition is not None  # the document is valid
        field = Field(key, Kind.TYPENAME, definition.type, tuple(nodes))
        if nodes[0].name.value == "__typename":
            return field
        own = cast(StrawberryField, definition.extensions[_DEFINITION])  # set by Strawberry for every field of ours
        field.attribute = own.python_name
        field.coordinate = f"{parent.name}.{nodes[0].name.value}"
        sets = [node.selection_set for node in nodes if node.selection_set]
        field.below = self._below(definition.type, sets)
        self._origin(field, definition, own)
        return field

    def _origin(self, field: Field, definition: GraphQLField, own: StrawberryField) -> None:
        kind = field_kind(own)
        if kind is None:
            if not own.is_basic_field:
                raise TypeError(f"{field.coordinate}: a field is an attribute, `computed` or `source`")
            field.kind = Kind.ATTRIBUTE
            if field.coordinate not in self.guarded:
                return
            kind = Computed(attribute(field.attribute))
        if isinstance(kind, SourceSpec):
            field.kind, field.source = Kind.FETCH, kind
            field.page = _page(definition)
            field.needs = Needs(needed_paths(self.core, self.fragments, field.nodes, definition.type, self.flags))
        elif isinstance(kind, Computed):
            field.kind = Kind.LOCAL if field.below else Kind.COMPUTED
            is_guarded = field.coordinate in self.guarded
            field.function = guarded(field.coordinate, kind.function) if is_guarded else kind.function
        if field.kind is not Kind.COMPUTED:
            field.slot = self.slots
            self.slots += 1
        self._arguments(field, definition, own)
        if isinstance(kind, SourceSpec):
            field.erbij = self.erbij(kind.key, field.needs, field.fixed or {})

    def _arguments(self, field: Field, definition: GraphQLField, own: StrawberryField) -> None:
        node = field.nodes[0]
        build = partial(_build_arguments, self.schema, definition, own, node)
        if not any(_has_variable(argument) for argument in node.arguments or ()):
            try:
                field.fixed = build(_NO_VALUES)
                return
            except GraphQLError:  # a default that cannot be coerced shows at run time, at its place
                pass
        field.arguments = build
        if field.kind is Kind.COMPUTED:
            field.slot = self.slots
            self.slots += 1
        self.variable_fields.append(field)

    def _below(self, type_: GraphQLOutputType, sets: list[SelectionSetNode]) -> dict[type, Selection]:
        named = get_named_type(type_)
        if is_object_type(named):
            possible = [named]
        elif is_abstract_type(named):
            possible = list(self.core.get_possible_types(named))
        else:
            return {}
        return {object_class(one): self.selection(one, sets) for one in possible}


def object_class(type_: GraphQLObjectType) -> type:
    """The Python class whose instances are values of this object type."""
    return cast(type, type_.extensions[_DEFINITION].origin)  # Strawberry keeps the class there


def _page(definition: GraphQLField) -> int:
    """How many items a field gives unless it is told otherwise: the default of its `first`, or 1 when it has none."""
    first = definition.args.get("first")
    default = first.default_value if first is not None else None
    return default if isinstance(default, int) else 1


def _build_arguments(
    schema: strawberry.Schema, definition: GraphQLField, own: StrawberryField, node: FieldNode, values: VariableValues
) -> Arguments:
    """The arguments as the source function gets them: coerced by graphql-core, then made Python by Strawberry."""
    coerced = get_argument_values(definition, node, values)
    converter = schema.schema_converter
    return convert_arguments(coerced, own.arguments, scalar_registry=converter.scalar_registry, config=schema.config)


def _has_variable(node: Node) -> bool:
    if isinstance(node, VariableNode):
        return True
    children = [getattr(node, key, None) for key in node.keys]
    flat = [one for child in children for one in (child if isinstance(child, list | tuple) else [child])]
    return any(_has_variable(child) for child in flat if isinstance(child, Node))


def _moves(field: Field) -> bool:
    return any(selection.moves for selection in field.below.values())
