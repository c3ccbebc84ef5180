"""Plan against plain Strawberry on the overview: all views ready, the same answer, CPU only."""

from __future__ import annotations

import itertools

import msgspec
from strawberry import Schema
from strawberry.extensions import ParserCache, ValidationCache

from gateway.context import Deadline
from gateway.plan.engine import Question
from resolvers.schema import Query, beside_query
from tests.bench.opname import OVERZICHT, Ready, gateway_on_sandbox, identity
from tests.bench.uitvoer import compare, tell


def plain_schema() -> Schema:
    """The schema as a Strawberry user runs it: with the parser and validation caches."""
    return Schema(
        Query, **beside_query(), extensions=[lambda: ParserCache(maxsize=100), lambda: ValidationCache(maxsize=100)]
    )


def leaves(value: object) -> int:
    """How many values an answer has."""
    if isinstance(value, dict):
        return sum(leaves(one) for one in value.values())
    return sum(leaves(one) for one in value) if isinstance(value, list) else 1


async def run() -> None:
    """Print plan_cpu_ratio, with ids kept and with a new person each time."""
    async with gateway_on_sandbox() as (gateway, zandbak, _):
        who = await identity(gateway, zandbak)
        ready = Ready(gateway.request(who, Deadline.after(5_000)))  # type: ignore[arg-type]  # it is a Request
        plain, question = plain_schema(), Question(OVERZICHT)
        ours = await gateway.engine.answer(question, ready)
        theirs = await plain.execute(OVERZICHT, context_value=ready)
        assert not ours.errors, ours.errors
        assert not theirs.errors, theirs.errors
        answer = msgspec.json.decode(msgspec.json.encode(ours.data))
        assert answer == msgspec.json.decode(msgspec.json.encode(theirs.data))
        tell("overzicht_leaves", leaves(answer), "values", None)
        slow, fast = await compare(
            lambda: plain.execute(OVERZICHT, context_value=ready), lambda: gateway.engine.answer(question, ready)
        )
        tell("plan_us", fast, "us CPU", None)
        tell("strawberry_us", slow, "us CPU", None)
        tell("plan_cpu_ratio", slow / fast, "times less CPU", 25)
        persons = (number.to_bytes(16, "big") for number in itertools.count())
        slow, fast = await compare(
            lambda: plain.execute(OVERZICHT, context_value=ready.of(next(persons))),
            lambda: gateway.engine.answer(question, ready.of(next(persons))),
        )
        tell("plan_cpu_ratio_new_ids", slow / fast, "times less CPU", None)
