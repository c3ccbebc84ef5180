"""What a document asks at its top: how many fields, and whether it asks about the schema itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from gateway.config import Grenzen
from gateway.plan.limits.refusal import LimitExceeded, Regel, too_many

_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(slots=True)
class Roots:
    """The fields at the top of one operation by the name they answer to, fragments filled in, each walked once."""

    keys: dict[str, FieldNode] = field(default_factory=dict)
    visited: int = 0

    @classmethod
    def of(cls, operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Roots:
        """The roots of an operation."""
        roots = cls()
        waiting: list[SelectionSetNode] = [operation.selection_set]
        spread: set[str] = set()
        while waiting:
            for selection in waiting.pop().selections:
                roots.visited += 1
                if isinstance(selection, FieldNode):
                    roots.keys.setdefault((selection.alias or selection.name).value, selection)
                elif isinstance(selection, InlineFragmentNode):
                    waiting.append(selection.selection_set)
                elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                    spread.add(selection.name.value)
                    if (fragment := fragments.get(selection.name.value)) is not None:
                        waiting.append(fragment.selection_set)
        return roots

    @property
    def introspects(self) -> bool:
        """Is the schema itself asked?"""
        return any(one.name.value in _INTROSPECTION for one in self.keys.values())


def check_roots(operation: OperationDefinitionNode, roots: Roots, grenzen: Grenzen, *, demo: bool) -> None:
    """Raises LimitExceeded for too many roots, or for introspection where or how it may not be."""
    fields = list(roots.keys.values())
    if len(fields) > grenzen.wortels:
        what = "velden op het hoogste niveau"
        raise too_many(Regel.WORTELS, what, grenzen.wortels, fields[grenzen.wortels :][:1])
    about = [one for one in fields if one.name.value in _INTROSPECTION]
    if not about:
        return
    if not demo:
        raise LimitExceeded(Regel.INTROSPECTIE, "Het schema is hier niet op te vragen.", about[:1])
    # The schema is answered without a plan, so without a price: nothing else may come along.
    if any(one.name.value not in (*_INTROSPECTION, "__typename") for one in fields):
        raise LimitExceeded(Regel.INTROSPECTIE, "Vraag het schema in een vraag apart.", about[:1])
    whole = [one for one in about if one.name.value == "__schema"]
    if len(whole) > 1:
        raise LimitExceeded(Regel.INTROSPECTIE, "Vraag het schema één keer tegelijk.", whole[1:2])
