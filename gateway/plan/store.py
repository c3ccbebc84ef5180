"""Documents seen before: parsed and validated once, compiled once for each combination of @skip and @include values."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import strawberry
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    OperationType,
    validate,
)
from graphql.execution.values import VariableValues
from graphql.language import DirectiveNode, VariableNode

from gateway.config import RUIM, Grenzen
from gateway.domain.selection import Fragments, root_fields
from gateway.plan.compile import compile_operation
from gateway.plan.limits.shape import check_shape
from gateway.plan.limits.text import parse_within
from gateway.plan.tree import Erbij, Plan, niets_erbij

MAX_ERRORS = 5
Flags = tuple[object, ...]


@dataclass(slots=True)
class Document:
    """A valid document, and the plans made of it so far. `errors` is filled, and nothing else counts, when it is not."""

    text: str
    node: DocumentNode | None = None
    errors: list[GraphQLError] = field(default_factory=list)
    operations: dict[str | None, OperationDefinitionNode] = field(default_factory=dict)
    fragments: Fragments = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    plans: dict[tuple[str | None, Flags], Plan] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation to run (GraphQL September 2025, 6.1); None when the name fits none or the choice is open."""
        if name is None:
            return next(iter(self.operations.values())) if len(self.operations) == 1 else None
        return self.operations.get(name)

    def is_introspection(self, operation: OperationDefinitionNode) -> bool:
        """Is it rooted in `__schema` or `__type`? Such an operation is graphql-core's business, not the plan's."""
        names = root_fields(self.fragments, operation.selection_set)
        return operation.operation is OperationType.QUERY and bool(names & {"__schema", "__type"})


class PlanStore:
    """Keeps the documents used last, at most `size` of them.

    A document beyond `grenzen` is refused before it is validated; `demo` allows several operations and introspection.
    `erbij` tells what rules need beside a fetch; `guarded` are the fields that ask for a level, by coordinate.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        *,
        size: int = 512,
        grenzen: Grenzen | None = None,
        demo: bool = False,
        erbij: Erbij = niets_erbij,
        guarded: Collection[str] = (),
    ) -> None:
        self.schema = schema
        self.guarded = guarded
        self.size = size
        self.grenzen = grenzen or Grenzen()
        self.demo = demo
        self.erbij = erbij
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._trusted: dict[str, Document] = {}

    def document(self, text: str) -> Document:
        """The document of this text, parsed and validated on first sight."""
        known = self._documents.get(text)
        if known is not None:
            self._documents.move_to_end(text)
            return known
        document = self._read(text, self.grenzen)
        self._documents[text] = document
        if len(self._documents) > self.size:
            self._documents.popitem(last=False)
        return document

    def trusted(self, document_id: str) -> Document | None:
        """The trusted document with this id."""
        return self._trusted.get(document_id)

    def trust(self, documents: Mapping[str, str]) -> None:
        """Trust these documents from now on, and no others. What was read of them before is kept, plans too."""
        known = self._trusted
        self._trusted = {key: known.get(key) or self._read(text, RUIM) for key, text in documents.items()}

    def fault_of(self, text: str) -> str | None:
        """What is wrong with a text that somebody wants trusted; None when it can be asked."""
        errors = self._read(text, RUIM).errors
        return errors[0].message if errors else None

    def plan(self, document: Document, operation: OperationDefinitionNode, values: VariableValues) -> Plan:
        """The plan of an operation for these variables. Raises PlanTooLarge."""
        flags: Flags = tuple(values.coerced.get(name) for name in document.conditions)
        key = (operation.name.value if operation.name else None, flags)
        plan = document.plans.get(key)
        if plan is None:
            named = dict(zip(document.conditions, flags, strict=True))
            plan = compile_operation(self.schema, document.fragments, operation, named, self.erbij, self.guarded)
            if len(document.plans) < self.size:
                document.plans[key] = plan
        return plan

    def _read(self, text: str, grenzen: Grenzen) -> Document:
        try:
            node = parse_within(text, grenzen)
            check_shape(node, grenzen, demo=self.demo)
        except GraphQLError as fault:
            return Document(text, errors=[fault])
        errors = validate(self.schema._schema, node, max_errors=MAX_ERRORS, hide_suggestions=True)
        if errors:
            return Document(text, errors=errors)
        operations = [one for one in node.definitions if isinstance(one, OperationDefinitionNode)]
        fragments = {one.name.value: one for one in node.definitions if isinstance(one, FragmentDefinitionNode)}
        by_name = {one.name.value if one.name else None: one for one in operations}
        return Document(text, node, [], by_name, fragments, tuple(sorted(_conditions(node))))


def _conditions(node: Node) -> set[str]:
    """The variables that decide what is included anywhere in a document."""
    if isinstance(node, DirectiveNode):
        if node.name.value not in ("skip", "include"):
            return set()
        return {one.value.name.value for one in node.arguments or () if isinstance(one.value, VariableNode)}
    children = [getattr(node, key, None) for key in node.keys]
    flat = [one for child in children for one in (child if isinstance(child, list | tuple) else [child])]
    return set().union(*(_conditions(child) for child in flat if isinstance(child, Node)))
