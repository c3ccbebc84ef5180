"""Weighs the shape of a document before anything else looks at it: depth, names, directives, fragments, roots.

A document of a few hundred bytes can stand for more fields than there are atoms, because fragments spread fragments.
Here every definition is walked once, whatever spreads it: what is known of a fragment is kept, so that the work grows
with the text and not with what the text stands for. Anything walked later (validation, compiling) stands behind this.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from gateway.config import Grenzen
from gateway.plan.limits.refusal import TOO_DEEP, LimitExceeded, Regel, too_many
from gateway.plan.limits.roots import Roots, check_roots

INTROSPECTION_DEPTH = 15
"""The usual introspection query is that deep: it follows lists of lists of types."""

MAX_REPEATS = 20
"""How often one selection may ask the same answer; comparing all pairs of them is quadratic."""

MAX_NESTING = 2
"""How many times the depth in fields the braces may be nested: inline fragments add braces and no fields."""

MAX_OPERATIONS = 10
"""How many operations a document has outside production; in production it is one."""


class Extent(NamedTuple):
    """How far something selected reaches: fields below each other, and fields in all."""

    depth: int = 0
    fields: int = 0


NOTHING = Extent()


@dataclass(slots=True)
class Shape:
    """What was counted in a document. `visited` is the number of selections looked at to find out."""

    depth: int = 0
    fields: int = 0
    roots: int = 0
    aliases: int = 0
    directives: int = 0
    fragments: int = 0
    operations: int = 0
    visited: int = 0


@dataclass(slots=True)
class _Scope:
    """What one selection holds so far, the inline fragments in it included."""

    keys: Counter[str] = field(default_factory=Counter)
    spread: set[str] = field(default_factory=set)


def check_shape(document: DocumentNode, grenzen: Grenzen, *, demo: bool = False) -> Shape:
    """The shape of a document, which need not be valid.

    `demo` allows several operations and introspection. Raises LimitExceeded for the first rule that is broken.
    """
    walk = _Walk(document, grenzen, demo=demo)
    try:
        walk.run()
    except RecursionError:  # only where the settings let a chain of fragments be that long
        raise LimitExceeded(Regel.DIEPTE, TOO_DEEP) from None
    return walk.shape


class _Walk:
    def __init__(self, document: DocumentNode, grenzen: Grenzen, *, demo: bool) -> None:
        definitions = document.definitions
        self.operations = [one for one in definitions if isinstance(one, OperationDefinitionNode)]
        self.definitions = [one for one in definitions if isinstance(one, FragmentDefinitionNode)]
        self.fragments = {one.name.value: one for one in self.definitions}
        self.grenzen = grenzen
        self.demo = demo
        self.max_depth = grenzen.diepte
        self.extents: dict[str, Extent] = {}
        self.shape = Shape(fragments=len(self.definitions), operations=len(self.operations))

    def run(self) -> None:
        self._check_definitions()
        for operation in self.operations:
            self._operation(operation)
        self.max_depth = max(self.grenzen.diepte, INTROSPECTION_DEPTH)  # of what no operation spreads
        for fragment in self.definitions:
            if fragment.name.value not in self.extents:
                self._fragment(fragment, 0, 0)

    def _check_definitions(self) -> None:
        """Count before walking: what is refused here was not walked at all."""
        allowed = MAX_OPERATIONS if self.demo else 1
        if len(self.operations) > allowed:
            these = "één operatie" if allowed == 1 else f"{allowed} operaties"
            raise LimitExceeded(Regel.OPERATIES, f"Stuur hoogstens {these} tegelijk.", self.operations[allowed:][:1])
        if len(self.definitions) > (allowed := self.grenzen.fragmenten):
            raise too_many(Regel.FRAGMENTEN, "fragmenten", allowed, self.definitions[allowed:][:1])

    def _operation(self, operation: OperationDefinitionNode) -> None:
        roots = Roots.of(operation, self.fragments)
        self.shape.visited += roots.visited
        self.shape.roots = max(self.shape.roots, len(roots.keys))
        check_roots(operation, roots, self.grenzen, demo=self.demo)
        self.max_depth = INTROSPECTION_DEPTH if roots.introspects else self.grenzen.diepte
        self._directives(operation)
        for variable in operation.variable_definitions or ():
            self._directives(variable)
        extent = self._selections(operation.selection_set, 0, 0, _Scope())
        self.shape.depth = max(self.shape.depth, extent.depth)
        self.shape.fields = max(self.shape.fields, extent.fields)

    def _selections(self, selections: SelectionSetNode, depth: int, nesting: int, scope: _Scope) -> Extent:
        """What is selected at `depth` fields below the root; `nesting` counts the inline fragments around it too."""
        deepest = fields = 0
        for selection in selections.selections:
            self.shape.visited += 1
            self._directives(selection)
            extent = self._one(selection, depth, nesting, scope)
            deepest, fields = max(deepest, extent.depth), fields + extent.fields
            if fields > self.grenzen.velden:
                raise too_many(Regel.VELDEN, "velden", self.grenzen.velden, [selection])
        return Extent(deepest, fields)

    def _one(self, selection: SelectionNode, depth: int, nesting: int, scope: _Scope) -> Extent:
        if isinstance(selection, FragmentSpreadNode):
            return self._spread(selection, depth, nesting, scope)
        if nesting + 1 > MAX_NESTING * self.max_depth:
            raise LimitExceeded(Regel.DIEPTE, TOO_DEEP, [selection])
        if isinstance(selection, FieldNode):
            return self._field(selection, depth + 1, nesting + 1, scope)
        assert isinstance(selection, InlineFragmentNode)
        return self._selections(selection.selection_set, depth, nesting + 1, scope)

    def _field(self, one: FieldNode, depth: int, nesting: int, scope: _Scope) -> Extent:
        if depth > self.max_depth:
            raise self._too_deep(one)
        if one.alias is not None:
            self.shape.aliases += 1
            if self.shape.aliases > self.grenzen.aliassen:
                raise too_many(Regel.ALIASSEN, "aliassen", self.grenzen.aliassen, [one])
        key = (one.alias or one.name).value
        scope.keys[key] += 1
        if scope.keys[key] > MAX_REPEATS:
            raise LimitExceeded(Regel.HERHALING, "De vraag noemt een veld te vaak op dezelfde plek.", [one])
        if one.selection_set is None:
            return Extent(1, 1)
        below = self._selections(one.selection_set, depth, nesting, _Scope())
        return Extent(1 + below.depth, 1 + below.fields)

    def _spread(self, spread: FragmentSpreadNode, depth: int, nesting: int, scope: _Scope) -> Extent:
        name = spread.name.value
        fragment = self.fragments.get(name)
        if fragment is None or name in scope.spread:  # unknown: validation says so; known here: it adds nothing
            return NOTHING
        scope.spread.add(name)
        extent = self.extents.get(name)
        if extent is None:
            return self._fragment(fragment, depth, nesting)
        if depth + extent.depth > self.max_depth:
            raise self._too_deep(spread)
        return extent

    def _fragment(self, fragment: FragmentDefinitionNode, depth: int, nesting: int) -> Extent:
        self.extents[fragment.name.value] = NOTHING  # so that a cycle ends; validation refuses it
        self._directives(fragment)
        extent = self._selections(fragment.selection_set, depth, nesting, _Scope())
        self.extents[fragment.name.value] = extent
        return extent

    def _directives(self, node: Node) -> None:
        found = getattr(node, "directives", None) or ()
        self.shape.directives += len(found)
        if self.shape.directives > self.grenzen.directives:
            raise too_many(Regel.DIRECTIVES, "directives", self.grenzen.directives, found[-1:])

    def _too_deep(self, node: Node) -> LimitExceeded:
        return LimitExceeded(Regel.DIEPTE, f"{TOO_DEEP} Zet hoogstens {self.max_depth} velden onder elkaar.", [node])
