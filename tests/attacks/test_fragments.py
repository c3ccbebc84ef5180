"""Short documents that grow when they are taken apart: refused, or walked in steps that grow with their length.

Anything that doubled with each fragment would not end in our lifetime here, so that these tests end is what they show.
"""

from __future__ import annotations

import pytest
from graphql.execution.values import VariableValues

from gateway.config import RUIM
from gateway.plan.explain import explain
from gateway.plan.store import PlanStore
from resolvers.schema import maak_schema

pytestmark = pytest.mark.attacks
NO_VALUES = VariableValues({}, {})
SCHEMA = maak_schema()


def chain(length: int, body: str, last: str) -> str:
    """Fragments that each spread the next one twice, in the shape of `body`."""
    links = [f"fragment F{n} on Zaak {{ {body.format(n + 1)} }}" for n in range(length)]
    return "\n".join(["{ zaken { nodes { ...F0 } } }", *links, f"fragment F{length} on Zaak {{ {last} }}"])


def compile_(text: str) -> str:
    """Parse, validate and compile one operation, and explain it."""
    store = PlanStore(SCHEMA, grenzen=RUIM)
    document = store.document(text)
    if document.errors:
        return document.errors[0].message
    return explain(store.plan(document, next(iter(document.operations.values())), NO_VALUES))


@pytest.mark.parametrize("length", [10, 40, 100])
def test_fragments_that_spread_twice_stay_linear(length: int) -> None:
    """A chain of fragments, each spreading the next twice, costs as much as its length, not two to that power."""
    assert "Query.zaken" in compile_(chain(length, "...F{0} ...F{0}", "titel"))


def test_introspection_check_is_linear() -> None:
    """Telling whether an operation is introspection walks each fragment once."""
    text = "\n".join(
        [
            "{ ...F0 }",
            *(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60)),
            "fragment F60 on Query { __typename }",
        ]
    )
    document = PlanStore(SCHEMA, grenzen=RUIM).document(text)
    assert not document.errors
    assert not document.is_introspection(next(iter(document.operations.values())))
