"""Run a plan: every fetch starts as soon as its parents are there, all of them side by side, then the answer is printed.

Mutations keep their order (GraphQL September 2025, 6.2.2): a root field and everything below it is done before the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from graphql import GraphQLError, GraphQLNonNull, OperationType
from graphql.execution.values import VariableValues

from gateway.context import Fetches
from gateway.plan.complete import complete, holds
from gateway.plan.eager import started
from gateway.plan.run import Answer, Run
from gateway.plan.tree import Arguments, Field, Kind, Plan, Selection

Parents = dict[int, object]
NO_VARIABLES = VariableValues({}, {})


async def execute(plan: Plan, context: Fetches, values: VariableValues = NO_VARIABLES, root: object = None) -> Answer:
    """Answer an operation. Never raises for a field that fails: that is an error in the answer, at its path."""
    run = Run(plan, context, values, root, [{} for _ in range(plan.slots)])
    run.arguments = _arguments(plan, values)
    if plan.operation is OperationType.MUTATION:
        await _in_order(run)
    else:
        await _move(run, plan.root, [root])
    return _print(run)


async def execute_event(plan: Plan, context: Fetches, values: VariableValues, event: object) -> Answer:
    """The answer for one event of a subscription (GraphQL September 2025, 6.2.3.2): its root field has this value."""
    (one,) = plan.root.fetches
    run = Run(plan, context, values, None, [{} for _ in range(plan.slots)])
    run.arguments = _arguments(plan, values)
    run.results[one.slot][id(None)] = event
    found: dict[int, tuple[Field, Parents]] = {}
    _descend(run, one, event, found)
    await _fetch_all(run, found)
    return _print(run)


async def _in_order(run: Run) -> None:
    """One change after the other. When one that may not be null fails there is no answer left, so nothing more happens."""
    for one in run.plan.root.fields:
        alone = _only(run.plan.root, one)
        await _move(run, alone, [run.root])
        if isinstance(one.gql_type, GraphQLNonNull) and not holds(run, alone):
            return


def _print(run: Run) -> Answer:
    try:
        return Answer(run.plan.project(run.root, run.results, run.arguments, run.context))
    except Exception:  # any surprise means: not the fast way; `complete` finds the error and its place
        data, errors = complete(run)
        return Answer(data, errors)


def _arguments(plan: Plan, values: VariableValues) -> list[Arguments | GraphQLError | None]:
    built: list[Arguments | GraphQLError | None] = [None] * plan.slots
    for one in plan.variable_fields:
        assert one.arguments is not None
        try:
            built[one.slot] = one.arguments(values)
        except GraphQLError as fault:
            built[one.slot] = fault
    return built


async def _move(run: Run, selection: Selection, values: Sequence[object]) -> None:
    """Work out everything below these values of one selection."""
    found: dict[int, tuple[Field, Parents]] = {}
    for value in values:
        _gather(run, selection, value, found)
    await _fetch_all(run, found)


async def _fetch_all(run: Run, found: dict[int, tuple[Field, Parents]]) -> None:
    """Ask every source field side by side. What is ready at once costs no task."""
    waiting = [left for one, parents in found.values() if (left := started(_fetch(run, one, parents))) is not None]
    if waiting:
        await asyncio.gather(*waiting)


async def _fetch(run: Run, one: Field, parents: Parents) -> None:
    """Ask one source field for all its parents at once, then move on below the answers."""
    assert one.source is not None
    arguments = one.fixed if one.fixed is not None else run.arguments[one.slot]
    answers: Sequence[object]
    if isinstance(arguments, GraphQLError):
        answers = [arguments] * len(parents)
    else:
        answers = await _ask(run, one, list(parents.values()), arguments or {})
    run.results[one.slot].update(zip(parents, answers, strict=True))
    found: dict[int, tuple[Field, Parents]] = {}
    for answer in answers:
        _descend(run, one, answer, found)
    await _fetch_all(run, found)


async def _ask(run: Run, one: Field, parents: Sequence[object], arguments: Arguments) -> Sequence[object]:
    assert one.source is not None
    try:
        answers = await run.context.fetch(one.source.key, parents, arguments, one.needs)
        if len(answers) != len(parents):
            raise ValueError(f"{one.source.key} answers {len(answers)} times for {len(parents)} parents")
        return answers
    except Exception as fault:  # a source function that breaks spoils its own field, never the answer
        return [fault] * len(parents)


def _gather(run: Run, selection: Selection, value: object, found: dict[int, tuple[Field, Parents]]) -> None:
    for one in selection.local:
        if id(value) not in run.results[one.slot]:
            run.results[one.slot][id(value)] = _local(run, one, value)
        _descend(run, one, run.results[one.slot][id(value)], found)
    for one in selection.fetches:
        found.setdefault(one.slot, (one, {}))[1][id(value)] = value
    for one in selection.deep:
        _descend(run, one, getattr(value, one.attribute, None), found)


def _descend(run: Run, one: Field, value: object, found: dict[int, tuple[Field, Parents]]) -> None:
    if isinstance(value, list | tuple):
        for item in value:
            _descend(run, one, item, found)
        return
    selection = one.below.get(type(value))
    if selection is not None and selection.moves:
        _gather(run, selection, value, found)


def _local(run: Run, one: Field, value: object) -> object:
    """The value of a computed object; an error is kept for the place where it is printed."""
    arguments = one.fixed if one.fixed is not None else run.arguments[one.slot]
    if isinstance(arguments, GraphQLError):
        return arguments
    assert one.function is not None
    try:
        return one.function(value, run.context, **(arguments or {}))
    except Exception as fault:  # pure code of ours: its fault belongs to this field alone
        return fault


def _only(selection: Selection, one: Field) -> Selection:
    """The root selection narrowed to one field, for mutations."""
    return Selection(
        selection.typename,
        (one,),
        local=(one,) if one.kind is Kind.LOCAL else (),
        fetches=(one,) if one.kind is Kind.FETCH else (),
        deep=(one,) if one in selection.deep else (),
    )
