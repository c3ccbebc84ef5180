"""Run one question on both executors and say how the answers differ; None when they are equal.

Equal: the same data (as JSON, keys in the same order) and the same errors by path and code. Where null swallowed
several errors (6.4.4) each side may tell another one, as long as each tells one. And the plan asks every source for just the
parents that Strawberry asks it for; after an error it may have asked for more, because it does not stop halfway.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import strawberry
from graphql import GraphQLError

from gateway.config import RUIM
from gateway.errors import GatewayError
from gateway.plan.engine import Engine, Question, RequestError
from gateway.plan.run import Answer
from tests.oracle.wereld import Recorder, World

Path = tuple[str | int, ...]
NewContext = Callable[[World], Recorder]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one executor made of a question."""

    data: bytes
    errors: frozenset[tuple[Path, str]]
    context: Recorder

    @property
    def value(self) -> object:
        """The data as a client decodes it."""
        return msgspec.json.decode(self.data)


class Oracle:
    """Both executors over one schema. They share the documents, so that each is parsed and validated once."""

    def __init__(self, schema: strawberry.Schema, new_context: NewContext = Recorder) -> None:
        self.plan = Engine(schema, plan=True, grenzen=RUIM, demo=True)
        self.strawberry = Engine(schema, plan=False, grenzen=RUIM, demo=True)
        self.strawberry.store = self.plan.store
        self.new_context = new_context

    async def difference(self, question: Question, world: World) -> str | None:
        """How the answers differ, in words; None when they are equal. Raises RequestError when neither can run."""
        theirs = await self._run(self.strawberry, question, world)
        ours = await self._run(self.plan, question, world)
        return data_differs(ours, theirs) or errors_differ(ours, theirs) or asks_differ(ours, theirs)

    async def _run(self, engine: Engine, question: Question, world: World) -> Seen:
        context = self.new_context(world)
        answer = await engine.answer(question, context)
        while len(asyncio.all_tasks()) > 1:  # graphql-core settles what it gave up in the background
            await asyncio.sleep(0)
        return Seen(msgspec.json.encode(answer.data), _errors(answer), context)


def _errors(answer: Answer) -> frozenset[tuple[Path, str]]:
    return frozenset((tuple(error.path or ()), _code(error)) for error in answer.errors)


def _code(error: GraphQLError) -> str:
    """The stable code of an error; all that went wrong inside counts as one.

    graphql-core wraps its own errors (a bad argument, a foreign type) like faults of resolvers, so they cannot be told
    apart afterwards. Which of them the plan calls ONGELDIGE_INVOER is in tests/plan.
    """
    fault = error.original_error
    return fault.code.value if isinstance(fault, GatewayError) else "ANDERS"


def data_differs(ours: Seen, theirs: Seen) -> str | None:
    """Is the data not the same, to the byte?"""
    if ours.data == theirs.data:
        return None
    return f"data differs\n  plan:       {ours.data.decode()}\n  strawberry: {theirs.data.decode()}"


def errors_differ(ours: Seen, theirs: Seen) -> str | None:
    """Do the errors differ at a place where both had to tell the same?"""
    here, there = _by_place(ours), _by_place(theirs)
    for place in here.keys() | there.keys():
        exact = [{one for one in side.get(place, ()) if one[0] == place} for side in (here, there)]
        if not here.get(place) or not there.get(place) or exact[0] != exact[1]:
            return _told(ours, theirs, place)
    return None


def _told(ours: Seen, theirs: Seen, place: Path) -> str:
    texts = [sorted(map(str, side.errors)) for side in (ours, theirs)]
    return f"errors differ at {list(place)}\n  plan:       {texts[0]}\n  strawberry: {texts[1]}\n  data: {ours.data.decode()}"


def _by_place(seen: Seen) -> dict[Path, set[tuple[Path, str]]]:
    """Errors by the place in the data that became null because of them."""
    found: dict[Path, set[tuple[Path, str]]] = defaultdict(set)
    for path, code in seen.errors:
        found[_nulled(seen.value, path)].add((path, code))
    return dict(found)


def _nulled(value: object, path: Path) -> Path:
    for depth, step in enumerate(path):
        if value is None:
            return path[:depth]
        value = value[step]  # type: ignore[index]  # a path leads through objects and lists
    return path


def asks_differ(ours: Seen, theirs: Seen) -> str | None:
    """Did the plan ask something else than Strawberry, or ask one source twice for the same?"""
    for one in ours.context.asked:
        if len(set(one.parents)) != len(one.parents):
            return f"the plan asks twice for the same parent: {one}"
    mine, others = _covered(ours.context), _covered(theirs.context)
    if _mutations(ours.context) != _mutations(theirs.context):
        return f"mutations differ\n  plan:       {_mutations(ours.context)}\n  strawberry: {_mutations(theirs.context)}"
    if theirs.errors and theirs.context.turn:
        return None  # what graphql-core gave up in one change, it may still ask for after the next
    missing, extra = others - mine, mine - others
    if missing or (extra and not theirs.errors):
        return f"asks differ\n  the plan leaves out: {sorted(map(str, missing))}\n  only the plan: {sorted(map(str, extra))}"
    if not theirs.errors and len(ours.context.asked) > len(theirs.context.asked):
        return f"the plan makes {len(ours.context.asked)} asks, strawberry {len(theirs.context.asked)}"
    return None


def _covered(context: Recorder) -> set[tuple[str, str, frozenset[str], int]]:
    return {(one.key, one.arguments, one.needs, parent) for one in context.asked for parent in one.parents}


def _mutations(context: Recorder) -> list[tuple[str, str]]:
    return [(one.key, one.arguments) for one in context.asked if one.key in context.world.mutations]


def report(question: Question, difference: str) -> str:
    """What a failing test prints."""
    given = json.dumps(question.variables, ensure_ascii=False)
    return f"{question.text}\n-- operationName: {question.operation_name}, variables: {given}\n-- {difference}"


__all__ = ["Oracle", "RequestError", "report"]
