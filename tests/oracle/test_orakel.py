"""The oracle: what Strawberry answers on graphql-core, the plan answers too.

2,000 examples by default, the same every time; ORACLE_EXAMPLES=n asks for another number of new ones. A difference is
printed as small as it gets.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterator

import pytest
from graphql import GraphQLObjectType, get_named_type, is_composite_type
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gateway.plan.engine import Question
from tests.oracle.eigen import hidden
from tests.oracle.genereer import Generator
from tests.oracle.schemas import CASES, Case
from tests.oracle.vergelijk import Oracle, RequestError, report
from tests.oracle.verkleinen import smallest
from tests.oracle.wereld import World

# graphql-core leaves coroutines alone below a list that it gives up. They are collected at moments of our choosing (see
# `bench`), because in the middle of something else Python cannot even say so.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")

EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "2000"))
FAULTS = (0.0, 0.02, 0.06, 0.15)
WORLDS = 24


class Bench:
    """One schema with everything that its examples share, and a loop to run them on."""

    def __init__(self, case: Case, runner: asyncio.Runner) -> None:
        self.oracle = Oracle(case.schema, case.new_context)
        self.generator = Generator(case.schema._schema, case.samples)
        self.worlds = [self._world(case, number) for number in range(WORLDS)]
        self.runner = runner
        self.checked = 0

    def _world(self, case: Case, number: int) -> World:
        faults = FAULTS[number % len(FAULTS)]
        return World(case.schema, seed=number, faults=faults, scalars=case.scalars, bad=case.bad, hidden=hidden)

    def check(self, question: Question, world: World) -> None:
        """Fail, with the smallest question that shows it, when the executors differ."""
        self.checked += 1
        if self.checked % 100 == 0:
            gc.collect()
        if self.difference(question, world) is None:
            return
        small = self.runner.run(smallest(question, lambda one: self._differs(one, world)))
        raise AssertionError(report(small, self.difference(small, world) or "it is gone when asked again"))

    def difference(self, question: Question, world: World) -> str | None:
        """See Oracle.difference."""
        return self.runner.run(self.oracle.difference(question, world))

    async def _differs(self, question: Question, world: World) -> bool:
        try:
            return await self.oracle.difference(question, world) is not None
        except RequestError:
            return False


@pytest.fixture(params=CASES)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Each schema in turn."""
    gc.disable()
    try:
        with asyncio.Runner() as runner:
            yield Bench(CASES[request.param], runner)
        gc.collect()
    finally:
        gc.enable()


def test_plan_and_strawberry_agree(bench: Bench, request: pytest.FixtureRequest) -> None:
    """Generated questions get the same data, errors and fetches from both executors, and none leaves the plan.

    What an example costs is printed by the bench `oracle`.
    """
    share = CASES[request.node.callspec.params["bench"]].share

    @settings(
        max_examples=max(1, int(EXAMPLES * share)),
        deadline=None,
        database=None,
        derandomize="ORACLE_EXAMPLES" not in os.environ,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],  # the question is made smaller by `smallest`, not its number
    )
    @given(seed=st.integers(0, 2**24 - 1))
    def agree(seed: int) -> None:
        bench.check(bench.generator.question(seed), bench.worlds[seed % WORLDS].seeded(seed))

    agree()
    assert bench.oracle.plan.fallbacks == {}
    assert bench.checked >= int(EXAMPLES * share)


@pytest.mark.parametrize("bench", ["lijsten"], indirect=True)
def test_every_shape_of_list_agrees(bench: Bench) -> None:
    """Each list of lists, with null allowed or not at each level, alone, in worlds from sound to broken."""
    shapes = bench.oracle.plan.schema._schema.type_map["Lijsten"]
    assert isinstance(shapes, GraphQLObjectType)
    for name, one in shapes.fields.items():
        below = " { __typename }" if is_composite_type(get_named_type(one.type)) else ""
        for root in ("lijsten", "streng"):
            for world in bench.worlds[1::2]:
                bench.check(Question(f"{{ {root} {{ {name}{below} }} }}"), world)


@pytest.mark.parametrize("bench", ["eigen"], indirect=True)
def test_the_widest_questions_are_compared_too(bench: Bench) -> None:
    """More than a thousand calls is refused to portals, and not here."""
    bench.check(Question("{ zaken(first: 100) { nodes { besluiten { documenten { titel } } } } }"), bench.worlds[0])
