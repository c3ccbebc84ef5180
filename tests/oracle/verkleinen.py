"""Make a question that shows a difference as small as it gets, so that a person can read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    print_ast,
)
from graphql.language import VariableNode

from gateway.plan.engine import Question

Fails = Callable[[Question], Awaitable[bool]]


async def smallest(question: Question, fails: Fails) -> Question:
    """Leaves out one thing after the other for as long as `fails` says that the difference is still there."""
    shrinking = True
    while shrinking:
        shrinking = False
        for smaller in _smaller(question):
            if await fails(smaller):
                question, shrinking = smaller, True
                break
    return question


def _smaller(question: Question) -> Iterator[Question]:
    """Every question with one piece less, large pieces first."""
    document = parse(question.text)
    for number in range(sum(1 for _ in _cuts(document))):
        copy = deepcopy(document)
        next(cut for index, cut in enumerate(_cuts(copy)) if index == number)()
        _tidy(copy)
        text = "\n".join(print_ast(one) for one in copy.definitions)
        names = {one.name.value for one in copy.definitions if isinstance(one, OperationDefinitionNode) and one.name}
        declared = {one.variable.name.value for one in _all(copy) if one.kind == "variable_definition"}  # type: ignore[attr-defined]
        given = {name: value for name, value in (question.variables or {}).items() if name in declared}
        yield replace(
            question,
            text=text,
            variables=given,
            operation_name=question.operation_name if question.operation_name in names else None,
        )


def _cuts(document: DocumentNode) -> Iterator[Callable[[], None]]:
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode) and len(document.definitions) > 1:
            yield lambda one=one: _drop(document, "definitions", one)  # type: ignore[misc]  # bound now
    for node in _all(document):
        if isinstance(node, SelectionSetNode):
            for child in node.selections:
                if len(node.selections) > 1:
                    yield lambda node=node, child=child: _drop(node, "selections", child)  # type: ignore[misc]
                inner = getattr(child, "selection_set", None)
                if inner is not None and child.kind == "inline_fragment":
                    yield lambda node=node, inner=inner: _put(node, "selections", inner.selections)  # type: ignore[misc]
        for key in ("directives", "arguments"):
            for child in getattr(node, key, None) or ():
                if node.kind != "directive":
                    yield lambda node=node, key=key, child=child: _drop(node, key, child)  # type: ignore[misc]


def _drop(node: Node, key: str, child: Node) -> None:
    _put(node, key, [one for one in getattr(node, key) if one is not child])


def _put(node: Node, key: str, values: Sequence[Node]) -> None:
    object.__setattr__(node, key, tuple(values))  # nodes are frozen; this one is a copy of our own


def _tidy(document: DocumentNode) -> None:
    """Leave out fragments and variables that nobody uses any more."""
    size = -1
    while size != len(document.definitions):
        size = len(document.definitions)
        spread = {node.name.value for node in _all(document) if isinstance(node, FragmentSpreadNode)}
        kept = [one for one in document.definitions if _is_kept(one, spread)]
        _put(document, "definitions", kept)
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            used = _variables(one, fragments, set())
            declared = [item for item in one.variable_definitions or () if item.variable.name.value in used]
            _put(one, "variable_definitions", declared)


def _is_kept(one: Node, spread: set[str]) -> bool:
    return not isinstance(one, FragmentDefinitionNode) or one.name.value in spread


def _variables(node: Node, fragments: dict[str, FragmentDefinitionNode], seen: set[str]) -> set[str]:
    used: set[str] = set()
    for child in _all(node, skip="variable_definitions"):
        if isinstance(child, VariableNode):
            used.add(child.name.value)
        elif isinstance(child, FragmentSpreadNode) and child.name.value not in seen:
            seen.add(child.name.value)
            used |= _variables(fragments[child.name.value], fragments, seen)
    return used


def _all(node: Node, skip: str = "") -> Iterator[Node]:
    yield node
    for key in node.keys:
        value = getattr(node, key, None)
        for child in value if isinstance(value, list | tuple) else (value,):
            if isinstance(child, Node) and key != skip:
                yield from _all(child, skip)
