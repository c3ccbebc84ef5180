"""The generator makes what it promises: valid questions, in all their variety, never about the schema itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from graphql import (
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    NullValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    parse,
)

from gateway.config import RUIM
from gateway.plan.engine import Engine, Question, RequestError
from tests.oracle.genereer import Generator
from tests.oracle.schemas import CASES, Case

RUN = 400


def questions(case: Case, count: int = RUN) -> Iterator[Question]:
    """The same run every time."""
    generator = Generator(case.schema._schema, case.samples)
    return (generator.question(seed * 7919) for seed in range(count))


def nodes(node: Node) -> Iterator[Node]:
    """A node of a document and all below it."""
    yield node
    for key in node.keys:
        value = getattr(node, key, None)
        for child in value if isinstance(value, list | tuple) else (value,):
            if isinstance(child, Node):
                yield from nodes(child)


def features(question: Question) -> set[str]:
    """What occurs in a question."""
    document = parse(question.text)
    found: set[str] = set()
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    found |= {"several operations"} if len(operations) > 1 else set()
    found |= {"mutation"} if any(one.operation is OperationType.MUTATION for one in operations) else set()
    found |= {"operationName"} if question.operation_name else set()
    spreads: Counter[str] = Counter()
    for node in nodes(document):
        if isinstance(node, FieldNode):
            found |= {"alias"} if node.alias else set()
            found |= {"typename"} if node.name.value == "__typename" else set()
        elif isinstance(node, FragmentSpreadNode):
            found.add("named fragment")
            spreads[node.name.value] += 1
        elif isinstance(node, InlineFragmentNode):
            found.add("inline fragment" if node.type_condition else "inline fragment without type")
        elif isinstance(node, NullValueNode):
            found.add("null")
        elif isinstance(node, SelectionSetNode):
            found |= merged(node)
        found |= {f"@{one.name.value}" for one in getattr(node, "directives", None) or ()}
        if node.kind == "argument" and isinstance(node.value, VariableNode):  # type: ignore[attr-defined]
            found.add("variable")
    found |= {"fragment used again"} if any(count > 1 for count in spreads.values()) else set()
    declared = {one.variable.name.value for each in operations for one in each.variable_definitions or ()}
    found |= {"variable left out"} if declared - set(question.variables or {}) else set()
    found |= {"variable is null"} if None in (question.variables or {}).values() else set()
    return found


def merged(selections: SelectionSetNode) -> set[str]:
    """Is a response key found twice in one selection set?"""
    keys = [(one.alias or one.name).value for one in selections.selections if isinstance(one, FieldNode)]
    return {"merge"} if len(set(keys)) < len(keys) else set()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_questions_are_valid(case: Case) -> None:
    """Every question parses and validates, and its variables fit."""
    engine = Engine(case.schema, grenzen=RUIM, demo=True)
    refused = []
    for question in questions(case, 150):
        try:
            engine.prepare(question)
        except RequestError as fault:
            refused.append((question.text, question.variables, fault.errors[0].message))
    assert refused == []


@cache
def counted(name: str) -> Counter[str]:
    """In how many questions of the run each feature occurs."""
    return Counter(feature for question in questions(CASES[name]) for feature in features(question))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "feature",
    [
        "named fragment", "fragment used again", "inline fragment", "inline fragment without type", "alias", "merge",
        "variable", "@skip", "@include", "typename", "several operations", "operationName",
    ],
)  # fmt: skip
def test_every_feature_is_common(feature: str, name: str) -> None:
    """Each of these occurs in at least 5 % of the questions about every schema."""
    assert counted(name)[feature] >= 0.05 * RUN


@pytest.mark.parametrize("feature", ["null", "variable is null", "variable left out", "mutation"])
def test_every_feature_of_arguments_is_common(feature: str) -> None:
    """Each of these occurs in at least 5 % of the questions about the schema that is about arguments."""
    assert counted("knopen")[feature] >= 0.05 * RUN


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_schema_itself_is_never_asked(case: Case) -> None:
    """No question has `__schema` or `__type`, which would leave the plan."""
    assert not [one.text for one in questions(case) if "__schema" in one.text or "__type(" in one.text]


def test_a_seed_is_a_question() -> None:
    """The same seed makes the same question, so that a number is enough to find it again."""
    assert list(questions(CASES["eigen"], 20)) == list(questions(CASES["eigen"], 20))
