"""The referee sees every kind of difference, and lets pass what the standard leaves open."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from gateway.plan.engine import Question, RequestError
from tests.oracle.eigen import hidden
from tests.oracle.schemas import CASES
from tests.oracle.vergelijk import Oracle, Seen, asks_differ, data_differs, errors_differ
from tests.oracle.verkleinen import smallest
from tests.oracle.wereld import Ask, Recorder, World

ORACLE = Oracle(CASES["dieren"].schema)
WORLD = World(CASES["dieren"].schema, hidden=hidden)
BAD = ("ANDERS", "BRON_TE_LAAT")


def seen(data: object, *errors: tuple[tuple[str | int, ...], str], asked: tuple[Ask, ...] = ()) -> Seen:
    """What an executor made of a question."""
    context = Recorder(WORLD)
    context.asked = list(asked)
    return Seen(msgspec.json.encode(data), frozenset(errors), context)


def ask(key: str = "ding.vriend", *parents: int, arguments: str = "[]", needs: str = "naam") -> Ask:
    """One question to a source."""
    return Ask(key, arguments, frozenset({needs}), parents)


@pytest.mark.parametrize(("ours", "theirs"), [({"a": 1}, {"a": 2}), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ({}, None)])
def test_other_data_is_seen(ours: object, theirs: object) -> None:
    """Another value, another order of keys, nothing instead of an empty answer."""
    assert data_differs(seen(ours), seen(theirs))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([(("a",), BAD[0])], []),
        ([], [(("a", "b"), BAD[0])]),
        ([(("a",), BAD[0])], [(("a",), BAD[1])]),
        ([(("a",), BAD[0])], [(("a", "b"), BAD[0])]),
        ([(("a",), BAD[0]), (("c", 0), BAD[0])], [(("a",), BAD[0])]),
    ],
)
def test_other_errors_are_seen(
    ours: list[tuple[tuple[str | int, ...], str]], theirs: list[tuple[tuple[str | int, ...], str]]
) -> None:
    """An error that one side lacks, another code, another place: seen from either side."""
    data = {"a": None, "c": [None]}
    assert errors_differ(seen(data, *ours), seen(data, *theirs))
    assert errors_differ(seen(data, *theirs), seen(data, *ours))


def test_below_null_each_side_may_tell_another_error() -> None:
    """Of several errors that took the same place with them, one is enough (6.4.4)."""
    data = {"a": None}
    assert errors_differ(seen(data, (("a", "b"), BAD[0])), seen(data, (("a", 1, "c"), BAD[1]))) is None
    assert errors_differ(seen(None, (("a", "b"), BAD[0])), seen(None, (("c",), BAD[1]))) is None


@pytest.mark.parametrize(
    "ours",
    [
        [ask("ding.vriend", 1)],
        [ask("ding.vriend", 1, 2, 3)],
        [ask("ding.vriend", 1), ask("ding.vriend", 2, arguments="[1]")],
        [ask("ding.vriend", 1), ask("ding.vriend", 2, needs="kleur")],
        [ask("ding.vriend", 1, 2, 2)],
        [ask("ding.vriend", 1), ask("ding.vriend", 2), ask("ding.vriend", 1)],
    ],
)
def test_other_fetches_are_seen(ours: list[Ask]) -> None:
    """A parent too few or too many, other arguments, other needs, asking twice."""
    theirs = (ask("ding.vriend", 1), ask("ding.vriend", 2))
    assert asks_differ(seen({}, asked=tuple(ours)), seen({}, asked=theirs))
    assert asks_differ(seen({}, asked=(ask("ding.vriend", 2, 1),)), seen({}, asked=theirs)) is None


def test_a_difference_is_made_small() -> None:
    """Of a long question only what shows the difference is left, with the variables that it needs."""
    question = Question(
        "query A($n: Int!, $m: Int) { ding { naam ...F } levende { naam } dingen(eerste: $m) { code } }"
        "query B { ding { code } }"
        "fragment F on Ding { ... on Levend { leeftijd k: kind(stap: $n) @include(if: true) { naam poten } } }",
        "A",
        {"n": 1, "m": 2},
    )

    async def is_valid_and_asks_for_poten(one: Question) -> bool:
        try:
            ORACLE.plan.prepare(one)
        except RequestError:
            return False
        return "poten" in one.text

    small = asyncio.run(smallest(question, is_valid_and_asks_for_poten))
    shown = "query A { ding { ...F } } fragment F on Ding { ... on Levend { k: kind { poten } } }"
    assert small.text.split() == shown.split()
    assert not small.variables
